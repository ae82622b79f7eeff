namespace Telehealth.Domain.Visits;

/// <summary>As what an actor stands to a visit; one actor may stand as several.</summary>
[Flags]
internal enum Standing
{
    None = 0,
    Patient = 1 << 0,
    Guardian = 1 << 1,

    /// <summary>SupportPerson, Interpreter, Observer.</summary>
    Guest = 1 << 2,

    /// <summary>A participant who was removed: knows of the visit, may do nothing in it.</summary>
    Removed = 1 << 3,

    VisitClinician = 1 << 4,

    /// <summary>A clinician in the visit besides its own.</summary>
    AddedClinician = 1 << 5,

    /// <summary>The clinician to whom a transfer is offered.</summary>
    Receiver = 1 << 6,

    /// <summary>Any clinician of the clinic: may take an unassigned patient, or rescue one.</summary>
    ClinicClinician = 1 << 7,

    FrontDesk = 1 << 8,
    Admin = 1 << 9,
    Auditor = 1 << 10,
    System = 1 << 11,
    VideoProvider = 1 << 12,

    AnyParticipant = Patient | Guardian | Guest,
    VisitStaff = VisitClinician | FrontDesk | Admin,

    /// <summary>Whoever may know that the visit exists, and so hears NOT_ALLOWED rather than NOT_FOUND.</summary>
    Member = AnyParticipant | Removed | VisitClinician | AddedClinician | Receiver | FrontDesk | Admin | Auditor,
}

internal static class Standings
{
    public static Standing Of(Actor actor, Visit visit) => actor.Kind switch
    {
        ActorKind.Staff => OfStaff(actor, visit),
        ActorKind.Participant => actor.Participant is { } id && visit.Find(id) is { } person ? OfParticipant(person) : Standing.None,
        ActorKind.System => Standing.System,
        ActorKind.VideoProvider => Standing.VideoProvider,
    };

    private static Standing OfParticipant(Participant person) => person.State is ParticipantState.Removed ? Standing.Removed : person.Role switch
    {
        ParticipantRole.Patient => Standing.Patient,
        ParticipantRole.Guardian => Standing.Guardian,
        ParticipantRole.SupportPerson or ParticipantRole.Interpreter or ParticipantRole.Observer => Standing.Guest,

        // Clinicians act as staff, never by a link.
        ParticipantRole.Clinician => Standing.None,
    };

    private static Standing OfStaff(Actor actor, Visit visit)
    {
        var standing = Standing.None;
        if (actor.Is(StaffRoles.FrontDesk)) standing |= Standing.FrontDesk;
        if (actor.Is(StaffRoles.Admin)) standing |= Standing.Admin;
        if (actor.Is(StaffRoles.Auditor)) standing |= Standing.Auditor;
        return actor.Is(StaffRoles.Clinician) && actor.Staff is { } staff ? standing | OfClinician(staff, visit) : standing;
    }

    private static Standing OfClinician(StaffId staff, Visit visit)
    {
        var standing = Standing.ClinicClinician;
        if (visit.ClinicianId == staff) standing |= Standing.VisitClinician;
        else if (visit.Participants.Any(p => p.StaffId == staff && p.State is not ParticipantState.Removed)) standing |= Standing.AddedClinician;
        if (visit.Transfer?.To == staff) standing |= Standing.Receiver;
        return standing;
    }
}
