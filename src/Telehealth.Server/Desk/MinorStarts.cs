using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Desk;

/// <summary>
/// Only a minor's own consent may be limited to so many visits. Of such a patient every start is counted, on whatever basis, and moves the patient's
/// fence: of two starts at once the second is decided again with the first in its count.
/// </summary>
internal static class MinorStarts
{
    /// <summary>A visit starts at most so long after its planned start.</summary>
    public static readonly Duration PlannedBefore = Duration.FromDays(3);

    /// <summary>How many days back starts count; null where no limit could concern the patient.</summary>
    public static int? DaysCounted(PatientCard patient, RuleSet rules, Instant now) =>
        patient.BirthDate is { } birth && MinorConsent.AgeOn(birth, now.InUtc().Date.PlusDays(-1)) < MinorConsent.Majority
            ? rules.Minors.Max(m => m.Limit?.WithinDays)
            : null;
}
