using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Storage;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Log;

/// <summary>Sixteen writers that stall, roll back and finish out of order, while two sealers take turns and one is cut off again and again.</summary>
public sealed class StormTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const int Writers = 16, Each = 40, Stalls = 2;

    [Fact]
    public async Task Sealed_is_committed_whatever_stalls_or_rolls_back()
    {
        await using var first = await LogNode.StartAsync(database.ConnectionString);
        await using var second = await LogNode.StartAsync(database.ConnectionString);
        var before = (int)await first.NumberAsync("SELECT COUNT(*) FROM records");
        using var over = new CancellationTokenSource();
        var sealers = new[] { SealAsync(first, over.Token), SealAsync(second, over.Token) };
        var cuts = CutAsync(first, over.Token);

        // However slow the sealers are between two cuts, the storm goes on until they have signed heads in it.
        var signed = Poll.UntilAsync(async () => await first.NumberAsync("SELECT COUNT(*) FROM log_checkpoints") > 2, "three heads in the storm", 120);
        var kept = (await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => WriteAsync(first, i, signed)))).Sum();
        await signed;
        await over.CancelAsync();
        await Task.WhenAll([.. sealers, cuts]);

        await first.Get<Sealer>().DropAsync();
        await second.Get<Sealer>().DropAsync();
        for (var records = 1; records > 0;) records = await first.SealAsync() ?? 0;
        Assert.Equal(before + kept, await first.SealedIsCommittedAsync());
        Assert.Equal(0, await first.NumberAsync("SELECT COUNT(*) FROM (SELECT size, lag(size) OVER (ORDER BY signed_at, size) AS before FROM log_checkpoints) AS heads WHERE before >= size"));
    }

    /// <returns>Records that were committed.</returns>
    private static async Task<int> WriteAsync(DatabaseNode node, int writer, Task signed)
    {
        var (random, kept) = (new Random(writer), 0);
        for (var i = 0; i < Each || !signed.IsCompleted; i++)
        {
            await using var connection = await node.Get<DatabaseLinks>().Postgres.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var records = random.Next(1, 8);
            for (var r = 0; r < records; r++) await InsertAsync(connection, $"reads:{writer}-{i}-{r}");
            var stall = i < Stalls ? 2000 : random.Next(0, 40);
            await Task.Delay(TimeSpan.FromMilliseconds(stall), TimeProvider.System);
            if (random.Next(4) == 0)
            {
                await transaction.RollbackAsync();
                continue;
            }

            await transaction.CommitAsync();
            kept += records;
        }

        return kept;
    }

    private static async Task InsertAsync(DbConnection connection, string text)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO records (stream, seq, at, code, actor_kind, refused, hash, bytes) VALUES ('{text}', 0, 0, 'Test', 'System', false, repeat('a', 64), convert_to('{text}', 'UTF8'))";
        await command.ExecuteNonQueryAsync();
    }

    private static async Task SealAsync(DatabaseNode node, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                await node.SealAsync();
            }
            catch (Exception cut) when (cut is Npgsql.NpgsqlException or InvalidOperationException or DbUpdateException)
            {
                await node.Get<Sealer>().DropAsync();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Breaks the connection of whichever sealer has the turn, at any moment of its work: later each time until a head was signed, so that there is such work on a slow machine, too.</summary>
    private static async Task CutAsync(DatabaseNode node, CancellationToken over)
    {
        var (random, heads, patience) = (new Random(7), 0m, 1);
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(10, 150) * patience), TimeProvider.System, CancellationToken.None);
            var signed = await node.NumberAsync("SELECT COUNT(*) FROM log_checkpoints");
            (heads, patience) = (signed, signed > heads ? 1 : patience + 1);
            await node.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        }
    }
}
