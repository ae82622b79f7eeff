using Telehealth.Domain;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Licensure;

/// <param name="Offered">The bases that RecordMinorBasis accepts now, for this patient's age, every place where they may be, and the clinician's profession; none for adults.</param>
internal sealed record MinorBasesAnswer(IReadOnlyList<MinorBasis> Offered);

/// <summary>On what a clinician may treat this minor, as the rules have it.</summary>
internal sealed class GetMinorBases(VisitDoor door, DecisionFacts facts, ReadRecords reads, TimeProvider time)
{
    public async Task<Answer<MinorBasesAnswer>> HandleAsync(Caller caller, VisitId id, CancellationToken cancellation)
    {
        if (await door.FindAsync(caller, id, cancellation) is not { } loaded) return RefusalCode.NotFound;
        var (gathered, _) = await facts.GatherAsync(loaded, new VisitRequest(id, new ReevaluateLicensure(), caller.Actor), fresh: true, cancellation);
        await reads.NoteVisitAsync(caller, "MinorBasesRead", id, loaded.Visit.PatientId, cancellation);
        return new MinorBasesAnswer(MinorBases.Offered(loaded.Visit, gathered, time.Now()));
    }
}
