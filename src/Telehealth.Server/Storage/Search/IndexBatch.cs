using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using Telehealth.Domain.LogSearch;

namespace Telehealth.Server.Storage.Search;

/// <summary>One transaction that moves the index forward. Only one at a time anywhere: it holds the row that says how far the index is.</summary>
internal sealed class IndexBatch(DbConnection connection, DbTransaction transaction, IndexMemory memory)
{
    /// <summary>The first leaf that is not indexed; null while another node is at it.</summary>
    public async Task<long?> EnterAsync(CancellationToken cancellation)
    {
        var lockIt = connection is NpgsqlConnection ? " FOR UPDATE SKIP LOCKED" : "";
        await using var command = connection.Command($"SELECT next_leaf FROM search_progress WHERE id = 1{lockIt}", transaction);
        return await command.ExecuteScalarAsync(cancellation) as long?;
    }

    /// <summary>The next leaves in order, and the leaf after them. A leaf whose record was pruned is passed over.</summary>
    public async Task<(List<UnindexedLeaf> Leaves, long Next)> ReadAsync(long from, int most, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            "SELECT l.leaf_index, r.id, r.at, r.bytes FROM record_leaves l LEFT JOIN records r ON r.id = l.record_id WHERE l.leaf_index >= @from AND l.leaf_index < @to ORDER BY l.leaf_index",
            transaction);
        command.Add("from", from).Add("to", from + most);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (leaves, next) = (new List<UnindexedLeaf>(), from);
        while (await reader.ReadAsync(cancellation))
        {
            next = reader.GetInt64(0) + 1;
            if (!reader.IsDBNull(1)) leaves.Add(new(next - 1, reader.GetInt64(1), reader.GetInt64(2), RecordFactsReader.ReadAny(reader.GetFieldValue<byte[]>(3))));
        }

        return (leaves, next);
    }

    public async Task WriteAsync(IReadOnlyList<UnindexedLeaf> leaves, long next, CancellationToken cancellation)
    {
        var placed = await memory.PlacedAsync(connection, transaction, leaves, cancellation);
        var facets = await memory.NumbersAsync(connection, transaction, placed, cancellation);
        if (connection is NpgsqlConnection postgres) await CopyAsync(postgres, placed, facets, cancellation);
        else await InsertAsync(placed, facets, cancellation);
        await CountAsync(placed, facets, cancellation);
        await using var command = connection.Command("UPDATE search_progress SET next_leaf = @next WHERE id = 1", transaction);
        await command.Add("next", next).ExecuteNonQueryAsync(cancellation);
    }

    private static async Task CopyAsync(NpgsqlConnection postgres, IReadOnlyList<UnindexedLeaf> leaves, int[] facets, CancellationToken cancellation)
    {
        await using var copy = await postgres.BeginBinaryImportAsync(
            "COPY record_search (at, record_id, leaf_index, visit_id, patient_id, actor_id, staff_id, facet_id) FROM STDIN (FORMAT BINARY)", cancellation);
        for (var i = 0; i < leaves.Count; i++)
        {
            var (leaf, facts) = (leaves[i], leaves[i].Facts);
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(leaf.At, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(leaf.RecordId, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(leaf.Leaf, NpgsqlDbType.Bigint, cancellation);
            foreach (var id in IdsOf(facts))
            {
                if (id is { } known) await copy.WriteAsync(known, NpgsqlDbType.Uuid, cancellation);
                else await copy.WriteNullAsync(cancellation);
            }

            await copy.WriteAsync(facets[i], NpgsqlDbType.Integer, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private async Task InsertAsync(IReadOnlyList<UnindexedLeaf> leaves, int[] facets, CancellationToken cancellation)
    {
        string[] names = ["visit", "patient", "actor", "staff"];
        await using var command = connection.Command(
            "INSERT INTO record_search (at, record_id, leaf_index, visit_id, patient_id, actor_id, staff_id, facet_id) VALUES (@at, @record, @leaf, @visit, @patient, @actor, @staff, @facet)",
            transaction);
        foreach (var name in (string[])["at", "record", "leaf", .. names, "facet"]) command.Add(name, null);
        for (var i = 0; i < leaves.Count; i++)
        {
            var (leaf, ids) = (leaves[i], IdsOf(leaves[i].Facts));
            (command.Parameters["at"].Value, command.Parameters["record"].Value, command.Parameters["leaf"].Value, command.Parameters["facet"].Value) = (leaf.At, leaf.RecordId, leaf.Leaf, facets[i]);
            for (var n = 0; n < names.Length; n++) command.Parameters[names[n]].Value = (object?)ids[n] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private async Task CountAsync(IReadOnlyList<UnindexedLeaf> leaves, int[] facets, CancellationToken cancellation)
    {
        foreach (var group in leaves.Select((l, i) => (Day: memory.DayOf(l.At), Facet: facets[i])).GroupBy(k => k).OrderBy(g => g.Key))
        {
            await using var command = connection.Command(
                "INSERT INTO search_days (day, facet_id, count) VALUES (@day, @facet, @count) ON CONFLICT (day, facet_id) DO UPDATE SET count = search_days.count + excluded.count", transaction);
            await command.Add("day", group.Key.Day).Add("facet", group.Key.Facet).Add("count", (long)group.Count()).ExecuteNonQueryAsync(cancellation);
        }
    }

    private static Guid?[] IdsOf(RecordFacts facts) => [facts.Visit, facts.Patient, facts.Actor, facts.Staff];
}
