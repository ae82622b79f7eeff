using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Desk.Rules;

/// <summary>The editions of the consent text, one row for each language of each.</summary>
internal static class ConsentTextRows
{
    private const int LongestVersion = 64, LongestParagraph = 4000;

    public static void Take(RuleDraft draft, string file, RowReader top)
    {
        foreach (var row in top.Rows("editions", RowReader.By("version")))
        {
            var version = row.Text("version");
            if (version.Length > LongestVersion || version == ConsentTexts.Current) row.Wrong($"version is longer than {LongestVersion} characters, or is '{ConsentTexts.Current}'");
            if (draft.Editions.Any(e => e.Version == version)) row.Wrong("there is another edition of this name");
            var from = draft.ProvenanceOf(row);
            if (from.Confidence is RuleConfidence.Unconfirmed) row.Wrong("a text that is shown to people is never Unconfirmed");
            var languages = LanguagesOf(draft, file, row, from);
            if (!languages.ContainsKey(ConsentTexts.Fallback)) row.Wrong($"there is no text in '{ConsentTexts.Fallback}'");
            row.End();
            draft.Editions.Add(new(version, languages.ToFrozenDictionary(StringComparer.Ordinal)));
        }

        if (draft.Editions.Count == 0) top.Wrong("editions: there is none");
    }

    private static Dictionary<string, ConsentWording> LanguagesOf(RuleDraft draft, string file, RowReader edition, RuleProvenance from)
    {
        var languages = new Dictionary<string, ConsentWording>(StringComparer.Ordinal);
        if (edition.Object("languages") is not { } all)
        {
            edition.Wrong("languages is missing");
            return languages;
        }

        foreach (var name in all.Json.EnumerateObject().Select(m => m.Name).ToList())
        {
            if (name is not ([>= 'a' and <= 'z', >= 'a' and <= 'z'] or [>= 'a' and <= 'z', >= 'a' and <= 'z', >= 'a' and <= 'z'])) all.Wrong($"languages: '{name}' is no language code");
            if (all.Object(name) is not { } wording) continue;
            languages[name] = WordingOf(wording, name);
            wording.End();
            draft.Add(file, wording, $"{edition.Row}/{name}", null, $"Consent text in {name}", from);
        }

        return languages;
    }

    private static ConsentWording WordingOf(RowReader r, string language)
    {
        var states = new Dictionary<string, string>(StringComparer.Ordinal);
        if (r.Object("states") is { } own)
        {
            foreach (var state in own.Json.EnumerateObject())
            {
                if (!StateZones.States.Contains(state.Name)) r.Wrong($"{language}: states: '{state.Name}' is no USPS code");
                states[state.Name] = Paragraph(r, state.Value, language);
            }
        }

        return new(r.Text("title"), ParagraphsOf(r, language), states.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static ImmutableArray<string> ParagraphsOf(RowReader r, string language)
    {
        if (r.Has("paragraphs") && r.Json.GetProperty("paragraphs") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0)
            return [.. list.EnumerateArray().Select(p => Paragraph(r, p, language))];
        r.Wrong($"{language}: paragraphs is missing, or no list with something in it");
        return [];
    }

    private static string Paragraph(RowReader r, JsonElement value, string language)
    {
        if (value.ValueKind is JsonValueKind.String && value.GetString() is { Length: <= LongestParagraph } text && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl)) return text;
        r.Wrong($"{language}: a paragraph is no text of 1 to {LongestParagraph} characters in one line");
        return "";
    }
}
