using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Telehealth.Domain.CheckIn;

namespace Telehealth.Server.Live;

/// <summary>What the hash that a page reported says about what stood there.</summary>
internal enum ShownText
{
    /// <summary>The very words that this server knows for these reasons, this language and the patient's place.</summary>
    Matches,

    /// <summary>Other words: the place was stated anew meanwhile, or the page did not show what it was made to.</summary>
    Differs,

    /// <summary>A page of another version, or a place whose name this server does not know.</summary>
    Unknown,
}

/// <summary>The words that the patient pages have for each reason, out of the very file that the pages are built from.</summary>
internal sealed class ShownTexts
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private readonly Catalogue texts = Read<Catalogue>("web/refusal-texts.json");
    private readonly FrozenDictionary<string, string> states = Read<Dictionary<string, string>>("web/us-states.json").ToFrozenDictionary(StringComparer.Ordinal);

    public string Version => texts.Version;

    public ShownText Compare(IReadOnlyList<string> codes, string language, string version, string hash, LocationAttestation? place)
    {
        if (version != Version || TextOf(codes, language, place) is not { } text) return ShownText.Unknown;
        return HashOf(text) == hash ? ShownText.Matches : ShownText.Differs;
    }

    /// <summary>The words as the page puts them together (reasonWords and shownText in src/web); null where they name a place that has no name here.</summary>
    internal string? TextOf(IReadOnlyList<string> codes, string language, LocationAttestation? place)
    {
        var all = codes.Select(c => texts.Topics.GetValueOrDefault(c) ?? Other).Distinct().ToList();
        if (all.Contains("unserved") || all.Contains("outside")) all.RemoveAll(texts.OfClinician.Contains);
        if (all.Count == 0) all.Add(Other);
        var text = string.Join("\n\n", all.Select(topic => texts.Texts[language][topic]).SelectMany(w => new[] { w.What, w.Next }));
        if (!text.Contains(Place, StringComparison.Ordinal)) return text.Normalize(NormalizationForm.FormC);
        return place is { Country: "US", State: { } state } && states.TryGetValue(state, out var name) ? text.Replace(Place, name, StringComparison.Ordinal).Normalize(NormalizationForm.FormC) : null;
    }

    internal static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private const string Other = "other";
    private const string Place = "{place}";

    private static T Read<T>(string name)
    {
        using var stream = typeof(ShownTexts).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<T>(stream, Web)!;
    }

    private sealed record Catalogue(
        string Version, IReadOnlyList<string> OfClinician, IReadOnlyDictionary<string, string?> Topics, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Words>> Texts);

    private sealed record Words(string What, string Next);
}
