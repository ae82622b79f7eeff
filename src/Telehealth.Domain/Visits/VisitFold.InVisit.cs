using NodaTime;

namespace Telehealth.Domain.Visits;

public static partial class VisitFold
{
    private static Visit Admitted(Visit visit, PatientAdmitted e, Instant at)
    {
        var together = (visit.Patient is { } patient ? visit.With(patient.Id, p => p.LetIn(at)) : visit)
            .WithClinician(e.ClinicianId, p => p.LetIn(at));
        return (together with
        {
            ClinicianId = e.ClinicianId, Claim = null, AdmitRequestedUntil = null, StartedAt = visit.StartedAt ?? at, ExpectedEnd = e.ExpectedEnd,
            ClinicianOpenedAt = visit.ClinicianOpenedAt ?? at, Room = visit.Room is null ? null : visit.Room with { VendorRoomId = e.VendorRoomId },
        })
        .Started(visit.StartNow(e.ClinicianId, at))
        .Without(VisitAlert.ClinicianLateBoard, VisitAlert.ClinicianLatePatientTold, VisitAlert.ClinicianLateFrontDesk, VisitAlert.AttestationAgeing);
    }

    private static Visit ParticipantLetIn(Visit visit, ParticipantAdmitted e, Instant at)
    {
        var inside = visit.With(e.ParticipantId, p => p.LetIn(at));
        return inside.Find(e.ParticipantId) switch
        {
            // A clinician who was added is a start of their own; one who comes back from a hold goes on with theirs.
            { Role: ParticipantRole.Clinician, StaffId: { } staff } when inside.LawfulStartOf(staff) is null => inside.Started(visit.StartNow(staff, at)),
            { Role: ParticipantRole.Interpreter } => inside.Without(VisitAlert.InterpreterMissing),
            _ => inside,
        };
    }

    private static Participant LetIn(this Participant person, Instant at) =>
        person with { State = ParticipantState.Admitted, AdmittedAt = person.AdmittedAt ?? at, WaitingSince = null };

    /// <summary>Before admission it changes only whose visit it is; after, the receiver is in and the one before is out.</summary>
    private static Visit HandedOver(Visit visit, StaffId from, StaffId to, Instant? expectedEnd, Instant at)
    {
        var handed = visit.WithClinician(from, p => p with { State = ParticipantState.Removed }) with
        {
            ClinicianId = to, Transfer = null, Claim = null, AdmitRequestedUntil = null,
            Room = visit.StartedAt is null ? null : visit.Room,
            Details = visit.Details with { TransferNote = null },
        };
        if (visit.StartedAt is null) return handed.WithClinician(to, p => p with { State = ParticipantState.Invited });
        return (handed.WithClinician(to, p => p.LetIn(at)) with
        {
            ExpectedEnd = expectedEnd ?? visit.ExpectedEnd,
            LawfulStarts = [.. visit.LawfulStarts.Where(s => s.ClinicianId != from)],
        }).Started(visit.StartNow(to, at));
    }

    private static Visit WithClinician(this Visit visit, StaffId staff, Func<Participant, Participant> change) =>
        visit.Participants.FirstOrDefault(p => p.StaffId == staff) is { } clinician ? visit.With(clinician.Id, change) : visit;

    private static Visit ConcernRaised(Visit visit, SafetyConcernRaised e, Instant at) =>
        (visit with { SafetyConcerns = visit.SafetyConcerns.Add(new(e.ConcernId, at)) }).Without(VisitAlert.SafetyUnacknowledged);

    private static Visit ConcernAcknowledged(Visit visit, SafetyConcernAcknowledged e, Instant at) =>
        visit.WithConcern(e.ConcernId, c => c with { AcknowledgedBy = e.By, AcknowledgedAt = at });

    private static Visit ConcernResolved(Visit visit, SafetyConcernResolved e, Instant at) =>
        visit.WithConcern(e.ConcernId, c => c with
        {
            AcknowledgedBy = c.AcknowledgedBy ?? e.By, AcknowledgedAt = c.AcknowledgedAt ?? at, ResolvedAt = at, Outcome = e.Outcome,
        });

    private static Visit WithConcern(this Visit visit, ConcernId id, Func<SafetyConcern, SafetyConcern> change)
    {
        var changed = visit with { SafetyConcerns = [.. visit.SafetyConcerns.Select(c => c.Id == id ? change(c) : c)] };
        return changed.SafetyConcerns.Any(c => c.AcknowledgedAt is null) ? changed : changed.Without(VisitAlert.SafetyUnacknowledged);
    }
}
