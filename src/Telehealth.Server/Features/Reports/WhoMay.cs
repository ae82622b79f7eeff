using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Reports;

/// <param name="Considered">How many active clinicians were asked about.</param>
/// <param name="Items">Those whom the gate would let start now, then those for whom something is to be fixed first.</param>
internal sealed record WhoMayAnswer(Instant At, int Considered, IReadOnlyList<WhoMayItem> Items);

internal sealed record WhoMayItem(StaffId ClinicianId, string Name, string Credentials, Profession Profession, Verdict Verdict, IReadOnlyList<ReasonView> Reasons);

/// <summary>Who else could take this patient, where they are, now: the gate asked about every active clinician. Nothing is decided by it.</summary>
internal sealed class WhoMay(VisitDoor door, DecisionFacts facts, ClinicianNames names, ReadRecords reads, TimeProvider time)
{
    public async Task<Answer<WhoMayAnswer>> HandleAsync(Caller caller, VisitId id, CancellationToken cancellation)
    {
        if (await door.FindAsync(caller, id, cancellation) is not { } loaded) return RefusalCode.NotFound;
        var (gathered, _) = await facts.GatherAsync(loaded, new VisitRequest(id, new ReevaluateLicensure(), caller.Actor), fresh: true, cancellation);
        var now = time.Now();
        var decisions = WhoMayTreat.Ask(loaded.Visit, gathered, now);
        var people = await names.AllAsync(cancellation);
        var may = decisions.Where(d => d.Verdict is not Verdict.Deny)
            .Select(d => Of(d, gathered.Clinic.Clinicians[d.ClinicianId!.Value], people))
            .OrderBy(i => i.Verdict).ThenBy(i => i.Name, StringComparer.CurrentCultureIgnoreCase).ToList();
        await reads.NoteVisitAsync(caller, "WhoMayRead", id, loaded.Visit.PatientId, cancellation);
        return new WhoMayAnswer(now, decisions.Length, may);
    }

    private static WhoMayItem Of(LicensureDecision decision, ClinicianFacts clinician, IReadOnlyDictionary<StaffId, ClinicianName> people)
    {
        var name = people[clinician.Id];
        return new(clinician.Id, name.Name, name.Credentials, clinician.Profession, decision.Verdict, [.. decision.Reasons.Where(r => r.Severity is not ReasonSeverity.Info).Select(ReasonView.Of)]);
    }
}
