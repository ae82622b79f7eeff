using System.Data.Common;
using System.Net;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Telehealth.Domain;
using Telehealth.Server.Hosting;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Processes;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Log;

/// <summary>On PostgreSQL with two roles, as the runbook makes them: the server's owns nothing and can take nothing out of the log; the one that migrates can, while the server runs.</summary>
public sealed class RetentionRoleTests : IAsyncLifetime
{
    private const int Gone = 512;
    private readonly string folder = Directory.CreateTempSubdirectory("telehealth-roles-").FullName;
    private string server = "";
    private string owner = "";

    private string Archive => Path.Combine(folder, "archive.zip");

    public async Task InitializeAsync()
    {
        var cluster = await DatabaseServer.CommonAsync();
        var name = await cluster.CreateDatabaseAsync();
        var superuser = cluster.ConnectionString(name);
        await RunAsync(superuser, $"CREATE ROLE {name}_owner LOGIN; CREATE ROLE {name}_server LOGIN; ALTER DATABASE {name} OWNER TO {name}_owner");
        (owner, server) = (As(superuser, $"{name}_owner"), As(superuser, $"{name}_server"));
        await RunAsync(owner, $"ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {name}_server");
        await MigrateCommand.MigrateAsync(StorageTarget.Of(owner + ";Pooling=false", new()), TextWriter.Null, CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_role_of_the_server_fills_and_seals_the_log_and_can_take_nothing_out_of_it()
    {
        await using var node = await LogNode.StartAsync(server, OldLog.NewTime());
        await FillAsync(node, await new DatabaseClinic(node).AddPatientAsync());
        var records = await node.NumberAsync("SELECT COUNT(*) FROM records");

        foreach (var sql in new[]
        {
            "DELETE FROM records", "DELETE FROM record_secrets", "TRUNCATE records", "DROP TABLE record_secrets", "SET session_replication_role = replica", "ALTER TABLE records DISABLE TRIGGER records_no_change",
            "DROP TRIGGER records_no_change ON records", "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$",
        })
        {
            await Assert.ThrowsAnyAsync<DbException>(() => node.ExecuteAsync(sql));
        }

        var text = new StringWriter();
        Assert.Equal(1, await PruneAsync(text));
        Assert.Contains("must be owner of table records", text.ToString(), StringComparison.Ordinal);

        Assert.Equal(records, await node.NumberAsync("SELECT COUNT(*) FROM records"));
        Assert.Equal(0, await node.NumberAsync("SELECT COUNT(*) FROM log_prunings"));
        await using var db = await node.OpenAsync();
        await AppendOnlyTables.AssertAsync(db, default);
    }

    [Fact]
    public async Task The_role_that_migrates_prunes_while_the_server_writes_and_seals()
    {
        CheckpointRow old;
        decimal gone;
        await using (var before = await LogNode.StartAsync(server, OldLog.NewTime()))
        {
            old = await FillAsync(before);
            gone = await before.NumberAsync("SELECT record_id FROM record_leaves WHERE leaf_index = 7");
        }

        await using (var running = await ServerProcess.StartAsync(Clinic.Settings(server)))
        {
            using var admin = await Clinic.AdminAsync(running.Address);
            var clinician = await admin.AddClinicianAsync("ada@clinic.test", Clinic.Password, ["UT"]);
            using var over = new CancellationTokenSource();
            var writers = Enumerable.Range(0, 4).Select(_ => WriteAsync(admin, clinician, over.Token)).ToArray();
            await using (var prune = ServerProcess.Launch(
                new Dictionary<string, string> { ["ConnectionStrings:Telehealth"] = server, ["ConnectionStrings:TelehealthMigrations"] = owner }, null, "log", "prune", "--before", "2015-01-01", "--archive", Archive))
            {
                await Poll.UntilAsync(() => Task.FromResult(prune.HasExited), "the command is through", 60);
                Assert.True(prune.ExitCode == 0, prune.Output);
            }

            await over.CancelAsync();
            Assert.All(await Task.WhenAll(writers), written => Assert.True(written > 0));
            Assert.Equal(HttpStatusCode.Gone, (await Assert.ThrowsAsync<HttpRequestException>(() => admin.GetAsync($"/api/audit/records/{gone}/proof"))).StatusCode);
            var log = await admin.GetAsync("/api/audit/log");
            Assert.Equal(("Sealing", false, Gone), (log.GetProperty("state").GetString(), log.GetProperty("late").GetBoolean(), log.GetProperty("prunedBefore").GetInt32()));
        }

        await using var node = await LogNode.StartAsync(server);
        await node.SealAllAsync();
        await node.EverythingKeptIsProvedAsync(old, Gone);
        await Assert.ThrowsAnyAsync<DbException>(() => node.ExecuteAsync("DELETE FROM records"));
    }

    private static async Task<CheckpointRow> FillAsync(DatabaseNode node, PatientId? patient = null)
    {
        await node.ReadsAsync(Gone + 40, patient);
        await node.SealAllAsync();
        var head = await node.HeadAsync();
        await node.LaterAsync();
        return head;
    }

    /// <summary>Reads, which are records, and visits, which are chains of them, as fast as they are answered; none may fail.</summary>
    private static async Task<int> WriteAsync(ClinicClient admin, string clinician, CancellationToken over)
    {
        var written = 0;
        for (; !over.IsCancellationRequested; written++)
        {
            await admin.ScheduleAsync(clinician, DateTimeOffset.UtcNow.AddHours(1 + written));
            await admin.GetAsync("/api/audit/checkpoints?limit=1");
        }

        return written;
    }

    private Task<int> PruneAsync(TextWriter text) => PruneCommand.RunAsync(
        ["log", "prune"],
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Telehealth"] = server, ["before"] = "2015-01-01", ["archive"] = Archive }).Build(),
        text,
        CancellationToken.None);

    private static string As(string connection, string role) => new NpgsqlConnectionStringBuilder(connection) { Username = role }.ToString();

    private static async Task RunAsync(string connection, string sql)
    {
        await using var open = new NpgsqlConnection(connection + ";Pooling=false");
        await open.OpenAsync();
        await using var command = open.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
