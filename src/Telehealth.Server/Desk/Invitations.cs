using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Desk;

/// <summary>Makes join links together with the messages that carry them: only who makes a link can send it.</summary>
internal sealed class Invitations(IClinicDesk desk, NoticePlans plans, NoticeSecrets secrets)
{
    /// <param name="guest">Where to reach somebody of whom the clinic has no file; without it they get no message.</param>
    /// <param name="cause">A repeated call makes a further link, but no further message.</param>
    /// <param name="first">Done before, in the same transaction.</param>
    public Task<IssuedLink> IssueAsync(
        Actor actor, Visit visit, Participant person, string cause, Reachable? guest = null, Func<ClinicWork, CancellationToken, Task>? first = null, CancellationToken cancellation = default)
    {
        var (token, message) = Prepare(visit, person, NoticeKind.Invitation, cause, guest);
        return desk.ExecuteAsync(actor, async (work, stop) =>
        {
            if (first is not null) await first(work, stop);
            var link = JoinLinks.Issue(work, visit.Id, person, visit.PlannedEnd, token);
            if (await ReachOfAsync(work, visit, person, guest, stop) is { } reach) await plans.PlanAsync(work, message, reach, stop);
            return link;
        }, cancellation);
    }

    /// <summary>A notice to the patient with a further link; those they have stay good.</summary>
    /// <returns>False when nothing was made: no channel reaches them, or this cause has been told before.</returns>
    public Task<bool> RemindAsync(Visit visit, Participant patient, NoticeKind kind, string cause, CancellationToken cancellation)
    {
        var (token, message) = Prepare(visit, patient, kind, cause, null);
        return desk.ExecuteAsync(Actor.System, async (work, stop) =>
        {
            if (await work.Db.Notices.AnyAsync(n => n.Cause == cause, stop)) return false;
            var reach = await ReachOfAsync(work, visit, patient, null, stop) ?? new Reachable(null, null);
            var reached = plans.ChannelsFor(reach).Count > 0;
            if (reached) JoinLinks.Issue(work, visit.Id, patient, visit.PlannedEnd, token);
            await plans.PlanAsync(work, message, reach, stop);
            return reached;
        }, cancellation);
    }

    private (string Token, PlannedNotice Message) Prepare(Visit visit, Participant person, NoticeKind kind, string cause, Reachable? guest)
    {
        var token = JoinLinks.NewToken();
        return (token, new PlannedNotice(kind, visit.Id, person.Id, visit.StartsAt, cause, secrets.Seal(new NoticeSecret(token, guest))));
    }

    /// <summary>Null for a guest whom nobody gave an address of: no message was asked for.</summary>
    private static async Task<Reachable?> ReachOfAsync(ClinicWork work, Visit visit, Participant person, Reachable? guest, CancellationToken cancellation) =>
        person.Role is ParticipantRole.Patient ? await PatientReach.OfAsync(work.Db, visit, cancellation)
        : guest is null or { Phone: null, Email: null } ? null : guest;
}
