using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Desk;
using Telehealth.Server.Desk.Retention;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Hosting;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Log;

/// <summary>Records whose time is over go in whole sealed ranges, after an archive of them has proved itself; and all that was proved before can be proved after.</summary>
public abstract class RetentionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("telehealth-retention-").FullName;
    private readonly FakeTimeProvider time = OldLog.NewTime();

    private string Archive => Path.Combine(folder, "archive.zip");

    [Fact]
    public async Task What_is_kept_is_proved_as_before_and_what_went_is_in_an_archive_that_still_holds()
    {
        await using var node = await StartAsync();
        var patient = await new DatabaseClinic(node).AddPatientAsync();
        await node.ReadsAsync(560, patient);
        await node.SealAllAsync();
        var old = await node.HeadAsync();
        await node.LaterAsync(patient);
        var (records, secrets) = (await node.NumberAsync("SELECT COUNT(*) FROM records"), await node.NumberAsync("SELECT COUNT(*) FROM record_secrets"));
        var text = new StringWriter();

        Assert.Equal(0, await PruneCommand.PruneAsync(Services(node), OldLog.Before, null, text, default));
        Assert.Equal(records, await node.NumberAsync("SELECT COUNT(*) FROM records"));
        Assert.Equal(0, await PruneCommand.PruneAsync(Services(node), OldLog.Before, Archive, text, default));

        var gone = 512;
        Assert.Equal(records - gone + 1, await node.NumberAsync("SELECT COUNT(*) FROM records"));
        Assert.True(await node.NumberAsync("SELECT COUNT(*) FROM record_secrets") < secrets);
        Assert.Equal(0, await node.NumberAsync("SELECT COUNT(*) FROM record_search WHERE leaf_index < 512"));
        Assert.True(await node.NumberAsync("SELECT COUNT(*) FROM record_search") > 0);
        await node.SealAllAsync();
        await node.EverythingKeptIsProvedAsync(old, gone);
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
        Assert.Equal(1, await PruneCommand.PruneAsync(Services(again), OldLog.Before, Archive, text, default));
    }

    [Fact]
    public async Task A_legal_hold_keeps_its_patients_records_and_all_after_them()
    {
        await using var node = await StartAsync();
        var patient = await new DatabaseClinic(node).AddPatientAsync();
        await node.ReadsAsync(300);
        await node.ReadsAsync(1, patient);
        await node.ReadsAsync(300);
        await node.SealAllAsync();
        await node.LaterAsync();
        await HoldAsync(node, patient, lifted: false);

        var plan = await node.Get<LogPruning>().PlanAsync(OldLog.Before, default);
        Assert.Equal("a legal hold keeps it", plan.Stop!.Why);
        // The patient's own addition came first.
        Assert.Null(plan.Range);
        Assert.Equal(1, await PruneCommand.PruneAsync(Services(node), OldLog.Before, Archive, TextWriter.Null, default));
        Assert.Equal(0, await node.NumberAsync("SELECT COUNT(*) FROM log_prunings"));

        await HoldAsync(node, patient, lifted: true);
        Assert.Equal(512, (await node.Get<LogPruning>().PlanAsync(OldLog.Before, default)).Range!.Count);
    }

    [Fact]
    public async Task A_hold_that_comes_after_the_plan_stops_the_removal()
    {
        await using var node = await StartAsync();
        var patient = await new DatabaseClinic(node).AddPatientAsync();
        await node.ReadsAsync(300);
        await node.SealAllAsync();
        await node.LaterAsync();
        var pruning = node.Get<LogPruning>();
        var plan = await pruning.PlanAsync(OldLog.Before, default);
        await HoldAsync(node, patient, lifted: false);
        Assert.Equal("a legal hold keeps it", (await pruning.PruneAsync(plan.Range!, OldLog.Before, new string('a', 64), _ => { }, default))!.Why);
        Assert.Equal(0, await node.NumberAsync("SELECT COUNT(*) FROM log_prunings"));
    }

    [Fact]
    public async Task A_visit_that_is_not_closed_a_review_that_nobody_signed_and_the_policy_keep_records()
    {
        await using var node = await StartAsync(("StateRetention:0", "UT:12"));
        var clinic = new DatabaseClinic(node);
        var visit = await clinic.ScheduledVisitAsync();
        await node.ReadsAsync(300);
        await node.SealAllAsync();
        await node.LaterAsync();

        Assert.Equal("its visit is not closed", await WhyAsync(node, OldLog.Before));
        await clinic.DoAsync(visit.Id, new CancelVisit(CancelledBy.Clinic, default, null), DatabaseClinic.FrontDesk);
        Assert.StartsWith("it belongs to what happened on or after 2015-01-01", await WhyAsync(node, OldLog.Before), StringComparison.Ordinal);
        Assert.StartsWith("the policy keeps it until 2036-", await WhyAsync(node, new LocalDate(2100, 1, 1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_that_does_not_prove_itself_removes_nothing()
    {
        await using var node = await StartAsync();
        await node.ReadsAsync(600);
        await node.SealAllAsync();
        await node.LaterAsync();
        var origin = (await node.Get<LogBook>().OriginAsync(default))!;
        var text = new StringWriter();

        await node.Get<LogArchive>().WriteAsync(Archive, new LeafRange(origin, 0, 256), _ => { }, default);
        Assert.Equal(1, await PruneCommand.PruneAsync(Services(node), OldLog.Before, Archive, text, default));
        Assert.Contains("it holds records 0 to 255, and 0 to 511 are to be pruned", text.ToString(), StringComparison.Ordinal);

        File.Delete(Archive);
        await node.Get<LogArchive>().WriteAsync(Archive, new LeafRange(origin, 0, 512), _ => { }, default);
        var bytes = await File.ReadAllBytesAsync(Archive);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(Archive, bytes);
        Assert.Equal(1, await PruneCommand.PruneAsync(Services(node), OldLog.Before, Archive, text, default));
        Assert.Contains("does not prove itself", text.ToString(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(Archive, "no archive");
        Assert.Equal(1, await PruneCommand.PruneAsync(Services(node), OldLog.Before, Archive, text, default));
        Assert.Equal(0, await node.NumberAsync("SELECT COUNT(*) FROM log_prunings"));
        Assert.Equal(await node.NumberAsync("SELECT COUNT(*) FROM record_leaves"), await node.NumberAsync("SELECT COUNT(*) FROM records"));
    }

    [Fact]
    public async Task An_archive_that_breaks_off_is_no_file_and_the_next_run_writes_it_whole()
    {
        await using var node = await StartAsync();
        await node.ReadsAsync(300);
        await node.SealAllAsync();
        var (archive, range) = (node.Get<LogArchive>(), new LeafRange((await node.Get<LogBook>().OriginAsync(default))!, 0, 256));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => archive.WriteAsync(Archive, range, _ => stop.Cancel(), stop.Token));
        Assert.False(File.Exists(Archive));

        // As a kill leaves it.
        await File.WriteAllTextAsync($"{Archive}.part", new string('x', 1 << 20));
        await archive.WriteAsync(Archive, range, _ => { }, default);
        Assert.Null((await archive.CheckAsync(Archive, range, default)).Problem);
        Assert.False(File.Exists($"{Archive}.part"));
    }

    [Fact]
    public async Task Stopped_in_the_middle_each_part_is_there_whole_or_gone_with_its_record_and_a_second_run_goes_on()
    {
        await using var node = await StartAsync();
        await node.ReadsAsync(800);
        await node.SealAllAsync();
        var old = await node.HeadAsync();
        await node.LaterAsync();
        var pruning = node.Get<LogPruning>();
        pruning.AtOnce = 256;
        var plan = await pruning.PlanAsync(OldLog.Before, default);
        Assert.Equal(768, plan.Range!.Count);
        await node.Get<LogArchive>().WriteAsync(Archive, plan.Range, _ => { }, default);
        var (manifest, _) = await node.Get<LogArchive>().CheckAsync(Archive, plan.Range, default);

        // The second part fails at its very end, when its own record is to be written.
        var parts = 0;
        await Assert.ThrowsAnyAsync<Exception>(() => pruning.PruneAsync(plan.Range, OldLog.Before, manifest!, _ => { if (++parts == 1) node.ExecuteAsync(FailPruned).GetAwaiter().GetResult(); }, default));
        await node.ExecuteAsync(FailNoMore);

        Assert.Equal(256, await node.NumberAsync("SELECT MAX(pruned_before) FROM log_prunings"));
        Assert.Equal(256, await node.NumberAsync("SELECT COUNT(*) FROM record_leaves WHERE record_id NOT IN (SELECT id FROM records)"));
        await Assert.ThrowsAnyAsync<DbException>(() => node.ExecuteAsync("DELETE FROM records"));
        await node.SealAllAsync();
        await node.EverythingKeptIsProvedAsync(old, 256);

        Assert.Equal(0, await PruneCommand.PruneAsync(Services(node), OldLog.Before, Archive, TextWriter.Null, default));
        await node.SealAllAsync();
        await node.EverythingKeptIsProvedAsync(old, 768);
        Assert.Equal(3, await node.NumberAsync("SELECT COUNT(*) FROM records WHERE code = 'LogPruned'"));
    }

    [Fact]
    public async Task The_log_as_files_loses_the_records_and_keeps_the_hashes()
    {
        var tiles = Path.Combine(folder, "tiles");
        await using var node = await StartAsync(("TileFolder", tiles));
        await node.ReadsAsync(300);
        await node.SealAllAsync();
        await node.LaterAsync();
        Assert.True(File.Exists(Path.Combine(tiles, "tile/entries/000")));

        Assert.Equal(0, await PruneCommand.PruneAsync(Services(node), OldLog.Before, Archive, TextWriter.Null, default));

        Assert.False(File.Exists(Path.Combine(tiles, "tile/entries/000")));
        Assert.True(File.Exists(Path.Combine(tiles, "tile/0/000")));
        File.Delete(Path.Combine(tiles, "checkpoint"));
        await node.ReadsAsync(1);
        await node.SealAllAsync();
        Assert.False(File.Exists(Path.Combine(tiles, "tile/entries/000")));
        Assert.Equal((await node.HeadAsync()).Note, await File.ReadAllTextAsync(Path.Combine(tiles, "checkpoint")));
    }

    [Fact]
    public void A_tree_that_no_longer_grows_loses_the_files_of_its_last_records_too()
    {
        var tiles = Path.Combine(folder, "tiles");
        var origin = new LogOriginRow { Number = 2, Origin = "clinic.test/log2", FirstLeaf = 1_000 };
        string Entries(TilePath path) => Path.Combine(tiles, "2", path.ToString());
        TilePath[] paths = [new(TilePath.Entries, 0, TilePath.FullWidth), new(TilePath.Entries, 1, TilePath.FullWidth), new(TilePath.Entries, 2, 44)];
        foreach (var path in paths)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Entries(path))!);
            File.WriteAllText(Entries(path), "records");
        }

        TileFiles.Prune(tiles, origin, 556);
        Assert.All(paths, p => Assert.False(File.Exists(Entries(p))));
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
