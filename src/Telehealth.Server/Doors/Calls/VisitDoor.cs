using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Doors.Calls;

/// <summary>Who has got in: the visit as last heard of, and as whom they may look at it.</summary>
internal sealed record Entered(LoadedVisit Visit, Audience Audience);

/// <summary>
/// The door of one visit, for REST and the hub alike. A stranger hears NOT_FOUND, whether the visit exists or not, and the knock is recorded.
/// A member's role and the visit's phase are the decision's to judge, so that a member's refusal stands in the visit's own record.
/// </summary>
internal sealed class VisitDoor(IVisitReader visits, IRecentVisits recent, IClinicDesk desk)
{
    /// <summary>The visit as the database has it; null for a stranger, whose knock the REST door records with its answer.</summary>
    public async Task<LoadedVisit?> FindAsync(Caller caller, VisitId visit, CancellationToken cancellation) =>
        await visits.FindAsync(visit, cancellation) is { } loaded && MayKnow(caller, loaded.Visit) ? loaded : null;

    /// <summary>The same for the hub: null is recorded, whether there is such a visit or not.</summary>
    public async Task<LoadedVisit?> KnockAsync(Caller caller, VisitId visit, CancellationToken cancellation)
    {
        if (await FindAsync(caller, visit, cancellation) is { } found) return found;
        await RefuseAsync(caller, visit, cancellation);
        return null;
    }

    private async Task RefuseAsync(Caller caller, VisitId visit, CancellationToken cancellation)
    {
        var subject = new Dictionary<string, string> { ["visit"] = visit.ToString() };
        await desk.AppendAsync(caller.Actor, new ClinicRecord("VisitAccessRefused", "doors", subject, Reasons: [RefusalCode.NotFound.ToWire()]), cancellation);
    }

    /// <summary>The visit as this process last heard of it, which spares the hub a read.</summary>
    /// <param name="anyClinician">A clinician of the clinic may rescue a visit; the decision says whether this one may.</param>
    /// <returns>Null for a stranger.</returns>
    public async ValueTask<Entered?> EnterAsync(Visitor visitor, VisitId visit, CancellationToken cancellation, bool anyClinician = false)
    {
        if (recent.Find(visit) is { } heard && MayKnow(visitor.Caller, heard.Visit)) return Enter(visitor, heard);
        var found = anyClinician && visitor.Actor.Is(StaffRoles.Clinician)
            ? await visits.FindAsync(visit, cancellation)
            : await FindAsync(visitor.Caller, visit, cancellation);
        if (found is not null) return Enter(visitor, found);
        await RefuseAsync(visitor.Caller, visit, cancellation);
        return null;
    }

    /// <summary>A visit's staff are its Clinician, every FrontDesk and Admin (protocol.md).</summary>
    public static bool IsStaffOf(Caller caller, Visit visit) =>
        caller.Actor.Is(StaffRoles.FrontDesk | StaffRoles.Admin) || (caller.Actor.Is(StaffRoles.Clinician) && visit.ClinicianId is { } own && own == caller.Actor.Staff);

    private static bool MayKnow(Caller caller, Visit visit) =>
        (caller.VisitId is null || caller.VisitId == visit.Id) && Audience.For(visit, caller.Actor) is not null;

    private static Entered Enter(Visitor visitor, LoadedVisit found) =>
        new(found, Audience.For(found.Visit, visitor.Actor) ?? Audience.Clinician(visitor.Actor.Staff!.Value));
}
