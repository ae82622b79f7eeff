using System.Collections.Frozen;
using System.Collections.Immutable;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Consent;

/// <summary>
/// Every consent text that was ever shown. What ships is sample text (its version says so): a clinic has it reviewed by its own counsel
/// and adds its own edition before it sees patients.
/// </summary>
public static class ConsentTexts
{
    /// <summary>Asks for whichever edition is shown now; recorded as that edition's id.</summary>
    public const string Current = "current";

    private const string Fallback = "en";

    // The last is the one shown.
    private static readonly ImmutableArray<ConsentEdition> Editions = [SampleEdition.November2026];

    private static readonly FrozenDictionary<(string Version, string Language, string? State), ConsentText> All =
        Editions.SelectMany(Texts).ToFrozenDictionary(text => (text.Version, text.Language, text.State));

    /// <summary>BCP 47 codes of the languages that the current edition is in.</summary>
    public static ImmutableArray<string> Languages { get; } = [.. Editions[^1].Languages.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The text for a person in a place: of an edition by its id, or of the <see cref="Current"/> one.</summary>
    /// <param name="language">BCP 47; <c>es-MX</c> finds Spanish, and a language without a text finds English.</param>
    /// <param name="state">USPS code; null, or anything that is no state, finds the general text.</param>
    /// <returns>Null when there is no such edition.</returns>
    public static ConsentText? Find(string version, string language, string? state)
    {
        var id = version == Current ? Editions[^1].Version : version;
        var place = StateZones.Of(state).IsEmpty ? null : state;
        return All.GetValueOrDefault((id, Primary(language), place)) ?? All.GetValueOrDefault((id, Fallback, place));
    }

    private static string Primary(string language) => language.Split('-', 2)[0].ToLowerInvariant();

    private static IEnumerable<ConsentText> Texts(ConsentEdition edition) =>
        from wording in edition.Languages
        from state in StateZones.States.Prepend(null)
        select new ConsentText(edition.Version, wording.Key, state, wording.Value.Title, Paragraphs(wording.Value, state));

    private static ImmutableArray<string> Paragraphs(ConsentWording wording, string? state) =>
        state is not null && wording.States.TryGetValue(state, out var more) ? wording.Paragraphs.Add(more) : wording.Paragraphs;
}
