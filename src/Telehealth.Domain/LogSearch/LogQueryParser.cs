using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.LogSearch;

/// <summary>What is wrong with a query, and where.</summary>
/// <param name="Start">Where the wrong part begins in the text; 0-based.</param>
/// <param name="Length">At least 1, but where something is missing at the end: 0.</param>
/// <param name="Text">One sentence for people. It repeats no value.</param>
public sealed record LogQueryError(int Start, int Length, string Text);

/// <param name="Query">Null when there are errors.</param>
public sealed record LogQueryReading(LogQuery? Query, ImmutableArray<LogQueryError> Errors);

/// <summary>What relative and local times are read against.</summary>
public sealed record LogQueryClock(Instant Now, DateTimeZone Zone);

/// <summary>
/// Reads the query language of the log.
/// <code>
/// query = { term }                        terms stand apart by blanks; all of them must hold
/// term  = [ "-" ] key ":" value { "," value }
/// value = word | '"' any text but '"' '"'
/// </code>
/// Keys are <see cref="LogKey"/> in any case, and <c>clinician</c> for <c>staff</c>. Several values of one term are alternatives; a <c>-</c> turns
/// the term round. Times are a date, a date and time (both in the clinic's zone, or with an offset or <c>Z</c>), or an age such as <c>30m</c>,
/// <c>12h</c>, <c>7d</c>, <c>4w</c>, and take no <c>-</c>.
/// </summary>
public static class LogQueryParser
{
    public const int MaxLength = 1000;
    public const int MaxTerms = 20;
    public const int MaxValues = 50;

    public static LogQueryReading Parse(string text, LogQueryClock clock)
    {
        if (text.Length > MaxLength) return Wrong(new LogQueryError(MaxLength, text.Length - MaxLength, $"A search has at most {MaxLength} characters."));
        var terms = ImmutableArray.CreateBuilder<LogTerm>();
        var errors = ImmutableArray.CreateBuilder<LogQueryError>();
        foreach (var word in QueryWords.Split(text, errors))
        {
            if (Read(word, clock, errors) is { } term) terms.Add(term);
        }

        if (terms.Count > MaxTerms) errors.Add(new(terms[MaxTerms].Start, text.Length - terms[MaxTerms].Start, $"A search has at most {MaxTerms} terms."));
        if (errors.Count > 0) return Wrong([.. errors]);
        var query = new LogQuery(terms.ToImmutable());
        return query is { After: { } after, Before: { } before } && after >= before
            ? Wrong(ErrorAt(terms.Last(t => t.Key is LogKey.Before or LogKey.After), "'after' must be earlier than 'before'."))
            : new(query, []);
    }

    private static LogTerm? Read(QueryWord word, LogQueryClock clock, ImmutableArray<LogQueryError>.Builder errors)
    {
        if (word.Key is null)
        {
            errors.Add(new(word.Start, word.Length, "Every part of a search is key:value, for example code:PatientAdmitted."));
            return null;
        }

        if (KeyOf(word.Key) is not { } key)
        {
            errors.Add(new(word.KeyStart, word.Key.Length, $"There is no such key. The keys are {string.Join(", ", KeyNames)}."));
            return null;
        }

        if (word.Not && (key is LogKey.Before or LogKey.After))
        {
            errors.Add(new(word.Start, 1, "A bound of time cannot be turned round; use the other one."));
            return null;
        }

        if (word.Values.Length is 0 or > MaxValues)
        {
            errors.Add(new(word.Start + word.Length, 0, word.Values.Length == 0 ? "A value is missing after the colon." : $"A term has at most {MaxValues} values."));
            return null;
        }

        var values = word.Values.Select(v => LogValues.Read(key, v, clock, errors)).ToList();
        if (values.Contains(null)) return null;
        return Consistent(new LogTerm(key, word.Not, [.. values.OfType<LogValue>()], word.Start, word.Length), errors);
    }

    // Ids and kinds of actors are found in different ways.
    private static LogTerm? Consistent(LogTerm term, ImmutableArray<LogQueryError>.Builder errors)
    {
        var people = term.Values.Count(v => v.Id is not null || v.IsName);
        if (people == 0 || people == term.Values.Length) return term;
        errors.Add(ErrorAt(term, "People and kinds of actors cannot stand in one term."));
        return null;
    }

    public static IReadOnlyList<string> KeyNames { get; } =
        ["actor", "patient", "visit", "code", "outcome", "state", "role", "reason", "staff", "clinician", "stream", "after", "before"];

    internal static LogKey? KeyOf(string name) =>
        string.Equals(name, "clinician", StringComparison.OrdinalIgnoreCase) ? LogKey.Staff
        : Enum.TryParse<LogKey>(name, ignoreCase: true, out var key) && !char.IsAsciiDigit(name[0]) && Enum.IsDefined(key) ? key
        : null;

    private static LogQueryError ErrorAt(LogTerm term, string text) => new(term.Start, term.Length, text);

    private static LogQueryReading Wrong(params ReadOnlySpan<LogQueryError> errors) => new(null, [.. errors]);
}
