using NodaTime;

namespace Telehealth.Domain.Visits;

/// <summary>The one entry to the law of a visit: state, command, actor, facts and instant in; entries or a refusal out.</summary>
public static class VisitRules
{
    public static VisitDecision Decide(Visit visit, VisitCommand command, Actor actor, VisitFacts facts, Instant now) => throw new NotSupportedException();
}
