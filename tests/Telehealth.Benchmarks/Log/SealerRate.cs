using System.Diagnostics;
using Npgsql;
using Telehealth.Benchmarks.Machine;

namespace Telehealth.Benchmarks.Log;

/// <summary>Records wait in the queue, our server starts, and seals them: leaves, tiles, signed heads, all on disk.</summary>
internal sealed class SealerRate(string database, LogSpec spec)
{
    public const string Alone = "alone", Beside = "while the search index takes in the same records";
    public static readonly string[] Ways = [Alone, Beside];

    private const string Fill =
        """
        INSERT INTO records (stream, seq, at, code, actor_kind, refused, hash, bytes)
        SELECT 'reads:bench', 0, 0, 'Bench', 'System', false, repeat('a', 64), convert_to(rpad('{"v":1,"stream":"reads:bench","seq":0,"prev":null,"code":"Bench","number":' || i || ',"padding":"', 550, 'x') || '"}', 'UTF8')
        FROM generate_series(1, @count) i
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <returns>Records a second, from the first leaf seen to the last.</returns>
    public async Task<double> MeasureAsync(Func<Task<ChildProcess>> startServer, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(database + ";Command Timeout=600;Pooling=false");
        await connection.OpenAsync(cancel);
        await using (var fill = new NpgsqlCommand(Fill, connection) { Parameters = { new("count", spec.Waiting) } }) await fill.ExecuteNonQueryAsync(cancel);
        await using (var settle = new NpgsqlCommand("CHECKPOINT", connection)) await settle.ExecuteNonQueryAsync(cancel);
        var before = await NumberAsync(connection, "SELECT count(*) FROM record_queue", cancel);

        await using var server = await startServer();
        var (since, first) = (Stopwatch.GetTimestamp(), 0L);
        while (await NumberAsync(connection, "SELECT coalesce(max(leaf_index) + 1, 0) FROM record_leaves", cancel) is var leaves && leaves < before)
        {
            if (first == 0 && leaves > 0) (since, first) = (Stopwatch.GetTimestamp(), leaves);
            if (!server.Running || Stopwatch.GetElapsedTime(since) > Limit) throw new Cli.BenchFault($"the server does not seal; its last lines:\n{server.Tail}");
            await Task.Delay(20, cancel);
        }

        return (before - first) / Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    private static async Task<long> NumberAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture);
    }
}
