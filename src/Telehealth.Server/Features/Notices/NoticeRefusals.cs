using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Domain.Notices;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Notices;

/// <summary>
/// What was refused for good before anybody accepted it. A text message that can never reach the person goes as an e-mail instead, planned in
/// the same commit as the refusal; one that was accepted and failed later does not, for it may have been read.
/// </summary>
internal sealed class NoticeRefusals(IClinicDesk desk, IVisitReader visits, NoticePlans plans, NoticeSecrets secrets)
{
    public async Task TakeAsync(NoticeRow notice, NoticeStatus to, string? code, CancellationToken cancellation)
    {
        // Opened before the work: Data Protection may have to write a key of its own.
        var guest = secrets.Open(notice.Secret).Guest;
        var visit = IsNeverReached(notice, code) ? await visits.FindAsync(notice.VisitId, cancellation) : null;
        await desk.ExecuteAsync(Actor.System, async (work, token) =>
        {
            var row = await work.Db.Notices.FirstAsync(n => n.Id == notice.Id, token);
            if (await NoticeMoves.MoveAsync(work, row, to, null, code, token) is not NoticeMove.Forward || visit is null) return false;
            var person = guest ?? await PatientReach.OfAsync(work.Db, visit.Visit, token);
            await plans.PlanEmailInsteadAsync(work, new PlannedNotice(row.Kind, row.VisitId, row.ParticipantId, row.StartsAt, row.Cause, notice.Secret), person, token);
            return true;
        }, cancellation);
    }

    private static bool IsNeverReached(NoticeRow notice, string? code) =>
        notice.Channel is NoticeChannel.Sms && code is (NoticeCodes.NumberInvalid or NoticeCodes.OptedOut or NoticeCodes.NotReachable);
}
