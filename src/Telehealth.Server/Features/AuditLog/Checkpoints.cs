using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.AuditLog;

internal sealed record CheckpointsQuery(string? Cursor, int? Limit);

/// <param name="Root">Base64, as in the note.</param>
/// <param name="Note">The signed head verbatim (C2SP tlog-checkpoint): what an auditor keeps.</param>
internal sealed record CheckpointView(string Origin, long Size, string Root, Instant SignedAt, string Note);

/// <summary>Signed heads of the log, the newest first.</summary>
internal sealed class Checkpoints(TelehealthDb db, ReadRecords reads)
{
    public async Task<Answer<Page<CheckpointView>>> HandleAsync(Caller caller, CheckpointsQuery query, CancellationToken cancellation)
    {
        var after = ReadCursor(query.Cursor);
        var check = new Check().That(query.Cursor is null || after is not null, "cursor", "a cursor of this list").That(Cursor.IsLimit(query.Limit), "limit", "1 to 200");
        if (check.Problem is { } problem) return problem;

        var heads = db.Checkpoints.AsNoTracking();
        if (after is { } last) heads = heads.Where(c => c.SignedAt < last.At || (c.SignedAt == last.At && c.Size < last.Size));
        var limit = query.Limit ?? Cursor.DefaultLimit;
        var rows = await heads.OrderByDescending(c => c.SignedAt).ThenByDescending(c => c.Size).Take(limit + 1).ToListAsync(cancellation);
        await reads.NoteAsync(caller, "CheckpointsRead", null, cancellation, Math.Min(limit, rows.Count));
        return Cursor.PageOf(rows, limit, c => new CheckpointView(c.Origin, c.Size, Convert.ToBase64String(c.Root), c.SignedAt, c.Note), c => Cursor.Write(c.SignedAt.ToUnixTimeTicks(), c.Size));
    }

    private static (Instant At, long Size)? ReadCursor(string? cursor) =>
        Cursor.Read(cursor, 2) is [var ticks, var text]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? (Instant.FromUnixTimeTicks(at), size)
            : null;
}
