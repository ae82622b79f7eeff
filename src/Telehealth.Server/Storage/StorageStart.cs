using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Telehealth.Server.Storage;

/// <summary>Before anything else starts: the schema is there, is ours, and its log refuses change.</summary>
internal sealed partial class StorageStart(IDbContextFactory<TelehealthDb> databases, StorageTarget target, IServiceProvider services, ILogger<StorageStart> log) : IHostedLifecycleService
{
    /// <exception cref="StartRefusedException">The database is away, behind, in use, or not ours.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException or InvalidOperationException || StorageFaults.IsUnavailable(e))
        {
            throw new StartRefusedException($"The database does not allow a start: {e.Message}", e);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (target.Engine is StorageEngine.Sqlite)
        {
            services.GetRequiredService<SqliteFileLock>().Take(StorageTarget.SqliteFile(target.ConnectionString));
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (target.Engine is StorageEngine.Sqlite)
        {
            await SqliteSchema.UpdateAsync(db, cancellationToken);
        }
        else
        {
            await RefusePendingAsync(db, cancellationToken);
        }

        await AppendOnlyTables.AssertAsync(db, cancellationToken);
        LogReady(target.Engine);
    }

    private static async Task RefusePendingAsync(TelehealthDb db, CancellationToken cancellation)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToArray();
        if (pending.Length > 0)
        {
            throw new InvalidOperationException($"The PostgreSQL schema is {pending.Length} step(s) behind ({pending[^1]}). Run 'telehealth migrate' first.");
        }
    }

    [LoggerMessage(1001, LogLevel.Information, "Storage is ready on {Engine}")]
    private partial void LogReady(StorageEngine engine);
}
