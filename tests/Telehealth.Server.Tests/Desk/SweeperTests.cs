using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Desk;

/// <summary>Rules of time happen by themselves, from what the rows say.</summary>
public abstract class SweeperTests(DatabaseFixture database)
{
    [Fact]
    public async Task A_patient_who_never_came_is_a_no_show_half_an_hour_after_the_planned_end()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        var visit = await new DatabaseClinic(node).ScheduledVisitAsync();
        var sweeper = node.Get<Sweeper>();
        node.Time.Advance(TimeSpan.FromMinutes(64));
        await sweeper.SweepOnceAsync(default);
        Assert.Equal(VisitPhase.Scheduled, (await node.IntactAsync(visit.Id)).Row.Phase);

        node.Time.Advance(TimeSpan.FromMinutes(2));
        await sweeper.SweepOnceAsync(default);

        var (row, _) = await node.IntactAsync(visit.Id);
        Assert.Equal((VisitPhase.Closed, (Telehealth.Domain.Visits.VisitOutcome?)Telehealth.Domain.Visits.VisitOutcome.PatientNoShow), (row.Phase, row.Outcome));
        Assert.Equal(0, await sweeper.SweepOnceAsync(default));
    }

    [Fact]
    public async Task A_lapsed_claim_gives_the_patient_back_to_the_line()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        var clinic = new DatabaseClinic(node);
        var visit = await clinic.ClaimedVisitAsync(await clinic.AddClinicianAsync());
        node.Time.Advance(TimeSpan.FromMinutes(3));

        await node.Get<Sweeper>().SweepOnceAsync(default);

        var (row, records) = await node.IntactAsync(visit.Id);
        Assert.Equal(VisitPhase.Waiting, row.Phase);
        Assert.Contains(records, r => r.Entry is EventEntry { Event: ClaimReleased { Reason: ClaimReleaseReason.Expired } });
        Assert.True(row.NextDueAt > node.Now - Duration.FromSeconds(1));
    }

    [Fact]
    public async Task What_is_due_but_kept_back_is_looked_at_later_and_not_at_every_look()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        var visit = await new DatabaseClinic(node).ScheduledVisitAsync();
        await using (var db = await node.OpenAsync())
        {
            await db.Visits.Where(v => v.Id == visit.Id).ExecuteUpdateAsync(s => s.SetProperty(v => v.NextDueAt, node.Now));
        }

        await node.Get<Sweeper>().SweepOnceAsync(default);

        var (row, records) = await node.IntactAsync(visit.Id);
        Assert.True(row.NextDueAt > node.Now);
        Assert.Equal(visit.Version, records[^1].Frame.After.Version);
    }
}

public sealed class SweeperOnSqliteTests(SqliteDatabase database) : SweeperTests(database), IClassFixture<SqliteDatabase>;

public sealed class SweeperOnPostgresTests(PostgresDatabase database) : SweeperTests(database), IClassFixture<PostgresDatabase>;
