using NodaTime;

namespace Telehealth.Domain.LogSearch;

/// <summary>The time that a search looks at.</summary>
/// <param name="From">At this instant or later.</param>
/// <param name="To">Earlier than this; null for no end.</param>
public sealed record LogWindow(Instant From, Instant? To)
{
    /// <summary>Before anything was written.</summary>
    public static Instant Beginning { get; } = Instant.FromUtc(2000, 1, 1, 0, 0);

    /// <summary>As the search says; where it names no beginning, so many days back, but for one visit or patient, whose few records are all looked at.</summary>
    public static LogWindow Of(LogQuery query, Instant now, Duration back)
    {
        var end = query.Before is { } before && before < now ? before : now;
        var narrow = query.OfIds(LogKey.Visit).Any(t => !t.Not) || query.OfIds(LogKey.Patient).Any(t => !t.Not);
        return new(query.After ?? (narrow ? Beginning : end - back), query.Before);
    }
}
