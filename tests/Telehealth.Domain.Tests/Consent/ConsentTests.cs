using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Tests.Consent;

public sealed class ConsentTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 18, 0);

    private static readonly ConsentTexts Texts = new([Edition("first"), Edition("second")]);

    [Fact]
    public void Current_resolves_to_the_id_of_the_text_shown()
    {
        var text = Texts.Find(ConsentTexts.Current, "en", "UT");

        Assert.Equal(("second", "en", "UT"), (text?.Version, text?.Language, text?.State));
        Assert.Equal(text, Texts.Find("second", "en", "UT"));
        Assert.Equal("first", Texts.Find("first", "en", "UT")?.Version);
        Assert.Null(Texts.Find("another", "en", "UT"));
    }

    [Theory]
    [InlineData("es", "es")]
    [InlineData("es-MX", "es")]
    [InlineData("ES", "es")]
    [InlineData("fr", "en")]
    [InlineData("", "en")]
    public void A_language_without_a_text_gets_English_and_says_so(string asked, string given) =>
        Assert.Equal(given, Texts.Find(ConsentTexts.Current, asked, null)?.Language);

    [Theory]
    [InlineData("AZ")]
    [InlineData("NV")]
    [InlineData("OR")]
    [InlineData("UT")]
    public void A_state_that_asks_for_words_of_its_own_has_them_in_every_language(string state) => Assert.All(Texts.Languages, language =>
    {
        var general = Texts.Find(ConsentTexts.Current, language, null)!;
        var own = Texts.Find(ConsentTexts.Current, language, state)!;
        Assert.Equal(general.Paragraphs.Length + 1, own.Paragraphs.Length);
        Assert.NotEqual(general.Hash, own.Hash);
    });

    [Theory]
    [InlineData("ZZ")]
    [InlineData("ut")]
    [InlineData(null)]
    public void Somewhere_that_is_no_state_gets_the_general_text(string? state) =>
        Assert.Null(Texts.Find(ConsentTexts.Current, "en", state)!.State);

    [Fact]
    public void Every_language_says_as_much()
    {
        Assert.Equal(["en", "es"], Texts.Languages.AsEnumerable());
        Assert.All(StateZones.States, state => Assert.Equal(
            Texts.Find(ConsentTexts.Current, "en", state)!.Paragraphs.Length, Texts.Find(ConsentTexts.Current, "es", state)!.Paragraphs.Length));
    }

    [Fact]
    public void The_hash_is_that_of_exactly_what_is_shown()
    {
        var text = Texts.Find(ConsentTexts.Current, "es", "NV")!;
        var shown = string.Join("\n\n", text.Paragraphs.Prepend(text.Title));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown))), text.Hash);
    }

    [Fact]
    public void The_full_text_is_due_when_it_changed_and_after_twelve_months()
    {
        var text = Texts.Find(ConsentTexts.Current, "en", "UT")!;
        var read = new ConsentAccepted(text.Version, text.Language, text.State, text.Hash, Now);

        Assert.True(ConsentRenewal.IsFullTextDue(null, text, Now));
        Assert.False(ConsentRenewal.IsFullTextDue(read, text, Now));
        Assert.True(ConsentRenewal.IsFullTextDue(read with { Version = "older" }, text, Now));
        Assert.True(ConsentRenewal.IsFullTextDue(read with { Language = "es" }, text, Now));
        Assert.True(ConsentRenewal.IsFullTextDue(read with { State = "AZ" }, text, Now));
        Assert.True(ConsentRenewal.IsFullTextDue(read with { TextHash = new string('0', 64) }, text, Now));
        Assert.False(ConsentRenewal.IsFullTextDue(read, text, Instant.FromUtc(2027, 11, 23, 17, 59)));
        Assert.True(ConsentRenewal.IsFullTextDue(read, text, Instant.FromUtc(2027, 11, 23, 18, 0)));
    }

    [Fact]
    public void Twelve_months_from_29_February_end_on_28_February()
    {
        var text = Texts.Find(ConsentTexts.Current, "en", "UT")!;
        var read = new ConsentAccepted(text.Version, text.Language, text.State, text.Hash, Instant.FromUtc(2028, 2, 29, 12, 0));

        Assert.True(ConsentRenewal.IsFullTextDue(read, text, Instant.FromUtc(2029, 2, 28, 12, 0)));
    }

    private static ConsentEdition Edition(string version)
    {
        ConsentWording Wording(string language) => new(
            $"{version} {language}", [$"{language} one", $"{language} two"],
            new[] { "AZ", "NV", "OR", "UT" }.ToFrozenDictionary(state => state, state => $"{language} {state}", StringComparer.Ordinal));
        return new(version, new[] { "en", "es" }.ToFrozenDictionary(language => language, Wording, StringComparer.Ordinal));
    }
}
