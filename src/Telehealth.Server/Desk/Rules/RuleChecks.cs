using System.Collections.Immutable;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Desk.Rules;

/// <summary>What no file can say alone.</summary>
internal static class RuleChecks
{
    public static void Check(RuleDraft draft, ImmutableArray<RuleFile> files)
    {
        if (draft.Served.Count == 0) draft.Problems.Add(new(RuleFiles.ServedStates, "", "no state is served"));
        foreach (var state in draft.Served) CheckServed(draft, state);
        CheckWords(draft);
        CheckShown(draft, files);
    }

    private static void CheckServed(RuleDraft draft, string state)
    {
        if (!draft.Paths.Any(p => p.State == state && p.Kind is AuthorityKind.FullLicense))
            draft.Problems.Add(new(RuleFiles.Paths, "", $"{state} is served and has no path for its own full licence"));
        if (!draft.Minors.Any(m => m.State == state && m.Basis is MinorBasis.GuardianConsented))
            draft.Problems.Add(new(RuleFiles.Minors, "", $"{state} is served and has no row for a guardian's consent"));
    }

    /// <summary>A state that asks for words of its own has them, in every language of the edition that is shown.</summary>
    private static void CheckWords(RuleDraft draft)
    {
        var shown = draft.Editions[^1];
        foreach (var state in draft.Consents.Where(c => c.OwnWords).Select(c => c.State).Distinct())
        {
            foreach (var (language, wording) in shown.Languages.OrderBy(l => l.Key, StringComparer.Ordinal))
            {
                if (!wording.States.ContainsKey(state)) draft.Problems.Add(new(RuleFiles.ConsentTexts, $"{shown.Version}/{language}", $"there is no paragraph for {state}, whose rules ask for one"));
            }
        }
    }

    /// <summary>An edition that ships with the program may have been shown: under its name stands what it said, or nothing.</summary>
    private static void CheckShown(RuleDraft draft, ImmutableArray<RuleFile> files)
    {
        if (files.First(f => f.Name == RuleFiles.ConsentTexts).Origin == RuleFiles.BuiltIn) return;
        foreach (var builtIn in BuiltInEditions)
        {
            if (draft.Editions.Find(e => e.Version == builtIn.Version) is not { } own) continue;
            foreach (var language in builtIn.Languages.Keys.Where(l => own.Languages.ContainsKey(l)).Order(StringComparer.Ordinal))
            {
                if (ConsentFingerprint.Of(own, language) != ConsentFingerprint.Of(builtIn, language))
                    draft.Problems.Add(new(RuleFiles.ConsentTexts, $"{own.Version}/{language}", "this edition is not what it was; a change of words is a new edition"));
            }
        }
    }

    private static ImmutableArray<ConsentEdition> BuiltInEditions { get; } = Editions();

    private static ImmutableArray<ConsentEdition> Editions()
    {
        var draft = new RuleDraft(NodaTime.LocalDate.MaxIsoValue, []);
        using var document = RuleJson.Parse(RuleFiles.ReadBuiltIn(RuleFiles.ConsentTexts));
        ConsentTextRows.Take(draft, RuleFiles.ConsentTexts, new(RuleFiles.ConsentTexts, "", document.RootElement, draft.Problems));
        return [.. draft.Editions];
    }
}
