using System.Text.RegularExpressions;
using NodaTime;
using Telehealth.Domain.Visits;
using Telehealth.Server.Features.Notices;

namespace Telehealth.Server.Tests.Notices;

/// <summary>What anybody may read over a shoulder, in every language.</summary>
public sealed partial class NoticeTextTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 9, 30, 18, 5);

    public static TheoryData<NoticeKind, string> Everything
    {
        get
        {
            var all = new TheoryData<NoticeKind, string>();
            foreach (var kind in Enum.GetValues<NoticeKind>())
                foreach (var language in NoticeTexts.Languages) all.Add(kind, language);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_text_says_who_when_and_whom_to_call_and_nothing_about_health(NoticeKind kind, string language)
    {
        var words = Words(language);
        foreach (var text in new[] { NoticeTexts.Sms(kind, language, words), NoticeTexts.Email(kind, language, words), NoticeTexts.Subject(language, words), NoticeTexts.Summary(language, words) })
        {
            Assert.DoesNotMatch(Clinical(), text);
            Assert.Contains(words.Clinic, text, StringComparison.Ordinal);
            Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
        }

        foreach (var body in new[] { NoticeTexts.Sms(kind, language, words), NoticeTexts.Email(kind, language, words) })
        {
            Assert.Contains(words.Phone, body, StringComparison.Ordinal);
            Assert.Contains(words.Link!, body, StringComparison.Ordinal);
            Assert.Contains("(MDT)", body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_text_message_is_at_most_320_characters_with_the_longest_words(NoticeKind kind, string language) =>
        Assert.InRange(NoticeTexts.Sms(kind, language, Words(language) with { Clinic = new string('C', NoticeTemplates.LongestName), Link = $"https://visits.example-clinic.org/join/{new string('x', 43)}" }).Length, 40, 320);

    [Theory]
    [MemberData(nameof(Everything))]
    public void The_languages_say_different_words(NoticeKind kind, string language)
    {
        var other = NoticeTexts.Languages.First(l => l != language);
        Assert.NotEqual(NoticeTexts.Sms(kind, language, Words("en")), NoticeTexts.Sms(kind, other, Words("en")));
    }

    [Theory]
    [InlineData("en", "America/Denver", "Wed, Sep 30, 2026, 12:05 PM Mountain Time (MDT)")]
    [InlineData("en", "America/Phoenix", "Wed, Sep 30, 2026, 11:05 AM Mountain Time (MST)")]
    [InlineData("es", "America/New_York", "miércoles 30 de septiembre de 2026, 2:05 p. m., hora del Este (EDT)")]
    [InlineData("es", "Pacific/Honolulu", "miércoles 30 de septiembre de 2026, 8:05 a. m., hora de Hawái (HST)")]
    public void A_time_is_the_visits_own_with_the_name_of_its_zone(string language, string zone, string said) => Assert.Equal(said, NoticeTimes.Say(Start, zone, language));

    [Theory]
    [InlineData("es-MX", "es")]
    [InlineData("ES", "es")]
    [InlineData("fr", "en")]
    [InlineData(null, "en")]
    public void The_nearest_language_is_english_where_there_is_none(string? preferred, string language) => Assert.Equal(language, NoticeTexts.Nearest(preferred));

    [Theory]
    [InlineData("(801) 555-0142", "+18015550142")]
    [InlineData("1 801 555 0142", "+18015550142")]
    [InlineData("+44 20 7946 0958", "+442079460958")]
    [InlineData("555-0142", null)]
    [InlineData("+1 801", null)]
    [InlineData(null, null)]
    public void A_number_is_brought_into_the_form_that_messages_need(string? written, string? number) => Assert.Equal(number, PhoneNumbers.ToE164(written));

    private static NoticeWords Words(string language) => new("Blue Door", "+1 801 555 0100", NoticeTimes.Say(Start, "America/Denver", language), "https://v.example/join/abc");

    [GeneratedRegex("health|salud|medic|médic|doctor|therap|terap|psych|psiq|psic|mental|diagnos|treat|tratam|patient|paciente|clinical|clínic|medication|condition|nurse|enferm", RegexOptions.IgnoreCase)]
    private static partial Regex Clinical();
}
