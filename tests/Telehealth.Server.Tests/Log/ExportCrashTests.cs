using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using Telehealth.Ledger;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Notes;
using Telehealth.Server.Tests.Features;
using Telehealth.Server.Tests.Processes;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Log;

/// <summary>The server is killed while it makes an export; the next one goes on, and nobody can tell from the file.</summary>
public abstract class ExportCrashTests(DatabaseFixture database)
{
    private const int Records = 4_000;
    private const int Deaths = 3;
    private readonly string _folder = Directory.CreateTempSubdirectory("telehealth-crash-export-").FullName;
    private readonly Random _random = new(20261128);

    [Fact]
    public async Task Killed_at_any_moment_it_goes_on_and_the_file_is_the_same_byte_for_byte()
    {
        var settings = new Dictionary<string, string>(Clinic.Settings(database.ConnectionString)) { ["Audit:ExportFolder"] = Path.Combine(_folder, "exports"), ["Audit:CheckpointSeconds"] = "1" };
        var id = await BegunAsync(settings);
        await FreeAsync();
        for (var death = 0; death < Deaths; death++)
        {
            await using var server = ServerProcess.Launch(settings);
            await Poll.UntilAsync(() => Task.FromResult(Directory.Exists(Path.Combine(_folder, "exports", id))), "the export was taken up", 60);
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(20, 1_500)), TimeProvider.System);
            server.Kill();
            await FreeAsync();
        }

        var interrupted = await FileAsync(settings, id);
        await ExecuteAsync("UPDATE log_exports SET state = 'Running', step = 'Writing', done = 0, records_bytes = 0, proofs_bytes = 0, finished_at = NULL");
        var undisturbed = await FileAsync(settings, id);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(undisturbed)), Convert.ToHexString(SHA256.HashData(interrupted)));

        using var bundle = ExportTests.Open(interrupted);
        Assert.True(bundle.Head.Count > Records);
        foreach (var file in bundle.Manifest.Files) Assert.Null(await bundle.ProblemOfAsync(file, CancellationToken.None));
        var range = RangeFile.TryRead(bundle.Read(BundleFileKind.Range)!.Value)!.Begin()!;
        await foreach (var record in bundle.LinesAsync(BundleFileKind.Records, CancellationToken.None)) range.Append(MerkleHash.Leaf(record.Span));
        var checkpoint = SignedNote.TryParse(Encoding.UTF8.GetString(bundle.Read(BundleFileKind.Checkpoint)!.Value.Span))!;
        Assert.Equal(Checkpoint.TryParse(checkpoint.Text)!.Root.ToArray(), RangeFile.TryRead(bundle.Read(BundleFileKind.Range)!.Value)!.RootOf(range, bundle.Head.TreeSize));
    }

    private static async Task<string> BegunAsync(Dictionary<string, string> settings)
    {
        await using var server = await ServerProcess.StartAsync(settings);
        using var admin = await Clinic.AdminAsync(server.Address);
        // Each look is a record.
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            for (var i = 0; i < Records / 16; i++) await admin.GetAsync("/api/audit/checkpoints?limit=1");
        }));
        var id = (await admin.PostAsync("/api/audit/exports", new { q = "", whole = true, formats = new[] { "Csv", "Html" }, purpose = "Archive" })).GetProperty("id").GetString()!;
        server.Kill();
        return id;
    }

    private async Task<byte[]> FileAsync(Dictionary<string, string> settings, string id)
    {
        await using var server = await ServerProcess.StartAsync(settings);
        using var admin = await Clinic.AdminAsync(server.Address);
        Assert.Equal("Done", (await ExportTests.EndedAsync(admin, id)).GetProperty("state").GetString());
        return await ExportTests.FileAsync(admin, id);
    }

    // The dead server's claim would run out by itself, a minute later.
    private Task FreeAsync() => ExecuteAsync("UPDATE log_exports SET claimed_until = NULL");

    private async Task ExecuteAsync(string sql)
    {
        await using DbConnection connection = database.SeveralNodes ? new NpgsqlConnection(database.ConnectionString) : new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class SqliteExportCrashTests(SqliteDatabase database) : ExportCrashTests(database), IClassFixture<SqliteDatabase>;

public sealed class PostgresExportCrashTests(PostgresDatabase database) : ExportCrashTests(database), IClassFixture<PostgresDatabase>;
