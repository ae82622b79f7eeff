using System.Data.Common;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.LogSearch;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>
/// Runs saved searches, newest time first, a stretch at a time. What a stretch found and how far it came are written together, so that another
/// node, or this one after a crash, goes on from there.
/// </summary>
internal sealed partial class SavedSearchRunner(
    DatabaseLinks links, WriteGate gate, LogStretches stretches, SavedSearchLimits limits, IClinicDesk desk, TimeProvider time, ILogger<SavedSearchRunner> log) : BackgroundService
{
    private const int PageSize = 1000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly Duration Claim = Duration.FromSeconds(60);

    /// <summary>Does one stretch of one search; false when there is none to do.</summary>
    public async Task<bool> StepAsync(CancellationToken cancellation)
    {
        var now = time.Now();
        if (await NextAsync(now, cancellation) is not { } job) return false;
        var first = await limits.FirstAsync(cancellation) ?? job.From;
        var from = Instant.Min(Instant.Max(job.From, first), job.Place);
        await LookAsync(job, from, cancellation);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        try
        {
            do
            {
                await RoundAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    private async Task RoundAsync(CancellationToken cancellation)
    {
        try
        {
            await ForgetAsync(cancellation);
            while (await StepAsync(cancellation)) cancellation.ThrowIfCancellationRequested();
        }
        catch (Exception outage) when (StorageFaults.IsUnavailable(outage))
        {
            LogUnavailable(outage);
        }
    }

    private async Task LookAsync(SavedJob job, Instant from, CancellationToken cancellation)
    {
        var stretch = await stretches.NextAsync(job.Query, from, job.To, job.Before, PageSize, cancellation);
        await KeepAsync(job, stretch, cancellation);
    }

    private async Task KeepAsync(SavedJob job, LogStretch found, CancellationToken cancellation)
    {
        var room = limits.Most - job.Found;
        var hits = found.Places.Take((int)Math.Min(room, PageSize)).ToList();
        var full = hits.Count < found.Places.Count || (found.More && hits.Count == room);
        var place = full && hits.Count > 0 ? hits[^1] : found.Next;
        var state = full ? "Full" : found.Last ? "Done" : "Running";
        using (var turn = links.Engine is StorageEngine.Sqlite ? await gate.EnterAsync(TimeSpan.FromSeconds(5), cancellation) : null)
        {
            await using var connection = await links.OpenAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            if (!await MoveAsync(connection, transaction, job, place, hits.Count, state, cancellation)) return;
            await AddAsync(connection, transaction, job.Id, hits, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        if (state != "Running") await desk.AppendAsync(Actor.System, SearchNotes.RecordOf("LogSearchFinished", ReadRecords.Area, job.Query, new SearchWindow(Micros.Of(job.From), Micros.Of(job.To)), job.Found + hits.Count, job.Id), cancellation);
    }

    // Only from where we took it up: whoever cancelled it, or another node, was faster otherwise.
    private async Task<bool> MoveAsync(DbConnection connection, DbTransaction transaction, SavedJob job, SearchPlace place, int more, string state, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            """
            UPDATE saved_searches SET place_at = @at, place_record = @record, found = found + @more, state = @state, finished_at = @finished, claimed_until = NULL
            WHERE id = @id AND state = 'Running' AND place_at = @fromAt AND place_record = @fromRecord
            """, transaction);
        command.Add("at", place.At).Add("record", place.RecordId).Add("more", (long)more).Add("state", state).Add("finished", state == "Running" ? null : Micros.Of(time.Now()))
            .Add("id", job.Id).Add("fromAt", Micros.Of(job.Place)).Add("fromRecord", job.PlaceRecord);
        command.Parameters["finished"].DbType = System.Data.DbType.Int64;
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private static async Task AddAsync(DbConnection connection, DbTransaction transaction, Guid id, List<SearchPlace> hits, CancellationToken cancellation)
    {
        await using var command = connection.Command("INSERT INTO saved_hits (search_id, at, record_id) VALUES (@id, @at, @record) ON CONFLICT DO NOTHING", transaction);
        command.Add("id", id).Add("at", 0L).Add("record", 0L);
        foreach (var hit in hits)
        {
            (command.Parameters["at"].Value, command.Parameters["record"].Value) = (hit.At, hit.RecordId);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private async Task<SavedJob?> NextAsync(Instant now, CancellationToken cancellation)
    {
        await using (var looking = await links.OpenAsync(cancellation))
        {
            await using var look = looking.Command("SELECT 1 FROM saved_searches WHERE state = 'Running' AND (claimed_until IS NULL OR claimed_until < @now) LIMIT 1");
            if (await look.Add("now", Micros.Of(now)).ExecuteScalarAsync(cancellation) is null) return null;
        }

        using var turn = links.Engine is StorageEngine.Sqlite ? await gate.EnterAsync(TimeSpan.FromSeconds(5), cancellation) : null;
        await using var connection = await links.OpenAsync(cancellation);
        await using var command = connection.Command(
            """
            UPDATE saved_searches SET claimed_until = @until WHERE state = 'Running' AND (claimed_until IS NULL OR claimed_until < @now)
                AND id = (SELECT id FROM saved_searches WHERE state = 'Running' AND (claimed_until IS NULL OR claimed_until < @now) ORDER BY created_at LIMIT 1)
            RETURNING id, query, from_at, to_at, place_at, place_record, found
            """);
        command.Add("until", Micros.Of(now + Claim)).Add("now", Micros.Of(now));
        await using var r = await command.ExecuteReaderAsync(cancellation);
        if (!await r.ReadAsync(cancellation)) return null;
        var query = LogQueryParser.Parse(r.GetString(1), new LogQueryClock(now, DateTimeZone.Utc)).Query ?? LogQuery.Everything;
        // Its bounds were read when it was saved; an age would move with every look.
        return new(r.GetGuid(0), query with { Terms = [.. query.Terms.Where(t => t.Key is not (LogKey.Before or LogKey.After))] },
            Micros.At(r.GetInt64(2)), Micros.At(r.GetInt64(3)), Micros.At(r.GetInt64(4)), r.GetInt64(5), r.GetInt64(6));
    }

    private async Task ForgetAsync(CancellationToken cancellation)
    {
        await using var connection = await links.OpenAsync(cancellation);
        await using var look = connection.Command("SELECT 1 FROM saved_searches WHERE finished_at < @before LIMIT 1");
        var before = Micros.Of(time.Now() - limits.Kept);
        if (await look.Add("before", before).ExecuteScalarAsync(cancellation) is null) return;
        using var turn = links.Engine is StorageEngine.Sqlite ? await gate.EnterAsync(TimeSpan.FromSeconds(5), cancellation) : null;
        foreach (var sql in (string[])["DELETE FROM saved_hits WHERE search_id IN (SELECT id FROM saved_searches WHERE finished_at < @before)", "DELETE FROM saved_searches WHERE finished_at < @before"])
        {
            await using var command = connection.Command(sql);
            await command.Add("before", before).ExecuteNonQueryAsync(cancellation);
        }
    }

    private sealed record SavedJob(Guid Id, LogQuery Query, Instant From, Instant To, Instant Place, long PlaceRecord, long Found)
    {
        /// <summary>Everything is older than where it stands.</summary>
        public SearchPlace Before => new(Micros.Of(Place), PlaceRecord);
    }

    [LoggerMessage(4201, LogLevel.Information, "Saved searches wait for the database")]
    private partial void LogUnavailable(Exception cause);

    [LoggerMessage(4202, LogLevel.Debug, "Saved searches stopped")]
    private partial void LogStopped();
}
