using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Views;

public enum AudienceKind { Patient, Guest, Clinician, FrontDesk, Admin }

/// <summary>One kind of reader of a visit. Readers of the same audience are shown the same bytes, so a view is made once for each.</summary>
public sealed record Audience
{
    private Audience(AudienceKind kind, ParticipantId? participant, StaffId? staff)
    {
        Kind = kind;
        Participant = participant;
        Staff = staff;
    }

    public AudienceKind Kind { get; }
    public ParticipantId? Participant { get; }
    public StaffId? Staff { get; }

    public bool IsStaff => Kind is AudienceKind.Clinician or AudienceKind.FrontDesk or AudienceKind.Admin;

    public static Audience FrontDesk { get; } = new(AudienceKind.FrontDesk, null, null);
    public static Audience Admin { get; } = new(AudienceKind.Admin, null, null);

    public static Audience Clinician(StaffId id) => new(AudienceKind.Clinician, null, id);

    /// <summary>The Patient, or a guest: Guardian, SupportPerson, Interpreter, Observer.</summary>
    public static Audience Of(Participant participant) =>
        new(participant.Role is ParticipantRole.Patient ? AudienceKind.Patient : AudienceKind.Guest, participant.Id, null);

    /// <summary>Who may see this visit as it stands. Whoever is not in here sees nothing of it.</summary>
    public static IEnumerable<Audience> Entitled(Visit visit)
    {
        yield return FrontDesk;
        yield return Admin;
        if (visit.ClinicianId is { } clinician) yield return Clinician(clinician);
        if (visit.Transfer is { } transfer && transfer.To != visit.ClinicianId) yield return Clinician(transfer.To);
        foreach (var person in visit.Participants.Where(p => p.State is not ParticipantState.Removed))
        {
            if (person.Role is not ParticipantRole.Clinician) yield return Of(person);
            else if (IsAdded(visit, person) && person.StaffId != visit.Transfer?.To) yield return Clinician(person.StaffId!.Value);
        }
    }

    /// <summary>The audience that this actor belongs to on this visit; null for a stranger.</summary>
    public static Audience? For(Visit visit, Actor actor) => actor.Kind switch
    {
        ActorKind.Staff => OfStaff(visit, actor),
        ActorKind.Participant => visit.Find(actor.Participant!.Value) is { Role: not ParticipantRole.Clinician, State: not ParticipantState.Removed } person ? Of(person) : null,
        ActorKind.System or ActorKind.VideoProvider => null,
    };

    /// <summary>Every audience that this actor may turn out to be, before the visit is read.</summary>
    public static IEnumerable<Audience> PossibleFor(Actor actor, ParticipantRole? role)
    {
        if (actor.Participant is { } person) yield return new(role is ParticipantRole.Patient ? AudienceKind.Patient : AudienceKind.Guest, person, null);
        if (actor.Staff is not { } staff) yield break;
        if (actor.Is(StaffRoles.Clinician)) yield return Clinician(staff);
        if (actor.Is(StaffRoles.Admin)) yield return Admin;
        if (actor.Is(StaffRoles.FrontDesk)) yield return FrontDesk;
    }

    private static Audience? OfStaff(Visit visit, Actor actor)
    {
        var id = actor.Staff!.Value;
        if (actor.Is(StaffRoles.Clinician) && IsOneOfTheVisits(visit, id)) return Clinician(id);
        if (actor.Is(StaffRoles.Admin)) return Admin;
        return actor.Is(StaffRoles.FrontDesk) ? FrontDesk : null;
    }

    private static bool IsOneOfTheVisits(Visit visit, StaffId id) =>
        visit.ClinicianId == id || visit.Transfer?.To == id || IsUnassigned(visit) || visit.Participants.Any(p => p.StaffId == id && IsAdded(visit, p));

    /// <summary>A clinician in the visit besides its own, who has not left it.</summary>
    private static bool IsAdded(Visit visit, Participant person) =>
        person.StaffId is { } staff && staff != visit.ClinicianId && person.State is not (ParticipantState.Removed or ParticipantState.Left);

    /// <summary>Nobody's yet: every clinician sees it on the board and may take it, through the gate.</summary>
    public static bool IsUnassigned(Visit visit) => visit.ClinicianId is null && visit.Phase is not VisitPhase.Closed;
}
