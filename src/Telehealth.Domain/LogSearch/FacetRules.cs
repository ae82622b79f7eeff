namespace Telehealth.Domain.LogSearch;

/// <summary>Whether facets are what a term asks for. Terms about ids and times hold for all facets.</summary>
internal static class FacetRules
{
    public static bool Holds(LogTerm term, RecordFacets facets)
    {
        if (term.Values[0].Id is not null || term.Key is LogKey.Before or LogKey.After) return true;
        return term.Not != term.Values.Any(v => Is(term.Key, v.Text, facets));
    }

    private static bool Is(LogKey key, string value, RecordFacets facets) => key switch
    {
        LogKey.Actor => value == ActorWord(facets.ActorKind),
        LogKey.Code => CodeIs(value, facets.Code),
        LogKey.Outcome => Same(value, facets.Outcome.ToString()),
        LogKey.State => facets.State is { } state ? Same(value, state) : value == "none",
        LogKey.Role => facets.Role is { } role && role.Split('+').Any(r => Same(r, value)),
        LogKey.Reason => facets.Reasons.Length > 0 && facets.Reasons.Split(',').Any(r => Same(r, value)),
        LogKey.Stream => Same(value, facets.Area) || facets.Area.StartsWith($"{value}:", StringComparison.OrdinalIgnoreCase),
        LogKey.Visit or LogKey.Patient or LogKey.Staff or LogKey.Before or LogKey.After => true,
    };

    internal static string ActorWord(ActorKind kind) => kind switch
    {
        ActorKind.Staff => "staff",
        ActorKind.Participant => "participant",
        ActorKind.System => "system",
        ActorKind.VideoProvider => "vendor",
    };

    private static bool CodeIs(string value, string code) =>
        value.EndsWith(".*", StringComparison.Ordinal) ? Same(value[..^2], RecordCategories.Of(code).ToString())
        : value.EndsWith('*') ? code.StartsWith(value[..^1], StringComparison.OrdinalIgnoreCase)
        : Same(value, code);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
