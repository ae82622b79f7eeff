using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors.Sessions;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Joining;

/// <summary>A person was removed, or was not the one: their links no longer open.</summary>
internal sealed class RevokeLinkEffect(IClinicDesk desk) : IOutboxHandler
{
    public string Kind { get; } = VisitPromises.KindOf<RevokeLink>();

    public bool AtMostOnce => false;

    public Task HandleAsync(OutboxMessage message, CancellationToken cancellation) => desk.ExecuteAsync(Actor.System, async (work, token) =>
    {
        var since = message.CreatedAt;
        var participant = VisitPromises.Read<RevokeLink>(message).ParticipantId;
        // A link that staff have issued since is for the right person.
        await JoinLinks.RevokeAsync(work, message.VisitId!.Value, participant, since, token);
        return true;
    }, cancellation);
}

/// <summary>The sessions made before it are ended; the visit's own state has voided them already.</summary>
internal sealed class EndSessionEffect(IClinicDesk desk, SessionLookup lookup) : IOutboxHandler
{
    public string Kind { get; } = VisitPromises.KindOf<EndSession>();

    public bool AtMostOnce => false;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var (visit, participant, since) = (message.VisitId!.Value, VisitPromises.Read<EndSession>(message).ParticipantId, message.CreatedAt);
        lookup.Forget(c => c.Actor.Participant == participant);
        await desk.ExecuteAsync(Actor.System, (work, token) => Sessions.EndParticipantAsync(work, visit, participant, since, token), cancellation);
        lookup.Forget(c => c.Actor.Participant == participant);
    }
}

/// <summary>Fifteen minutes after the visit closed, its participants' sessions end.</summary>
internal sealed class EndSessionsEffect(IClinicDesk desk, SessionLookup lookup) : IOutboxHandler
{
    public string Kind { get; } = VisitPromises.KindOf<EndSessionsAt>();

    public bool AtMostOnce => false;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var visit = message.VisitId!.Value;
        await desk.ExecuteAsync(Actor.System, async (work, token) =>
        {
            foreach (var session in await work.Db.Sessions.Where(s => s.VisitId == visit && s.EndedAt == null).ToListAsync(token)) session.EndedAt = work.Now;
            work.Record(new ClinicRecord("VisitSessionsEnded", Sessions.Area, new Dictionary<string, string> { ["visit"] = visit.ToString() }));
            return true;
        }, cancellation);
        lookup.Forget(c => c.VisitId == visit);
    }
}
