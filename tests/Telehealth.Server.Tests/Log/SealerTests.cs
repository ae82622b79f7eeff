using Microsoft.EntityFrameworkCore;
using Telehealth.Ledger;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Storage.Sealing;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Log;

/// <summary>What is committed gets its leaf and is under the next signed head; what was signed is never taken back.</summary>
public abstract class SealerTests(DatabaseFixture database)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("telehealth-log-").FullName;

    [Fact]
    public async Task Every_record_gets_its_leaf_in_the_order_of_its_stream_and_a_signed_head_covers_it()
    {
        await using var node = await LogNode.StartAsync(database.ConnectionString);
        await RecordsAsync(node);

        Assert.True(await node.SealAsync() > 0);

        var size = await node.SealedIsCommittedAsync();
        Assert.Equal(size, (await node.Get<LogBook>().OriginAsync(default))!.FirstLeaf + (await node.HeadAsync()).Size);
        await using var db = await node.OpenAsync();
        var order = await db.RecordLeaves.Join(db.Records, l => l.RecordId, r => r.Id, (l, r) => new { l.LeafIndex, r.Stream, r.Seq }).Where(r => r.Seq > 0).OrderBy(r => r.LeafIndex).ToListAsync();
        foreach (var stream in order.GroupBy(r => r.Stream)) Assert.Equal(stream.Select(r => r.Seq).Order(), stream.Select(r => r.Seq));
    }

    [Fact]
    public async Task More_than_fits_into_one_transaction_is_sealed_in_one_turn_in_order()
    {
        await using var node = await LogNode.StartAsync(database.ConnectionString);
        await node.SealAsync();
        var many = (node.Get<ISealEngine>().MostAtOnce * 2) + 300;
        await node.ExecuteAsync(Flood(many));

        Assert.Equal(many, await node.SealAsync());

        await node.SealedIsCommittedAsync();
        await using var db = await node.OpenAsync();
        var order = await db.RecordLeaves.AsNoTracking().OrderByDescending(l => l.LeafIndex).Take(many).Select(l => l.RecordId).ToListAsync();
        Assert.Equal(order.OrderDescending(), order);
        var origin = (await node.Get<LogBook>().OriginAsync(default))!;
        Assert.Null(await new TileTree(node.Get<StoredTiles>().Of(origin), (await node.HeadAsync()).Size).FirstWrongTileAsync(default));
    }

    [Fact]
    public async Task Nothing_new_is_signed_while_nothing_grew()
    {
        await using var node = await LogNode.StartAsync(database.ConnectionString);
        await RecordsAsync(node);
        await node.SealAsync();
        var before = await node.NumberAsync("SELECT COUNT(*) FROM log_checkpoints");

        Assert.Equal(0, await node.SealAsync());

        Assert.Equal(before, await node.NumberAsync("SELECT COUNT(*) FROM log_checkpoints"));
    }

    [Fact]
    public async Task Heads_keep_their_distance_unless_somebody_waits_for_one()
    {
        await using var node = await LogNode.StartAsync(database.ConnectionString);
        await RecordsAsync(node);
        await node.SealAsync();
        var first = await node.HeadAsync();

        await RecordsAsync(node);
        await node.Get<Sealer>().TurnAsync(signNow: false, default);
        Assert.Equal(first.Size, (await node.HeadAsync()).Size);

        node.Time.Advance(TimeSpan.FromSeconds(5));
        await node.Get<Sealer>().TurnAsync(signNow: false, default);
        Assert.True((await node.HeadAsync()).Size > first.Size);
        await node.SealedIsCommittedAsync();
    }

    [Fact]
    public async Task Each_record_has_a_proof_that_stands_alone_and_each_head_extends_the_one_before()
    {
        await using var node = await LogNode.StartAsync(database.ConnectionString);
        await RecordsAsync(node);
        await node.SealAsync();
        var old = await node.HeadAsync();
        await RecordsAsync(node, 60);
        await node.SealAsync();
        var head = await node.HeadAsync();
        var keys = await node.KeysAsync();

        await using var db = await node.OpenAsync();
        foreach (var record in await db.Records.AsNoTracking().OrderBy(r => r.Id).ToListAsync())
        {
            var proof = TlogProof.TryParse((await node.Get<LogProofs>().TryAsync(record, default))!.ToString())!;
            Assert.Null(proof.Check(keys, record.Bytes).Problem);
            Assert.Null(proof.Check(keys).Problem);
        }

        var origin = (await node.Get<LogBook>().OriginAsync(default))!;
        var tree = new TileTree(node.Get<StoredTiles>().Of(origin), head.Size);
        Assert.Null(await tree.FirstWrongTileAsync(default));
        Assert.True(MerkleProof.Extends(old.Size, head.Size, await tree.ProveConsistencyAsync(old.Size, default), old.Root, head.Root));
    }

    [Fact]
    public async Task A_record_without_a_leaf_has_no_proof_yet()
    {
        await using var node = await LogNode.StartAsync(database.ConnectionString);
        await RecordsAsync(node);
        await using var db = await node.OpenAsync();
        var record = await db.Records.AsNoTracking().OrderByDescending(r => r.Id).FirstAsync();

        Assert.Null(await node.Get<LogProofs>().TryAsync(record, default));
        await node.SealAsync();
        Assert.NotNull(await node.Get<LogProofs>().TryAsync(record, default));
    }

    [Fact]
    public async Task Another_start_goes_on_where_the_last_one_ended()
    {
        await SealSomeAsync();
        await SealSomeAsync();
        await using var node = await LogNode.StartAsync(database.ConnectionString);
        await node.SealedIsCommittedAsync();
    }

    [Fact]
    public async Task A_changed_leaf_is_noticed_at_the_start_and_nothing_is_signed()
    {
        await SealSomeAsync();
        await using var node = await LogNode.StartAsync(database.ConnectionString);
        await using var db = await node.OpenAsync();
        var last = (await node.Get<LogBook>().LeavesAsync(default)) - 1;
        var old = await db.RecordLeaves.AsNoTracking().Where(l => l.LeafIndex == last).Select(l => l.LeafHash).SingleAsync();
        var heads = await node.NumberAsync("SELECT COUNT(*) FROM log_checkpoints");
        await WithoutTriggersAsync(node, $"UPDATE record_leaves SET leaf_hash = {HexOf(MerkleHash.Empty())} WHERE leaf_index = {last}");
        await RecordsAsync(node);

        var refused = await Assert.ThrowsAsync<LogRefusedException>(node.SealAsync);

        Assert.Contains("changed", refused.Message);
        Assert.Equal(heads, await node.NumberAsync("SELECT COUNT(*) FROM log_checkpoints"));
        await WithoutTriggersAsync(node, $"UPDATE record_leaves SET leaf_hash = {HexOf(old)} WHERE leaf_index = {last}");
        await node.SealAsync();
        await node.SealedIsCommittedAsync();
    }

    [Fact]
    public async Task A_database_older_than_a_published_head_signs_nothing_until_a_new_origin_cites_that_head()
    {
        await SealSomeAsync();
        var file = Path.Combine(_folder, "heads");
        await using var node = await LogNode.StartAsync(database.ConnectionString, null, ("CheckpointFile", file));
        await RecordsAsync(node);
        var before = await node.HeadAsync();
        var origin = (await node.Get<LogBook>().OriginAsync(default))!;
        var lost = new Checkpoint(origin.Origin, before.Size + 1000, MerkleHash.Leaf("lost"u8)).Sign(node.Get<LogKeyring>().For(origin.Origin)).ToString();
        await File.WriteAllTextAsync(file, $"# 2026-11-23T18:00:00Z\n{lost}");

        var refused = await Assert.ThrowsAsync<LogRefusedException>(node.SealAsync);
        Assert.Contains("older backup", refused.Message);
        Assert.Contains("new-origin", refused.Message);

        var (wrong, _) = await node.Get<NewOrigin>().BeginAsync(lost.Replace("clinic.test", "other.test", StringComparison.Ordinal), "test", default);
        Assert.False(wrong);
        var (done, said) = await node.Get<NewOrigin>().BeginAsync(lost, "restored the backup of Monday", default);
        Assert.True(done, said);
        await node.Get<Sealer>().DropAsync();
        await node.SealAsync();

        await node.SealedIsCommittedAsync();
        var head = await node.HeadAsync();
        Assert.Equal($"{TestLogKey.Origin}/{origin.Number + 1}", head.Origin);
        await using var db = await node.OpenAsync();
        var first = (await node.Get<LogBook>().OriginAsync(default))!.FirstLeaf;
        var opening = await db.RecordLeaves.Where(l => l.LeafIndex == first).Join(db.Records, l => l.RecordId, r => r.Id, (l, r) => r).SingleAsync();
        Assert.Equal("LogReopened", opening.Code);
        Assert.Contains($"\"beforeSize\":{before.Size + 1000}", System.Text.Encoding.UTF8.GetString(opening.Bytes));
        var early = await db.RecordLeaves.Where(l => l.LeafIndex == 0).Join(db.Records, l => l.RecordId, r => r.Id, (l, r) => r).SingleAsync();
        Assert.Null((await node.Get<LogProofs>().TryAsync(early, default))!.Check(await node.KeysAsync()).Problem);
    }

    [Fact]
    public async Task A_key_is_exchanged_only_beside_the_one_before_and_that_is_recorded()
    {
        await SealSomeAsync();
        var next = TestLogKey.Write(9);
        await using (var alone = await LogNode.StartAsync(database.ConnectionString, null, ("SigningKeyFile", next)))
        {
            var refused = await Assert.ThrowsAsync<LogRefusedException>(alone.SealAsync);
            Assert.Contains("Audit:PreviousSigningKeyFile", refused.Message);
        }

        await using (var both = await LogNode.StartAsync(database.ConnectionString, null, ("SigningKeyFile", next), ("PreviousSigningKeyFile", TestLogKey.File)))
        {
            await both.SealAsync();
            Assert.Equal(1, await both.NumberAsync("SELECT COUNT(*) FROM records WHERE code = 'KeyRotated'"));
            var note = SignedNote.TryParse((await both.HeadAsync()).Note)!;
            Assert.Equal(2, note.Signatures.Count);
            foreach (var key in (await both.KeysAsync()).Where(k => k.Name == (TestNameOf(note)))) Assert.Null(note.Check([key]).Problem);
            await both.SealedIsCommittedAsync();
        }

        await using var after = await LogNode.StartAsync(database.ConnectionString, null, ("SigningKeyFile", next));
        await RecordsAsync(after);
        await after.SealAsync();
        Assert.Single(SignedNote.TryParse((await after.HeadAsync()).Note)!.Signatures);
    }

    [Fact]
    public async Task Heads_go_to_the_file_and_a_torn_line_spoils_no_other()
    {
        var file = Path.Combine(_folder, "heads");
        await using var node = await LogNode.StartAsync(database.ConnectionString, null, ("CheckpointFile", file), ("SecondStore", Path.Combine(_folder, "second")));
        await RecordsAsync(node);
        await node.SealAsync();
        await File.AppendAllTextAsync(file, "\n# 2026-11-23T18:00:01Z\nclinic.test/log\n99\nhalf a li");
        await RecordsAsync(node);
        await node.SealAsync();
        await node.Get<Sealer>().DropAsync();
        await node.SealAsync();

        var head = await node.HeadAsync();
        var notes = CheckpointFile.NotesOf(await File.ReadAllTextAsync(file));
        Assert.Equal(head.Note, notes[^1]);
        Assert.Single(notes, n => SignedNote.TryParse(n) is null);
        Assert.Equal(notes.Count, notes.Distinct().Count());
        await node.Get<SecondStore>().WriteAsync(head, default);
        Assert.Equal(head.Note, await node.Get<SecondStore>().ReadAsync(head.Origin, default));
    }

    [Fact]
    public async Task The_folder_of_tiles_is_a_log_that_a_stranger_reads()
    {
        var folder = Path.Combine(_folder, "tiles");
        await using var node = await LogNode.StartAsync(database.ConnectionString, null, ("TileFolder", folder));
        for (var i = 0; i < 3; i++)
        {
            await RecordsAsync(node, 60);
            await node.SealAsync();
        }

        var origin = (await node.Get<LogBook>().OriginAsync(default))!;
        var files = new TileFolder(origin.Number == 1 ? folder : Path.Combine(folder, $"{origin.Number}"));
        var head = Checkpoint.Open(await files.ReadCheckpointAsync(default), await node.KeysAsync(), origin.Origin).Checkpoint!;
        var tree = new TileTree(files, head.Size);
        Assert.Equal(head.Root.ToArray(), await tree.RootAsync(default));
        Assert.Null(await tree.FirstWrongTileAsync(default));
        for (var tile = 0; tile * 256 < head.Size; tile++)
        {
            var entries = await files.ReadEntriesAsync(tile, TilePath.Of(0, tile, head.Size).Width, default);
            for (var i = 0; i < entries.Count; i++) Assert.Equal(MerkleHash.Leaf(entries[i].Span), await tree.LeafHashAsync((tile * 256) + i, default));
        }
    }

    private protected async Task SealSomeAsync()
    {
        await using var node = await LogNode.StartAsync(database.ConnectionString);
        await RecordsAsync(node);
        await node.SealAsync();
    }

    private protected static async Task RecordsAsync(DatabaseNode node, int visits = 2)
    {
        var clinic = new DatabaseClinic(node);
        for (var i = 0; i < visits; i++) await clinic.ScheduledVisitAsync();
    }

    private protected abstract Task WithoutTriggersAsync(DatabaseNode node, string sql);

    private protected abstract string HexOf(byte[] bytes);

    /// <summary>Inserts that many records at once.</summary>
    private protected abstract string Flood(int records);

    private static string TestNameOf(SignedNote note) => note.Signatures[0].Name;
}

public sealed class SealerOnSqliteTests(SqliteDatabase database) : SealerTests(database), IClassFixture<SqliteDatabase>
{
    private protected override async Task WithoutTriggersAsync(DatabaseNode node, string sql)
    {
        await node.ExecuteAsync("DROP TRIGGER record_leaves_no_update");
        await node.ExecuteAsync(sql);
        await node.ExecuteAsync("CREATE TRIGGER record_leaves_no_update BEFORE UPDATE ON record_leaves BEGIN SELECT RAISE(ABORT, 'record leaves are append-only'); END");
    }

    private protected override string HexOf(byte[] bytes) => $"X'{Convert.ToHexString(bytes)}'";

    private protected override string Flood(int records) =>
        $$"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {{records}})
        INSERT INTO records (stream, seq, at, code, actor_kind, refused, hash, bytes)
        SELECT 'reads:flood', 0, 0, 'Flood', 'System', 0, '{{new string('a', 64)}}', CAST('{"number":' || i || '}' AS BLOB) FROM n
        """;
}

public sealed class SealerOnPostgresTests(PostgresDatabase database) : SealerTests(database), IClassFixture<PostgresDatabase>
{
    private readonly PostgresDatabase _database = database;

    [Fact]
    public async Task One_node_seals_at_a_time_and_another_goes_on_when_it_dies()
    {
        await using var first = await LogNode.StartAsync(_database.ConnectionString);
        await using var second = await LogNode.StartAsync(_database.ConnectionString);
        await RecordsAsync(first);
        Assert.NotNull(await first.SealAsync());
        Assert.Null(await second.SealAsync());

        await second.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        await RecordsAsync(second);
        await Poll.UntilAsync(async () => await second.SealAsync() is not null, "the second node has the turn");
        await Assert.ThrowsAnyAsync<Exception>(first.SealAsync);
        await first.Get<Sealer>().DropAsync();
        Assert.Null(await first.SealAsync());

        await second.SealedIsCommittedAsync();
    }

    private protected override async Task WithoutTriggersAsync(DatabaseNode node, string sql)
    {
        await node.ExecuteAsync("ALTER TABLE record_leaves DISABLE TRIGGER record_leaves_no_change");
        await node.ExecuteAsync(sql);
        await node.ExecuteAsync("ALTER TABLE record_leaves ENABLE ALWAYS TRIGGER record_leaves_no_change");
    }

    private protected override string HexOf(byte[] bytes) => $"'\\x{Convert.ToHexStringLower(bytes)}'";

    private protected override string Flood(int records) =>
        $$"""
        INSERT INTO records (stream, seq, at, code, actor_kind, refused, hash, bytes)
        SELECT 'reads:flood', 0, 0, 'Flood', 'System', false, '{{new string('a', 64)}}', convert_to('{"number":' || i || '}', 'UTF8') FROM generate_series(1, {{records}}) i
        """;
}
