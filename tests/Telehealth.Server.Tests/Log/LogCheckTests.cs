using Telehealth.Domain.Visits;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Log;

/// <summary>The check of the log's tables beside a server that writes: what is sound is never called wrong.</summary>
public abstract class LogCheckTests(DatabaseFixture database)
{
    private const int Visits = 60;

    [Fact]
    public async Task Nothing_is_wrong_while_records_are_written_and_sealed()
    {
        await using var node = await LogNode.StartAsync(database.ConnectionString);
        var clinic = new DatabaseClinic(node);
        await clinic.ScheduledVisitAsync();
        await node.SealAsync();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < Visits; i++)
            {
                var visit = await clinic.ScheduledVisitAsync();
                await clinic.DoAsync(visit.Id, new CancelVisit(CancelledBy.Clinic, default, null), DatabaseClinic.FrontDesk);
            }
        });
        var sealing = Task.Run(async () =>
        {
            while (!writing.IsCompleted) await node.SealAsync();
        });
        var looks = 0;
        for (; !writing.IsCompleted; looks++) Assert.Empty((await node.Get<LogCheck>().RunAsync(default)).Wrong);
        await Task.WhenAll(writing, sealing);
        Assert.True(looks > 1, "it was looked at too seldom to show anything");
        await node.SealAsync();
        Assert.Empty((await node.Get<LogCheck>().RunAsync(default)).Wrong);
    }
}

public sealed class SqliteLogCheckTests(SqliteDatabase database) : LogCheckTests(database), IClassFixture<SqliteDatabase>;

public sealed class PostgresLogCheckTests(PostgresDatabase database) : LogCheckTests(database), IClassFixture<PostgresDatabase>;
