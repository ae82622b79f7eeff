using System.Globalization;
using Telehealth.Ledger.Notes;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Tests.Processes;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Log;

/// <summary>The whole server is killed without warning while it writes, seals, signs and publishes.</summary>
public abstract class SealerCrashTests(DatabaseFixture database)
{
    private const int Rounds = 8;
    private readonly string _folder = Directory.CreateTempSubdirectory("telehealth-crash-log-").FullName;
    private readonly Random _random = new(20261128);

    [Fact]
    public async Task Killed_at_any_moment_it_seals_what_was_committed_and_every_head_that_left_the_house_still_holds()
    {
        var settings = Settings("heads");
        settings["Audit:TileFolder"] = Path.Combine(_folder, "tiles");
        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await ServerProcess.StartAsync(settings);
            using var admin = await Clinic.AdminAsync(server.Address);
            using var over = new CancellationTokenSource();
            var readers = Enumerable.Range(0, 4).Select(_ => ReadAsync(admin, over.Token)).ToArray();
            var before = Left("heads").Count;
            // However slow the machine is, every other one lives long enough to sign.
            if (round % 2 == 0) await Poll.UntilAsync(() => Task.FromResult(Left("heads").Count > before), "a head is signed", 60);
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(200, 2_600)), TimeProvider.System);
            server.Kill();
            await over.CancelAsync();
            await Task.WhenAll(readers);
        }

        await EverythingHoldsAsync(Rounds / 2, "heads");
    }

    private protected string Folder => _folder;

    private protected Dictionary<string, string> Settings(string heads) => new(Clinic.Settings(database.ConnectionString))
    {
        ["Audit:CheckpointFile"] = Path.Combine(_folder, heads), ["Audit:CheckpointSeconds"] = "1",
    };

    /// <summary>Each answer is a record: reads fail closed.</summary>
    private protected static async Task ReadAsync(ClinicClient admin, CancellationToken over)
    {
        try
        {
            while (!over.IsCancellationRequested) await admin.GetAsync("/api/audit/checkpoints?limit=1");
        }
        catch (Exception killed) when (killed is HttpRequestException or TaskCanceledException or IOException)
        {
            // The server is gone.
        }
    }

    /// <summary>What left the house, as written so far.</summary>
    private IReadOnlyList<string> Left(string heads) => File.Exists(Path.Combine(_folder, heads)) ? [.. CheckpointFile.NotesOf(File.ReadAllText(Path.Combine(_folder, heads)))] : [];

    /// <param name="least">Heads that left the house.</param>
    private protected async Task EverythingHoldsAsync(int least, params string[] heads)
    {
        await using var node = await LogNode.StartAsync(database.ConnectionString, null, ("CheckpointFile", Path.Combine(_folder, heads[0])));
        for (var records = 1; records > 0;) records = await node.SealAsync() ?? throw new InvalidOperationException("somebody else seals");
        var size = await node.SealedIsCommittedAsync();
        Assert.True(size > 30, size.ToString(CultureInfo.InvariantCulture));
        var keys = await node.KeysAsync();
        await using var db = await node.OpenAsync();
        var signed = db.Checkpoints.ToDictionary(c => c.Size, c => c.Note);
        var left = heads.SelectMany(Left).Where(n => Checkpoint.Open(n, keys).Checkpoint is not null).ToList();
        Assert.True(left.Count >= least, left.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var note in left) Assert.Equal(note, signed[Checkpoint.Open(note, keys).Checkpoint!.Size]);
    }
}

public sealed class SealerCrashOnSqliteTests(SqliteDatabase database) : SealerCrashTests(database), IClassFixture<SqliteDatabase>;

public sealed class SealerCrashOnPostgresTests(PostgresDatabase database) : SealerCrashTests(database), IClassFixture<PostgresDatabase>
{
    private const int Deaths = 3;

    [Fact]
    public async Task Of_two_servers_one_dies_and_the_other_goes_on_sealing()
    {
        var (here, there) = (Settings("here"), Settings("there"));
        var first = await ServerProcess.StartAsync(here);
        var second = await ServerProcess.StartAsync(there);
        try
        {
            for (var death = 0; death < Deaths; death++)
            {
                using var admin = await Clinic.AdminAsync(second.Address);
                var before = await admin.HeadSizeAsync();
                first.Kill();
                await Poll.UntilAsync(async () => await admin.HeadSizeAsync() > before && await StateAsync(admin) == "Sealing", "the other server seals", 30);
                await first.DisposeAsync();
                (first, second, here, there) = (second, await ServerProcess.StartAsync(here), there, here);
            }
        }
        finally
        {
            await first.DisposeAsync();
            await second.DisposeAsync();
        }

        await EverythingHoldsAsync(Deaths, "here", "there");
    }

    private static async Task<string?> StateAsync(ClinicClient admin) => (await admin.GetAsync("/api/audit/log")).GetProperty("state").GetString();
}
