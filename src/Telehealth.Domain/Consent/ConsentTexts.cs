using System.Collections.Frozen;
using System.Collections.Immutable;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Consent;

/// <summary>
/// Every consent text of the clinic. What ships is sample text (its version says so): a clinic has it reviewed by its own counsel and adds its
/// own edition before it sees patients.
/// </summary>
public sealed class ConsentTexts
{
    /// <summary>Asks for whichever edition is shown now; recorded as that edition's id.</summary>
    public const string Current = "current";

    /// <summary>The language that every edition is in.</summary>
    public const string Fallback = "en";

    private readonly FrozenDictionary<(string Version, string Language, string? State), ConsentText> all;

    /// <param name="editions">In the order in which they were put in force; the last is the one shown. At least one, each in English.</param>
    public ConsentTexts(ImmutableArray<ConsentEdition> editions)
    {
        Editions = editions;
        Languages = [.. editions[^1].Languages.Keys.Order(StringComparer.Ordinal)];
        all = editions.SelectMany(TextsOf).ToFrozenDictionary(text => (text.Version, text.Language, text.State));
    }

    public ImmutableArray<ConsentEdition> Editions { get; }

    /// <summary>BCP 47 codes of the languages that the current edition is in.</summary>
    public ImmutableArray<string> Languages { get; }

    /// <summary>The text for a person in a place: of an edition by its id, or of the <see cref="Current"/> one.</summary>
    /// <param name="language">BCP 47; <c>es-MX</c> finds Spanish, and a language without a text finds English.</param>
    /// <param name="state">USPS code; null, or anything that is no state, finds the general text.</param>
    /// <returns>Null when there is no such edition.</returns>
    public ConsentText? Find(string version, string language, string? state)
    {
        var id = version == Current ? Editions[^1].Version : version;
        var place = StateZones.Of(state).IsEmpty ? null : state;
        return all.GetValueOrDefault((id, Primary(language), place)) ?? all.GetValueOrDefault((id, Fallback, place));
    }

    /// <summary>Every text of one edition, the general one of each language first.</summary>
    public static IEnumerable<ConsentText> TextsOf(ConsentEdition edition) =>
        from wording in edition.Languages.OrderBy(w => w.Key, StringComparer.Ordinal)
        from state in StateZones.States.Prepend(null)
        select new ConsentText(edition.Version, wording.Key, state, wording.Value.Title, Paragraphs(wording.Value, state));

    private static string Primary(string language) => language.Split('-', 2)[0].ToLowerInvariant();

    private static ImmutableArray<string> Paragraphs(ConsentWording wording, string? state) =>
        state is not null && wording.States.TryGetValue(state, out var more) ? wording.Paragraphs.Add(more) : wording.Paragraphs;
}
