using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Domain.Notices;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Notices;

/// <summary>Which notices there are, where each stands, and which addresses want none. Holds neither texts nor addresses.</summary>
internal sealed class NoticeBook(IClinicDesk desk, IDbContextFactory<TelehealthDb> databases, AddressHashes hashes) : INoticeNews
{
    public Task<bool> AdvanceAsync(Guid notice, NoticeStatus to, string? vendorId, string? code, CancellationToken cancellation) =>
        desk.ExecuteAsync(Actor.System, async (work, token) =>
        {
            if (await work.Db.Notices.FirstOrDefaultAsync(n => n.Id == notice, token) is not { } row) return false;
            await NoticeMoves.MoveAsync(work, row, to, vendorId, code, token);
            return true;
        }, cancellation);

    public async Task<NoticeRow?> FindAsync(Guid notice, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Notices.AsNoTracking().FirstOrDefaultAsync(n => n.Id == notice, cancellation);
    }

    /// <summary>Whether it may be sent now. Says yes once for a text message, whoever asks; an e-mail has one Message-ID and may be handed over again.</summary>
    public Task<bool> BeginAsync(Guid notice, CancellationToken cancellation) => desk.ExecuteAsync(Actor.System, async (work, token) =>
    {
        var row = await work.Db.Notices.FirstAsync(n => n.Id == notice, token);
        if (row is { Status: NoticeStatus.Sending, Channel: NoticeChannel.Email }) return true;
        return row.Status is NoticeStatus.Planned && await NoticeMoves.MoveAsync(work, row, NoticeStatus.Sending, null, null, token) is NoticeMove.Forward;
    }, cancellation);

    /// <summary>The one step back, by whoever sent it and knows that it was surely not sent: it may be tried again.</summary>
    public Task<bool> PutBackAsync(Guid notice, string code, CancellationToken cancellation) => desk.ExecuteAsync(Actor.System, async (work, token) =>
    {
        var row = await work.Db.Notices.FirstAsync(n => n.Id == notice, token);
        if (row.Status is not NoticeStatus.Sending) return false;
        (row.Status, row.Code, row.UpdatedAt) = (NoticeStatus.Planned, code, work.Now);
        work.Record(NoticeRecords.Of("NoticePutBack", row, NoticeStatus.Sending, NoticeStatus.Planned, code));
        return true;
    }, cancellation);

    public async Task SuppressAsync(NoticeChannel channel, string address, bool suppressed, CancellationToken cancellation)
    {
        var hash = await hashes.OfAsync(channel, address, cancellation);
        await desk.ExecuteAsync(Actor.System, async (work, token) =>
        {
            var row = await work.Db.Suppressions.FirstOrDefaultAsync(s => s.AddressHash == hash, token);
            if (suppressed == row is not null) return false;
            if (row is not null) work.Db.Suppressions.Remove(row);
            else work.Db.Suppressions.Add(new SuppressionRow { AddressHash = hash, Channel = channel, At = work.Now });
            work.Record(new ClinicRecord(
                suppressed ? "AddressSuppressed" : "SuppressionLifted", NoticeRecords.Area, new Dictionary<string, string>(), new Dictionary<string, object?> { ["channel"] = channel.ToString() }));
            return true;
        }, cancellation);
    }

    public async Task<bool> IsSuppressedAsync(NoticeChannel channel, string address, CancellationToken cancellation)
    {
        var hash = await hashes.OfAsync(channel, address, cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Suppressions.AsNoTracking().AnyAsync(s => s.AddressHash == hash, cancellation);
    }
}
