using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk;

/// <summary>A link as it is handed out, once; its token is stored nowhere.</summary>
internal sealed record IssuedLink(VisitId VisitId, ParticipantId ParticipantId, ParticipantRole Role, string Token, Instant ExpiresAt);

/// <summary>Join links inside a work of the clinic's desk, with their records.</summary>
internal static class JoinLinks
{
    public const string Area = "links";

    /// <summary>The link's page lives until this long after the planned end.</summary>
    public static readonly Duration LivesAfterEnd = Duration.FromHours(24);

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <param name="token">Of <see cref="NewToken"/>, where it had to be known before the work.</param>
    public static IssuedLink Issue(ClinicWork work, VisitId visit, Participant participant, Instant plannedEnd, string? token = null)
    {
        token ??= NewToken();
        var row = new LinkRow
        {
            Id = Guid.CreateVersion7(work.Now.ToDateTimeOffset()), VisitId = visit, ParticipantId = participant.Id, Role = participant.Role,
            TokenHash = HashOf(token), CreatedAt = work.Now, ExpiresAt = plannedEnd + LivesAfterEnd,
        };
        work.Db.Links.Add(row);
        work.Record(new ClinicRecord("LinkIssued", Area, SubjectOf(row)));
        return new IssuedLink(visit, participant.Id, participant.Role, token, row.ExpiresAt);
    }

    /// <summary>Whoever holds one of the participant's links can no longer join by it.</summary>
    /// <param name="issuedUpTo">Later links stay.</param>
    public static async Task RevokeAsync(ClinicWork work, VisitId visit, ParticipantId participant, Instant issuedUpTo, CancellationToken cancellation)
    {
        foreach (var link in await LiveOf(work, visit).Where(l => l.ParticipantId == participant && l.CreatedAt <= issuedUpTo).ToListAsync(cancellation))
        {
            link.RevokedAt = work.Now;
            work.Record(new ClinicRecord("LinkRevoked", Area, SubjectOf(link)));
        }
    }

    /// <summary>The visit moved, so its links live as long as its new time needs.</summary>
    public static async Task ExtendAsync(ClinicWork work, VisitId visit, Instant plannedEnd, CancellationToken cancellation)
    {
        foreach (var link in await LiveOf(work, visit).ToListAsync(cancellation)) link.ExpiresAt = plannedEnd + LivesAfterEnd;
    }

    /// <summary>Lifts the locks of a participant's links, from every source.</summary>
    public static async Task UnlockAsync(ClinicWork work, VisitId visit, ParticipantId participant, CancellationToken cancellation)
    {
        var links = await LiveOf(work, visit).Where(l => l.ParticipantId == participant).ToListAsync(cancellation);
        var ids = links.Select(l => l.Id).ToList();
        work.Db.LinkAttempts.RemoveRange(await work.Db.LinkAttempts.Where(a => ids.Contains(a.LinkId)).ToListAsync(cancellation));
        foreach (var link in links) work.Record(new ClinicRecord("LinkUnlocked", Area, SubjectOf(link)));
    }

    public static Dictionary<string, string> SubjectOf(LinkRow link) =>
        new() { ["visit"] = link.VisitId.ToString(), ["participant"] = link.ParticipantId.ToString(), ["link"] = link.Id.ToString("D") };

    private static IQueryable<LinkRow> LiveOf(ClinicWork work, VisitId visit) => work.Db.Links.Where(l => l.VisitId == visit && l.RevokedAt == null);
}
