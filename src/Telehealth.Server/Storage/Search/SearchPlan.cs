using Telehealth.Domain.LogSearch;

namespace Telehealth.Server.Storage.Search;

/// <summary>A place in the log's order: time, then arrival. What a page ends at.</summary>
/// <param name="At">Microseconds.</param>
internal readonly record struct SearchPlace(long At, long RecordId)
{
    public static SearchPlace Newest { get; } = new(long.MaxValue, long.MaxValue);

    public bool IsBefore(SearchPlace other) => At < other.At || (At == other.At && RecordId < other.RecordId);
}

/// <summary>Microseconds; <paramref name="To"/> is not in it.</summary>
internal readonly record struct SearchWindow(long From, long To)
{
    public bool Holds(long at) => at >= From && at < To;
}

/// <summary>What an id must, or must not, be.</summary>
internal sealed record IdRule(string Column, bool Not, Guid[] Ids);

/// <summary>How a query is answered from the index.</summary>
/// <param name="Facets">Numbers of the facets that it may have; null for all.</param>
/// <param name="Driver">The ids along whose index it goes; null where it goes along facets or time.</param>
/// <param name="Others">What is looked at row by row.</param>
internal sealed record SearchPlan(int[]? Facets, IdRule? Driver, IReadOnlyList<IdRule> Others)
{
    private static readonly (LogKey Key, string Column)[] Columns =
        [(LogKey.Visit, "visit_id"), (LogKey.Patient, "patient_id"), (LogKey.Staff, "staff_id"), (LogKey.Actor, "actor_id")];

    /// <summary>Null when nothing in the index can match.</summary>
    public static SearchPlan? Of(LogQuery query, IReadOnlyList<RecordFacets> book)
    {
        var facets = new List<int>();
        for (var i = 0; i < book.Count; i++)
        {
            if (query.Matches(book[i])) facets.Add(i + 1);
        }

        if (facets.Count == 0) return null;
        var rules = Columns.SelectMany(c => RulesOf(query, c.Key, c.Column)).ToList();
        if (rules.Any(r => !r.Not && r.Ids.Length == 0)) return null;
        // A visit has few records, a patient some, a member of staff many.
        var driver = rules.FirstOrDefault(r => !r.Not);
        return new(facets.Count == book.Count ? null : [.. facets], driver, [.. rules.Where(r => r != driver)]);
    }

    // Several positive terms of one key must all hold: what remains is what they share.
    private static IEnumerable<IdRule> RulesOf(LogQuery query, LogKey key, string column)
    {
        var terms = query.OfIds(key).ToList();
        var positive = terms.Where(t => !t.Not).Select(IdsOf).ToList();
        if (positive.Count > 0) yield return new(column, false, [.. positive.Aggregate((one, other) => one.Intersect(other)).Distinct()]);
        foreach (var term in terms.Where(t => t.Not)) yield return new(column, true, [.. IdsOf(term)]);
    }

    private static IEnumerable<Guid> IdsOf(LogTerm term) => term.Values.Select(v => v.Id!.Value);
}
