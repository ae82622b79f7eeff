using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk;

/// <summary>
/// Clinicians, their authorities and the rules in force, as last read. A decision that allows is fenced by their versions at its commit; a
/// decision that does not is made again on facts read anew (<see cref="VisitDesk"/>), so a stale copy can neither let in nor turn away.
/// </summary>
internal sealed class ClinicFactsCache(IDbContextFactory<TelehealthDb> databases, VisitPolicy policy, IOptions<VideoOptions> video, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private ClinicFacts? _last;

    public void Forget() => Volatile.Write(ref _last, null);

    public async ValueTask<(ClinicFacts Facts, bool Fresh)> GetAsync(bool fresh, CancellationToken cancellation) =>
        !fresh && Volatile.Read(ref _last) is { } known ? (known, false) : (await ReadAsync(cancellation), true);

    public void Dispose() => _one.Dispose();

    /// <summary>No limit looks further back than this.</summary>
    private static readonly Period Counted = Period.FromYears(2);

    private Task<List<AuthorityUseRow>> UsesAsync(TelehealthDb db, CancellationToken cancellation)
    {
        var from = Instant.FromDateTimeOffset(time.GetUtcNow()).InUtc().Date - Counted;
        return db.AuthorityUses.AsNoTracking().Where(u => u.LastDay >= from).ToListAsync(cancellation);
    }

    private async Task<ClinicFacts> ReadAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await using var transaction = await db.Database.BeginReadAsync(cancellation);
            var rules = await db.RuleSets.AsNoTracking().SingleAsync(cancellation);
            var authorities = (await db.Authorities.AsNoTracking().OrderBy(a => a.Sequence).ToListAsync(cancellation)).ToLookup(a => a.ClinicianId, a => a.ToAuthority());
            var uses = (await UsesAsync(db, cancellation)).ToLookup(u => u.ClinicianId, u => u.ToUse());
            var clinicians = await db.Clinicians.AsNoTracking().ToListAsync(cancellation);
            var facts = new ClinicFacts
            {
                ServedStates = [.. rules.ServedStates],
                RulesVersion = rules.Version,
                Clinicians = clinicians.ToImmutableDictionary(c => c.StaffId, c => new ClinicianFacts(c.StaffId, c.Profession, c.Active, c.FactsVersion, [.. authorities[c.StaffId]]) { Uses = [.. uses[c.StaffId]] }),
                Policy = policy,
                VideoFallback = video.Value.Fallback,
            };
            Volatile.Write(ref _last, facts);
            return facts;
        }
        catch (Exception e) when (StorageFaults.IsUnavailable(e))
        {
            throw new StorageUnavailableException("The clinic's facts cannot be read.", e);
        }
        finally
        {
            _one.Release();
        }
    }
}
