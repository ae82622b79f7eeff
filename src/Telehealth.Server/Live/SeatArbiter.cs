using System.Collections.Concurrent;
using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>Asks the live old device whether a newcomer may take its seat; 30 seconds, then staff decide.</summary>
internal sealed class SeatArbiter(WatchedVisits visits, PresenceBook presence, Delivery delivery, VisitDoor door, TimeProvider time) : ISeatArbiter, ISlice<YieldSeatRequest, PlainAnswer>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<(VisitId, ParticipantId), TaskCompletionSource<bool>> asked = new();

    public async Task<bool> AskAsync(VisitId visit, ParticipantId participant, CancellationToken cancellation)
    {
        if (visits.Find(visit) is not { Latest: { } latest } watched || latest.Visit.Find(participant) is not { } person || !IsLive(visit, participant)) return true;
        var answer = asked.GetOrAdd((visit, participant), _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        var alert = new LiveAlert(visit, AlertCodes.SeatAsked, "Someone opened this link on another device.", time.Now());
        delivery.Send(watched, Audience.Of(person), client => client.AlertRaised(alert));
        try
        {
            return await answer.Task.WaitAsync(Patience, time, cancellation);
        }
        catch (TimeoutException)
        {
            return !IsLive(visit, participant);
        }
        finally
        {
            asked.TryRemove(new((visit, participant), answer));
        }
    }

    public async Task<PlainAnswer> HandleAsync(Visitor visitor, YieldSeatRequest request, CancellationToken cancellation)
    {
        if (await door.EnterAsync(visitor, request.VisitId, cancellation) is null) return new() { Refusal = RefusalView.Of(RefusalCode.NotFound) };
        if (visitor.Actor.Participant is not { } participant) return new() { Refusal = RefusalView.Of(RefusalCode.NotAllowed) };
        if (!asked.TryGetValue((request.VisitId, participant), out var answer)) return new() { Refusal = RefusalView.Of(RefusalCode.TooLate) };
        answer.TrySetResult(request.Yes);
        return new();
    }

    private bool IsLive(VisitId visit, ParticipantId participant) => presence.Of(visit).People.GetValueOrDefault(participant)?.ConnectedSince is not null;
}
