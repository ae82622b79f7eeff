using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.LogSearch;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Search;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Storage;

/// <summary>A record is found the moment it is committed, and what a search answers is what looking at every record would.</summary>
public abstract class SearchTests(DatabaseFixture database)
{
    private static readonly SearchWindow Always = new(0, long.MaxValue);

    [Fact]
    public async Task A_record_is_found_when_it_is_written_when_it_is_sealed_and_when_it_is_indexed()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        var visit = await new DatabaseClinic(node).ScheduledVisitAsync();
        var query = Query(node, $"visit:{visit.Id}");

        var written = await FoundAsync(node, query);
        Assert.Equal(await node.NumberAsync("SELECT COUNT(*) FROM records WHERE visit_id = @id", visit.Id.Value), written.Count);

        await SealAsync(node);
        Assert.Equal(written, await FoundAsync(node, query));
        await IndexAsync(node);
        Assert.Equal(written, await FoundAsync(node, query));
        Assert.Equal(await node.NumberAsync("SELECT COUNT(*) FROM records"), await node.NumberAsync("SELECT COUNT(*) FROM record_search"));
    }

    [Fact]
    public async Task Any_search_finds_what_looking_at_every_record_finds()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        var clinic = new DatabaseClinic(node);
        var (one, other) = (await clinic.AddClinicianAsync(), await clinic.AddClinicianAsync());
        await clinic.StartedVisitAsync(one);
        await SealAsync(node);
        await IndexAsync(node);
        node.Time.Advance(TimeSpan.FromHours(3));
        await clinic.TryAsync((await clinic.ScheduledVisitAsync(other)).Id, DatabaseClinic.Claim(), DatabaseClinic.As(other));
        await clinic.StartedVisitAsync(other);
        await SealAsync(node);
        node.Time.Advance(TimeSpan.FromHours(3));
        await clinic.StartedVisitAsync(one);
        await node.Clinic.AppendAsync(DatabaseClinic.FrontDesk, new ClinicRecord("VisitsListed", "reads", new Dictionary<string, string>()), default);

        var all = await AllAsync(node);
        Assert.Contains(all, r => r.Facts.Facets is { Outcome: RecordOutcome.Refused });
        Assert.Contains(all, r => r.Facts.Facets is { State: "UT", Code: "PatientAdmitted" });
        var random = new Random(11);
        for (var i = 0; i < 150; i++)
        {
            var query = Query(node, RandomQuery(random, all));
            var expected = all.Where(r => query.Matches(r.Facts, Micros.At(r.At))).Select(r => r.Place).OrderByDescending(p => p.At).ThenByDescending(p => p.RecordId).ToList();
            var window = new SearchWindow(query.After is { } after ? Micros.Of(after) : 0, query.Before is { } before ? Micros.Of(before) : long.MaxValue);
            Assert.Equal((query.ToString(), expected.Count), (query.ToString(), await node.Get<LogSearch>().CountAsync(query, window, 10_000, default)));
            Assert.Equal(expected, await FoundAsync(node, query, window, 1 + random.Next(7)));
        }
    }

    [Fact]
    public async Task Pages_stay_whole_while_records_move_into_the_index()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        var clinic = new DatabaseClinic(node);
        for (var i = 0; i < 4; i++)
        {
            await clinic.ScheduledVisitAsync();
            node.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var query = Query(node, "code:VisitScheduled");
        var search = node.Get<LogSearch>();
        var whole = (await search.PageAsync(query, Always, SearchPlace.Newest, 100, default)).Places;
        var first = await search.PageAsync(query, Always, SearchPlace.Newest, 2, default);
        await SealAsync(node);
        var second = await search.PageAsync(query, Always, first.Places[^1], 1, default);
        await IndexAsync(node);
        await clinic.ScheduledVisitAsync();
        var rest = await search.PageAsync(query, Always, second.Places[^1], 100, default);

        Assert.Equal(whole, [.. first.Places, .. second.Places, .. rest.Places]);
        Assert.False(rest.More);
    }

    [Fact]
    public async Task An_index_that_is_made_again_is_the_same()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        await new DatabaseClinic(node).StartedVisitAsync(await new DatabaseClinic(node).AddClinicianAsync());
        await SealAsync(node);
        await IndexAsync(node);
        var (rows, days) = (await RowsAsync(node), await node.NumberAsync("SELECT SUM(count) FROM search_days"));

        await ReindexCommand.EmptyAsync(node.Get<DatabaseLinks>(), default);
        Assert.Equal(0m, await node.NumberAsync("SELECT COUNT(*) FROM record_search"));
        Assert.Equal(rows.Count, (await FoundAsync(node, LogQuery.Everything)).Count);
        await IndexAsync(node);

        Assert.Equal(rows, await RowsAsync(node));
        Assert.Equal(days, await node.NumberAsync("SELECT SUM(count) FROM search_days"));
        Assert.Equal(days, rows.Count);
    }

    [Fact]
    public async Task Two_that_index_at_once_take_every_leaf_once()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString, settings: new() { ["Search:IndexBatch"] = "10" });
        await using var second = database.SeveralNodes ? await DatabaseNode.StartAsync(database.ConnectionString, settings: new() { ["Search:IndexBatch"] = "10" }) : null;
        var clinic = new DatabaseClinic(node);
        for (var i = 0; i < 12; i++) await clinic.ScheduledVisitAsync();
        await SealAsync(node);

        await Task.WhenAll(IndexAsync(node), IndexAsync(second ?? node));
        await IndexAsync(node);

        Assert.Equal(await node.NumberAsync("SELECT COUNT(*) FROM records"), await node.NumberAsync("SELECT COUNT(*) FROM record_search"));
        Assert.Equal(await node.NumberAsync("SELECT COUNT(*) FROM records"), await node.NumberAsync("SELECT COUNT(DISTINCT leaf_index) FROM record_search"));
        Assert.Equal(await node.NumberAsync("SELECT COUNT(*) FROM records"), await node.NumberAsync("SELECT SUM(count) FROM search_days"));
    }

    [Theory]
    [InlineData("UPDATE record_search SET facet_id = 1")]
    [InlineData("DELETE FROM record_search")]
    public async Task The_index_changes_only_while_it_is_made_again(string sql)
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        await new DatabaseClinic(node).ScheduledVisitAsync();
        await SealAsync(node);
        await IndexAsync(node);
        await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync(node, sql));
    }

    private static LogQuery Query(DatabaseNode node, string text)
    {
        var reading = LogQueryParser.Parse(text, new LogQueryClock(node.Now, DateTimeZone.Utc));
        Assert.Empty(reading.Errors);
        return reading.Query!;
    }

    private static string RandomQuery(Random random, IReadOnlyList<TailRecord> all)
    {
        TailRecord Any() => all[random.Next(all.Count)];
        string?[] terms =
        [
            $"code:{Any().Facts.Facets.Code},{Any().Facts.Facets.Code}", "code:licensure.*,visit.*", $"outcome:{Any().Facts.Facets.Outcome}", $"state:{Any().Facts.Facets.State ?? "none"}",
            Any().Facts.Visit is { } visit ? $"visit:{visit}" : null, Any().Facts.Patient is { } patient ? $"patient:{patient}" : null, Any().Facts.Actor is { } actor ? $"actor:{actor}" : "actor:system",
            Any().Facts is { Staff: { } staff } ? $"staff:{staff},{Any().Facts.Actor ?? staff}" : null, Any().Facts.Facets.Role is { } role && !role.Contains('+', StringComparison.Ordinal) ? $"role:{role}" : null,
            Any().Facts.Facets.Reasons is { Length: > 0 } reasons ? $"reason:{reasons.Split(',')[0]}" : null, $"stream:{Any().Facts.Facets.Area}",
        ];
        var chosen = terms.OfType<string>().OrderBy(_ => random.Next()).Take(random.Next(4)).Select(t => random.Next(3) == 0 ? $"-{t}" : t).ToList();
        if (random.Next(3) == 0) chosen.Add("after:2h");
        if (random.Next(4) == 0) chosen.Add("before:1h");
        return string.Join(' ', chosen);
    }

    private static async Task<List<SearchPlace>> FoundAsync(DatabaseNode node, LogQuery query, SearchWindow? window = null, int limit = 200)
    {
        var (found, place) = (new List<SearchPlace>(), SearchPlace.Newest);
        while (true)
        {
            var page = await node.Get<LogSearch>().PageAsync(query, window ?? Always, place, limit, default);
            found.AddRange(page.Places);
            if (!page.More) return found;
            place = page.Places[^1];
        }
    }

    // Straight from the records, in the order in which they were written.
    private static async Task<List<TailRecord>> AllAsync(DatabaseNode node)
    {
        await using var db = await node.OpenAsync();
        var (all, places) = (new List<TailRecord>(), new Dictionary<Guid, string?>());
        foreach (var row in await db.Records.AsNoTracking().OrderBy(r => r.Id).ToListAsync())
        {
            var facts = RecordFactsReader.Read(row.Bytes);
            if (facts is { StatesPlace: true, Visit: { } visit }) places[visit] = facts.Facets.State;
            all.Add(new(Micros.Of(row.At), row.Id, facts.Visit is { } of ? facts.At(places.GetValueOrDefault(of)) : facts));
        }

        return all;
    }

    private static async Task<List<string>> RowsAsync(DatabaseNode node)
    {
        await using var connection = await node.Get<DatabaseLinks>().OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT s.at, s.record_id, s.leaf_index, s.visit_id, s.patient_id, s.actor_id, s.staff_id, f.key FROM record_search s JOIN search_facets f ON f.id = s.facet_id ORDER BY s.leaf_index";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        return rows;
    }

    private static async Task IndexAsync(DatabaseNode node)
    {
        while (await node.Get<LogIndex>().AdvanceAsync(1000, default) > 0)
        {
        }
    }

    /// <summary>As the sealer does, but with empty hashes: what is searched is not what is proved.</summary>
    private static async Task SealAsync(DatabaseNode node)
    {
        var hash = node.Get<DatabaseLinks>().Engine is StorageEngine.Postgres ? "decode(repeat('00', 32), 'hex')" : "zeroblob(32)";
        await ExecuteAsync(node, $"INSERT INTO record_leaves (leaf_index, record_id, leaf_hash) SELECT (SELECT COUNT(*) FROM record_leaves) + row_number() OVER (ORDER BY record_id) - 1, record_id, {hash} FROM record_queue");
        await ExecuteAsync(node, "DELETE FROM record_queue");
    }

    private static async Task ExecuteAsync(DatabaseNode node, string sql)
    {
        await using var connection = await node.Get<DatabaseLinks>().OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class SearchOnSqliteTests(SqliteDatabase database) : SearchTests(database), IClassFixture<SqliteDatabase>;

public sealed class SearchOnPostgresTests(PostgresDatabase database) : SearchTests(database), IClassFixture<PostgresDatabase>
{
    private readonly PostgresDatabase _database = database;

    [Fact]
    public async Task Quarters_are_made_ahead_and_what_has_none_is_kept_too()
    {
        await using var node = await DatabaseNode.StartAsync(_database.ConnectionString);
        await node.Get<LogIndex>().MakeAheadAsync(Micros.Of(Instant.FromUtc(2031, 2, 1, 0, 0)), default);
        Assert.Equal(5m, await node.NumberAsync("SELECT COUNT(*) FROM pg_class WHERE relname IN ('record_search_2031q1', 'record_search_2031q2', 'record_search_2031q3', 'record_search_2031q4', 'record_search_2032q1')"));
        Assert.Equal(1m, await node.NumberAsync("SELECT COUNT(*) FROM pg_class WHERE relname = 'record_search_other'"));
    }
}
