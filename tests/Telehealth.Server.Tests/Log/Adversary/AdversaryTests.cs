using System.Data.Common;
using System.Text;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Ledger;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Notes;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Details;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;
using Telehealth.Verify;

namespace Telehealth.Server.Tests.Log.Adversary;

/// <summary>
/// Somebody with all rights over the database, the files or the program's own account changes what happened. Each attack is refused by the
/// database, stops the server from signing, or is named by telehealth-verify.
/// </summary>
public abstract class AdversaryTests(AttackedLog log) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telehealth-adversary-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_untouched_log_holds_and_begins_with_the_head_of_Monday()
    {
        var found = await LookAsync(await log.CopyAsync(log.Tuesday), log.MondayHead);

        Assert.Equal((0, null, null, ""), (found.Report!.Exit, found.Sealer, found.Heads, string.Join("; ", found.Report.Findings.Select(f => $"{f.Place}: {f.Problem}"))));
        Assert.Contains(found.Report.HoldsLines, l => l.Contains("computed from the records themselves", StringComparison.Ordinal));
        Assert.Contains(found.Report.HoldsLines, l => l.StartsWith("law: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_flipped_byte_of_a_record_is_named_with_its_leaf()
    {
        var copy = await log.CopyAsync(log.Tuesday);
        await using var node = await LogNode.StartAsync(copy);
        await log.AttackAsync(copy, async db =>
        {
            foreach (var leaf in Enumerable.Range(0, (int)log.TuesdayHead.Size).Where(l => l % 19 == 5 || l < 3 || l == log.TuesdayHead.Size - 1))
            {
                var good = await db.OneAsync<byte[]>($"SELECT bytes FROM records WHERE id = {IdOf(leaf)}");
                byte[] bad = [.. good];
                bad[(leaf * 31) % bad.Length] ^= 1;
                await db.DoAsync($"UPDATE records SET bytes = @p0 WHERE id = {IdOf(leaf)}", bad);

                var report = await LookAtAsync(node);

                Assert.Equal((1, (long?)leaf), (report.Exit, report.Findings[0].Leaf));
                await db.DoAsync($"UPDATE records SET bytes = @p0 WHERE id = {IdOf(leaf)}", good);
            }
        });
        Assert.Equal(0, (await LookAtAsync(node)).Exit);
    }

    [Fact]
    public async Task A_changed_column_beside_a_record_s_bytes_is_found_by_the_check_of_the_tables()
    {
        var copy = await log.CopyAsync(log.Tuesday);
        await using var node = await LogNode.StartAsync(copy);
        Assert.Equal((log.TuesdayHead.Size, 0), (await node.Get<LogCheck>().RunAsync(default)) is var (records, none) ? (records, none.Count) : default);
        var changed = new List<(string Column, long Id)>();
        await log.AttackAsync(copy, async db =>
        {
            foreach (var (column, value, where) in new[]
            {
                ("code", "'Forged'", "seq > 0"), ("at", "at + 1", "seq > 0"), ("stream", "stream || 'x'", "seq > 0"), ("seq", "seq + 1000", "seq > 0"), ("visit_id", "NULL", "visit_id IS NOT NULL"),
                ("patient_id", "NULL", "patient_id IS NOT NULL"), ("actor_kind", "'System'", "actor_kind = 'Staff'"), ("actor_id", "NULL", "actor_id IS NOT NULL"), ("participant_id", "NULL", "participant_id IS NOT NULL"),
                ("staff_id", "NULL", "staff_id IS NOT NULL"), ("refused", log.Negated("refused"), "seq > 0"), ("hash", "substr(hash, 2) || substr(hash, 1, 1)", "seq > 0"),
            })
            {
                var id = await db.OneAsync<long>($"SELECT id FROM records WHERE {where} AND id NOT IN ({string.Join(", ", changed.Select(c => c.Id).Append(-1))}) ORDER BY id LIMIT 1");
                await db.DoAsync($"UPDATE records SET {column} = {value} WHERE id = {id}");
                changed.Add((column, id));
            }

            await db.DoAsync("UPDATE record_leaves SET record_id = -5 WHERE leaf_index = 100");
            await db.DoAsync("UPDATE visits SET record_head = substr(record_head, 2) || substr(record_head, 1, 1) WHERE id = (SELECT id FROM visits ORDER BY id LIMIT 1)");
        });

        var (_, wrong) = await node.Get<LogCheck>().RunAsync(default);

        foreach (var (column, id) in changed) Assert.True(wrong.Any(w => w.StartsWith($"record {id} ", StringComparison.Ordinal)), column);
        Assert.Contains(wrong, w => w.StartsWith("visit:", StringComparison.Ordinal));
        Assert.Contains(wrong, w => w.StartsWith("leaf 100: its record is gone", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("record_leaves", "leaf_hash", "leaf_index")]
    [InlineData("log_tiles", "hashes", "level")]
    [InlineData("log_checkpoints", "root", "size")]
    public async Task A_flipped_byte_of_the_tree_stops_the_sealer_or_is_named(string table, string column, string key)
    {
        var copy = await log.CopyAsync(log.Tuesday);
        var keys = new List<long>();
        await log.AttackAsync(copy, db => db.EachAsync($"SELECT {key} FROM {table} ORDER BY {key}", row => keys.Add(Convert.ToInt64(row.GetValue(0)))));
        foreach (var at in keys.Where((_, i) => i % 61 == 7 || i == 0 || i == keys.Count - 1).ToList())
        {
            byte[] good = [];
            await log.AttackAsync(copy, async db =>
            {
                good = await db.OneAsync<byte[]>($"SELECT {column} FROM {table} WHERE {key} = {at}");
                byte[] bad = [.. good];
                bad[(int)(at * 13) % bad.Length] ^= 0x10;
                await db.DoAsync($"UPDATE {table} SET {column} = @p0 WHERE {key} = {at}", bad);
            });

            Assert.True((await LookAsync(copy)).Caught, $"{table} {at}");
            await log.AttackAsync(copy, db => db.DoAsync($"UPDATE {table} SET {column} = @p0 WHERE {key} = {at}", good));
        }

        Assert.False((await LookAsync(copy)).Caught);
    }

    [Fact]
    public async Task A_flipped_character_of_a_signed_head_or_of_a_key_is_noticed()
    {
        var (table, places) = ("log_checkpoints", new[] { 3, 18, 40, 75, 100, 130 });
        foreach (var at in places)
        {
            var copy = await log.CopyAsync(log.Tuesday);
            await log.AttackAsync(copy, async db =>
            {
                var note = await db.OneAsync<string>($"SELECT note FROM {table} WHERE size = {log.TuesdayHead.Size}");
                var place = at % note.Length;
                await db.DoAsync($"UPDATE {table} SET note = @p0 WHERE size = {log.TuesdayHead.Size}", $"{note[..place]}{(char)(note[place] ^ 1)}{note[(place + 1)..]}");
            });

            var found = await LookAsync(copy);
            Assert.NotNull(found.Sealer);
            if (found.Report is not null) Assert.Equal("signature", found.First.Check);
        }

        var other = NoteSignerKey.FromSeed(TestLogKey.Origin, [.. Enumerable.Repeat((byte)77, 32)]).Verifier.ToString();
        var exchanged = await log.CopyAsync(log.Tuesday);
        await log.AttackAsync(exchanged, db => db.DoAsync("UPDATE log_keys SET vkey = @p0", other));
        Assert.NotNull((await LookAsync(exchanged)).Sealer);
    }

    [Fact]
    public async Task A_flipped_byte_of_a_personal_part_is_no_longer_opened()
    {
        var copy = await log.CopyAsync(log.Tuesday);
        var hash = "";
        await log.AttackAsync(copy, async db =>
        {
            hash = await db.OneAsync<string>("SELECT hash FROM record_secrets ORDER BY hash LIMIT 1");
            var bad = await db.OneAsync<byte[]>($"SELECT ciphertext FROM record_secrets WHERE hash = '{hash}'");
            bad[bad.Length / 2] ^= 1;
            await db.DoAsync($"UPDATE record_secrets SET ciphertext = @p0 WHERE hash = '{hash}'", bad);
        });
        await using var node = await LogNode.StartAsync(copy);
        await using var db = await node.OpenAsync();
        var record = db.Records.Single(r => r.Hash == hash);

        await Assert.ThrowsAsync<DetailFaultException>(() => node.Get<RecordDetails>().OpenAsync(db, record, default));
    }

    [Theory]
    [InlineData("first")]
    [InlineData("middle")]
    [InlineData("last")]
    public async Task A_record_dropped_from_the_database_is_noticed_even_when_the_rest_moves_up(string which)
    {
        var last = log.TuesdayHead.Size - 1;
        var leaf = which switch { "first" => 0L, "middle" => last / 2, _ => last };
        var copy = await log.CopyAsync(log.Tuesday);
        await log.AttackAsync(copy, async db =>
        {
            await db.DoAsync($"DELETE FROM records WHERE id = {IdOf(leaf)}");
            await db.DoAsync($"DELETE FROM record_leaves WHERE leaf_index = {leaf}");
            await db.DoAsync($"UPDATE record_leaves SET leaf_index = leaf_index + 1000000 WHERE leaf_index > {leaf}");
            await db.DoAsync("UPDATE record_leaves SET leaf_index = leaf_index - 1000001 WHERE leaf_index >= 1000000");
        });

        var found = await LookAsync(copy);

        Assert.NotNull(found.Sealer);
        Assert.True(found.Report is null || found.Report.Exit == 1);
    }

    [Fact]
    public async Task Two_records_exchanged_in_the_database_are_noticed()
    {
        var (a, b) = (4, 11);
        var copy = await log.CopyAsync(log.Tuesday);
        await log.AttackAsync(copy, async db =>
        {
            var (idA, idB) = (await db.OneAsync<long>($"SELECT record_id FROM record_leaves WHERE leaf_index = {a}"), await db.OneAsync<long>($"SELECT record_id FROM record_leaves WHERE leaf_index = {b}"));
            await db.DoAsync($"UPDATE record_leaves SET record_id = -1 WHERE leaf_index = {a}");
            await db.DoAsync($"UPDATE record_leaves SET record_id = {idA} WHERE leaf_index = {b}");
            await db.DoAsync($"UPDATE record_leaves SET record_id = {idB} WHERE leaf_index = {a}");
        });

        var found = await LookAsync(copy);

        Assert.Equal((1, (long?)a), (found.Report!.Exit, found.First.Leaf));
        Assert.Contains($"in its place stands that of leaf {b}", found.First.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backdated_record_is_named_even_when_its_hashes_are_made_to_fit()
    {
        var (leaf, bad) = (await LeafOfAsync("\"code\":\"PatientAdmitted\""), Array.Empty<byte>());
        var copy = await log.CopyAsync(log.Tuesday);
        await log.AttackAsync(copy, async db =>
        {
            bad = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(await db.OneAsync<byte[]>($"SELECT bytes FROM records WHERE id = {IdOf(leaf)}")).Replace("\"at\":\"2026-11-23", "\"at\":\"2026-11-20", StringComparison.Ordinal));
            await db.DoAsync($"UPDATE records SET bytes = @p0, hash = @p1 WHERE id = {IdOf(leaf)}", bad, RecordHash.Of(bad));
            await db.DoAsync($"UPDATE record_leaves SET leaf_hash = @p0 WHERE leaf_index = {leaf}", MerkleHash.Leaf(bad));
        });

        var found = await LookAsync(copy);

        // The leaves' hashes are forged, so the signed root condemns them, and the chain names the record.
        Assert.Equal(1, found.Report!.Exit);
        Assert.Contains(found.Report.Findings, f => f.File == BundleNames.Leaves);
        Assert.Equal(("PatientAdmitted", (long?)leaf), (found.First.Code, found.First.Leaf));
        Assert.Contains("dated before", found.First.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restored_backup_is_shown_by_any_head_from_after_it()
    {
        var restored = await log.CopyAsync(log.Monday);

        var found = await LookAsync(restored, log.TuesdayHead);

        Assert.Contains("taken away", found.First.Problem, StringComparison.Ordinal);
        var published = Path.Combine(_folder.FullName, "heads");
        await File.WriteAllTextAsync(published, $"# 2026-11-24T18:00:00Z\n{log.TuesdayHead.Note}");
        await using var node = await LogNode.StartAsync(restored, null, ("CheckpointFile", published));
        Assert.Contains("older backup", (await Assert.ThrowsAsync<LogRefusedException>(node.SealAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_history_of_the_same_length_is_shown_by_two_heads()
    {
        var fork = await log.CopyAsync(log.Monday);
        await using var node = await LogNode.StartAsync(fork);
        for (var size = log.MondayHead.Size; size < log.TuesdayHead.Size; size++)
            await node.Clinic.AppendAsync(Actor.System, new Server.Desk.ClinicRecord("VisitsListed", "reads", new Dictionary<string, string>()), default);
        await node.SealAsync();
        Assert.Equal(log.TuesdayHead.Size, (await node.HeadAsync()).Size);
        var export = await Auditor.ExportAsync(node);

        var report = await Look.CheckAsync(export, log.TuesdayHead);

        Assert.Contains("two histories", report.Findings[0].Problem, StringComparison.Ordinal);
        Assert.Equal(0, (await Look.CheckAsync(export, log.MondayHead)).Exit);
    }

    [Fact]
    public async Task A_history_written_anew_and_signed_with_the_clinic_s_own_key_is_shown_by_a_head_from_before()
    {
        await using var node = await LogNode.StartAsync(await log.CopyAsync(log.Tuesday));
        var export = await Auditor.ExportAsync(node);
        var tree = new MerkleTree();
        var other = export.Records.Select((r, i) => i == 2 ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(r).Replace("2026", "2025", StringComparison.Ordinal)) : r).ToList();
        foreach (var record in other) tree.Append(record);
        var note = new Checkpoint(TestLogKey.Origin, other.Count, tree.Root(other.Count)).Sign(node.Get<LogKeyring>().For(TestLogKey.Origin)).ToString();
        var forged = new Export { Checkpoint = note, Records = other, Head = export.Head, Range = new RangeProof(0, other.Count, [], []) };

        var report = await Look.CheckAsync(forged, log.MondayHead);

        Assert.Equal(1, report.Exit);
        Assert.Contains(report.Findings, f => f.Check == "history" && f.Problem.Contains("changed since", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_truncated_export_is_refused()
    {
        await using var node = await LogNode.StartAsync(await log.CopyAsync(log.Tuesday));
        var export = await Auditor.ExportAsync(node);
        var zip = Path.Combine(_folder.FullName, "export.zip");
        await using (var file = File.Create(zip))
        {
            await using var writer = await BundleWriter.ToZipAsync(file, DatabaseNode.NewTime().GetUtcNow(), default);
            await export.WriteAsync(writer);
        }

        Assert.Equal(0, (await Look.CheckAsync(zip)).Exit);
        var whole = await File.ReadAllBytesAsync(zip);
        await File.WriteAllBytesAsync(zip, whole[..(whole.Length / 2)]);
        Assert.Equal(2, (await Look.CheckAsync(zip)).Exit);

        export.Records.RemoveRange(export.Records.Count - 5, 5);
        var report = await Look.CheckAsync(export);
        Assert.Equal((1, export.Records.Count), (report.Exit, report.Findings[0].Leaf));
        Assert.Contains("cut off", report.Findings[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_s_own_account_cannot_write_a_record_in_the_place_of_another()
    {
        await using var node = await LogNode.StartAsync(await log.CopyAsync(log.Tuesday));
        foreach (var sql in new[]
        {
            "INSERT INTO records (stream, seq, at, code, actor_kind, refused, hash, bytes) SELECT stream, seq, at, 'Forged', actor_kind, refused, 'x' || substr(hash, 2), bytes FROM records WHERE seq > 0",
            "UPDATE records SET bytes = bytes", "DELETE FROM records", "UPDATE record_leaves SET record_id = record_id + 1", "DELETE FROM log_checkpoints", "UPDATE log_checkpoints SET note = note",
        })
        {
            await Assert.ThrowsAnyAsync<DbException>(() => node.ExecuteAsync(sql));
        }

        await node.SealedIsCommittedAsync();
    }

    [Fact]
    public async Task A_start_forged_through_the_program_s_own_account_is_named_as_unlicensed()
    {
        await using var node = await LogNode.StartAsync(await log.CopyAsync(log.Tuesday));
        var clinic = new DatabaseClinic(node);
        var clinician = await clinic.AddClinicianAsync();
        var visit = await clinic.ClaimedVisitAsync(clinician);
        var (row, records) = await node.IntactAsync(visit.Id);
        var forged = VisitRecords.Encode(
            VisitRecords.Fold(records), new([new EventEntry(new PatientAdmitted(clinician, null, node.Now))]), DatabaseClinic.As(clinician), records[^1].Frame.At,
            new RecordHead(row.RecordSeq, row.RecordHead), () => new byte[32]).Records[0];
        await InsertAsync(node, forged);
        await node.SealAsync();

        var report = await Look.CheckAsync(await Auditor.ExportAsync(node));

        Assert.Equal(1, report.Exit);
        Assert.Equal((VisitRecords.StreamOf(visit.Id), (long?)forged.Seq, "PatientAdmitted"), (report.Findings[0].Stream, report.Findings[0].Seq, report.Findings[0].Code));
        Assert.Contains("without a licensure decision", report.Findings[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_forged_without_its_place_in_the_chain_is_named()
    {
        await using var node = await LogNode.StartAsync(await log.CopyAsync(log.Tuesday));
        var visit = await new DatabaseClinic(node).ScheduledVisitAsync();
        var (row, records) = await node.IntactAsync(visit.Id);
        var forged = VisitRecords.Encode(
            VisitRecords.Fold(records), new([new EventEntry(new WaitingRoomOpened())]), Actor.System, records[^1].Frame.At, new RecordHead(row.RecordSeq, new string('a', 64)), () => new byte[32]).Records[0];
        await InsertAsync(node, forged);
        await node.SealAsync();

        var report = await Look.CheckAsync(await Auditor.ExportAsync(node));

        Assert.Equal((1, (long?)forged.Seq), (report.Exit, report.Findings[0].Seq));
        Assert.Contains("changed or exchanged", report.Findings[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leaf_or_a_head_forged_through_the_program_s_own_account_is_noticed()
    {
        await using (var node = await LogNode.StartAsync(await log.CopyAsync(log.Tuesday)))
        {
            await node.ExecuteAsync($"INSERT INTO record_leaves SELECT {log.TuesdayHead.Size}, 999999, leaf_hash FROM record_leaves WHERE leaf_index = 0");
            await new DatabaseClinic(node).ScheduledVisitAsync();
            await node.SealAsync();
            Assert.Equal(1, (await LookAtAsync(node)).Exit);
        }

        await using var headed = await LogNode.StartAsync(await log.CopyAsync(log.Tuesday));
        await headed.ExecuteAsync($"INSERT INTO log_checkpoints SELECT origin, size + 1000, root, note, signed_at FROM log_checkpoints WHERE size = {log.TuesdayHead.Size}");
        await new DatabaseClinic(headed).ScheduledVisitAsync();
        Assert.Contains("listed", (await Assert.ThrowsAsync<LogRefusedException>(headed.SealAsync)).Message, StringComparison.Ordinal);
    }

    private Auditor Look => new(log, _folder);

    private static string IdOf(long leaf) => $"(SELECT record_id FROM record_leaves WHERE leaf_index = {leaf})";

    private Task<Findings> LookAsync(string connectionString, CheckpointHead? since = null) => Look.LookAsync(connectionString, since);

    private async Task<Report> LookAtAsync(DatabaseNode node) => await Look.CheckAsync(await Auditor.ExportAsync(node));

    private async Task<int> LeafOfAsync(string text)
    {
        await using var node = await LogNode.StartAsync(await log.CopyAsync(log.Tuesday));
        return (await Auditor.ExportAsync(node)).Records.FindIndex(r => Encoding.UTF8.GetString(r).Contains(text, StringComparison.Ordinal));
    }

    private async Task InsertAsync(DatabaseNode node, EncodedRecord record)
    {
        await using var connection = await node.Get<DatabaseLinks>().OpenAsync(default);
        await connection.DoAsync(
            $"INSERT INTO records (stream, seq, at, code, actor_kind, refused, hash, bytes) SELECT @p0, {record.Seq}, at, @p1, actor_kind, refused, @p2, @p3 FROM records WHERE stream = @p0 AND seq = {record.Seq - 1}",
            record.Stream, record.Code, record.Hash, record.Bytes.ToArray());
    }
}

public sealed class AdversaryOnSqliteTests(AttackedSqlite log) : AdversaryTests(log), IClassFixture<AttackedSqlite>;

public sealed class AdversaryOnPostgresTests(AttackedPostgres log) : AdversaryTests(log), IClassFixture<AttackedPostgres>;
