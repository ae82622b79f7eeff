namespace Telehealth.Domain;

public enum ActorKind { Staff, Participant, System, VideoProvider }

[Flags]
public enum StaffRoles { None = 0, Clinician = 1, FrontDesk = 2, Admin = 4, Auditor = 8 }

/// <summary>Whoever makes this request. Exactly one of the ids is set for Staff and Participant, none for the others.</summary>
public sealed record Actor
{
    private Actor(ActorKind kind, StaffId? staff, ParticipantId? participant, StaffRoles roles)
    {
        Kind = kind;
        Staff = staff;
        Participant = participant;
        Roles = roles;
    }

    public ActorKind Kind { get; }
    public StaffId? Staff { get; }
    public ParticipantId? Participant { get; }
    public StaffRoles Roles { get; }

    /// <summary>The sweeper and other rules of time.</summary>
    public static Actor System { get; } = new(ActorKind.System, null, null, StaffRoles.None);

    /// <summary>A callback of the video vendor.</summary>
    public static Actor VideoProvider { get; } = new(ActorKind.VideoProvider, null, null, StaffRoles.None);

    public static Actor OfStaff(StaffId id, StaffRoles roles) => new(ActorKind.Staff, id, null, roles);

    public static Actor OfParticipant(ParticipantId id) => new(ActorKind.Participant, null, id, StaffRoles.None);

    public bool Is(StaffRoles role) => (Roles & role) != 0;
}
