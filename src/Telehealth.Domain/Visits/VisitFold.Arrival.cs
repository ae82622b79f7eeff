using NodaTime;

namespace Telehealth.Domain.Visits;

public static partial class VisitFold
{
    private static Visit Scheduled(Visit visit, VisitScheduled e, Instant at) => visit with
    {
        PatientId = e.PatientId, ClinicianId = e.ClinicianId, Kind = e.Kind, StartsAt = e.StartsAt,
        Planned = Duration.FromMinutes(e.DurationMinutes), Zone = e.Zone, ContinuesVisit = e.ContinuesVisit, ScheduledAt = at,
    };

    private static Visit Rescheduled(Visit visit, VisitRescheduled e) => (visit with
    {
        StartsAt = e.StartsAt, Planned = Duration.FromMinutes(e.DurationMinutes), ClinicianOpenedAt = null,
        OpenedEarly = visit.OpenedEarly && visit.Phase is VisitPhase.Waiting,
    }).Without(VisitAlert.ClinicianLateBoard, VisitAlert.ClinicianLatePatientTold, VisitAlert.ClinicianLateFrontDesk);

    private static Visit Reassigned(Visit visit, VisitReassigned e)
    {
        var without = e.From is { } from ? visit.WithClinician(from, p => p with { State = ParticipantState.Removed }) : visit;
        return (without with { ClinicianId = e.To, ClinicianOpenedAt = null })
            .WithClinician(e.To, p => p with { State = p.State is ParticipantState.Removed ? ParticipantState.Invited : p.State });
    }

    private static Visit Invited(Visit visit, ParticipantInvited e)
    {
        var invited = visit.Find(e.ParticipantId) is null
            ? visit with { Participants = visit.Participants.Add(new(e.ParticipantId, e.Role, ParticipantState.Invited) { StaffId = e.StaffId }) }
            : visit;
        return invited.Named(e.ParticipantId, e.Detail);
    }

    private static Visit Identified(Visit visit, ParticipantIdentified e, Instant at) => visit
        .With(e.ParticipantId, p => p with { IdentifiedAt = at, JoinedFromAnotherDevice = p.JoinedFromAnotherDevice || e.NewDevice })
        .Named(e.ParticipantId, e.Detail);

    private static Visit Named(this Visit visit, ParticipantId id, PersonalDetail? detail) => detail?.GuestName is { } name
        ? visit with { Details = visit.Details with { GuestNames = visit.Details.GuestNames.SetItem(id.Value, name) } }
        : visit;

    private static Visit Attested(Visit visit, LocationAttested e, Instant at) => (visit with
    {
        Attestation = new(e.Sequence, e.Country, e.State, e.StatedBy, at, e.HasAddress),
        AttestationsStated = e.Sequence,
        Confirmation = null,
        Details = visit.Details with { Address = e.Detail?.Address, Landmark = e.Detail?.Landmark },
    }).Without(VisitAlert.AttestationAgeing);

    private static Visit DeviceFound(Visit visit, DeviceLocated e, Instant at) => visit with
    {
        Device = e.Device,
        MovedAt = visit.Device?.Containing is { } before && e.Device.Containing is { } now && before != now ? at : visit.MovedAt,
    };

    private static Visit Reaffirmed(Visit visit, LocationReaffirmed e, Instant at) => visit.Attestation is null ? visit
        : (visit with { Attestation = visit.Attestation with { At = at, StatedBy = e.StatedBy } }).Without(VisitAlert.AttestationAgeing);

    private static Visit CheckedIn(Visit visit, ParticipantCheckedIn e, Instant at)
    {
        var arrived = visit.With(e.ParticipantId, p => p.Arrived(at) with { CheckedInAt = at, CheckInSource = e.Source, Device = e.Device });
        return arrived.Find(e.ParticipantId) switch
        {
            { Role: ParticipantRole.Patient } patient => PatientArrived(arrived, patient) with { Details = visit.Details.Answered(e.Detail) },
            { Role: ParticipantRole.Interpreter } => arrived.Without(VisitAlert.InterpreterMissing),
            _ => arrived,
        };
    }

    private static Visit Consented(Visit visit, ConsentGiven e, Instant at)
    {
        var given = visit.With(e.ParticipantId, p => p with { Consent = new(e.Version, e.Language, e.State, e.TextHash, at), ConsentWithdrawn = false });
        return given.Participants.Any(p => p.ConsentWithdrawn) ? given : given.Without(VisitAlert.ConsentWithdrawn);
    }

    /// <summary>A guardian's consent takes the basis that was theirs, or that rested on a guardian's word, with it.</summary>
    private static Visit Withdrawn(Visit visit, ConsentWithdrawn e)
    {
        var without = visit.With(e.ParticipantId, p => p with { Consent = null, ConsentWithdrawn = true });
        return visit.Find(e.ParticipantId) is { Role: ParticipantRole.Guardian } guardian && visit.MinorBasis is MinorBasis.GuardianConsented
            && (visit.MinorGuardianId is null || visit.MinorGuardianId == guardian.Id)
                ? without with { MinorBasis = null, MinorGuardianId = null }
                : without;
    }

    private static Visit Carried(Visit visit, CheckInCarried e, Instant at)
    {
        var arrived = visit.With(e.ParticipantId, p => p.Arrived(at) with
        {
            CheckedInAt = at, CheckInSource = e.Source, Device = e.Device, Consent = p.Consent is { } consent ? consent with { At = e.ConsentGivenAt ?? consent.At } : null,
        });
        return PatientArrived(arrived, arrived.Find(e.ParticipantId)) with
        {
            Attestation = visit.Attestation is null ? null : visit.Attestation with { At = e.LocationStatedAt },
            Details = visit.Details.Answered(e.Detail),
        };
    }

    /// <summary>Whoever was let in already stays where they are; a second check-in keeps the place in line.</summary>
    private static Participant Arrived(this Participant person, Instant at) => person.State switch
    {
        ParticipantState.Invited or ParticipantState.Waiting => person with { State = ParticipantState.Waiting, WaitingSince = person.WaitingSince ?? at },
        ParticipantState.Left when person.AdmittedAt is null => person with { State = ParticipantState.Waiting, WaitingSince = at },
        ParticipantState.Left or ParticipantState.Admitted or ParticipantState.Held or ParticipantState.Removed => person,
    };

    private static Visit PatientArrived(Visit visit, Participant? patient) => patient is { State: ParticipantState.Waiting }
        ? visit with { PatientEverWaited = true, PatientLeftWaitingAt = null }
        : visit;

    private static Visit LeftWaiting(Visit visit, WaitingRoomLeft e, Instant at) =>
        visit.With(e.ParticipantId, p => p with { State = ParticipantState.Invited, WaitingSince = null }) with { PatientLeftWaitingAt = at };

    /// <summary>Whatever the wrong person said is no longer known; the place in line is kept for the right one.</summary>
    private static Visit WrongPerson(Visit visit, WrongPersonReported e, Instant at)
    {
        var unknown = visit.With(e.ParticipantId, p => p with { IdentifiedAt = null, Consent = null, ConsentWithdrawn = false, CheckedInAt = null, CheckInSource = null, Device = null, WrongPersonAt = at });
        return unknown with
        {
            IdentityConfirmed = false, GuardianVerification = null, Attestation = null, LawfulStarts = [], AdmitRequestedUntil = null, Device = null, MovedAt = null, Signals = null, Confirmation = null, Exemptions = [],
            Details = visit.Details.Answered(new()) with { Address = null, Landmark = null },
        };
    }
}
