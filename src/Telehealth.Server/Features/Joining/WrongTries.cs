using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Joining;

/// <summary>Five wrong tries lock that link from that source for fifteen minutes, and the front desk gets an item (rules.md, Identity).</summary>
internal sealed class WrongTries(IClinicDesk desk)
{
    private const int Most = 5;
    private static readonly Duration LockLasts = Duration.FromMinutes(15);

    /// <summary>
    /// Null when the details are right and the link is not locked. The lock is looked at again inside the transaction that counts,
    /// so that many tries at once get five answers, too.
    /// </summary>
    public Task<Problem?> JudgeAsync(FoundLink found, string source, bool right, HttpContext http, CancellationToken cancellation) =>
        desk.ExecuteAsync(Actor.OfParticipant(found.Participant.Id), (work, token) => JudgeAsync(work, found, source, right, CallOrigin.Of(http), token), cancellation);

    public static Problem Locked(Instant until, Instant now) =>
        Problem.Of(RefusalCode.LinkLocked) with { RetryAfter = Math.Max(1, (int)Math.Ceiling((until - now).TotalSeconds)) };

    private static async Task<Problem?> JudgeAsync(
        ClinicWork work, FoundLink found, string source, bool right, IReadOnlyDictionary<string, string> origin, CancellationToken cancellation)
    {
        var link = found.Link;
        var attempt = await work.Db.LinkAttempts.FirstOrDefaultAsync(a => a.LinkId == link.Id && a.SourceHash == source, cancellation);
        if (attempt?.LockedUntil is { } until && until > work.Now) return Refuse(work, found, origin, Locked(until, work.Now));
        if (right)
        {
            if (attempt is not null) work.Db.LinkAttempts.Remove(attempt);
            return null;
        }

        attempt ??= work.Db.LinkAttempts.Add(new LinkAttempt { LinkId = link.Id, SourceHash = source, LastTryAt = work.Now }).Entity;
        attempt.WrongTries = attempt.LockedUntil is null && work.Now - attempt.LastTryAt < LockLasts ? attempt.WrongTries + 1 : 1;
        attempt.LastTryAt = work.Now;
        attempt.LockedUntil = null;
        if (attempt.WrongTries < Most) return Refuse(work, found, origin, Problem.Of(RefusalCode.NotSignedIn, "These details do not match. Check them and try again."));
        return Refuse(work, found, origin, await LockAsync(work, found, attempt, cancellation));
    }

    private static async Task<Problem> LockAsync(ClinicWork work, FoundLink found, LinkAttempt attempt, CancellationToken cancellation)
    {
        var link = found.Link;
        var until = work.Now + LockLasts;
        attempt.LockedUntil = until;
        work.Record(new ClinicRecord("LinkLocked", JoinLinks.Area, found.Subject));
        var cause = string.Create(CultureInfo.InvariantCulture, $"link-locked:{link.Id:D}:{until.ToUnixTimeSeconds()}");
        await FrontDeskItems.AddAsync(work, WorkItemKind.LinkLocked, link.VisitId, cause, cancellation);
        return Locked(until, work.Now);
    }

    private static Problem Refuse(ClinicWork work, FoundLink found, IReadOnlyDictionary<string, string> origin, Problem problem)
    {
        work.Record(new ClinicRecord("JoinRefused", JoinLinks.Area, found.Subject, Reasons: [problem.Code], Detail: origin));
        return problem;
    }
}
