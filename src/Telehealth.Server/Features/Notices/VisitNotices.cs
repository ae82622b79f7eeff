using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Notices;

/// <summary>What a visit wants told becomes notices in the book, once.</summary>
internal sealed class VisitNotices(IVisitReader visits, IClinicDesk desk, Invitations invitations, NoticePlans plans, ReadyNotices ready) : IOutboxHandler
{
    public string Kind { get; } = VisitPromises.KindOf<Notice>();

    public bool AtMostOnce => false;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var notice = VisitPromises.Read<Notice>(message);
        if (await visits.FindAsync(message.VisitId!.Value, cancellation) is not { Visit: var visit } || visit.Find(notice.ParticipantId) is not { } person) return;
        var cause = $"effect:{message.Id:D}";
        switch (notice.Kind)
        {
            case NoticeKind.ClinicianReady:
                if (await ready.IsWantedAsync(visit.Id, person.Id, message.CreatedAt, cancellation)) await invitations.RemindAsync(visit, person, notice.Kind, cause, cancellation);
                break;
            case NoticeKind.VisitRescheduled:
                await invitations.RemindAsync(visit, person, notice.Kind, cause, cancellation);
                break;
            default:
                await PlainAsync(visit, new PlannedNotice(notice.Kind, visit.Id, person.Id, visit.StartsAt, cause), cancellation);
                break;
        }
    }

    private Task<bool> PlainAsync(Visit visit, PlannedNotice planned, CancellationToken cancellation) => desk.ExecuteAsync(Actor.System, async (work, token) =>
    {
        await plans.PlanAsync(work, planned, await PatientReach.OfAsync(work.Db, visit, token), token);
        return true;
    }, cancellation);
}

/// <summary>"Your clinician is ready" goes to who is not there to see it, and not at every press of a button.</summary>
internal sealed class ReadyNotices(IPresence presence, IDbContextFactory<TelehealthDb> databases, IOptions<NoticeOptions> options)
{
    public async Task<bool> IsWantedAsync(VisitId visit, ParticipantId person, Instant askedAt, CancellationToken cancellation)
    {
        if (presence.Of(visit).People.TryGetValue(person, out var seen) && seen.ConnectedSince is not null) return false;
        var since = askedAt - Duration.FromMinutes(options.Value.ReadyAgainMinutes);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return !await db.Notices.AsNoTracking().AnyAsync(n => n.ParticipantId == person && n.Kind == NoticeKind.ClinicianReady && n.At > since, cancellation);
    }
}
