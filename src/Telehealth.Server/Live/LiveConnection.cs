using Microsoft.AspNetCore.SignalR;
using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Live;

/// <summary>One socket: who is behind it, what it watches, and how fast it may talk. Thousands wait at once, so it holds little.</summary>
internal sealed class LiveConnection(HubCallerContext context, Visitor visitor, LiveOptions limits, TimeProvider time)
{
    private static readonly object Key = typeof(LiveConnection);
    private const int MostShown = 32;
    private readonly List<(VisitId Visit, Audience Audience)> joined = new(1);
    private HashSet<string>? shown;
    private TokenBucket? signals;

    public Visitor Visitor { get; } = visitor;
    public string Id => Visitor.ConnectionId;
    public TokenBucket Calls { get; } = new(limits.CallBurst, limits.CallsPerSecond, time);

    /// <summary>Most people who wait send none.</summary>
    public TokenBucket Signals => signals ?? Interlocked.CompareExchange(ref signals, new(limits.SignalBurst, limits.SignalsPerSecond, time), null) ?? signals;

    /// <summary>The visits that it joined, and as whom.</summary>
    public IReadOnlyList<(VisitId Visit, Audience Audience)> Visits
    {
        get
        {
            lock (joined) return [.. joined];
        }
    }

    public bool WatchesOperations { get; set; }

    public static LiveConnection Of(HubCallerContext context) => (LiveConnection)context.Items[Key]!;

    public void Attach() => context.Items[Key] = this;

    /// <returns>As whom it had joined before; null when it had not.</returns>
    public Audience? Join(VisitId visit, Audience audience)
    {
        lock (joined)
        {
            var at = joined.FindIndex(j => j.Visit == visit);
            var before = at < 0 ? null : joined[at].Audience;
            if (at < 0) joined.Add((visit, audience));
            else joined[at] = (visit, audience);
            return before;
        }
    }

    /// <summary>Takes note of a text that this connection says it showed.</summary>
    /// <returns>Whether it is the first time; null when it has said so of too many.</returns>
    public bool? Shows(string text)
    {
        lock (joined)
        {
            shown ??= new(StringComparer.Ordinal);
            return shown.Contains(text) ? false : shown.Count >= MostShown ? null : shown.Add(text);
        }
    }

    public void Abort() => context.Abort();
}
