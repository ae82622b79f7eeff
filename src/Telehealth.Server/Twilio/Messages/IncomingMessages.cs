using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Notices;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Features.Notices;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using DeskKind = Telehealth.Server.Storage.Model.WorkItemKind;

namespace Telehealth.Server.Twilio.Messages;

/// <summary>
/// STOP and START are honoured before they are answered. Neither the number nor the text is kept, only that a message came and of which kind.
/// Whoever writes anything else about a visit of these days is called by the front desk: nobody reads texts here, and it may matter.
/// </summary>
internal sealed class IncomingMessages(IDbContextFactory<TelehealthDb> databases, IClinicDesk desk, INoticeNews news, MessageMetrics metrics)
{
    private static readonly Duration Days = Duration.FromDays(2);

    public async Task TakeAsync(IncomingMessage message, CancellationToken cancellation)
    {
        // An old STOP, told again, must not undo a START that came since.
        if (message.Kind is IncomingKind.Stop or IncomingKind.Start && !await IsKnownAsync(message.DedupKey, cancellation))
        {
            await news.SuppressAsync(NoticeChannel.Sms, message.From, message.Kind is IncomingKind.Stop, cancellation);
        }

        if (await desk.ExecuteAsync(Actor.System, (work, token) => KeepAsync(work, message, token), cancellation)) metrics.CameIn(message.Kind.ToString());
    }

    private async Task<bool> IsKnownAsync(string key, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.MessageEvents.AnyAsync(e => e.DedupKey == key, cancellation);
    }

    private static async Task<bool> KeepAsync(ClinicWork work, IncomingMessage message, CancellationToken cancellation)
    {
        var kept = await MessageEvents.KeepAsync(work, message.DedupKey, (id, now) => new MessageEventRow
        {
            Id = id, DedupKey = message.DedupKey, Kind = $"in:{message.Kind}", MessageId = message.MessageId, ReceivedAt = now, State = VendorEventState.Applied, DecidedAt = now,
        }, cancellation);
        if (!kept) return false;
        work.Record(new ClinicRecord(
            "MessageCameIn", "notices", new Dictionary<string, string>(), new Dictionary<string, object?> { ["kind"] = message.Kind.ToString(), ["message"] = message.MessageId }));
        if (message.Kind is IncomingKind.Help or IncomingKind.Other) await TellFrontDeskAsync(work, message.From, cancellation);
        return true;
    }

    private static async Task TellFrontDeskAsync(ClinicWork work, string from, CancellationToken cancellation)
    {
        var (after, before) = (work.Now - Days, work.Now + Days);
        var near = await (
            from visit in work.Db.Visits
            join patient in work.Db.Patients on visit.PatientId equals patient.Id
            where visit.Phase != VisitPhase.Closed && visit.StartsAt > after && visit.StartsAt < before && patient.Phone != null
            select new { visit.Id, visit.StartsAt, patient.Phone }).ToListAsync(cancellation);
        var found = near.Where(v => PhoneNumbers.ToE164(v.Phone) == from).MinBy(v => Math.Abs((v.StartsAt - work.Now).TotalSeconds));
        if (found is null) return;
        var hour = work.Now.InUtc();
        await FrontDeskItems.AddAsync(work, DeskKind.HelpAsked, found.Id, $"message:{found.Id}:{hour.Date:yyyyMMdd}:{hour.Hour}", cancellation);
    }
}
