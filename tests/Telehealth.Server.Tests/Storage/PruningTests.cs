using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Storage;

/// <summary>What nobody asks for any more goes; what somebody may still ask for stays.</summary>
public abstract class PruningTests(DatabaseFixture database)
{
    [Fact]
    public async Task What_was_done_goes_after_its_days_and_what_a_person_has_to_look_at_stays()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        foreach (var state in Enum.GetValues<OutboxState>())
        {
            await AddAsync(node, state, node.Now - Duration.FromDays(8));
            await AddAsync(node, state, node.Now - Duration.FromDays(6));
        }

        for (var i = 0; i < 1_100; i++) await AddAsync(node, OutboxState.Done, node.Now - Duration.FromDays(30));

        await node.Get<PruningService>().PruneOnceAsync(default);

        Assert.Equal((2m * Enum.GetValues<OutboxState>().Length) - 1, await node.NumberAsync("SELECT COUNT(*) FROM outbox WHERE kind = 'test'"));
        Assert.Equal(1m, await node.NumberAsync("SELECT COUNT(*) FROM outbox WHERE kind = 'test' AND state = 'Done'"));
    }

    [Fact]
    public async Task A_command_is_answered_again_for_ninety_days_and_its_records_stay_for_ever()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        var visit = await new DatabaseClinic(node).ScheduledVisitAsync();
        var commands = await node.NumberAsync("SELECT COUNT(*) FROM commands");

        node.Time.Advance(TimeSpan.FromDays(89));
        await node.Get<PruningService>().PruneOnceAsync(default);
        Assert.Equal(commands, await node.NumberAsync("SELECT COUNT(*) FROM commands"));

        node.Time.Advance(TimeSpan.FromDays(2));
        await node.Get<PruningService>().PruneOnceAsync(default);
        Assert.Equal(0m, await node.NumberAsync("SELECT COUNT(*) FROM commands"));
        await node.IntactAsync(visit.Id);
    }

    [Fact]
    public async Task Sessions_and_wrong_tries_go_a_week_after_they_ran_out()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        await node.Clinic.ExecuteAsync(
            DatabaseClinic.FrontDesk,
            (work, _) =>
            {
                foreach (var days in new[] { -8, -6, 1 })
                {
                    var at = work.Now + Duration.FromDays(days);
                    work.Db.Sessions.Add(new SessionRow { Id = Guid.NewGuid(), TokenHash = Guid.NewGuid().ToString("N"), Kind = SessionKind.Staff, CreatedAt = at, ExpiresAt = at, LastSeenAt = at });
                    work.Db.LinkAttempts.Add(new LinkAttempt { LinkId = Guid.NewGuid(), SourceHash = "ab", LastTryAt = at });
                }

                work.Record(new ClinicRecord("Tested", "sessions", new Dictionary<string, string>()));
                return Task.FromResult(true);
            },
            default);

        await node.Get<PruningService>().PruneOnceAsync(default);

        Assert.Equal((2m, 2m), (await node.NumberAsync("SELECT COUNT(*) FROM sessions"), await node.NumberAsync("SELECT COUNT(*) FROM link_attempts")));
    }

    private static async Task AddAsync(DatabaseNode node, OutboxState state, Instant at)
    {
        await using var connection = await node.Get<DatabaseLinks>().OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"INSERT INTO outbox (id, kind, payload, created_at, due_at, state, attempts, done_at) VALUES ('{Guid.NewGuid().ToString().ToUpperInvariant()}', 'test', '{{}}', {Micros.Of(at)}, {Micros.Of(at)}, '{state}', 1, {(state is OutboxState.Done ? Micros.Of(at).ToString(System.Globalization.CultureInfo.InvariantCulture) : "NULL")})";
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class SqlitePruningTests(SqliteDatabase database) : PruningTests(database), IClassFixture<SqliteDatabase>;

public sealed class PostgresPruningTests(PostgresDatabase database) : PruningTests(database), IClassFixture<PostgresDatabase>;
