using System.Collections.Concurrent;
using NodaTime;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Twilio.Status;

/// <summary>How calls went since this process started, by kind of call.</summary>
internal sealed class CallFigures(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Figure> figures = new(StringComparer.Ordinal);

    /// <summary>Since when is counted.</summary>
    public Instant Since { get; } = time.Now();

    public void Ended(string call, CallOutcome outcome) => Change(call, f => f.With(outcome, time.Now()));

    public void Circuit(string call, VendorCircuit circuit) => Change(call, f => f.Circuit == circuit ? f : f with { Circuit = circuit, Since = time.Now() });

    public IReadOnlyList<VendorCallState> All() => [.. figures.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value.ToState(f.Key))];

    private void Change(string call, Func<Figure, Figure> change) => figures.AddOrUpdate(call, _ => change(new Figure(VendorCircuit.Closed, time.Now())), (_, f) => change(f));

    private sealed record Figure(VendorCircuit Circuit, Instant Since)
    {
        private long Calls { get; init; }
        private long Failed { get; init; }
        private Instant? LastSuccessAt { get; init; }
        private Instant? LastErrorAt { get; init; }
        private CallOutcome? LastError { get; init; }

        public Figure With(CallOutcome outcome, Instant now)
        {
            var counted = this with { Calls = Calls + 1, Failed = Failed + (outcome.IsFailure() ? 1 : 0) };
            if (outcome.IsAnswer()) return counted with { LastSuccessAt = now };

            // That calls are paused says nothing of why they are.
            return outcome is CallOutcome.Cancelled or CallOutcome.CircuitOpen ? counted : counted with { LastError = outcome, LastErrorAt = now };
        }

        public VendorCallState ToState(string call) => new(call, Circuit, Since, Calls, Failed, LastSuccessAt, LastErrorAt, LastError?.ToString(), LastError?.ToText());
    }
}
