using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Notices;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Notices;

internal sealed record ListNoticesQuery(string? Cursor, int? Limit, NoticeStatus? Status);

/// <param name="To">Of the development sender only, like <paramref name="Subject"/> and <paramref name="Text"/>.</param>
internal sealed record NoticeItem(
    Guid Id, Instant At, Instant UpdatedAt, NoticeKind Kind, NoticeChannel Channel, NoticeStatus Status, string? Code, VisitId VisitId,
    string? To = null, string? Subject = null, string? Text = null);

internal sealed record ResolveNoticeRequest(bool Delivered);

/// <summary>The book, newest first.</summary>
internal sealed class ReadNotices(TelehealthDb db, IClinicDesk desk, ReadRecords reads, DevelopmentNotices? development = null)
{
    public async Task<Answer<Page<NoticeItem>>> ListAsync(Caller caller, ListNoticesQuery query, CancellationToken cancellation)
    {
        if (!Cursor.IsLimit(query.Limit)) return Problems.Invalid(("limit", "1 to 200"));
        var rows = db.Notices.AsNoTracking();
        if (query.Status is { } status) rows = rows.Where(n => n.Status == status);
        if (query.Cursor is not null)
        {
            if (Cursor.Read(query.Cursor, 2) is not [var after, var id] || !long.TryParse(after, out var micros) || !Guid.TryParse(id, out var last)) return Problems.Invalid(("cursor", "of an earlier page"));
            var at = Micros.At(micros);
            rows = rows.Where(n => n.At < at || (n.At == at && n.Id.CompareTo(last) < 0));
        }

        var limit = query.Limit ?? Cursor.DefaultLimit;
        var found = await rows.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(limit + 1).ToListAsync(cancellation);
        await reads.NoteAsync(caller, "NoticesListed", null, cancellation, Math.Min(limit, found.Count));
        return Cursor.PageOf(found, limit, ViewOf, n => Cursor.Write(Micros.Of(n.At), n.Id));
    }

    /// <summary>Somebody asked the person: what was unknown is known from now on. It is not sent again; a new one can be.</summary>
    public Task<Answer<Done>> ResolveAsync(Caller caller, Guid id, ResolveNoticeRequest request, CancellationToken cancellation) =>
        desk.ExecuteAsync<Answer<Done>>(caller.Actor, async (work, token) =>
        {
            if (await work.Db.Notices.FirstOrDefaultAsync(n => n.Id == id, token) is not { } row) return RefusalCode.NotFound;
            if (row.Status is not NoticeStatus.Unknown) return RefusalCode.WrongPhase;
            await NoticeMoves.MoveAsync(work, row, request.Delivered ? NoticeStatus.Delivered : NoticeStatus.Failed, null, "RESOLVED_BY_STAFF", token);
            return Done.Yes;
        }, cancellation);

    private NoticeItem ViewOf(NoticeRow row)
    {
        var item = new NoticeItem(row.Id, row.At, row.UpdatedAt, row.Kind, row.Channel, row.Status, row.Code, row.VisitId);
        return development?.Find(row.Id) is { } shown ? item with { To = shown.To, Subject = shown.Subject, Text = shown.Text } : item;
    }
}
