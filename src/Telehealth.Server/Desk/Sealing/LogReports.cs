using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Notices;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>
/// The day's heartbeat: one node mails the newest signed head to every Admin, so that copies leave the operator's hands, and records that it
/// did. The record makes the log grow, so that even a day without visits gets its own head.
/// </summary>
internal sealed partial class LogReports(LogBook book, IClinicDesk desk, IEnumerable<INoticeSender> senders, IOptions<ClinicOptions> clinic, ILogger<LogReports> log)
{
    private const string Turn = "log.report";
    private static readonly Duration Day = Duration.FromHours(24);
    private static readonly Duration Again = Duration.FromHours(1);

    /// <returns>Admins that it was mailed to; null when it is not time.</returns>
    public async Task<int?> ReportAsync(CancellationToken cancellation)
    {
        if (await book.OriginAsync(cancellation) is not { } origin || await book.CheckpointAsync(origin.Origin, cancellation) is not { } head) return null;
        if (await TakeAsync(cancellation) is not { } admins) return null;
        var sent = 0;
        foreach (var admin in admins)
        {
            if (await SendAsync(admin, head, cancellation)) sent++;
        }

        var nobody = sent == 0 && admins.Count > 0 && Mail is not null;
        await desk.ExecuteAsync(Actor.System, async (work, token) =>
        {
            // A mail that reached nobody is tried again soon, not tomorrow.
            if (nobody && await work.Db.Leases.SingleOrDefaultAsync(l => l.Name == Turn, token) is { } lease) lease.Until = work.Now + Again;
            work.Record(new ClinicRecord("CheckpointReported", LogKeyChange.Area, new Dictionary<string, string>(), new Dictionary<string, object?>
            {
                ["origin"] = head.Origin, ["size"] = head.Size, ["root"] = Convert.ToHexStringLower(head.Root), ["admins"] = (long)sent,
            }));
            return true;
        }, cancellation);
        return sent;
    }

    private INoticeSender? Mail => senders.FirstOrDefault(s => s.Channel is NoticeChannel.Email);

    /// <summary>The first turn only starts the clock: a clinic's first day has nothing to report.</summary>
    private Task<List<string>?> TakeAsync(CancellationToken cancellation) => desk.ExecuteAsync<List<string>?>(
        Actor.System,
        async (work, token) =>
        {
            var lease = await work.Db.Leases.SingleOrDefaultAsync(l => l.Name == Turn, token);
            if (lease?.Until > work.Now) return null;
            if (lease is null) work.Db.Leases.Add(new LeaseRow { Name = Turn, Until = work.Now + Day });
            else lease.Until = work.Now + Day;
            var staff = await work.Db.Users.Where(u => !u.Disabled && u.Email != null).Select(u => new { u.Email, u.Roles }).ToListAsync(token);
            return lease is null ? null : [.. staff.Where(s => s.Roles.HasFlag(StaffRoles.Admin)).Select(s => s.Email!)];
        },
        cancellation);

    private async Task<bool> SendAsync(string to, CheckpointRow head, CancellationToken cancellation)
    {
        if (Mail is not { } mail) return false;
        try
        {
            var receipt = await mail.SendAsync(new OutgoingNotice(Guid.NewGuid(), to, TextOf(head), $"{clinic.Value.Name}: the log's signed head, {head.Size} records"), cancellation);
            return receipt.Refused is null;
        }
        catch (Exception no) when (no is NoticeNotSentException or NoticeUnknownException)
        {
            LogNotMailed(no);
            return false;
        }
    }

    private static string TextOf(CheckpointRow head) =>
        $"""
        This is the signed head of the visit log. Keep this message: with it anybody can show later that no record which is in the log
        now was changed or taken out.

        {head.Note}
        How to check it: docs/log.md, or telehealth-verify --help.
        """;

    [LoggerMessage(1706, LogLevel.Warning, "The signed head could not be mailed to an admin")]
    private partial void LogNotMailed(Exception cause);
}
