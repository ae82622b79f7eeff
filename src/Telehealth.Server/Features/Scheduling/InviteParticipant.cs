using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Scheduling;

/// <param name="StaffId">For a Clinician, instead of a name.</param>
internal sealed record InviteRequest(ParticipantRole Role, string? Name = null, StaffId? StaffId = null, string? Phone = null, string? Email = null) : VisitChange;

internal sealed record InvitedAnswer(ParticipantId ParticipantId, long Version, JoinLinkView? JoinLink);

/// <summary>One more person in the visit. A guest gets a link of their own; a clinician signs in.</summary>
internal sealed class InviteParticipantSlice(VisitChanges changes, Invitations invitations, JoinAddresses addresses, TimeProvider time)
{
    public async Task<Answer<InvitedAnswer>> HandleAsync(VisitId id, InviteRequest request, HttpContext http, CancellationToken cancellation)
    {
        var check = new Check().Text(request.Name, "name", 100, required: false).Phone(request.Phone, "phone").Email(request.Email, "email", required: false);
        if (check.Problem is { } problem) return problem;
        var caller = http.User.ToCaller();
        var invited = new InvitedParticipant(IdOf(http, caller, request), request.Role, request.StaffId, request.Name);
        var (outcome, refusal) = await changes.ExecuteAsync(http, id, request, _ => new InviteParticipant(invited), cancellation);
        if (refusal is not null) return refusal;
        var visit = outcome!.Visit.Visit;
        if (visit.Find(invited.Id) is not { Role: not ParticipantRole.Clinician } person) return new InvitedAnswer(invited.Id, visit.Version, null);
        // Whom staff give an address of hears from us; a guardian, too, only then.
        var reach = new Reachable(request.Phone, request.Email);
        var link = await invitations.IssueAsync(caller.Actor, visit, person, $"invite:{person.Id}", reach, cancellation: cancellation);
        return new InvitedAnswer(invited.Id, visit.Version, addresses.ViewOf(http.Request, link));
    }

    private ParticipantId IdOf(HttpContext http, Caller caller, InviteRequest request) =>
        CommandKeys.Of(http.Request, request.CommandId, request) is { } key ? new ParticipantId(CommandKeys.Derive(key, caller, "participant")) : NewIds.Participant(time);
}
