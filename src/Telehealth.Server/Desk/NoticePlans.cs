using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Notices;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk;

/// <param name="Cause">The same cause makes one notice per channel, however often it is told.</param>
/// <param name="Secret">Sealed by <see cref="NoticeSecrets"/>.</param>
internal sealed record PlannedNotice(NoticeKind Kind, VisitId VisitId, ParticipantId ParticipantId, Instant StartsAt, string Cause, string? Secret = null);

/// <summary>What a row of the outbox says of the notice to send.</summary>
internal sealed record NoticeToSend(Guid Notice)
{
    public const string Kind = "notice.send";
}

/// <summary>Writes notices into the book inside the work that causes them, each with the promise to send it.</summary>
internal sealed class NoticePlans(IEnumerable<INoticeSender> senders, IOptions<NoticeOptions> options)
{
    private readonly NoticeChannel[] offered = [.. senders.Select(s => s.Channel).Distinct().Order()];

    /// <summary>The channels that reach this person; none is recorded where a notice is planned all the same.</summary>
    public IReadOnlyList<NoticeChannel> ChannelsFor(Reachable person)
    {
        var fitting = offered.Where(c => !string.IsNullOrWhiteSpace(c is NoticeChannel.Sms ? person.Phone : person.Email));
        return [.. options.Value.Reach is NoticeReach.First ? fitting.Take(1) : fitting];
    }

    public async Task PlanAsync(ClinicWork work, PlannedNotice planned, Reachable person, CancellationToken cancellation)
    {
        var channels = ChannelsFor(person);
        if (channels.Count == 0) work.Record(NoticeRecords.NotSent(planned));
        foreach (var channel in channels) await AddAsync(work, planned, channel, null, cancellation);
    }

    /// <summary>A text message can never reach the person: the same notice by e-mail, where they have an address and e-mail is set up.</summary>
    public Task PlanEmailInsteadAsync(ClinicWork work, PlannedNotice planned, Reachable person, CancellationToken cancellation) =>
        offered.Contains(NoticeChannel.Email) && !string.IsNullOrWhiteSpace(person.Email)
            ? AddAsync(work, planned, NoticeChannel.Email, NoticeCodes.InsteadOfText, cancellation)
            : Task.CompletedTask;

    private static async Task AddAsync(ClinicWork work, PlannedNotice planned, NoticeChannel channel, string? why, CancellationToken cancellation)
    {
        if (await work.Db.Notices.AnyAsync(n => n.Cause == planned.Cause && n.Channel == channel, cancellation)) return;
        var notice = new NoticeRow
        {
            Id = Guid.CreateVersion7(work.Now.ToDateTimeOffset()), VisitId = planned.VisitId, ParticipantId = planned.ParticipantId, Kind = planned.Kind, Channel = channel,
            Cause = planned.Cause, StartsAt = planned.StartsAt, At = work.Now, UpdatedAt = work.Now, Secret = planned.Secret,
        };
        work.Db.Notices.Add(notice);
        work.Db.Outbox.Add(new OutboxRow
        {
            Id = Guid.CreateVersion7(work.Now.ToDateTimeOffset()), Kind = NoticeToSend.Kind, VisitId = planned.VisitId, Payload = StoredJson.Write(new NoticeToSend(notice.Id)),
            CreatedAt = work.Now, DueAt = work.Now,
        });
        work.Record(NoticeRecords.Of("NoticePlanned", notice, null, NoticeStatus.Planned, why));
    }
}
