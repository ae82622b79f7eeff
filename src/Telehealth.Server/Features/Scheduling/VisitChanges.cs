using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;
using VisitOutcome = Telehealth.Server.Desk.VisitOutcome;

namespace Telehealth.Server.Features.Scheduling;

/// <summary>What every change to a visit may carry.</summary>
internal abstract record VisitChange
{
    /// <summary>Makes the call repeatable; <c>Idempotency-Key</c> does the same.</summary>
    public CommandId? CommandId { get; init; }

    /// <summary>The version that the caller saw.</summary>
    public long? ExpectedVersion { get; init; }
}

internal sealed record VisitVersion(long Version);

/// <summary>The line that each REST command on a visit takes: may the caller know of it, then the desk.</summary>
internal sealed class VisitChanges(VisitDoor door, IVisitDesk desk)
{
    public async Task<Answer<VisitVersion>> RunAsync<T>(HttpContext http, VisitId id, T request, VisitCommand command, CancellationToken cancellation)
        where T : VisitChange
    {
        var (outcome, refusal) = await ExecuteAsync(http, id, request, _ => command, cancellation);
        return refusal is { } no ? no : new VisitVersion(outcome!.Version);
    }

    public async Task<(VisitOutcome? Outcome, Refusal? Refusal)> ExecuteAsync<T>(
        HttpContext http, VisitId id, T request, Func<LoadedVisit, VisitCommand> make, CancellationToken cancellation) where T : VisitChange
    {
        var caller = http.User.ToCaller();
        if (await door.FindAsync(caller, id, cancellation) is not { } loaded) return (null, new Refusal(RefusalCode.NotFound));
        var key = CommandKeys.Of(http.Request, request.CommandId, request);
        var outcome = await desk.ExecuteAsync(new VisitRequest(id, make(loaded), caller.Actor, key, request.ExpectedVersion), cancellation);
        return (outcome, outcome.Refusal);
    }
}
