using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Storage;

/// <summary>A full, locked or vanished database refuses politely, loses nothing acknowledged, leaves nothing half done, and is used again as soon as it is back.</summary>
public sealed class OutageTests
{
    private static readonly Dictionary<string, string?> Impatient = new() { ["Storage:CommandSeconds"] = "1", ["Storage:WaitSeconds"] = "2" };

    [Fact]
    public async Task A_full_disk_loses_nothing_acknowledged_and_more_room_makes_it_work_again()
    {
        var database = new SqliteDatabase();
        await database.InitializeAsync();
        var acknowledged = new List<ConcernId>();
        VisitId visit;
        await using (var node = await DatabaseNode.StartAsync(database.ConnectionString, settings: new() { ["Storage:SqliteMaxMegabytes"] = "1" }))
        {
            visit = (await new DatabaseClinic(node).ScheduledVisitAsync()).Id;
            var fault = await RaiseUntilFaultAsync(node, visit, acknowledged);

            Assert.IsType<StorageUnavailableException>(fault);
            await EverythingIsThereAsync(node, visit, acknowledged);
            await Assert.ThrowsAsync<StorageUnavailableException>(() => new DatabaseClinic(node).AddPatientAsync(new string('x', 100_000)));
        }

        await using var roomy = await DatabaseNode.StartAsync(database.ConnectionString);
        await RaiseAsync(roomy, visit, acknowledged);
        await EverythingIsThereAsync(roomy, visit, acknowledged);
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_file_locked_by_somebody_else_is_unavailable_and_works_again_when_it_is_free()
    {
        var database = new SqliteDatabase();
        await database.InitializeAsync();
        await using (var node = await DatabaseNode.StartAsync(database.ConnectionString, settings: Impatient))
        {
            var visit = (await new DatabaseClinic(node).ScheduledVisitAsync()).Id;
            var acknowledged = new List<ConcernId>();
            await using (var other = new SqliteConnection(database.ConnectionString + ";Pooling=False"))
            {
                await other.OpenAsync();
                await using var held = other.BeginTransaction();
                await Assert.ThrowsAsync<StorageUnavailableException>(() => RaiseAsync(node, visit, acknowledged));
                await Assert.ThrowsAsync<StorageUnavailableException>(() => new DatabaseClinic(node).AddPatientAsync());
            }

            await RaiseAsync(node, visit, acknowledged);
            await EverythingIsThereAsync(node, visit, acknowledged);
        }

        await database.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_goes_away_inside_a_transaction_is_no_error_in_the_log()
    {
        await using var app = await TelehealthApp.StartAsync();
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transaction.CreateSavepointAsync("before", new CancellationToken(canceled: true)));

        Assert.Empty(app.Log.Unexpected);
    }

    [Fact]
    public async Task A_clinician_whose_row_somebody_holds_delays_only_the_commands_that_need_it()
    {
        var database = new PostgresDatabase();
        await database.InitializeAsync();
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        var clinic = new DatabaseClinic(node);
        var (held, free) = (await clinic.AddClinicianAsync(), await clinic.AddClinicianAsync());
        var (stuck, other) = (await clinic.ClaimedVisitAsync(held), await clinic.ClaimedVisitAsync(free));
        await using (var somebody = await node.Get<DatabaseLinks>().OpenAsync(default))
        {
            await using var transaction = await somebody.BeginTransactionAsync();
            await using var command = somebody.CreateCommand();
            command.CommandText = $"SELECT 1 FROM clinicians WHERE staff_id = '{held}' FOR UPDATE";
            await command.ExecuteNonQueryAsync();

            var both = new[] { (stuck, held), (other, free) }.Select(p => clinic.TryAsync(p.Item1.Id, new AdmitPatient(null, true), DatabaseClinic.As(p.Item2))).ToArray();

            Assert.Null((await both[1]).Refusal);
            await Assert.ThrowsAsync<StorageUnavailableException>(() => both[0]);
        }

        Assert.Equal(VisitPhase.InProgress, (await clinic.DoAsync(stuck.Id, new AdmitPatient(null, true), DatabaseClinic.As(held))).Phase);
        await node.IntactAsync(stuck.Id);
        await node.IntactAsync(other.Id);
    }

    [Fact]
    public async Task A_postgres_server_that_dies_and_returns_under_load_loses_nothing_acknowledged()
    {
        await using var server = await DatabaseServer.StartNewAsync();
        var connectionString = server.ConnectionString(await server.CreateDatabaseAsync());
        await MigrateCommand.MigrateAsync(StorageTarget.Of(connectionString + ";Pooling=false", new()), TextWriter.Null, default);
        await using var node = await DatabaseNode.StartAsync(connectionString, settings: Impatient);
        var visits = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await new DatabaseClinic(node).ScheduledVisitAsync()).Id));
        for (var death = 0; death < 3; death++)
        {
            var acknowledged = visits.ToDictionary(v => v, _ => new List<ConcernId>());
            var load = visits.Select(v => Task.Run(() => RaiseUntilFaultAsync(node, v, acknowledged[v]))).ToArray();
            await Until(() => acknowledged.Values.Sum(a => a.Count) > 100);
            await server.KillAsync();
            Assert.All(await Task.WhenAll(load), fault => Assert.IsType<StorageUnavailableException>(fault));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => new DatabaseClinic(node).AddPatientAsync());
            await server.StartAsync();

            foreach (var visit in visits)
            {
                await RaiseAsync(node, visit, acknowledged[visit]);
                await EverythingIsThereAsync(node, visit, acknowledged[visit]);
            }
        }
    }

    private static async Task<Exception> RaiseUntilFaultAsync(DatabaseNode node, VisitId visit, List<ConcernId> acknowledged)
    {
        for (var i = 0; i < 100_000; i++)
        {
            if (await Record.ExceptionAsync(() => RaiseAsync(node, visit, acknowledged)) is { } fault)
            {
                return fault;
            }
        }

        throw new InvalidOperationException("The outage never came.");
    }

    private static async Task RaiseAsync(DatabaseNode node, VisitId visit, List<ConcernId> acknowledged)
    {
        var concern = new ConcernId(Guid.NewGuid());
        var outcome = await node.Visits.ExecuteAsync(new VisitRequest(visit, new RaiseSafetyConcern(concern), DatabaseClinic.FrontDesk, DatabaseClinic.Key()), default);
        Assert.Null(outcome.Refusal);
        lock (acknowledged)
        {
            acknowledged.Add(concern);
        }
    }

    private static async Task EverythingIsThereAsync(DatabaseNode node, VisitId visit, List<ConcernId> acknowledged)
    {
        var (_, records) = await node.IntactAsync(visit);
        var there = records.Select(r => r.Entry).OfType<EventEntry>().Select(e => e.Event).OfType<SafetyConcernRaised>().Select(e => e.ConcernId).ToHashSet();
        Assert.Empty(acknowledged.Except(there));
    }

    private static async Task Until(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
