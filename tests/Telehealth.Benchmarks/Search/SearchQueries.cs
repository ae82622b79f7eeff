using System.Collections.Immutable;
using Telehealth.Domain.LogSearch;

namespace Telehealth.Benchmarks.Search;

/// <summary>Searches as people put them together: every combination of keys, with values that fit each other, and with values that do not.</summary>
internal sealed class SearchQueries(IReadOnlyList<IndexRow> sample, IReadOnlyList<RecordFacets> book, int seed)
{
    public static IReadOnlyList<string> Keys { get; } = ["actor", "visit", "patient", "staff", "code", "outcome", "state", "role", "reason", "stream"];

    private readonly Random _random = new(seed);

    /// <summary>One search for this choice of keys (0 absent, 1 wanted, 2 not wanted); all values from one row, or each from another.</summary>
    public string Of(IReadOnlyList<int> choice, bool fitting)
    {
        var row = Any();
        var terms = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < Keys.Count; i++)
        {
            if (choice[i] == 0) continue;
            terms.Add($"{(choice[i] == 2 ? "-" : "")}{Keys[i]}:{ValueFor(Keys[i], fitting ? row : Any())}");
        }

        return string.Join(' ', terms);
    }

    private string ValueFor(string key, IndexRow row)
    {
        var facets = book[row.Facet - 1];
        return key switch
        {
            "actor" => (row.Actor ?? Has(r => r.Actor).Actor)!.Value.ToString("D"),
            "visit" => (row.Visit ?? Has(r => r.Visit).Visit)!.Value.ToString("D"),
            "patient" => (row.Patient ?? Has(r => r.Patient).Patient)!.Value.ToString("D"),
            "staff" => (row.Staff ?? Has(r => r.Staff).Staff)!.Value.ToString("D"),
            "code" => _random.Next(4) == 0 ? $"{RecordCategories.Of(facets.Code).ToString().ToLowerInvariant()}.*" : facets.Code,
            "outcome" => facets.Outcome.ToString(),
            "state" => facets.State ?? "none",
            "role" => facets.Role?.Split('+')[0] ?? "Auditor",
            "reason" => facets.Reasons.Length > 0 ? facets.Reasons.Split(',')[^1] : "STATE_NOT_SERVED",
            _ => facets.Area,
        };
    }

    private IndexRow Any() => sample[_random.Next(sample.Count)];

    private IndexRow Has(Func<IndexRow, Guid?> id)
    {
        while (true)
        {
            if (Any() is var row && id(row) is not null) return row;
        }
    }
}
