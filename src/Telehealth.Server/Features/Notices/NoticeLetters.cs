using Microsoft.EntityFrameworkCore;
using Telehealth.Domain.Notices;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Notices;

/// <summary>A notice ready to send, or what becomes of it instead and why.</summary>
internal sealed record Letter(OutgoingNotice? Notice, NoticeStatus Instead, string? Code)
{
    public static Letter Not(NoticeStatus instead, string code) => new(null, instead, code);
}

/// <summary>Puts a notice of the book into words for the person it is for, as things stand when it is sent.</summary>
internal sealed class NoticeLetters(IVisitReader visits, NoticeAddresses addresses, NoticeSecrets secrets, NoticeTemplates templates, TimeProvider time)
{
    public async Task<Letter> WriteAsync(NoticeRow notice, CancellationToken cancellation)
    {
        if (await visits.FindAsync(notice.VisitId, cancellation) is not { } loaded) return Letter.Not(NoticeStatus.Dropped, "REMOVED");
        var visit = loaded.Visit;
        if (NoticeRelevance.DropReason(notice.Kind, visit, notice.ParticipantId, notice.StartsAt, notice.At, time.Now()) is { } why) return Letter.Not(NoticeStatus.Dropped, why);
        var secret = secrets.Open(notice.Secret);
        var (to, instead, code) = await addresses.FindAsync(notice, visit, secret, cancellation);
        return to is null ? new Letter(null, instead, code) : new Letter(templates.Write(notice, loaded, to, secret.LinkToken), default, null);
    }
}

/// <summary>Where a notice goes to, unless nowhere.</summary>
internal sealed class NoticeAddresses(NoticeBook book, IDbContextFactory<TelehealthDb> databases)
{
    public async Task<(string? To, NoticeStatus Instead, string? Code)> FindAsync(NoticeRow notice, Visit visit, NoticeSecret secret, CancellationToken cancellation)
    {
        var reach = secret.Guest ?? await PatientAsync(visit, cancellation);
        var to = notice.Channel is NoticeChannel.Sms ? PhoneNumbers.ToE164(reach.Phone) : reach.Email;
        if (string.IsNullOrWhiteSpace(to)) return (null, NoticeStatus.Failed, notice.Channel is NoticeChannel.Sms ? NoticeCodes.NumberInvalid : NoticeCodes.AddressInvalid);
        return await book.IsSuppressedAsync(notice.Channel, to, cancellation) ? (null, NoticeStatus.Suppressed, NoticeCodes.OptedOut) : (to, default, null);
    }

    private async Task<Reachable> PatientAsync(Visit visit, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await PatientReach.OfAsync(db, visit, cancellation);
    }
}
