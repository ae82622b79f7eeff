using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using Telehealth.Domain;
using Telehealth.Domain.Notices;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Twilio.Callbacks;

namespace Telehealth.Server.Twilio.Messages;

/// <summary>
/// News of messages: kept, answered, then told to the book of notices in the order of arrival, since the vendor gives no time. Whether it
/// moves the notice is the book's to say; what belongs to none, or came twice, is recorded as ignored.
/// </summary>
internal sealed partial class MessageEvents(IDbContextFactory<TelehealthDb> databases, IClinicDesk desk, INoticeNews news, MessageMetrics metrics, ILogger<MessageEvents> log) : ICallbackInbox
{
    private const int AtOnce = 200;

    /// <returns>False when it was told before.</returns>
    public async Task<bool> KeepAsync(MessageEvent told, IReadOnlyDictionary<string, StringValues> fields, CancellationToken cancellation)
    {
        // The only news that is of a number and not of a notice; the number is not kept.
        if (told.ErrorCode is MessageCodes.OptedOut && MessageEvent.Text(fields, "To") is { } number) await news.SuppressAsync(NoticeChannel.Sms, number, suppressed: true, cancellation);
        return await desk.ExecuteAsync(Actor.System, (work, token) => KeepAsync(work, told.DedupKey, told.ToRow, token), cancellation);
    }

    public async Task<int> ApplyDueAsync(CancellationToken cancellation)
    {
        var decided = 0;
        while (await DueAsync(cancellation) is { Count: > 0 } due)
        {
            var now = 0;
            foreach (var told in due) now += await TryAsync(told, cancellation) ? 1 : 0;
            if (now == 0) break;
            decided += now;
        }

        return decided;
    }

    public static async Task<bool> KeepAsync(ClinicWork work, string key, Func<Guid, NodaTime.Instant, MessageEventRow> row, CancellationToken cancellation)
    {
        var fresh = row(Guid.CreateVersion7(work.Now.ToDateTimeOffset()), work.Now);
        if (await work.Db.MessageEvents.AnyAsync(e => e.DedupKey == key, cancellation))
        {
            Ignored(work, fresh, "DUPLICATE");
            return false;
        }

        work.Db.MessageEvents.Add(fresh);
        return true;
    }

    private async Task<List<MessageEventRow>> DueAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.MessageEvents.AsNoTracking().Where(e => e.State == VendorEventState.Pending).OrderBy(e => e.ReceivedAt).ThenBy(e => e.Id).Take(AtOnce).ToListAsync(cancellation);
    }

    private async Task<bool> TryAsync(MessageEventRow told, CancellationToken cancellation)
    {
        try
        {
            var reason = await TellAsync(told, cancellation);
            return await desk.ExecuteAsync(Actor.System, (work, token) => DecideAsync(work, told.Id, reason, token), cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException and not StorageUnavailableException)
        {
            // One that cannot be applied must not stop the others; it is looked at again.
            LogFailed(told.Id, e);
            return false;
        }
    }

    /// <returns>Why it changes nothing, or null.</returns>
    private async Task<string?> TellAsync(MessageEventRow told, CancellationToken cancellation)
    {
        if (told.NoticeId is not { } notice) return "NO_NOTICE";
        var to = MessageEvent.Means(told.Kind, told.ErrorCode) ?? throw new InvalidOperationException("A status that is not known was kept.");
        var code = to is NoticeStatus.Failed or NoticeStatus.Suppressed ? MessageCodes.OfFailure(told.ErrorCode) : null;
        if (!await news.AdvanceAsync(notice, to, told.MessageId, code, cancellation)) return "UNKNOWN_NOTICE";
        metrics.Told(to.ToString(), code);
        if (code is NoticeCodes.SenderBlocked) LogBlocked(notice, told.ErrorCode);
        return null;
    }

    private static async Task<bool> DecideAsync(ClinicWork work, Guid id, string? reason, CancellationToken cancellation)
    {
        if (await work.Db.MessageEvents.SingleOrDefaultAsync(e => e.Id == id && e.State == VendorEventState.Pending, cancellation) is not { } told) return false;
        (told.State, told.Reason, told.DecidedAt) = (reason is null ? VendorEventState.Applied : VendorEventState.Ignored, reason, work.Now);
        if (reason is not null) Ignored(work, told, reason);
        return true;
    }

    private static void Ignored(ClinicWork work, MessageEventRow told, string reason) => work.Record(new ClinicRecord(
        "VendorEventIgnored", "notices", new Dictionary<string, string>(),
        new Dictionary<string, object?> { ["kind"] = told.Kind, ["message"] = told.MessageId, ["notice"] = told.NoticeId?.ToString("D") }, [reason]));

    [LoggerMessage(5032, LogLevel.Error, "The vendor's news {Id} of a message could not be applied")]
    private partial void LogFailed(Guid id, Exception cause);

    [LoggerMessage(5033, LogLevel.Error, "Carriers block our messages (code {Code}), at notice {Notice}: look at the sender's registration")]
    private partial void LogBlocked(Guid notice, int? code);
}
