using Microsoft.EntityFrameworkCore;
using Telehealth.Domain.Notices;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Notices;

/// <summary>One step of one notice inside a work of the clinic's desk, with its record and what the front desk has to do about it.</summary>
internal static class NoticeMoves
{
    public static async Task<NoticeMove> MoveAsync(ClinicWork work, NoticeRow row, NoticeStatus to, string? vendorId, string? code, CancellationToken cancellation)
    {
        row.VendorId ??= vendorId;
        var from = row.Status;
        var move = NoticeProgress.Decide(from, to);
        if (move is NoticeMove.Back) work.Record(NoticeRecords.Of("NoticeNewsIgnored", row, from, to, code));
        if (move is not NoticeMove.Forward) return move;
        (row.Status, row.Code, row.UpdatedAt) = (to, code, work.Now);
        if (to is not (NoticeStatus.Planned or NoticeStatus.Sending)) row.Secret = null;
        work.Record(NoticeRecords.Of("NoticeAdvanced", row, from, to, code));
        await TellFrontDeskAsync(work, row, from, cancellation);
        return move;
    }

    private static async Task TellFrontDeskAsync(ClinicWork work, NoticeRow row, NoticeStatus from, CancellationToken cancellation)
    {
        var cause = $"notice:{row.Id:D}";
        if (row.Status is NoticeStatus.Unknown) await FrontDeskItems.AddAsync(work, WorkItemKind.NoticeUnknown, row.VisitId, cause, cancellation);
        if (from is NoticeStatus.Unknown && await work.Db.WorkItems.FirstOrDefaultAsync(i => i.Cause == cause && i.DoneAt == null, cancellation) is { } open)
        {
            // News came after all; nobody has to ask the patient.
            open.DoneAt = work.Now;
        }

        if (row is { Channel: NoticeChannel.Sms, Code: NoticeCodes.NumberInvalid or NoticeCodes.NotReachable })
        {
            await FrontDeskItems.AddAsync(work, WorkItemKind.NumberFlagged, row.VisitId, $"number:{row.VisitId}:{row.ParticipantId}", cancellation);
        }
    }
}
