using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using VisitOutcome = Telehealth.Server.Desk.VisitOutcome;

namespace Telehealth.Server.Doors.Calls;

/// <summary>The line that every command takes from the hub: membership, repeatability, the desk, and back to an answer.</summary>
internal sealed class VisitCommands(IVisitDesk desk, VisitDoor door)
{
    /// <param name="make">The command, from the visit as last committed.</param>
    public async Task<VersionAnswer> RunAsync<TRequest>(Visitor visitor, TRequest request, Func<Visit, VisitCommand> make, CancellationToken cancellation, bool anyClinician = false)
        where TRequest : CommandBody
    {
        var (outcome, refusal) = await ExecuteAsync(visitor, request, make, cancellation, anyClinician);
        return new VersionAnswer { Version = outcome?.Version, Refusal = refusal };
    }

    /// <summary>The outcome where the desk was reached, and the refusal where the answer is no.</summary>
    public async Task<(VisitOutcome? Outcome, RefusalView? Refusal)> ExecuteAsync<TRequest>(
        Visitor visitor, TRequest request, Func<Visit, VisitCommand> make, CancellationToken cancellation, bool anyClinician = false) where TRequest : CommandBody
    {
        if (request.CommandId is null) return (null, RefusalView.Of(RefusalCode.Invalid, "commandId is needed."));
        if (await door.EnterAsync(visitor, request.VisitId, cancellation, anyClinician) is not { } entered) return (null, RefusalView.Of(RefusalCode.NotFound));
        var outcome = await desk.ExecuteAsync(new VisitRequest(request.VisitId, make(entered.Visit.Visit), visitor.Actor, CommandKeys.OfCall(request), request.ExpectedVersion), cancellation);
        return (outcome, outcome.Refusal is { } no ? RefusalView.Of(no) : null);
    }
}
