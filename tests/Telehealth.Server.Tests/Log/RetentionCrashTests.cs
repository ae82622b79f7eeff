using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Telehealth.Server.Desk.Retention;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Log;

/// <summary>The command itself is killed (SIGKILL) while it takes records out, its triggers off: what it was at is there whole, and the same command goes on.</summary>
public abstract class RetentionCrashTests(DatabaseFixture database) : IAsyncLifetime
{
    private const int FirstPart = 4_096;
    private const int Whole = FirstPart + 256;
    private readonly string folder = Directory.CreateTempSubdirectory("telehealth-crash-prune-").FullName;

    [Fact]
    public async Task Killed_within_a_part_it_leaves_that_part_whole_and_the_next_run_takes_it_out()
    {
        var old = await FilledAsync();

        await HoldUpSecondPartAsync();
        await using (var killed = Prune())
        {
            await Poll.UntilAsync(async () => Ended(killed) ?? await IsHeldUpAsync(), "the second part is on its way", 120);
            killed.Kill();
        }

        await LetGoAsync();
        await HoldsAsync(old, FirstPart, parts: 1);

        await using (var again = Prune())
        {
            await Poll.UntilAsync(() => Task.FromResult(again.HasExited), "the second run is through", 120);
            Assert.True(again.ExitCode == 0, again.Output);
            Assert.Contains("256 records are removed", again.Output, StringComparison.Ordinal);
        }

        await HoldsAsync(old, Whole, parts: 2);
    }

    public Task InitializeAsync() => database.InitializeAsync();

    public async Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        await database.DisposeAsync();
    }

    /// <summary>Makes the removal of the second part take for ever, once its records are deleted.</summary>
    private protected abstract Task HoldUpSecondPartAsync();

    /// <summary>Whether it is there: the first part is committed.</summary>
    private protected abstract Task<bool> IsHeldUpAsync();

    private protected abstract Task LetGoAsync();

    private protected async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = database.SeveralNodes ? new NpgsqlConnection(database.ConnectionString) : new SqliteConnection(database.ConnectionString + ";Pooling=False;Default Timeout=3");
        await connection.OpenAsync();
        return connection;
    }

    private protected static async Task<object?> AskAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    private ServerProcess Prune() => ServerProcess.Launch(
        new Dictionary<string, string> { ["ConnectionStrings:Telehealth"] = database.ConnectionString }, null, "log", "prune", "--before", "2015-01-01", "--archive", Path.Combine(folder, "archive.zip"));

    private static bool? Ended(ServerProcess process) => process.HasExited ? throw new InvalidOperationException($"It was not held up: {process.Output}") : null;

    private async Task<CheckpointRow> FilledAsync()
    {
        await using var node = await LogNode.StartAsync(database.ConnectionString, OldLog.NewTime());
        Assert.Equal(FirstPart, node.Get<LogPruning>().AtOnce);
        await node.ReadsAsync(Whole + 40);
        await node.SealAllAsync();
        var old = await node.HeadAsync();
        await node.LaterAsync();
        return old;
    }

    /// <summary>As many records are gone, each part with its entry and its record; the tables refuse change again, or the node would not start.</summary>
    private async Task HoldsAsync(CheckpointRow old, int gone, int parts)
    {
        await using var node = await LogNode.StartAsync(database.ConnectionString);
        await node.SealAllAsync();
        await node.EverythingKeptIsProvedAsync(old, gone);
        Assert.Equal(gone, await node.NumberAsync("SELECT MAX(pruned_before) FROM log_prunings"));
        Assert.Equal(parts, await node.NumberAsync("SELECT COUNT(*) FROM log_prunings"));
        Assert.Equal(parts, await node.NumberAsync("SELECT COUNT(*) FROM records WHERE code = 'LogPruned'"));
        Assert.Equal(0, await node.NumberAsync($"SELECT COUNT(*) FROM record_search WHERE leaf_index < {gone}"));
        await Assert.ThrowsAnyAsync<DbException>(() => node.ExecuteAsync("DELETE FROM records"));
    }
}

public sealed class RetentionCrashOnSqliteTests() : RetentionCrashTests(new SqliteDatabase())
{
    private const int Busy = 5;

    // Thousands of leaves to the power of three: nobody waits for that count.
    private protected override async Task HoldUpSecondPartAsync()
    {
        await using var connection = await OpenAsync();
        await AskAsync(connection, "CREATE TRIGGER for_ever BEFORE INSERT ON log_prunings WHEN NEW.from_leaf > 0 BEGIN SELECT COUNT(*) FROM record_leaves a, record_leaves b, record_leaves c; END");
    }

    /// <summary>After the first part nobody else gets to write within three seconds: only a part that stands still holds the file for so long.</summary>
    private protected override async Task<bool> IsHeldUpAsync()
    {
        await using var connection = await OpenAsync();
        if (await AskAsync(connection, "SELECT 1 FROM log_prunings") is null) return false;
        try
        {
            await AskAsync(connection, "BEGIN IMMEDIATE; ROLLBACK");
            return false;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is Busy)
        {
            return true;
        }
    }

    private protected override async Task LetGoAsync()
    {
        await using var connection = await OpenAsync();
        await AskAsync(connection, "DROP TRIGGER for_ever");
    }
}

public sealed class RetentionCrashOnPostgresTests() : RetentionCrashTests(new PostgresDatabase())
{
    private DbConnection? holder;

    private protected override async Task HoldUpSecondPartAsync()
    {
        holder = await OpenAsync();
        await AskAsync(
            holder,
            """
            CREATE FUNCTION for_ever() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(4096); RETURN NEW; END $$;
            CREATE TRIGGER for_ever BEFORE INSERT ON log_prunings FOR EACH ROW WHEN (NEW.from_leaf > 0) EXECUTE FUNCTION for_ever();
            SELECT pg_advisory_lock(4096);
            """);
    }

    private protected override async Task<bool> IsHeldUpAsync() =>
        await AskAsync(holder!, "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 4096 AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") is not null;

    private protected override async Task LetGoAsync()
    {
        await AskAsync(holder!, "SELECT pg_advisory_unlock(4096)");
        await AskAsync(holder!, "DROP TRIGGER for_ever ON log_prunings");
        await holder!.DisposeAsync();
    }
}
