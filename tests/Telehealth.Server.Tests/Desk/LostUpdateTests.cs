using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Desk;

/// <summary>An acknowledged change is never lost, however many come at once, from one process or several.</summary>
public abstract class LostUpdateTests(DatabaseFixture database)
{
    private const int Rounds = 500, RoundsPerVisit = 25;

    [Fact]
    public async Task Three_simultaneous_commands_on_one_visit_lose_nothing()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        await RunAsync(node, [node, node, node]);
    }

    private protected static async Task RunAsync(DatabaseNode main, DatabaseNode[] callers)
    {
        for (var done = 0; done < Rounds; done += RoundsPerVisit)
        {
            var visit = await new DatabaseClinic(main).ScheduledVisitAsync();
            var acknowledged = new Dictionary<ConcernId, long>();
            for (var round = 0; round < RoundsPerVisit; round++)
            {
                var calls = callers.Select(node => (Node: node, Concern: new ConcernId(Guid.NewGuid()))).ToArray();
                var outcomes = await Task.WhenAll(calls.Select(c => Task.Run(() => RaiseAsync(c.Node, visit.Id, c.Concern))));
                Assert.All(outcomes, o => Assert.Null(o.Refusal));
                foreach (var (call, outcome) in calls.Zip(outcomes))
                {
                    acknowledged.Add(call.Concern, outcome.Version);
                }
            }

            await EverythingIsThereAsync(main, visit, acknowledged);
        }
    }

    private static async Task EverythingIsThereAsync(DatabaseNode node, Visit visit, Dictionary<ConcernId, long> acknowledged)
    {
        var (row, records) = await node.IntactAsync(visit.Id);
        var recorded = records.Where(r => r.Entry is EventEntry { Event: SafetyConcernRaised })
            .ToDictionary(r => ((SafetyConcernRaised)((EventEntry)r.Entry).Event).ConcernId, r => r.Frame.After.Version);
        Assert.Equal(acknowledged.OrderBy(a => a.Value), recorded.OrderBy(r => r.Value));
        Assert.Equal(visit.Version + acknowledged.Count, row.Version);
    }

    private static Task<Server.Desk.VisitOutcome> RaiseAsync(DatabaseNode node, VisitId visit, ConcernId concern) =>
        node.Visits.ExecuteAsync(new VisitRequest(visit, new RaiseSafetyConcern(concern), DatabaseClinic.FrontDesk, DatabaseClinic.Key()), CancellationToken.None);
}

public sealed class LostUpdateOnSqliteTests(SqliteDatabase database) : LostUpdateTests(database), IClassFixture<SqliteDatabase>;

public sealed class LostUpdateOnPostgresTests(PostgresDatabase database) : LostUpdateTests(database), IClassFixture<PostgresDatabase>
{
    private readonly PostgresDatabase _database = database;

    [Fact]
    public async Task Commands_of_two_processes_on_one_visit_lose_nothing()
    {
        await using var one = await DatabaseNode.StartAsync(_database.ConnectionString);
        await using var two = await DatabaseNode.StartAsync(_database.ConnectionString);
        await RunAsync(one, [one, two, one]);
    }
}
