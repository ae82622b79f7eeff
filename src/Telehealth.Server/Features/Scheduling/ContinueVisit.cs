using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Scheduling;

/// <param name="StartsAt">Now when absent.</param>
internal sealed record ContinueRequest(Instant? StartsAt = null) : VisitChange;

internal sealed record ContinuedAnswer(VisitId Id, long Version);

/// <summary>A closed visit goes on as a new one, under the same link, with its check-in carried over and its decision made afresh.</summary>
internal sealed class ContinueVisit(VisitDoor door, IVisitDesk visits, TimeProvider time)
{
    public async Task<Answer<ContinuedAnswer>> HandleAsync(VisitId id, ContinueRequest? body, HttpContext http, CancellationToken cancellation)
    {
        var (caller, request) = (http.User.ToCaller(), body ?? new ContinueRequest());
        if (await door.FindAsync(caller, id, cancellation) is not { Visit: var closed } || !VisitDoor.IsStaffOf(caller, closed)) return RefusalCode.NotFound;
        if (closed.Phase is not VisitPhase.Closed) return RefusalCode.WrongPhase;
        var key = CommandKeys.Of(http.Request, request.CommandId, request) ?? CommandKeys.Of(new CommandId(Guid.CreateVersion7(time.GetUtcNow())), request);
        // A repeated call names the same visit; another one after it hears that the visit was continued already.
        var next = new VisitId(CommandKeys.Derive(key, caller, $"continue:{id}"));
        if (closed.ContinuedAs is { } taken && taken != next) return new Refusal(RefusalCode.WrongPhase, "This visit was continued already.");

        var scheduled = await visits.ExecuteAsync(new VisitRequest(next, Schedule(closed, request.StartsAt ?? time.Now(), key, caller), caller.Actor, key), cancellation);
        if (scheduled.Refusal is { } refused) return refused;
        var continued = await visits.ExecuteAsync(new VisitRequest(id, new ContinueAs(next), caller.Actor, key, request.ExpectedVersion), cancellation);
        if (continued.Refusal is not { } lost) return new ContinuedAnswer(next, scheduled.Version);
        // Somebody else continued it first: what was just made leads nowhere, so it is taken back.
        await visits.ExecuteAsync(new VisitRequest(next, new CancelVisit(CancelledBy.System, CancelReason.ScheduledInError, null), Actor.System), cancellation);
        return lost;
    }

    private static ScheduleVisit Schedule(Visit closed, Instant startsAt, CommandKey key, Caller caller)
    {
        var people = closed.Participants.Where(p => p.Role is ParticipantRole.Patient || (p.StaffId is not null && p.StaffId == closed.ClinicianId))
            .Select(p => new InvitedParticipant(new ParticipantId(CommandKeys.Derive(key, caller, $"participant:{p.Role}")), p.Role, p.StaffId, null)).ToImmutableArray();
        return new ScheduleVisit(closed.PatientId, closed.ClinicianId, closed.Kind, startsAt, (int)closed.Planned.TotalMinutes, closed.Zone, closed.Id, people) { CarriedFrom = closed };
    }
}
