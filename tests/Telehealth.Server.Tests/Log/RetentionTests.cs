using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Ledger;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Desk;
using Telehealth.Server.Desk.Retention;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Hosting;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;
using Telehealth.Server.Storage.Search;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Log;

/// <summary>Records whose time is over go in whole sealed ranges, after an archive of them has proved itself; and all that was proved before can be proved after.</summary>
public abstract class RetentionTests : IDisposable
{
    private static readonly LocalDate Before = new(2015, 1, 1);
    private readonly string folder = Directory.CreateTempSubdirectory("telehealth-retention-").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2014, 3, 3, 18, 0, 0, TimeSpan.Zero));

    private string Archive => Path.Combine(folder, "archive.zip");

    [Fact]
    public async Task What_is_kept_is_proved_as_before_and_what_went_is_in_an_archive_that_still_holds()
    {
        await using var node = await StartAsync();
        var patient = await new DatabaseClinic(node).AddPatientAsync();
        await ReadsAsync(node, 560, patient);
        await SealAllAsync(node);
        var old = await node.HeadAsync();
        await LaterAsync(node, patient);
        var (records, secrets) = (await node.NumberAsync("SELECT COUNT(*) FROM records"), await node.NumberAsync("SELECT COUNT(*) FROM record_secrets"));
        var text = new StringWriter();

        Assert.Equal(0, await PruneCommand.PruneAsync(Services(node), Before, null, text, default));
        Assert.Equal(records, await node.NumberAsync("SELECT COUNT(*) FROM records"));
        Assert.Equal(0, await PruneCommand.PruneAsync(Services(node), Before, Archive, text, default));

        var gone = 512;
        Assert.Equal(records - gone + 1, await node.NumberAsync("SELECT COUNT(*) FROM records"));
        Assert.True(await node.NumberAsync("SELECT COUNT(*) FROM record_secrets") < secrets);
        Assert.Equal(0, await node.NumberAsync("SELECT COUNT(*) FROM record_search WHERE leaf_index < 512"));
        Assert.True(await node.NumberAsync("SELECT COUNT(*) FROM record_search") > 0);
        await SealAllAsync(node);
        await EverythingKeptIsProvedAsync(node, old, gone);
        var pruned = await PrunedRecordAsync(node);
        Assert.Equal((0, 512, 512), (pruned.GetProperty("fromLeaf").GetInt64(), pruned.GetProperty("prunedBefore").GetInt64(), pruned.GetProperty("count").GetInt64()));
        var origin = (await node.Get<LogBook>().OriginAsync(default))!;
        Assert.Null((await node.Get<LogArchive>().CheckAsync(Archive, new LeafRange(origin, 0, 512), default)).Problem);
        await Assert.ThrowsAnyAsync<DbException>(() => node.ExecuteAsync("DELETE FROM records"));
        await Assert.ThrowsAnyAsync<DbException>(() => node.ExecuteAsync("DELETE FROM record_secrets"));
        await Assert.ThrowsAnyAsync<DbException>(() => node.ExecuteAsync("DELETE FROM log_prunings"));
        await Assert.ThrowsAnyAsync<DbException>(() => node.ExecuteAsync("UPDATE log_prunings SET pruned_before = 9"));
        await node.DisposeAsync();

        await using var again = await StartAsync();
        Assert.NotNull(await again.SealAsync());
        Assert.Equal(1, await PruneCommand.PruneAsync(Services(again), Before, Archive, text, default));
    }

    [Fact]
    public async Task A_legal_hold_keeps_its_patients_records_and_all_after_them()
    {
        await using var node = await StartAsync();
        var patient = await new DatabaseClinic(node).AddPatientAsync();
        await ReadsAsync(node, 300, null);
        await ReadsAsync(node, 1, patient);
        await ReadsAsync(node, 300, null);
        await SealAllAsync(node);
        await LaterAsync(node, null);
        await HoldAsync(node, patient, lifted: false);

        var plan = await node.Get<LogPruning>().PlanAsync(Before, default);
        Assert.Equal("a legal hold keeps it", plan.Stop!.Why);
        // The patient's own addition came first.
        Assert.Null(plan.Range);
        Assert.Equal(1, await PruneCommand.PruneAsync(Services(node), Before, Archive, TextWriter.Null, default));
        Assert.Equal(0, await node.NumberAsync("SELECT COUNT(*) FROM log_prunings"));

        await HoldAsync(node, patient, lifted: true);
        Assert.Equal(512, (await node.Get<LogPruning>().PlanAsync(Before, default)).Range!.Count);
    }

    [Fact]
    public async Task A_hold_that_comes_after_the_plan_stops_the_removal()
    {
        await using var node = await StartAsync();
        var patient = await new DatabaseClinic(node).AddPatientAsync();
        await ReadsAsync(node, 300, null);
        await SealAllAsync(node);
        await LaterAsync(node, null);
        var pruning = node.Get<LogPruning>();
        var plan = await pruning.PlanAsync(Before, default);
        await HoldAsync(node, patient, lifted: false);
        Assert.Equal("a legal hold keeps it", (await pruning.PruneAsync(plan.Range!, Before, new string('a', 64), _ => { }, default))!.Why);
        Assert.Equal(0, await node.NumberAsync("SELECT COUNT(*) FROM log_prunings"));
    }

    [Fact]
    public async Task A_visit_that_is_not_closed_a_review_that_nobody_signed_and_the_policy_keep_records()
    {
        await using var node = await StartAsync(("StateRetention:0", "UT:12"));
        var clinic = new DatabaseClinic(node);
        var visit = await clinic.ScheduledVisitAsync();
        await ReadsAsync(node, 300, null);
        await SealAllAsync(node);
        await LaterAsync(node, null);

        Assert.Equal("its visit is not closed", await WhyAsync(node, Before));
        await clinic.DoAsync(visit.Id, new CancelVisit(CancelledBy.Clinic, default, null), DatabaseClinic.FrontDesk);
        Assert.StartsWith("it belongs to what happened on or after 2015-01-01", await WhyAsync(node, Before), StringComparison.Ordinal);
        Assert.StartsWith("the policy keeps it until 2036-", await WhyAsync(node, new LocalDate(2100, 1, 1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_that_does_not_prove_itself_removes_nothing()
    {
        await using var node = await StartAsync();
        await ReadsAsync(node, 600, null);
        await SealAllAsync(node);
        await LaterAsync(node, null);
        var origin = (await node.Get<LogBook>().OriginAsync(default))!;
        var text = new StringWriter();

        await node.Get<LogArchive>().WriteAsync(Archive, new LeafRange(origin, 0, 256), _ => { }, default);
        Assert.Equal(1, await PruneCommand.PruneAsync(Services(node), Before, Archive, text, default));
        Assert.Contains("it holds records 0 to 255, and 0 to 511 are to be pruned", text.ToString(), StringComparison.Ordinal);

        File.Delete(Archive);
        await node.Get<LogArchive>().WriteAsync(Archive, new LeafRange(origin, 0, 512), _ => { }, default);
        var bytes = await File.ReadAllBytesAsync(Archive);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(Archive, bytes);
        Assert.Equal(1, await PruneCommand.PruneAsync(Services(node), Before, Archive, text, default));
        Assert.Contains("does not prove itself", text.ToString(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(Archive, "no archive");
        Assert.Equal(1, await PruneCommand.PruneAsync(Services(node), Before, Archive, text, default));
        Assert.Equal(0, await node.NumberAsync("SELECT COUNT(*) FROM log_prunings"));
        Assert.Equal(await node.NumberAsync("SELECT COUNT(*) FROM record_leaves"), await node.NumberAsync("SELECT COUNT(*) FROM records"));
    }

    [Fact]
    public async Task Stopped_in_the_middle_each_part_is_there_whole_or_gone_with_its_record_and_a_second_run_goes_on()
    {
        await using var node = await StartAsync();
        await ReadsAsync(node, 800, null);
        await SealAllAsync(node);
        var old = await node.HeadAsync();
        await LaterAsync(node, null);
        var pruning = node.Get<LogPruning>();
        pruning.AtOnce = 256;
        var plan = await pruning.PlanAsync(Before, default);
        Assert.Equal(768, plan.Range!.Count);
        await node.Get<LogArchive>().WriteAsync(Archive, plan.Range, _ => { }, default);
        var (manifest, _) = await node.Get<LogArchive>().CheckAsync(Archive, plan.Range, default);

        // The second part fails at its very end, when its own record is to be written.
        var parts = 0;
        await Assert.ThrowsAnyAsync<Exception>(() => pruning.PruneAsync(plan.Range, Before, manifest!, _ => { if (++parts == 1) node.ExecuteAsync(FailPruned).GetAwaiter().GetResult(); }, default));
        await node.ExecuteAsync(FailNoMore);

        Assert.Equal(256, await node.NumberAsync("SELECT MAX(pruned_before) FROM log_prunings"));
        Assert.Equal(256, await node.NumberAsync("SELECT COUNT(*) FROM record_leaves WHERE record_id NOT IN (SELECT id FROM records)"));
        await Assert.ThrowsAnyAsync<DbException>(() => node.ExecuteAsync("DELETE FROM records"));
        await SealAllAsync(node);
        await EverythingKeptIsProvedAsync(node, old, 256);

        Assert.Equal(0, await PruneCommand.PruneAsync(Services(node), Before, Archive, TextWriter.Null, default));
        await SealAllAsync(node);
        await EverythingKeptIsProvedAsync(node, old, 768);
        Assert.Equal(3, await node.NumberAsync("SELECT COUNT(*) FROM records WHERE code = 'LogPruned'"));
    }

    [Fact]
    public async Task The_log_as_files_loses_the_records_and_keeps_the_hashes()
    {
        var tiles = Path.Combine(folder, "tiles");
        await using var node = await StartAsync(("TileFolder", tiles));
        await ReadsAsync(node, 300, null);
        await SealAllAsync(node);
        await LaterAsync(node, null);
        Assert.True(File.Exists(Path.Combine(tiles, "tile/entries/000")));

        Assert.Equal(0, await PruneCommand.PruneAsync(Services(node), Before, Archive, TextWriter.Null, default));

        Assert.False(File.Exists(Path.Combine(tiles, "tile/entries/000")));
        Assert.True(File.Exists(Path.Combine(tiles, "tile/0/000")));
        File.Delete(Path.Combine(tiles, "checkpoint"));
        await ReadsAsync(node, 1, null);
        await SealAllAsync(node);
        Assert.False(File.Exists(Path.Combine(tiles, "tile/entries/000")));
        Assert.Equal((await node.HeadAsync()).Note, await File.ReadAllTextAsync(Path.Combine(tiles, "checkpoint")));
    }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the record of a pruning fail, and the pruning with it.</summary>
    private protected abstract string FailPruned { get; }

    private protected abstract string FailNoMore { get; }

    private Task<DatabaseNode> StartAsync(params (string Key, string Value)[] settings) => LogNode.StartAsync(ConnectionString, time, settings);

    /// <summary>Each test has a log of its own.</summary>
    private protected abstract string ConnectionString { get; }

    private static IServiceProvider Services(DatabaseNode node) => node.Get<IServiceProvider>();

    private async Task LaterAsync(DatabaseNode node, PatientId? patient)
    {
        time.Advance(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero) - time.GetUtcNow());
        await ReadsAsync(node, 20, patient);
        await SealAllAsync(node);
        while (await node.Get<LogIndex>().AdvanceAsync(default) > 0) { }
    }

    private static async Task ReadsAsync(DatabaseNode node, int count, PatientId? patient)
    {
        var subject = patient is { } id ? new Dictionary<string, string> { ["patient"] = id.ToString() } : [];
        var detail = patient is null ? null : new Dictionary<string, string> { ["note"] = "seen" };
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => node.Clinic.AppendAsync(DatabaseClinic.FrontDesk, new ClinicRecord("PatientRead", "reads", subject, Detail: detail), default)));
    }

    private static async Task SealAllAsync(DatabaseNode node)
    {
        while (await node.SealAsync() is > 0) { }
    }

    private static Task HoldAsync(DatabaseNode node, PatientId patient, bool lifted) => node.Clinic.ExecuteAsync(
        DatabaseClinic.FrontDesk,
        async (work, token) =>
        {
            var by = new StaffId(Guid.NewGuid());
            if (lifted) (await work.Db.LegalHolds.SingleAsync(h => h.PatientId == patient, token)).LiftedAt = work.Now;
            else work.Db.LegalHolds.Add(new LegalHoldRow { Id = Guid.NewGuid(), PatientId = patient, PlacedBy = by, PlacedAt = work.Now });
            return true;
        },
        default);

    private static async Task<string?> WhyAsync(DatabaseNode node, LocalDate before) => (await node.Get<LogPruning>().PlanAsync(before, default)).Stop?.Why;

    private static async Task<JsonElement> PrunedRecordAsync(DatabaseNode node)
    {
        await using var db = await node.OpenAsync();
        return JsonDocument.Parse((await db.Records.AsNoTracking().SingleAsync(r => r.Code == "LogPruned")).Bytes).RootElement.GetProperty("after");
    }

    /// <summary>Each record that is still there has its proof, what was signed before is a beginning of what is signed now, and only the beginning is gone.</summary>
    private static async Task EverythingKeptIsProvedAsync(DatabaseNode node, CheckpointRow old, int gone)
    {
        await using var db = await node.OpenAsync();
        var (keys, head) = (await node.KeysAsync(), await node.HeadAsync());
        var kept = await db.RecordLeaves.AsNoTracking().Join(db.Records.AsNoTracking(), l => l.RecordId, r => r.Id, (l, r) => new { l.LeafIndex, Record = r }).OrderBy(l => l.LeafIndex).ToListAsync();
        Assert.Equal(Enumerable.Range(gone, (int)head.Size - gone).Select(i => (long)i), kept.Select(k => k.LeafIndex));
        foreach (var one in kept.Where((_, i) => i % 37 == 0 || i < 3).Append(kept[^1]))
        {
            Assert.Null((await node.Get<LogProofs>().TryAsync(one.Record, default))!.Check(keys, one.Record.Bytes).Problem);
        }

        var tree = new TileTree(node.Get<StoredTiles>().Of((await node.Get<LogBook>().OriginAsync(default))!), head.Size);
        Assert.Equal(head.Root, await tree.RootAsync(default));
        Assert.True(MerkleProof.Extends(old.Size, head.Size, await tree.ProveConsistencyAsync(old.Size, default), old.Root, head.Root));
        Assert.Null(Checkpoint.Open(head.Note, keys).Problem);
    }
}

public sealed class RetentionOnSqliteTests : RetentionTests
{
    private readonly string file = Path.Combine(Directory.CreateTempSubdirectory("telehealth-retention-db-").FullName, "clinic.db");

    private protected override string ConnectionString => $"Data Source={file}";

    private protected override string FailPruned => "CREATE TRIGGER no_prune BEFORE INSERT ON records WHEN NEW.code = 'LogPruned' BEGIN SELECT RAISE(ABORT, 'the disk is full'); END";

    private protected override string FailNoMore => "DROP TRIGGER no_prune";
}

public sealed class RetentionOnPostgresTests : RetentionTests, IAsyncLifetime
{
    private readonly PostgresDatabase database = new();

    private protected override string ConnectionString => database.ConnectionString;

    private protected override string FailPruned =>
        """
        CREATE FUNCTION no_prune() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
        CREATE TRIGGER no_prune BEFORE INSERT ON records FOR EACH ROW WHEN (NEW.code = 'LogPruned') EXECUTE FUNCTION no_prune();
        """;

    private protected override string FailNoMore => "DROP TRIGGER no_prune ON records";

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();
}
