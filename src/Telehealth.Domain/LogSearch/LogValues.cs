using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Telehealth.Domain.LogSearch;

/// <summary>Reads one value of a term, as its key wants it.</summary>
internal static class LogValues
{
    private const int LongestName = 100;
    private static readonly ImmutableArray<string> ActorWords = [.. Enum.GetValues<ActorKind>().Select(FacetRules.ActorWord)];

    /// <summary>Null when it is wrong; what is wrong is added to <paramref name="errors"/>.</summary>
    public static LogValue? Read(LogKey key, QueryValue value, LogQueryClock clock, ImmutableArray<LogQueryError>.Builder errors)
    {
        var (read, rule) = key switch
        {
            LogKey.Visit => (Id(value.Text), "A visit's id is wanted here."),
            LogKey.Patient => (Id(value.Text), "Write two letters of the patient's name and choose them from the suggestions, which puts their id here."),
            LogKey.Actor => (Id(value.Text) ?? Known(value, ActorWords) ?? Name(value), $"An id, the name of a member of staff in quotation marks, or one of {string.Join(", ", ActorWords)} is wanted here."),
            LogKey.Staff => (Id(value.Text) ?? Name(value), "An id, or the name of a member of staff in quotation marks, is wanted here."),
            LogKey.Outcome => (Known(value, Names<RecordOutcome>()), $"The outcomes are {string.Join(", ", Names<RecordOutcome>())}."),
            LogKey.State => (State(value.Text), "A state is two letters, OUTSIDE, or none."),
            LogKey.Code => (Code(value.Text), $"A code is letters; it may end in * for all that begin so, or be a category such as licensure.* ({string.Join(", ", Names<RecordCategory>())})."),
            LogKey.Role => (Word(value.Text, char.IsAsciiLetter), "A role is letters, such as FrontDesk."),
            LogKey.Reason => (Word(value.Text.ToUpperInvariant(), c => char.IsAsciiLetterOrDigit(c) || c == '_'), "A reason is a code such as LICENSURE_DENIED."),
            LogKey.Stream => (Word(value.Text.ToLowerInvariant(), c => char.IsAsciiLetterLower(c) || c is ':' or '-'), "A stream is visit, clinic, reads, door, or a whole name such as clinic:staff."),
            LogKey.Before or LogKey.After => (Time(value.Text, clock), "A time is 2026-11-01, 2026-11-01T08:30, 2026-11-01T08:30:00Z, or an age such as 30m, 12h, 7d, 4w."),
        };
        if (read is null) errors.Add(new(value.Start, value.Length, rule));
        return read;
    }

    public static ImmutableArray<string> Names<TEnum>() where TEnum : struct, Enum => [.. Enum.GetNames<TEnum>().Select(n => n.ToLowerInvariant())];

    private static LogValue? Id(string text) =>
        Guid.TryParseExact(text, "D", out var id) ? new LogValue(id.ToString("D", CultureInfo.InvariantCulture), id) : null;

    private static LogValue? Name(QueryValue value) =>
        value.Quoted && value.Text.Trim() is { Length: > 0 and <= LongestName } name && !name.Any(char.IsControl) ? new LogValue(name, IsName: true) : null;

    private static LogValue? Known(QueryValue value, ImmutableArray<string> words) =>
        !value.Quoted && words.Contains(value.Text.ToLowerInvariant()) ? new LogValue(value.Text.ToLowerInvariant()) : null;

    private static LogValue? Word(string text, Func<char, bool> allowed) => text.Length is > 0 and <= 80 && text.All(allowed) ? new LogValue(text) : null;

    private static LogValue? State(string text) => text.ToUpperInvariant() switch
    {
        "NONE" => new LogValue("none"),
        RecordFactsReader.Outside => new LogValue(RecordFactsReader.Outside),
        { Length: 2 } state when state.All(char.IsAsciiLetter) => new LogValue(state),
        _ => null,
    };

    private static LogValue? Code(string text)
    {
        if (text.EndsWith(".*", StringComparison.Ordinal)) return Names<RecordCategory>().Contains(text[..^2].ToLowerInvariant()) ? new LogValue(text.ToLowerInvariant()) : null;
        var word = text.EndsWith('*') ? text[..^1] : text;
        return Word(word, char.IsAsciiLetterOrDigit) is null ? null : new LogValue(text);
    }

    private static LogValue? Time(string text, LogQueryClock clock)
    {
        Instant? at = Age(text) is { } age ? clock.Now - age
            : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } ? clock.Zone.AtStartOfDay(date).ToInstant()
            : Local(text) is { } local ? local.InZoneLeniently(clock.Zone).ToInstant()
            : Offset(text);
        return at is { } instant ? new LogValue(text, At: instant) : null;
    }

    private static Duration? Age(string text)
    {
        if (text.Length is < 2 or > 6 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is 0 or > 99_999) return null;
        return text[^1] switch
        {
            'm' => Duration.FromMinutes(count),
            'h' => Duration.FromHours(count),
            'd' => count <= 40_000 ? Duration.FromDays(count) : null,
            'w' => count <= 5_000 ? Duration.FromDays(7L * count) : null,
            _ => null,
        };
    }

    private static LocalDateTime? Local(string text) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text) is { Success: true, Value: var minute } ? minute
        : LocalDateTimePattern.ExtendedIso.Parse(text) is { Success: true, Value: var second } ? second
        : null;

    private static Instant? Offset(string text) =>
        OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true, Value: var value } ? value.ToInstant() : null;
}
