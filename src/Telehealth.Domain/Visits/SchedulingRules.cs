using NodaTime;
using Telehealth.Domain.CheckIn;

namespace Telehealth.Domain.Visits;

/// <summary>Planning: what may be said about a visit before anybody is let in.</summary>
internal static class SchedulingRules
{
    private const int LongestMinutes = 480;
    private const int MostParticipants = 12;
    private static readonly Duration PastAllowed = Duration.FromHours(24);
    private static readonly Duration FutureAllowed = Duration.FromDays(731);

    public static VisitDecision Decide(Turn turn, ScheduleVisit command)
    {
        if (turn.Visit.Patient is not null) return Answer.No(RefusalCode.WrongPhase);
        if (!MaySchedule(turn, command)) return Answer.No(RefusalCode.NotFound);
        if (Wrong(turn, command) is { } wrong) return Answer.No(RefusalCode.Invalid, wrong);

        var scheduled = Answer.Of([
            new VisitScheduled(command.PatientId, command.ClinicianId, command.Kind, command.StartsAt, command.DurationMinutes, command.Zone, command.ContinuesVisit),
            .. command.Participants.Select(Invitation),
        ]);
        return command.CarriedFrom is null ? scheduled : CarryRules.Carry(turn, scheduled, command.CarriedFrom);
    }

    public static VisitDecision Decide(Turn turn, RescheduleVisit command)
    {
        if (turn.NotIn(VisitPhase.Scheduled, VisitPhase.Waiting) is { } wrong) return wrong;
        var minutes = command.DurationMinutes ?? (int)turn.Visit.Planned.TotalMinutes;
        if (WrongTime(turn, command.StartsAt, minutes) is { } invalid) return Answer.No(RefusalCode.Invalid, invalid);

        // Nobody sits in a waiting room that is not open yet: a patient who waits can only be moved within its time.
        if (turn.Visit.Phase is VisitPhase.Waiting && turn.Now < command.StartsAt - turn.Policy.WaitingRoomOpensBefore && !turn.Visit.OpenedEarly)
            return Answer.No(RefusalCode.WrongPhase, "The patient is waiting. Ask them to leave the waiting room, or cancel and schedule again.");

        return command.StartsAt == turn.Visit.StartsAt && minutes == turn.Visit.Planned.TotalMinutes
            ? VisitDecision.Nothing
            : Answer.Of(new VisitRescheduled(command.StartsAt, minutes));
    }

    public static VisitDecision Decide(Turn turn, ReassignVisit command)
    {
        if (turn.NotIn(VisitPhase.Scheduled, VisitPhase.Waiting) is { } wrong) return wrong;
        if (!IsActive(turn, command.ClinicianId)) return Answer.No(RefusalCode.Invalid, "No such clinician.");
        if (turn.Visit.ClinicianId == command.ClinicianId) return VisitDecision.Nothing;
        if (!TryBringIn(turn, command.ClinicianId, command.NewParticipantId, out var invited)) return Answer.No(RefusalCode.Invalid);

        return Answer.Of([
            .. AdmissionRules.ReleaseClaim(turn.Visit, ClaimReleaseReason.VisitReassigned),
            .. invited,
            new VisitReassigned(turn.Visit.ClinicianId, command.ClinicianId),
        ]);
    }

    public static VisitDecision DecideOpenWaitingRoom(Turn turn) =>
        turn.NotIn(VisitPhase.Scheduled, VisitPhase.Waiting)
        ?? (turn.Visit.OpenedEarly || turn.Visit.Phase is VisitPhase.Waiting ? VisitDecision.Nothing : Answer.Of(new WaitingRoomOpened()));

    public static VisitDecision Decide(Turn turn, InviteParticipant command)
    {
        if (turn.NotIn(VisitPhase.Scheduled, VisitPhase.Waiting, VisitPhase.InProgress, VisitPhase.OnHold) is { } wrong) return wrong;
        var invited = command.Participant;
        if (invited is null || WrongPerson(turn, invited) is not null || invited.Role is ParticipantRole.Patient || turn.Visit.Find(invited.Id) is not null
            || turn.Visit.Participants.Length >= MostParticipants)
            return Answer.No(RefusalCode.Invalid);

        return invited.StaffId is { } staff && turn.Visit.Participants.Any(p => p.StaffId == staff)
            ? Answer.No(RefusalCode.Invalid, "This clinician is in the visit already.")
            : Answer.Of(Invitation(invited));
    }

    /// <summary>Known, and working: whether they may treat this patient is the gate's question.</summary>
    public static bool IsActive(Turn turn, StaffId clinician) =>
        turn.Facts.Clinic.Clinicians.TryGetValue(clinician, out var facts) && facts.Active;

    /// <summary>The event that makes a clinician a participant, where they are none yet. False when the offered id is taken.</summary>
    public static bool TryBringIn(Turn turn, StaffId clinician, ParticipantId offered, out VisitEvent[] invited)
    {
        invited = turn.Visit.Participants.Any(p => p.StaffId == clinician) ? [] : [new ParticipantInvited(offered, ParticipantRole.Clinician, clinician)];
        return invited.Length == 0 || turn.Visit.Find(offered) is null;
    }

    private static VisitEvent Invitation(InvitedParticipant p) => new ParticipantInvited(p.Id, p.Role, p.StaffId)
    {
        Detail = p.GuestName is null ? null : new() { GuestName = p.GuestName },
    };

    /// <summary>A clinician schedules only what goes on from a closed visit of their own.</summary>
    private static bool MaySchedule(Turn turn, ScheduleVisit command) =>
        turn.Is(Standing.FrontDesk | Standing.Admin | Standing.System)
        || (command.CarriedFrom is { } closed && closed.ClinicianId is { } own && turn.Actor.Staff == own);

    private static string? Wrong(Turn turn, ScheduleVisit command)
    {
        if (WrongTime(turn, command.StartsAt, command.DurationMinutes) is { } time) return time;
        if (!Shape.Known(command.Kind)) return "No such kind of visit.";
        if (command.Zone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(command.Zone) is null) return "No such time zone.";
        if (command.ClinicianId is { } clinician && !IsActive(turn, clinician)) return "No such clinician.";
        return WrongPeople(turn, command);
    }

    private static string? WrongPeople(Turn turn, ScheduleVisit command)
    {
        if (command.Participants.IsDefault || command.Participants.Length > MostParticipants) return "Too many people, or none.";
        var people = command.Participants;
        if (people.Select(p => WrongPerson(turn, p)).FirstOrDefault(w => w is not null) is { } wrong) return wrong;
        if (people.Select(p => p.Id).Distinct().Count() != people.Length) return "Two people have one id.";
        if (people.Count(p => p.Role is ParticipantRole.Patient) != 1) return "A visit has exactly one patient.";
        var clinicians = people.Where(p => p.Role is ParticipantRole.Clinician).Select(p => p.StaffId).ToList();
        return clinicians.Distinct().Count() != clinicians.Count || (command.ClinicianId is { } named && !clinicians.Contains(named))
            ? "The visit's clinician must be one of its people, once."
            : null;
    }

    private static string? WrongPerson(Turn turn, InvitedParticipant? p)
    {
        if (p is null || !Shape.Known(p.Role)) return "No such role.";
        if (p.GuestName is not null && !Shape.Text(p.GuestName, Shape.NameLength)) return "The name is too long or empty.";
        return p.Role is ParticipantRole.Clinician
            ? p.StaffId is { } staff && IsActive(turn, staff) ? null : "No such clinician."
            : p.StaffId is null ? null : "Only clinicians are staff in a visit.";
    }

    private static string? WrongTime(Turn turn, Instant startsAt, int minutes) =>
        startsAt < turn.Now - PastAllowed || startsAt > turn.Now + FutureAllowed ? "The time is too far away."
        : minutes is < 5 or > LongestMinutes ? "A visit lasts from 5 minutes to 8 hours."
        : null;
}
