using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Patients;

/// <summary>After a patient was erased: each visit of theirs forgets what it knew of people, as a change of its own that every node hears. Once per visit, however often it is tried.</summary>
internal sealed class EraseVisitDetails(IVisitDesk desk) : IOutboxHandler
{
    public const string Name = "patient.erase-visits";

    public string Kind => Name;

    public bool AtMostOnce => false;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var payload = StoredJson.Read<Payload>(message.Payload);
        foreach (var visit in payload.Visits)
        {
            var key = new CommandKey(new CommandId(payload.Erasure), nameof(ErasePersonalDetails));
            var outcome = await desk.ExecuteAsync(new VisitRequest(visit, new ErasePersonalDetails(), Actor.System, key), cancellation);
            if (outcome.Refusal is { } refusal) throw new InvalidOperationException($"Visit {visit} was not erased: {refusal.Code.ToWire()}.");
        }
    }

    public static string PayloadFor(Guid erasure, IReadOnlyList<VisitId> visits) => StoredJson.Write(new Payload(erasure, visits));

    internal sealed record Payload(Guid Erasure, IReadOnlyList<VisitId> Visits);
}
