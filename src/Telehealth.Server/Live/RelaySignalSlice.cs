using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>Passes a signal between two holders of a live grant for the visit's present room, and between nobody else.</summary>
internal sealed class RelaySignalSlice(VisitDoor door, WatchedVisits visits, Delivery delivery, IPeerRelay relay) : ISlice<RelaySignalRequest, PlainAnswer>
{
    public async Task<PlainAnswer> HandleAsync(Visitor visitor, RelaySignalRequest request, CancellationToken cancellation)
    {
        if (await door.EnterAsync(visitor, request.VisitId, cancellation) is not { } entered) return No(RefusalCode.NotFound);
        var visit = entered.Visit.Visit;
        if (visitor.SeatIn(visit) is not { } from || visit.Find(request.ToParticipantId) is not { } to) return No(RefusalCode.NotAllowed);
        if (visit.Phase is not VisitPhase.InProgress) return No(RefusalCode.WrongPhase);
        if (visit.Room is not { } room || !IsIn(from) || !IsIn(to) || !relay.MayRelay(room, from.Id, to.Id)) return No(RefusalCode.NotAllowed);
        var audience = to.StaffId is { } staff ? Audience.Clinician(staff) : Audience.Of(to);
        var message = new SignalRelayed(visit.Id, from.Id, request.Payload);
        delivery.Send(visits.Get(visit.Id), audience, client => client.SignalRelayed(message));
        return new();
    }

    private static bool IsIn(Participant person) => person.State is ParticipantState.Admitted;

    private static PlainAnswer No(RefusalCode code) => new() { Refusal = RefusalView.Of(code) };
}
