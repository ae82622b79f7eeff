using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Doors.Calls;

/// <summary>Who has got in: the visit as last heard of, and as whom they may look at it.</summary>
internal sealed record Entered(LoadedVisit Visit, Audience Audience);

/// <summary>
/// The hub's door of one visit. A stranger hears NOT_FOUND, whether the visit exists or not, and the knock is recorded. A member's role and
/// the visit's phase are the decision's to judge, so that a member's refusal stands in the visit's own record.
/// </summary>
internal sealed class VisitDoor(VisitAccess access, IVisitReader visits, IRecentVisits recent)
{
    /// <param name="anyClinician">A clinician of the clinic may rescue a visit; the decision says whether this one may.</param>
    /// <returns>Null for a stranger.</returns>
    public async ValueTask<Entered?> EnterAsync(Visitor visitor, VisitId visit, CancellationToken cancellation, bool anyClinician = false)
    {
        if (recent.Find(visit) is { } heard && VisitAccess.MayKnow(visitor.Caller, heard.Visit)) return Enter(visitor, heard);
        var found = anyClinician && visitor.Actor.Is(StaffRoles.Clinician)
            ? await visits.FindAsync(visit, cancellation)
            : await access.FindAsync(visitor.Caller, visit, cancellation);
        return found is null ? null : Enter(visitor, found);
    }

    private static Entered Enter(Visitor visitor, LoadedVisit found) =>
        new(found, Audience.For(found.Visit, visitor.Actor) ?? Audience.Clinician(visitor.Actor.Staff!.Value));
}
