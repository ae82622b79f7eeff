using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk;

/// <summary>After a clinician's facts changed: every open visit of theirs is evaluated again. Promised in the transaction that changed them, so it survives a crash.</summary>
internal sealed class ReevaluateClinician(ClinicFactsCache facts, VisitLoads loads, IVisitDesk desk) : IOutboxHandler
{
    public const string Name = "licensure.reevaluate";

    public string Kind => Name;

    public bool AtMostOnce => false;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellation)
    {
        facts.Forget();
        var clinician = StoredJson.Read<Payload>(message.Payload).ClinicianId;
        foreach (var visit in await loads.OpenOfClinicianAsync(clinician, cancellation))
        {
            await desk.ExecuteAsync(new VisitRequest(visit, new ReevaluateLicensure(), Actor.System), cancellation);
        }
    }

    public static string PayloadFor(StaffId clinician) => StoredJson.Write(new Payload(clinician));

    internal sealed record Payload(StaffId ClinicianId);
}
