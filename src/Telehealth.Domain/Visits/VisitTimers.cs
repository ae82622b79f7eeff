using NodaTime;

namespace Telehealth.Domain.Visits;

/// <summary>When a rule of time has to be looked at next. No timer lives in memory alone: the visit's row says it.</summary>
public static class VisitTimers
{
    /// <summary>The earliest instant at which something falls due as the visit stands; null when nothing will.</summary>
    public static Instant? NextDue(Visit visit, VisitPolicy policy) => visit.Patient is null ? null : RulesOfTime.All.Min(rule => rule.Due(visit, policy));

    /// <summary>The same for a row just written: what is due already but kept back by who is connected is looked at again a little later.</summary>
    public static Instant? NextLook(Visit visit, VisitPolicy policy, Instant now) => visit.Patient is null ? null
        : RulesOfTime.All.Min(rule => rule.Due(visit, policy) is { } due ? due > now ? due : now + policy.LookAgainAfter : (Instant?)null);
}
