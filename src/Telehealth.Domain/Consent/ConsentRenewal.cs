using NodaTime;

namespace Telehealth.Domain.Consent;

/// <summary>When one tap is not enough and the whole text is shown again.</summary>
public static class ConsentRenewal
{
    private const int MonthsBetweenReadings = 12;

    /// <summary>The full text is due the first time, when version, state or language changed, and after 12 months (rules.md, Check-in).</summary>
    /// <param name="lastRead">The person's last acceptance of a text shown in full.</param>
    public static bool IsFullTextDue(ConsentAccepted? lastRead, ConsentText text, Instant now) =>
        lastRead is null
        || (lastRead.Version, lastRead.State, lastRead.Language, lastRead.TextHash) != (text.Version, text.State, text.Language, text.Hash)
        || lastRead.At.InUtc().LocalDateTime.PlusMonths(MonthsBetweenReadings) <= now.InUtc().LocalDateTime;
}
