using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Tests.Visits;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

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
    public void Consent_is_asked_for_again_after_twelve_months_and_sooner_where_the_state_says_so()
    {
        var given = new ConsentAccepted("telehealth-3", "en", "UT", new string('a', 64), Now);
        bool Due(Instant at, string? state = "UT", Profession? acting = Profession.LPC) => ConsentRenewal.IsDue(given, Renewals, state, acting, at);

        Assert.False(Due(Instant.FromUtc(2027, 11, 23, 17, 59)));
        Assert.True(Due(Instant.FromUtc(2027, 11, 23, 18, 0)));
        Assert.True(Due(Instant.FromUtc(2027, 11, 23, 18, 0), state: null));
        Assert.False(Due(Instant.FromUtc(2027, 5, 23, 17, 59), "NV"));
        Assert.True(Due(Instant.FromUtc(2027, 5, 23, 18, 0), "NV"));
        Assert.True(Due(Instant.FromUtc(2027, 5, 23, 18, 0), "OR", Profession.LPC));
        Assert.False(Due(Instant.FromUtc(2027, 5, 23, 18, 0), "OR", Profession.RN));
        Assert.True(Due(Instant.FromUtc(2027, 5, 23, 18, 0), "OR", acting: null));
    }

    [Fact]
    public void Twelve_months_from_29_February_end_on_28_February() => Assert.True(ConsentRenewal.IsDue(
        new("telehealth-3", "en", "UT", new string('a', 64), Instant.FromUtc(2028, 2, 29, 12, 0)), [], "UT", null, Instant.FromUtc(2029, 2, 28, 12, 0)));

    [Fact]
    public void A_visit_does_not_start_on_consent_that_has_grown_old()
    {
        var scene = Scene.Waiting();
        scene.Facts = scene.Facts with { Clinic = scene.Facts.Clinic with { Rules = scene.Facts.Clinic.Rules with { Hash = new string('9', 64), Consents = Renewals } } };
        scene.Do(ThePatient, new UpdateLocation(In("NV"), StatedBy.Patient));
        scene.Licensed(Clinician(Ada, "UT", "NV"));
        scene.Now = scene.Visit.Patient!.Consent!.At.InUtc().LocalDateTime.PlusMonths(6).InUtc().ToInstant();
        scene.Here(Patient);
        scene.Do(ThePatient, new ReaffirmLocation(StatedBy.Patient));

        scene.Do(DrAda, Claim(AdaIn, anyway: true)).Refused(RefusalCode.LicensureHold);
        Assert.Contains(ReasonCode.ConsentMissing, scene.Last.Reasons());
        scene.Do(ThePatient, GoodCheckIn with { Location = In("NV") });
        scene.Do(DrAda, Claim(AdaIn, anyway: true)).Did<PatientClaimed>();
    }

    [Fact]
    public void Consent_that_is_carried_to_the_next_visit_keeps_its_age_and_once_old_is_not_carried()
    {
        var closed = Scene.Completed();
        var given = closed.Visit.Patient!.Consent!;
        VisitDecision Next(Visit from, Instant now) => VisitRules.Decide(
            Visit.Unscheduled(new(Id(3))), Schedule(Ada) with { StartsAt = now, ContinuesVisit = TheVisit, CarriedFrom = from }, DrAda, closed.Facts, now);

        var soon = closed.Now + Duration.FromMinutes(1);
        Assert.Equal(given.At, Visit.Unscheduled(new(Id(3))).After(Next(closed.Visit, soon), soon).Patient!.Consent!.At);
        var old = closed.Visit with
        {
            Participants = [.. closed.Visit.Participants.Select(p => p.Id == Patient ? p with { Consent = given with { At = given.At - Duration.FromDays(365) } } : p)],
        };
        Next(old, soon).Did<VisitScheduled>();
        Assert.DoesNotContain(Next(old, soon).Events, e => e is CheckInCarried);
    }

    private static ImmutableArray<ConsentRequirement> Renewals { get; } =
    [
        Renewal("NV", 6), Renewal("OR", 6) with { Professions = [Profession.LPC] }, Renewal("UT", null),
    ];

    private static ConsentRequirement Renewal(string state, int? months) => new(
        state, state, [], ConsentTiming.BeforeFirstVisit, false, false, false, false, false, months, "renewal", new(new(2026, 11, 1), "statute", "test", RuleConfidence.Primary));

    private static ConsentEdition Edition(string version)
    {
        ConsentWording Wording(string language) => new(
            $"{version} {language}", [$"{language} one", $"{language} two"],
            new[] { "AZ", "NV", "OR", "UT" }.ToFrozenDictionary(state => state, state => $"{language} {state}", StringComparer.Ordinal));
        return new(version, new[] { "en", "es" }.ToFrozenDictionary(language => language, Wording, StringComparer.Ordinal));
    }
}
