using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Domain.Notices;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Notices;

/// <summary>
/// An address as the book knows it: a hash under a key of our own, so that a copy of the table alone does not tell who opted out, although
/// there are few enough phone numbers to try them all.
/// </summary>
internal sealed class AddressHashes(IDataProtectionProvider protection, IDbContextFactory<TelehealthDb> databases, IClinicDesk desk)
{
    private const int Only = 1;
    private readonly IDataProtector protector = protection.CreateProtector("Telehealth.Notices.AddressHashes");
    private byte[]? key;

    /// <summary>Not from inside a work of the clinic's desk: the first call may need one to make the key.</summary>
    public async Task<string> OfAsync(NoticeChannel channel, string address, CancellationToken cancellation)
    {
        var secret = key ??= await KeyAsync(cancellation);
        var text = channel is NoticeChannel.Sms ? PhoneNumbers.ToE164(address) ?? address : address.ToLowerInvariant();
        return Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{channel}:{text}")));
    }

    private async Task<byte[]> KeyAsync(CancellationToken cancellation)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            if (await db.NoticeKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Id == Only, cancellation) is { } known) return Open(known);
        }

        // Sealed before the work: Data Protection may have to write a key of its own.
        var fresh = protector.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        return Open(await desk.ExecuteAsync(Actor.System, async (work, token) =>
        {
            if (await work.Db.NoticeKeys.FirstOrDefaultAsync(k => k.Id == Only, token) is { } first) return first;
            work.Record(new ClinicRecord("NoticeKeyMade", NoticeRecords.Area, new Dictionary<string, string>()));
            return work.Db.NoticeKeys.Add(new NoticeKeyRow { Id = Only, Protected = fresh }).Entity;
        }, cancellation));
    }

    private byte[] Open(NoticeKeyRow row) => Convert.FromBase64String(protector.Unprotect(row.Protected));
}
