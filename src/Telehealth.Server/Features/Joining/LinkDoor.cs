using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Joining;

internal enum LinkState { Open, TooEarly, Expired, Locked, Closed }

/// <summary>A link that is good for something, and where it leads now: a visit that was continued leads on under the same link.</summary>
internal sealed record FoundLink(LinkRow Link, LoadedVisit Loaded, Participant Participant, Instant ExpiresAt, Instant OpensAt)
{
    public Visit Visit => Loaded.Visit;

    /// <summary>For records: the link's own, and the patient under whose key the rest is sealed.</summary>
    public Dictionary<string, string> Subject => new(JoinLinks.SubjectOf(Link)) { ["patient"] = Visit.PatientId.ToString() };

    public LinkState StateAt(Instant now, Instant? lockedUntil) =>
        lockedUntil > now ? LinkState.Locked
        : Visit.Phase is VisitPhase.Closed ? LinkState.Closed
        : now < OpensAt && !Visit.OpenedEarly ? LinkState.TooEarly
        : LinkState.Open;
}

/// <summary>Finds what a link token opens.</summary>
internal sealed class LinkDoor(TelehealthDb db, IVisitReader visits, VisitPolicy policy, TimeProvider time)
{
    private const int MostContinuations = 20;

    /// <summary>Null for an unknown, revoked or expired link, and for a person who was removed: nobody learns which.</summary>
    public async Task<FoundLink?> FindAsync(string token, CancellationToken cancellation)
    {
        if (token.Length is 0 or > 100) return null;
        var hash = JoinLinks.HashOf(token);
        var link = await db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.TokenHash == hash, cancellation);
        if (link is null || link.RevokedAt is not null || await visits.FindAsync(link.VisitId, cancellation) is not { } loaded) return null;
        var newest = await FollowAsync(loaded, cancellation);
        var expires = newest.Visit.Id == link.VisitId ? link.ExpiresAt : newest.Visit.PlannedEnd + JoinLinks.LivesAfterEnd;
        var person = newest.Visit.Id == link.VisitId ? newest.Visit.Find(link.ParticipantId) : newest.Visit.Participants.FirstOrDefault(p => p.Role == link.Role);
        if (link.CreatedAt <= person?.WrongPersonAt) return null;
        return person is null or { State: ParticipantState.Removed } || expires <= time.Now() ? null : new FoundLink(link, newest, person, expires, newest.Visit.StartsAt - policy.IdentityOpensBefore);
    }

    public async Task<Instant?> LockedUntilAsync(FoundLink found, string source, CancellationToken cancellation)
    {
        var id = found.Link.Id;
        return await db.LinkAttempts.AsNoTracking().Where(a => a.LinkId == id && a.SourceHash == source).Select(a => a.LockedUntil).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Keyed by the token itself, which is not in the database: whoever reads the row cannot try out addresses.</summary>
    public static string SourceOf(HttpContext http, string token) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(Limits.SourceOf(http))));

    private async Task<LoadedVisit> FollowAsync(LoadedVisit loaded, CancellationToken cancellation)
    {
        for (var step = 0; step < MostContinuations && loaded.Visit.ContinuedAs is { } next; step++)
        {
            if (await visits.FindAsync(next, cancellation) is not { } continued) break;
            loaded = continued;
        }

        return loaded;
    }
}
