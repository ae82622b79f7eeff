using Telehealth.Domain;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Sessions;

namespace Telehealth.Server.Features.Joining;

/// <summary>Lets in who has proved to be the one: takes the seat, tells the visit, and begins the session.</summary>
internal sealed class Entry(Devices devices, IVisitDesk visits, IClinicDesk desk, SessionLookup lookup)
{
    public async Task<Answer<JoinAnswer>> EnterAsync(FoundLink found, JoinRequest request, HttpContext http, CancellationToken cancellation)
    {
        var device = Devices.Of(http, request.Mode);
        var seat = await devices.TakeSeatAsync(found, device, http, cancellation);
        if (seat.Refusal is { } taken) return taken;
        if (await IdentifyAsync(found, request.Name, seat.NewDevice, cancellation) is { } refused) return refused;

        var actor = Actor.OfParticipant(found.Participant.Id);
        var issued = await desk.ExecuteAsync(actor, async (work, token) =>
        {
            if (seat.NewDevice) await Sessions.EndParticipantAsync(work, found.Visit.Id, found.Participant.Id, work.Now, token);
            return Sessions.BeginParticipant(work, found.Visit, found.Participant, found.ExpiresAt, device.Hash, CallOrigin.Of(http));
        }, cancellation);
        lookup.Forget(c => seat.NewDevice && c.Actor.Participant == found.Participant.Id);
        Devices.Remember(http, device, request.Mode);
        var (csrf, access) = SessionCookies.Hand(http, issued, request.Mode);
        return new JoinAnswer(found.Visit.Id, found.Participant.Id, found.Participant.Role, issued.Id, issued.ExpiresAt, seat.NewDevice, csrf, access);
    }

    private async Task<Refusal?> IdentifyAsync(FoundLink found, string? name, bool newDevice, CancellationToken cancellation)
    {
        if (found.Participant.Identified && !newDevice) return null;
        var patient = found.Participant.Role is ParticipantRole.Patient;
        var command = new IdentifyParticipant(found.Participant.Id, patient ? IdentityMethod.BirthDate : IdentityMethod.GuestName, newDevice) { GuestName = patient ? null : name };
        var outcome = await visits.ExecuteAsync(new VisitRequest(found.Visit.Id, command, Actor.OfParticipant(found.Participant.Id)), cancellation);
        return outcome.Refusal;
    }
}
