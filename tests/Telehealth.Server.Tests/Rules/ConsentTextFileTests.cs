using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Licensure;
using Telehealth.Server.Desk.Rules;

namespace Telehealth.Server.Tests.Rules;

public sealed class ConsentTextFileTests
{
    private static readonly ConsentTexts Texts = RuleSetReader.Read(null, RuleFolder.Today).Rules!.Texts;

    /// <summary>Records cite these hashes: a change of words is a new edition, never an edit.</summary>
    [Theory]
    [InlineData("en", "574c60f918e08b72")]
    [InlineData("es", "b1924f0e4ff8ccce")]
    public void An_edition_that_was_shown_is_never_edited(string language, string hash)
    {
        var all = string.Join('\n', StateZones.States.Prepend(null).Select(state => Texts.Find("sample-2026-11", language, state)!.Hash));

        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..16]);
    }

    [Fact]
    public void Every_language_says_as_much()
    {
        Assert.Equal(["en", "es"], Texts.Languages.AsEnumerable());
        Assert.All(StateZones.States, state => Assert.Equal(
            Texts.Find(ConsentTexts.Current, "en", state)!.Paragraphs.Length, Texts.Find(ConsentTexts.Current, "es", state)!.Paragraphs.Length));
    }

    [Fact]
    public void A_clinic_adds_an_edition_and_keeps_those_before()
    {
        using var folder = new RuleFolder().With(RuleFiles.ConsentTexts, json =>
        {
            var next = json["editions"]![0]!.DeepClone().AsObject();
            next["version"] = "clinic-1";
            next["languages"]!["en"]!["title"] = "Our own words";
            json["editions"]!.AsArray().Add(next);
        });
        var texts = folder.Read().Rules!.Texts;
        Assert.Equal(("clinic-1", "Our own words"), (texts.Find(ConsentTexts.Current, "en", "UT")!.Version, texts.Find(ConsentTexts.Current, "en", "UT")!.Title));
        Assert.Equal(Texts.Find("sample-2026-11", "en", "UT")!.Hash, texts.Find("sample-2026-11", "en", "UT")!.Hash);
    }

    public static TheoryData<string, string> Edits { get; } = new()
    {
        { "title", "this edition is not what it was" }, { "state", "this edition is not what it was" }, { "control", "en: a paragraph is no text" },
        { "english", "there is no text in 'en'" }, { "current", "version is longer than 64 characters, or is 'current'" }, { "paragraphs", "es: paragraphs is missing" },
        { "twice", "there is another edition of this name" }, { "unconfirmed", "a text that is shown to people is never Unconfirmed" }, { "code", "en: states: 'ZZ' is no USPS code" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void A_change_under_an_old_name_and_every_other_mistake_is_told(string edit, string said)
    {
        using var folder = new RuleFolder().With(RuleFiles.ConsentTexts, json =>
        {
            var edition = json["editions"]![0]!.AsObject();
            var languages = edition["languages"]!.AsObject();
            switch (edit)
            {
                case "title": languages["en"]!["title"] = "Another title"; break;
                case "state": languages["es"]!["states"]!["UT"] = "Otra cosa."; break;
                case "control": languages["en"]!["paragraphs"]![0] = "two\nlines"; break;
                case "english": languages.Remove("en"); break;
                case "current": edition["version"] = "current"; break;
                case "paragraphs": languages["es"]!.AsObject().Remove("paragraphs"); break;
                case "twice": json["editions"]!.AsArray().Add(edition.DeepClone()); break;
                case "unconfirmed": edition["confidence"] = "Unconfirmed"; break;
                case "code": languages["en"]!["states"]!["ZZ"] = "Nowhere."; break;
            }
        });
        Assert.Contains(folder.Read().Problems, p => p.File == RuleFiles.ConsentTexts && p.Reason.StartsWith(said, StringComparison.Ordinal));
    }
}
