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
internal sealed class SessionLookup(IServiceScopeFactory scopes, VisitPolicy policy, TimeProvider time)
{
    private static readonly Duration KeptFor = Duration.FromSeconds(5);
    private const int MostKept = 20_000;
    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);

    /// <summary>Null when the token opens no session, or one that has ended.</summary>
    public async Task<Caller?> FindAsync(string token, CancellationToken cancellation)
    {
        var hash = SessionToken.Hash(token);
        var now = time.Now();
        if (kept.TryGetValue(hash, out var known) && known.Until > now && known.Caller.ExpiresAt > now) return known.Caller;
        kept.TryRemove(hash, out _);
        if (await LoadAsync(hash, cancellation) is not { } caller || caller.ExpiresAt <= now) return null;
        if (kept.Count >= MostKept) kept.Clear();
        kept[hash] = new Kept(caller, now + KeptFor);
        return caller;
    }

    /// <summary>Is the session of an open connection still good? For doors that outlive one request.</summary>
    public async Task<bool> IsOpenAsync(Guid sessionId, CancellationToken cancellation)
    {
        var now = time.Now();
        if (kept.Values.Any(k => k.Caller.SessionId == sessionId && k.Until > now && k.Caller.ExpiresAt > now)) return true;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TelehealthDb>();
        var hash = await db.Sessions.AsNoTracking().Where(s => s.Id == sessionId).Select(s => s.TokenHash).FirstOrDefaultAsync(cancellation);
        if (hash is null || await LoadAsync(hash, cancellation) is not { } caller || caller.ExpiresAt <= now) return false;
        kept[hash] = new Kept(caller, now + KeptFor);
        return true;
    }

    /// <summary>Forgets what matches, so that an ended session is refused from the next request on.</summary>
    public void Forget(Func<Caller, bool> ended)
    {
        foreach (var (hash, entry) in kept)
        {
            if (ended(entry.Caller)) kept.TryRemove(hash, out _);
        }
    }

    private async Task<Caller?> LoadAsync(string hash, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TelehealthDb>();
        var row = await db.Sessions.AsNoTracking().FirstOrDefaultAsync(s => s.TokenHash == hash, cancellation);
        if (row is null || row.EndedAt is not null) return null;
        return row.Kind switch
        {
            SessionKind.Staff => await StaffAsync(db, row, cancellation),
            SessionKind.Participant => await ParticipantAsync(scope.ServiceProvider.GetRequiredService<IVisitReader>(), row, cancellation),
        };
    }

    private static async Task<Caller?> StaffAsync(TelehealthDb db, SessionRow row, CancellationToken cancellation)
    {
        var staff = row.StaffId!.Value;
        var account = await db.Users.AsNoTracking().Where(u => u.Id == staff.Value).Select(u => new { u.Roles, u.Disabled }).FirstOrDefaultAsync(cancellation);
        return account is null or { Disabled: true } ? null : new Caller(Actor.OfStaff(staff, account.Roles), row.Id, row.ExpiresAt, null, null);
    }

    private async Task<Caller?> ParticipantAsync(IVisitReader visits, SessionRow row, CancellationToken cancellation)
    {
        var visitId = row.VisitId!.Value;
        if (await visits.FindAsync(visitId, cancellation) is not { Visit: var visit }) return null;
        var person = visit.Find(row.ParticipantId!.Value);
        if (person is null or { State: ParticipantState.Removed } || row.CreatedAt <= person.WrongPersonAt) return null;
        var ends = visit.Closing is { } closing ? Instant.Min(row.ExpiresAt, closing.At + policy.SessionsEndAfterClosed) : row.ExpiresAt;
        return new Caller(Actor.OfParticipant(row.ParticipantId!.Value), row.Id, ends, visitId, row.Role);
    }

    private sealed record Kept(Caller Caller, Instant Until);
}
