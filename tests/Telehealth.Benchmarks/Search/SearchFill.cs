using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Telehealth.Benchmarks.Cli;

namespace Telehealth.Benchmarks.Search;

/// <summary>Fills the index of a migrated database by COPY; keeps some rows to ask for.</summary>
internal static class SearchFill
{
    private const int Sampled = 4096;

    public static async Task<IReadOnlyList<IndexRow>> RunAsync(string database, ClinicOfRows clinic, int rows, long first, long last, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create($"{database};Command Timeout=1800");
        await RunAsync(source, string.Create(CultureInfo.InvariantCulture, $"SELECT make_search_partitions({first}, {last})"), cancel);
        // Built at the end, they come out as they would have, and in a fraction of the time.
        var indexes = await IndexesAsync(source, cancel);
        foreach (var (name, _) in indexes) await RunAsync(source, $"DROP INDEX {name}", cancel);
        var sample = new List<IndexRow>(Sampled);
        await using (var connection = await source.OpenConnectionAsync(cancel))
        await using (var copy = await connection.BeginBinaryImportAsync("COPY record_search (at, record_id, leaf_index, visit_id, patient_id, actor_id, staff_id, facet_id) FROM STDIN (FORMAT BINARY)", cancel))
        {
            copy.Timeout = TimeSpan.FromHours(1);
            var (number, step) = (0L, Math.Max(1, rows / Sampled));
            foreach (var row in clinic.Rows())
            {
                number++;
                if (number % step == 0) sample.Add(row);
                if (number % 500_000 == 0) Progress.Line($"{number:N0} of {rows:N0} rows");
                copy.StartRow();
                copy.Write(row.At, NpgsqlDbType.Bigint);
                copy.Write(number, NpgsqlDbType.Bigint);
                copy.Write(number - 1, NpgsqlDbType.Bigint);
                Write(row.Visit);
                Write(row.Patient);
                Write(row.Actor);
                Write(row.Staff);
                copy.Write(row.Facet, NpgsqlDbType.Integer);
            }

            await copy.CompleteAsync(cancel);

            void Write(Guid? id)
            {
                if (id is { } known) copy.Write(known, NpgsqlDbType.Uuid);
                else copy.WriteNull();
            }
        }

        foreach (var (name, definition) in indexes)
        {
            Progress.Line($"index {name}");
            await RunAsync(source, $"SET maintenance_work_mem = '512MB'; {definition}", cancel);
        }

        Progress.Line("vacuum and analyze");
        await RunAsync(source, "VACUUM ANALYZE record_search", cancel);
        await RunAsync(source, "CHECKPOINT", cancel);
        return sample;
    }

    private static async Task<List<(string Name, string Definition)>> IndexesAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        await using var command = source.CreateCommand("SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'record_search'::regclass AND NOT indisprimary");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<(string, string)>();
        while (await reader.ReadAsync(cancel)) found.Add((reader.GetString(0), reader.GetString(1).Replace(" ON ONLY ", " ON ", StringComparison.Ordinal)));
        return found;
    }

    public static async Task<string> SizesAsync(string database, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            "SELECT pg_size_pretty(sum(pg_table_size(c.oid))) || ' of rows, ' || pg_size_pretty(sum(pg_indexes_size(c.oid))) || ' of indexes, ' || count(*) FILTER (WHERE c.reltuples > 0) || ' quarters with rows' FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid WHERE i.inhparent = 'record_search'::regclass");
        return (string)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
