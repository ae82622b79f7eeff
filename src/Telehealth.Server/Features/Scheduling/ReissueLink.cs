using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Doors.Sessions;

namespace Telehealth.Server.Features.Scheduling;

/// <summary>A new link for one person: whoever holds the old one, or a session made from it, is out.</summary>
internal sealed class ReissueLink(VisitDoor door, Invitations invitations, JoinAddresses addresses, SessionLookup lookup)
{
    public async Task<Answer<JoinLinkView>> HandleAsync(VisitId id, ParticipantId participant, HttpContext http, CancellationToken cancellation)
    {
        var caller = http.User.ToCaller();
        if (await door.FindGuestAsync(caller, id, participant, cancellation) is not { } found) return RefusalCode.NotFound;
        if (found.Visit.Phase is VisitPhase.Closed || found.Person.State is ParticipantState.Removed) return RefusalCode.WrongPhase;
        var link = await invitations.IssueAsync(caller.Actor, found.Visit, found.Person, $"reissue:{Guid.NewGuid():D}", first: async (work, token) =>
        {
            await JoinLinks.RevokeAsync(work, id, participant, work.Now, token);
            await Sessions.EndParticipantAsync(work, id, participant, work.Now, token);
        }, cancellation: cancellation);
        lookup.Forget(c => c.Actor.Participant == participant);
        return addresses.ViewOf(http.Request, link);
    }
}

/// <summary>The front desk spoke with the person: the locks of their links are lifted.</summary>
internal sealed class UnlockLink(VisitDoor door, IClinicDesk desk)
{
    public async Task<Answer<Done>> HandleAsync(VisitId id, ParticipantId participant, HttpContext http, CancellationToken cancellation)
    {
        var caller = http.User.ToCaller();
        if (await door.FindGuestAsync(caller, id, participant, cancellation) is null) return RefusalCode.NotFound;
        return await desk.ExecuteAsync<Answer<Done>>(caller.Actor, async (work, token) =>
        {
            await JoinLinks.UnlockAsync(work, id, participant, token);
            return Done.Yes;
        }, cancellation);
    }
}

internal static class GuestAccess
{
    /// <summary>Somebody who comes by link, on a visit whose staff the caller is.</summary>
    public static async Task<(Visit Visit, Participant Person)?> FindGuestAsync(
        this VisitDoor door, Caller caller, VisitId id, ParticipantId participant, CancellationToken cancellation) =>
        await door.FindAsync(caller, id, cancellation) is { Visit: var visit } && VisitDoor.IsStaffOf(caller, visit)
        && visit.Find(participant) is { Role: not ParticipantRole.Clinician } person ? (visit, person) : null;
}
