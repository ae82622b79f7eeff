using Telehealth.Domain.CheckIn;

namespace Telehealth.Domain.Visits;

/// <summary>Concerns may be raised by anybody in the visit, in any phase, Closed included: somebody's safety outlives the visit.</summary>
internal static class SafetyRules
{
    public static VisitDecision Decide(Turn turn, RaiseSafetyConcern command) =>
        turn.Visit.SafetyConcerns.Any(c => c.Id == command.ConcernId) ? VisitDecision.Nothing : Answer.Of(new SafetyConcernRaised(command.ConcernId));

    public static VisitDecision Decide(Turn turn, AcknowledgeSafetyConcern command) => Find(turn, command.ConcernId) switch
    {
        null => Answer.No(RefusalCode.Invalid, "No such concern."),
        { AcknowledgedAt: null } => Answer.Of(new SafetyConcernAcknowledged(command.ConcernId, turn.Actor.Staff!.Value)),
        _ => VisitDecision.Nothing,
    };

    public static VisitDecision Decide(Turn turn, ResolveSafetyConcern command)
    {
        if (!Shape.Known(command.Outcome)) return Answer.No(RefusalCode.Invalid);
        return Find(turn, command.ConcernId) switch
        {
            null => Answer.No(RefusalCode.Invalid, "No such concern."),
            { ResolvedAt: null } => Answer.Of(new SafetyConcernResolved(command.ConcernId, turn.Actor.Staff!.Value, command.Outcome)),
            _ => VisitDecision.Nothing,
        };
    }

    private static SafetyConcern? Find(Turn turn, ConcernId id) => turn.Visit.SafetyConcerns.FirstOrDefault(c => c.Id == id);
}
