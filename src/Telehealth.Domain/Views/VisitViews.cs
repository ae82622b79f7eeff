using NodaTime;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Views;

/// <summary>The pure projection of a visit to one audience; the snapshot and every announcement are made by it and by nothing else.</summary>
public static class VisitViews
{
    public static VisitView Of(Visit visit, Audience audience, ViewFacts facts)
    {
        var view = Common(visit, audience, facts);
        return audience.Kind switch
        {
            AudienceKind.Guest => view,
            AudienceKind.Patient => view with { Claim = ClaimOf(visit, facts) },
            AudienceKind.Clinician or AudienceKind.FrontDesk or AudienceKind.Admin => StaffParts.Add(view with { Claim = ClaimOf(visit, facts) }, visit, facts),
        };
    }

    private static VisitView Common(Visit visit, Audience audience, ViewFacts facts) => new()
    {
        VisitId = visit.Id,
        Version = visit.Version,
        Phase = visit.Phase,
        Outcome = visit.Outcome,
        Disposition = visit.Closing?.Disposition,
        ClosedAt = visit.Closing?.At,
        Kind = visit.Kind,
        Modality = visit.Modality,
        StartsAt = visit.StartsAt,
        DurationMinutes = (int)visit.Planned.TotalMinutes,
        Zone = visit.Zone,
        WaitingRoomOpensAt = OpensAt(visit, facts.Policy),
        IdentityOpensAt = visit.StartsAt - facts.Policy.IdentityOpensBefore,
        ExpectedEnd = visit.ExpectedEnd,
        StartedAt = visit.StartedAt,
        Clinic = facts.Clinic,
        Me = MeOf(visit, audience),
        Clinician = ClinicianOf(visit, facts),
        Participants = [.. visit.Participants.Where(p => p.State is not ParticipantState.Removed || audience.IsStaff).Select(p => Person(visit, p, audience, facts))],
        CheckIn = CheckInOf(visit, audience, facts.Policy),
        Line = audience.Kind is AudienceKind.Guest ? null : facts.Line,
        Hold = visit.HeldSince is { } since ? new HoldView(since, nameof(ParticipantRole.Clinician)) : null,
        LateNotice = visit.Alerts.FirstOrDefault(a => a.Alert is VisitAlert.ClinicianLatePatientTold) is { } late ? new SinceView(late.At) : null,
        AdmitRequested = visit.AdmitRequestedUntil is { } until && facts.Now < until ? new UntilView(until) : null,
        Safety = SafetyOf(visit, audience, facts),
        ContinuedAs = visit.ContinuedAs,
    };

    private static Instant OpensAt(Visit visit, VisitPolicy policy) =>
        visit.OpenedEarly ? visit.StartsAt - policy.IdentityOpensBefore : visit.StartsAt - policy.WaitingRoomOpensBefore;

    private static MeView MeOf(Visit visit, Audience audience) => audience.Kind switch
    {
        AudienceKind.Patient or AudienceKind.Guest => new("Participant", audience.Participant, RoleOf(visit, audience.Participant!.Value)),
        AudienceKind.Clinician => new("Staff", visit.Participants.FirstOrDefault(p => p.StaffId == audience.Staff)?.Id, nameof(StaffRoles.Clinician)),
        AudienceKind.FrontDesk => new("Staff", null, nameof(StaffRoles.FrontDesk)),
        AudienceKind.Admin => new("Staff", null, nameof(StaffRoles.Admin)),
    };

    private static string RoleOf(Visit visit, ParticipantId id) => (visit.Find(id)?.Role ?? ParticipantRole.Observer).ToString();

    private static ClinicianView? ClinicianOf(Visit visit, ViewFacts facts) =>
        visit.ClinicianId is { } id ? new(id, facts.StaffOf(id)?.Name ?? "", facts.StaffOf(id)?.Credentials, facts.ClinicianStatus) : null;

    private static ParticipantView Person(Visit visit, Participant person, Audience audience, ViewFacts facts) =>
        new(person.Id, person.Role, person.State, NameOf(visit, person, audience, facts), facts.Presence.Of(person.Id, facts.Now, facts.Policy));

    /// <summary>A guest reads the patient's given name alone: enough to know that the right person is meant.</summary>
    private static string? NameOf(Visit visit, Participant person, Audience audience, ViewFacts facts) => person.Role switch
    {
        ParticipantRole.Patient when audience.Kind is AudienceKind.Guest => facts.Patient.GivenName,
        ParticipantRole.Patient => facts.Patient.FullName,
        ParticipantRole.Clinician => person.StaffId is { } id ? facts.StaffOf(id)?.Name : null,
        ParticipantRole.Guardian or ParticipantRole.SupportPerson or ParticipantRole.Interpreter or ParticipantRole.Observer =>
            visit.Details.GuestNames.GetValueOrDefault(person.Id.Value),
    };

    private static CheckInView CheckInOf(Visit visit, Audience audience, VisitPolicy policy)
    {
        var person = audience.Kind is AudienceKind.Guest ? visit.Find(audience.Participant!.Value) : visit.Patient;
        return new(
            person?.CheckedInAt, person?.Identified ?? false, visit.Attestation is not null, person?.Consent is not null, visit.Attestation?.At,
            visit.Attestation is { } attested && visit.Phase is not VisitPhase.Closed ? attested.At + policy.AttestationAskAt : null,
            PlaceOf(visit, audience));
    }

    /// <summary>Nothing personal is shown to the patient again once the visit is closed (rules.md, Safety).</summary>
    private static PlaceView? PlaceOf(Visit visit, Audience audience) => audience.Kind switch
    {
        AudienceKind.Guest => null,
        AudienceKind.Patient when visit.Phase is VisitPhase.Closed => null,
        AudienceKind.Patient or AudienceKind.Clinician or AudienceKind.FrontDesk or AudienceKind.Admin => visit.Attestation is not { } place ? null
            : new(place.Country, place.State, visit.Details.Address?.City, visit.Details.Address?.Line, visit.Details.Address?.PostalCode, visit.Details.Landmark),
    };

    private static ClaimView? ClaimOf(Visit visit, ViewFacts facts) =>
        visit.Claim is { } claim && facts.Now < claim.Until ? new(claim.ClinicianId, facts.StaffOf(claim.ClinicianId)?.Name ?? "", claim.Until) : null;

    /// <summary>A guest may be whom the patient is afraid of, so a concern is shown to the patient and the staff only.</summary>
    private static SafetyView SafetyOf(Visit visit, Audience audience, ViewFacts facts) =>
        audience.Kind is not AudienceKind.Guest && visit.OpenConcern is { } open
            ? new(true, open.Id, open.AcknowledgedAt is not null, open.RaisedAt, facts.StaffConnected)
            : new(false, null, null, null, facts.StaffConnected);
}
