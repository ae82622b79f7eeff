using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Doors.Sessions;

/// <summary>Token to caller. Keeps answers for a few seconds; what this process ends is forgotten at once, what another ends soon.</summary>
internal sealed class SessionLookup(IDbContextFactory<TelehealthDb> databases, IVisitReader visits, VisitPolicy policy, TimeProvider time)
{
    private static readonly Duration KeptFor = Duration.FromSeconds(5);
    private const int MostKept = 20_000;
    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);
    private readonly GatheredReads<string, Found> sessions = new(hashes => ReadAsync(databases, hashes));
    private long cleanedAt;

    /// <summary>Null when the token opens no session, or one that has ended.</summary>
    public async Task<Caller?> FindAsync(string token, CancellationToken cancellation)
    {
        var hash = SessionToken.Hash(token);
        var now = time.Now();
        if (kept.TryGetValue(hash, out var known) && known.Until > now && known.Caller.ExpiresAt > now) return known.Caller;
        kept.TryRemove(hash, out _);
        if (await LoadAsync(hash, cancellation) is not { } caller || caller.ExpiresAt <= now) return null;
        Keep(hash, caller, now);
        return caller;
    }

    /// <summary>Forgets what matches, so that an ended session is refused from the next request on.</summary>
    public void Forget(Func<Caller, bool> ended)
    {
        foreach (var (hash, entry) in kept)
        {
            if (ended(entry.Caller)) kept.TryRemove(hash, out _);
        }
    }

    /// <summary>What has run out is let go now and then: whoever has a connection need not be remembered beside it.</summary>
    private void Keep(string hash, Caller caller, Instant now)
    {
        if (kept.Count >= MostKept) kept.Clear();
        kept[hash] = new Kept(caller, now + KeptFor);
        if (now.ToUnixTimeTicks() - Volatile.Read(ref cleanedAt) < KeptFor.BclCompatibleTicks) return;
        Volatile.Write(ref cleanedAt, now.ToUnixTimeTicks());
        foreach (var (old, entry) in kept)
        {
            if (entry.Until <= now) kept.TryRemove(KeyValuePair.Create(old, entry));
        }
    }

    private async Task<Caller?> LoadAsync(string hash, CancellationToken cancellation)
    {
        if (await sessions.FindAsync(hash, cancellation) is not { } found) return null;
        return found.Session.Kind switch
        {
            SessionKind.Staff => found.Account is { Disabled: false } account ? new Caller(Actor.OfStaff(account.StaffId, account.Roles), found.Session.Id, found.Session.ExpiresAt, null, null) : null,
            SessionKind.Participant => await ParticipantAsync(found.Session, cancellation),
        };
    }

    private static async Task<IReadOnlyDictionary<string, Found>> ReadAsync(IDbContextFactory<TelehealthDb> databases, IReadOnlyCollection<string> hashes)
    {
        await using var db = await databases.CreateDbContextAsync();
        var open = await db.Sessions.AsNoTracking().Where(s => hashes.Contains(s.TokenHash) && s.EndedAt == null).ToListAsync();
        var staff = open.Where(s => s.StaffId is not null).Select(s => s.StaffId!.Value.Value).Distinct().ToList();
        var accounts = staff.Count == 0 ? [] : await db.Users.AsNoTracking().Where(u => staff.Contains(u.Id)).Select(u => new Account(new StaffId(u.Id), u.Roles, u.Disabled)).ToDictionaryAsync(a => a.StaffId);
        return open.ToDictionary(s => s.TokenHash, s => new Found(s, s.StaffId is { } id ? accounts.GetValueOrDefault(id) : null), StringComparer.Ordinal);
    }

    private async Task<Caller?> ParticipantAsync(SessionRow row, CancellationToken cancellation)
    {
        var visitId = row.VisitId!.Value;
        if (await visits.FindAsync(visitId, cancellation) is not { Visit: var visit }) return null;
        var person = visit.Find(row.ParticipantId!.Value);
        if (person is null or { State: ParticipantState.Removed } || row.CreatedAt <= person.WrongPersonAt) return null;
        var ends = visit.Closing is { } closing ? Instant.Min(row.ExpiresAt, closing.At + policy.SessionsEndAfterClosed) : row.ExpiresAt;
        return new Caller(Actor.OfParticipant(row.ParticipantId!.Value), row.Id, ends, visitId, row.Role);
    }

    private sealed record Account(StaffId StaffId, StaffRoles Roles, bool Disabled);

    private sealed record Found(SessionRow Session, Account? Account);

    private sealed record Kept(Caller Caller, Instant Until);
}
