using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk.Rules;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk;

/// <summary>
/// Clinicians, their authorities and the rules in force, as last read. A decision that allows is fenced by their versions at its commit; a
/// decision that does not is made again on facts read anew (<see cref="VisitDesk"/>), so a stale copy can neither let in nor turn away.
/// </summary>
internal sealed class ClinicFactsCache(
    IDbContextFactory<TelehealthDb> databases, HeldRules held, VisitPolicy policy, IOptions<VideoOptions> video, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private ClinicFacts? _last;

    public void Forget() => Volatile.Write(ref _last, null);

    public async ValueTask<(ClinicFacts Facts, bool Fresh)> GetAsync(bool fresh, CancellationToken cancellation) =>
        !fresh && Volatile.Read(ref _last) is { } known ? (known, false) : (await ReadAsync(cancellation), true);

    public void Dispose() => _one.Dispose();

    private async Task<ClinicFacts> ReadAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await using var transaction = await db.Database.BeginReadAsync(cancellation);
            var rules = await db.RuleSets.AsNoTracking().SingleAsync(cancellation);
            held.Require(rules);
            var facts = new ClinicFacts
            {
                ServedStates = [.. rules.ServedStates],
                RulesVersion = rules.Version,
                Rules = held.InForce(rules.Version),
                Clinicians = await ClinicPeople.ReadAsync(db, time, cancellation),
                Policy = policy,
                VideoFallback = video.Value.Fallback,
            };
            Volatile.Write(ref _last, facts);
            return facts;
        }
        catch (Exception e) when (e is not StorageUnavailableException && StorageFaults.IsUnavailable(e))
        {
            throw new StorageUnavailableException("The clinic's facts cannot be read.", e);
        }
        finally
        {
            _one.Release();
        }
    }
}
