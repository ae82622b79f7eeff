using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.LogSearch;

/// <summary>What a search may ask for. Their wire names are lower-case.</summary>
public enum LogKey
{
    /// <summary>Who did it: an id, or <c>staff</c>, <c>participant</c>, <c>system</c>, <c>vendor</c>.</summary>
    Actor,

    /// <summary>The visit's id.</summary>
    Visit,

    /// <summary>The patient's id; a name is never asked for.</summary>
    Patient,

    /// <summary>The member of staff whom the record is about: an id. <c>clinician</c> is the same.</summary>
    Staff,

    /// <summary>The record's code; <c>Visit*</c> for all that begin so, <c>licensure.*</c> for a category.</summary>
    Code,

    /// <summary><see cref="RecordOutcome"/>.</summary>
    Outcome,

    /// <summary>Where the patient was: a two-letter state, <c>OUTSIDE</c>, or <c>none</c> where nobody had stated it.</summary>
    State,

    /// <summary>The role in which the actor did it.</summary>
    Role,

    /// <summary>A stable code among the record's reasons.</summary>
    Reason,

    /// <summary>The stream or its kind: <c>visit</c>, <c>clinic</c>, <c>reads</c>, <c>door</c>, or a whole name such as <c>clinic:staff</c>.</summary>
    Stream,

    /// <summary>Earlier than this instant; not it.</summary>
    Before,

    /// <summary>At this instant or later.</summary>
    After,
}

/// <summary>One value of a term.</summary>
/// <param name="Text">As the query's canonical text says it.</param>
/// <param name="Id">Set where the value is an id.</param>
/// <param name="IsName">The value is a name of staff that is still to be looked up.</param>
/// <param name="At">Set for a bound of time.</param>
public sealed record LogValue(string Text, Guid? Id = null, bool IsName = false, Instant? At = null);

/// <summary><c>key:a,b</c> holds where any of its values does; with a <c>-</c> before it, where none does.</summary>
/// <param name="Start">Where the term begins in the text that was read.</param>
/// <param name="Length">How many characters it takes there.</param>
public sealed record LogTerm(LogKey Key, bool Not, ImmutableArray<LogValue> Values, int Start, int Length)
{
    /// <summary>In canonical form, with the staff's names as they were written.</summary>
    public override string ToString() => $"{(Not ? "-" : "")}{Key.ToString().ToLowerInvariant()}:{string.Join(',', Values.Select(v => v.IsName ? $"\"{v.Text}\"" : v.Text))}";
}

/// <summary>A search that was understood: all terms must hold.</summary>
public sealed record LogQuery(ImmutableArray<LogTerm> Terms)
{
    public static LogQuery Everything { get; } = new([]);

    public bool HasNames => Terms.Any(t => t.Values.Any(v => v.IsName));

    /// <summary>At this instant or later; null without a bound.</summary>
    public Instant? After => Bounds(LogKey.After) is [_, ..] all ? all.Max() : null;

    /// <summary>Earlier than this; null without a bound.</summary>
    public Instant? Before => Bounds(LogKey.Before) is [_, ..] all ? all.Min() : null;

    /// <summary>The same search in one spelling; reads back to the same.</summary>
    public override string ToString() => string.Join(' ', Terms);

    /// <summary>What facets have to say to it.</summary>
    public bool Matches(RecordFacets facets) => Terms.All(t => FacetRules.Holds(t, facets));

    /// <summary>Whether one record, of which everything is known, is meant; for the records that no index holds yet.</summary>
    public bool Matches(RecordFacts facts, Instant at) =>
        (After is not { } after || at >= after) && (Before is not { } before || at < before) && Matches(facts.Facets) && Terms.All(t => IdHolds(t, facts));

    /// <summary>The terms that name ids of this kind.</summary>
    public IEnumerable<LogTerm> OfIds(LogKey key) => Terms.Where(t => t.Key == key && t.Values[0].Id is not null);

    private static bool IdHolds(LogTerm term, RecordFacts facts)
    {
        if (term.Values[0].Id is null) return true;
        var id = term.Key switch
        {
            LogKey.Actor => facts.Actor,
            LogKey.Visit => facts.Visit,
            LogKey.Patient => facts.Patient,
            LogKey.Staff => facts.Staff,
            LogKey.Code or LogKey.Outcome or LogKey.State or LogKey.Role or LogKey.Reason or LogKey.Stream or LogKey.Before or LogKey.After =>
                throw new InvalidOperationException($"{term.Key} has no ids"),
        };
        return term.Not != (id is { } known && term.Values.Any(v => v.Id == known));
    }

    private Instant[] Bounds(LogKey key) => [.. Terms.Where(t => t.Key == key).SelectMany(t => t.Values).Select(v => v.At!.Value)];
}
