using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Features.Demo;

/// <summary>A visit that the demo made, and who is in it.</summary>
internal sealed record DemoVisit(VisitId Id, ParticipantId Patient, StaffId Clinician, Instant StartsAt);

/// <summary>Visits around now, each brought to its phase by the commands that people would give.</summary>
internal sealed class DemoVisits(IVisitDesk visits, IClinicDesk desk, ConsentTexts texts, TimeProvider time)
{
    private const int Minutes = 30;

    public async Task<DemoVisit> ScheduleAsync(PatientDetails patient, StaffId clinician, Instant startsAt, CancellationToken cancellation)
    {
        var patientId = await desk.ExecuteAsync(Actor.System, async (work, token) => (await PatientFile.AddAsync(work, new PatientId(NewGuid()), patient, token)).Id, cancellation);
        var visit = new DemoVisit(new VisitId(NewGuid()), new ParticipantId(NewGuid()), clinician, startsAt);
        ImmutableArray<InvitedParticipant> people =
        [
            new(visit.Patient, ParticipantRole.Patient, null, null), new(new ParticipantId(NewGuid()), ParticipantRole.Clinician, clinician, null),
        ];
        await DoAsync(visit, new ScheduleVisit(patientId, clinician, VisitKind.FollowUp, startsAt, Minutes, "America/Denver", null, people), Actor.System, cancellation);
        return visit;
    }

    public async Task CheckInAsync(DemoVisit visit, string state, CancellationToken cancellation)
    {
        var consent = texts.Find(ConsentTexts.Current, "en", state)!;
        var actor = Actor.OfParticipant(visit.Patient);
        await DoAsync(visit, new IdentifyParticipant(visit.Patient, IdentityMethod.BirthDate, false), actor, cancellation);
        await DoAsync(visit, new CheckInPatient(
            new StatedLocation("US", state, new PostalAddress("1 Main Street", "Springfield", "84101"), null, null),
            new OfferedConsent(consent.Version, consent.Language, consent.State, consent.Hash, true), "+1 801 555 0123", null,
            new EmergencyContact("Robin Doe", "+1 801 555 0124", "Partner"), null, null, [], true, StatedBy.Patient,
            new DeviceCheck(DeviceState.Ok, DeviceState.Ok, DeviceState.Ok)), actor, cancellation);
    }

    public async Task AdmitAsync(DemoVisit visit, CancellationToken cancellation)
    {
        var clinician = ClinicianOf(visit);
        await DoAsync(visit, new ClaimPatient("peer", $"demo-{NewGuid():N}", new ParticipantId(NewGuid()), true), clinician, cancellation);
        await DoAsync(visit, new AdmitPatient(null, true), clinician, cancellation);
    }

    public Task HoldAsync(DemoVisit visit, CancellationToken cancellation) => DoAsync(visit, new HoldVisit(), ClinicianOf(visit), cancellation);

    public Task EndAsync(DemoVisit visit, CancellationToken cancellation) => DoAsync(visit, new EndVisit(Disposition.Completed, null), ClinicianOf(visit), cancellation);

    public Task<IssuedLink> LinkAsync(VisitId visit, Participant patient, Instant plannedEnd, CancellationToken cancellation) =>
        desk.ExecuteAsync(Actor.System, (work, _) => Task.FromResult(JoinLinks.Issue(work, visit, patient, plannedEnd)), cancellation);

    // A refusal is an outcome like any other (one of the demo's patients is in California); what did not happen shows in the log.
    private Task DoAsync(DemoVisit visit, VisitCommand command, Actor actor, CancellationToken cancellation) =>
        visits.ExecuteAsync(new VisitRequest(visit.Id, command, actor), cancellation);

    private static Actor ClinicianOf(DemoVisit visit) => Actor.OfStaff(visit.Clinician, StaffRoles.Clinician);

    private Guid NewGuid() => Guid.CreateVersion7(time.GetUtcNow());
}
