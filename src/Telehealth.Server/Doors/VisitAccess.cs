using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Doors;

/// <summary>May this caller know that the visit exists? Whoever may not gets the very answer that a visit which does not exist gets.</summary>
internal sealed class VisitAccess(IVisitReader visits, IClinicDesk desk)
{
    public async Task<LoadedVisit?> FindAsync(Caller caller, VisitId visitId, CancellationToken cancellation)
    {
        if (await visits.FindAsync(visitId, cancellation) is not { } loaded) return null;
        if (MayKnow(caller, loaded.Visit)) return loaded;
        var subject = new Dictionary<string, string> { ["visit"] = visitId.ToString() };
        await desk.AppendAsync(caller.Actor, new ClinicRecord("VisitAccessRefused", "doors", subject, Reasons: [RefusalCode.NotFound.ToWire()]), cancellation);
        return null;
    }

    public static bool MayKnow(Caller caller, Visit visit) =>
        (caller.VisitId is null || caller.VisitId == visit.Id) && Audience.For(visit, caller.Actor) is not null;

    /// <summary>A visit's staff are its Clinician, every FrontDesk and Admin (protocol.md).</summary>
    public static bool IsStaffOf(Caller caller, Visit visit) =>
        caller.Actor.Is(StaffRoles.FrontDesk | StaffRoles.Admin) || (caller.Actor.Is(StaffRoles.Clinician) && visit.ClinicianId is { } own && own == caller.Actor.Staff);
}
