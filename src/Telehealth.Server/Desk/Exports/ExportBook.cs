using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk.Exports;

/// <summary>Which exports there are, who is at one, and how far it is.</summary>
internal sealed class ExportBook(IDbContextFactory<TelehealthDb> databases, DatabaseLinks links, WriteGate gate, ExportFolder folder, IClinicDesk desk, TimeProvider time)
{
    public const string Area = "exports";
    private static readonly Duration Claim = Duration.FromSeconds(60), Pause = Duration.FromSeconds(1);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    /// <summary>Takes the oldest that waits for a worker; null when there is none.</summary>
    public async Task<ExportJob?> TakeAsync(CancellationToken cancellation)
    {
        var (now, worker) = (Now(), Guid.NewGuid());
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var waiting = db.LogExports.Where(e => e.State == ExportState.Running && (e.ClaimedUntil == null || e.ClaimedUntil < now));
        if (await waiting.OrderBy(e => e.CreatedAt).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancellation) is not { } id) return null;
        using (await TurnAsync(cancellation))
        {
            if (await waiting.Where(e => e.Id == id).ExecuteUpdateAsync(s => s.SetProperty(e => e.ClaimedBy, worker).SetProperty(e => e.ClaimedUntil, now + Claim), cancellation) == 0) return null;
        }

        return new(await db.LogExports.AsNoTracking().FirstAsync(e => e.Id == id, cancellation), worker, folder.PathOf(id));
    }

    /// <summary>Writes how far it is, and keeps it in hand.</summary>
    /// <exception cref="ExportLostException">It was stopped, or another worker has it.</exception>
    public Task<ExportJob> SaveAsync(ExportJob job, Action<LogExportRow> change, CancellationToken cancellation) => WriteAsync(job, change, Claim, cancellation);

    /// <summary>Keeps it in hand while a long step goes on.</summary>
    /// <exception cref="ExportLostException">As above.</exception>
    public async Task RenewAsync(ExportJob job, CancellationToken cancellation)
    {
        using var turn = await TurnAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        // Only the claim: the step itself writes how far it is, at the same time.
        var until = Now() + Claim;
        if (await Mine(db, job).ExecuteUpdateAsync(s => s.SetProperty(e => e.ClaimedUntil, until), cancellation) == 0) throw new ExportLostException();
    }

    /// <summary>Lets go of it for a moment: it waits for something.</summary>
    public Task<ExportJob> ReleaseAsync(ExportJob job, CancellationToken cancellation) => WriteAsync(job, _ => { }, Pause, cancellation);

    /// <summary>Ends it, with its record.</summary>
    /// <exception cref="ExportLostException">As above.</exception>
    public async Task EndAsync(ExportJob job, ExportState state, Action<LogExportRow> change, Func<LogExportRow, ClinicRecord> record, CancellationToken cancellation)
    {
        var ended = await desk.ExecuteAsync(Actor.System, async (work, token) =>
        {
            if (await MineAsync(work.Db, job, token) is not { } row) return false;
            change(row);
            (row.State, row.FinishedAt, row.ClaimedBy, row.ClaimedUntil) = (state, work.Now, null, null);
            work.Record(record(row));
            return true;
        }, cancellation);
        if (!ended) throw new ExportLostException();
    }

    private async Task<ExportJob> WriteAsync(ExportJob job, Action<LogExportRow> change, Duration claim, CancellationToken cancellation)
    {
        using var turn = await TurnAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await MineAsync(db, job, cancellation) is not { } row) throw new ExportLostException();
        change(row);
        row.ClaimedUntil = Now() + claim;
        var written = await Mine(db, job).ExecuteUpdateAsync(
            s => s.SetProperty(e => e.Step, row.Step).SetProperty(e => e.TreeSize, row.TreeSize).SetProperty(e => e.PrunedBefore, row.PrunedBefore).SetProperty(e => e.FirstLeaf, row.FirstLeaf)
                .SetProperty(e => e.LastLeaf, row.LastLeaf).SetProperty(e => e.Total, row.Total).SetProperty(e => e.Done, row.Done).SetProperty(e => e.PlaceAt, row.PlaceAt).SetProperty(e => e.PlaceRecord, row.PlaceRecord)
                .SetProperty(e => e.RecordsBytes, row.RecordsBytes).SetProperty(e => e.ProofsBytes, row.ProofsBytes).SetProperty(e => e.ClaimedUntil, row.ClaimedUntil),
            cancellation);
        return written == 1 ? job with { Row = row } : throw new ExportLostException();
    }

    private static IQueryable<LogExportRow> Mine(TelehealthDb db, ExportJob job) => db.LogExports.Where(e => e.Id == job.Row.Id && e.State == ExportState.Running && e.ClaimedBy == job.Worker);

    private static Task<LogExportRow?> MineAsync(TelehealthDb db, ExportJob job, CancellationToken cancellation) => Mine(db, job).FirstOrDefaultAsync(cancellation);

    private async Task<IDisposable?> TurnAsync(CancellationToken cancellation) => links.Engine is StorageEngine.Sqlite ? await gate.EnterAsync(Turn, cancellation) : null;

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
