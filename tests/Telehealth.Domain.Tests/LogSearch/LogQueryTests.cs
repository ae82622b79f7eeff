using NodaTime;
using Telehealth.Domain.LogSearch;

namespace Telehealth.Domain.Tests.LogSearch;

public sealed class LogQueryTests
{
    private const string Id = "01234567-89ab-cdef-0123-456789abcdef";
    private static readonly LogQueryClock Clock = new(Instant.FromUtc(2026, 11, 23, 18, 0), DateTimeZoneProviders.Tzdb["America/Denver"]);

    private static LogQuery Read(string text)
    {
        var reading = LogQueryParser.Parse(text, Clock);
        Assert.Empty(reading.Errors);
        return reading.Query!;
    }

    private static RecordFacets Facets(
        string code = "PatientAdmitted", RecordOutcome outcome = RecordOutcome.Done, string? state = "UT", ActorKind kind = ActorKind.Staff, string? role = "Clinician", string area = "visit", string reasons = "") =>
        new(code, outcome, state, kind, role, area, reasons);

    [Theory]
    [InlineData("", "")]
    [InlineData("  code:PatientAdmitted  ", "code:PatientAdmitted")]
    [InlineData("CODE:licensure.* -Outcome:ALLOWED", "code:licensure.* -outcome:allowed")]
    [InlineData("clinician:" + Id, "staff:" + Id)]
    [InlineData("state:ut,outside,none", "state:UT,OUTSIDE,none")]
    [InlineData("reason:licensure_denied", "reason:LICENSURE_DENIED")]
    [InlineData("after:7d before:2026-11-23T08:00", "after:7d before:2026-11-23T08:00")]
    [InlineData("actor:\"Dana O'Neil\"", "actor:\"Dana O'Neil\"")]
    [InlineData("stream:clinic:staff", "stream:clinic:staff")]
    public void A_search_has_one_spelling_and_reads_back_to_itself(string text, string canonical)
    {
        Assert.Equal(canonical, Read(text).ToString());
        Assert.Equal(canonical, Read(canonical).ToString());
    }

    [Theory]
    [InlineData("code:A nonsense", 7, 8)]
    [InlineData("code:A colour:red", 7, 6)]
    [InlineData("visit:Dana", 6, 4)]
    [InlineData("patient:\"Dana Reyes\"", 8, 12)]
    [InlineData("code:", 5, 0)]
    [InlineData("state:UT,Utah", 9, 4)]
    [InlineData("outcome:maybe", 8, 5)]
    [InlineData("code:nothing.*", 5, 9)]
    [InlineData("-after:7d", 0, 1)]
    [InlineData("after:yesterday", 6, 9)]
    [InlineData("actor:\"Dana", 6, 5)]
    [InlineData("actor:system," + Id, 0, 49)]
    [InlineData("after:2026-11-02 before:2026-11-01", 17, 17)]
    [InlineData("code:A;DROP", 5, 6)]
    public void What_is_wrong_is_pointed_at_and_its_value_is_not_repeated(string text, int start, int length)
    {
        var error = Assert.Single(LogQueryParser.Parse(text, Clock).Errors);
        Assert.Equal((start, length), (error.Start, error.Length));
        Assert.DoesNotContain("Dana", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_is_told_at_once() => Assert.Equal(3, LogQueryParser.Parse("a:1 b:2 code:!", Clock).Errors.Length);

    [Fact]
    public void Nothing_that_is_written_throws()
    {
        var random = new Random(7);
        const string alphabet = "acodertvisn:-,\" *.0123456789TZ\u00e9\ud83d\ude00\t";
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            var reading = LogQueryParser.Parse(text, Clock);
            Assert.True(reading.Query is null != reading.Errors.IsEmpty);
            Assert.All(reading.Errors, e => Assert.InRange(e.Start + e.Length, 0, text.Length));
            QueryCompletion.At(text, random.Next(text.Length + 1));
        }
    }

    [Theory]
    [InlineData("2026-11-01", "2026-11-01T06:00:00Z")]
    [InlineData("2026-11-01T08:30", "2026-11-01T15:30:00Z")]
    [InlineData("2026-11-01T08:30:00Z", "2026-11-01T08:30:00Z")]
    [InlineData("2026-11-01T08:30:00-05:00", "2026-11-01T13:30:00Z")]
    [InlineData("2h", "2026-11-23T16:00:00Z")]
    [InlineData("1w", "2026-11-16T18:00:00Z")]
    public void Times_are_the_clinics(string text, string instant) =>
        Assert.Equal(instant, NodaTime.Text.InstantPattern.General.Format(Read($"after:{text}").After!.Value));

    [Fact]
    public void Terms_must_all_hold_and_values_are_alternatives()
    {
        var query = Read("code:PatientAdmitted,VisitEnded state:UT -role:Admin");
        Assert.True(query.Matches(Facets()));
        Assert.True(query.Matches(Facets("VisitEnded", role: "Clinician+FrontDesk")));
        Assert.False(query.Matches(Facets(state: "ID")));
        Assert.False(query.Matches(Facets(state: null)));
        Assert.False(query.Matches(Facets(role: "Clinician+Admin")));
        Assert.False(query.Matches(Facets("VisitHeld")));
    }

    [Theory]
    [InlineData("code:Patient*", true)]
    [InlineData("code:visit.*", true)]
    [InlineData("code:licensure.*", false)]
    [InlineData("actor:staff", true)]
    [InlineData("actor:system", false)]
    [InlineData("state:none", false)]
    [InlineData("stream:visit", true)]
    [InlineData("stream:clinic", false)]
    [InlineData("-reason:LICENSURE_DENIED", true)]
    [InlineData("reason:LICENSURE_DENIED", false)]
    public void Each_key_looks_at_its_own(string text, bool holds) => Assert.Equal(holds, Read(text).Matches(Facets()));

    [Fact]
    public void A_stream_is_asked_for_whole_or_by_kind()
    {
        Assert.True(Read("stream:clinic").Matches(Facets(area: "clinic:staff")));
        Assert.True(Read("stream:clinic:staff").Matches(Facets(area: "clinic:staff")));
        Assert.False(Read("stream:clinic:sta").Matches(Facets(area: "clinic:staff")));
    }

    [Fact]
    public void Without_a_beginning_a_search_looks_back_some_days_but_at_the_whole_of_a_visit()
    {
        var back = Duration.FromDays(90);
        Assert.Equal(Clock.Now - back, LogWindow.Of(Read("code:A"), Clock.Now, back).From);
        Assert.Equal(LogWindow.Beginning, LogWindow.Of(Read($"visit:{Id}"), Clock.Now, back).From);
        Assert.Equal(Clock.Now - back, LogWindow.Of(Read($"-visit:{Id}"), Clock.Now, back).From);
        Assert.Equal(Read("before:2025-03-01").Before!.Value - back, LogWindow.Of(Read("before:2025-03-01"), Clock.Now, back).From);
    }

    [Theory]
    [InlineData("co", 2, null, "co", 0, 2)]
    [InlineData("code:Pat", 8, LogKey.Code, "Pat", 5, 3)]
    [InlineData("state:UT -role:Fro", 18, LogKey.Role, "Fro", 15, 3)]
    [InlineData("code:A,Vis", 10, LogKey.Code, "Vis", 7, 3)]
    [InlineData("actor:\"Dana Re", 14, LogKey.Actor, "Dana Re", 6, 8)]
    [InlineData("", 0, null, "", 0, 0)]
    public void The_part_at_the_caret_is_completed(string text, int caret, LogKey? key, string prefix, int start, int length)
    {
        var at = QueryCompletion.At(text, caret)!;
        Assert.Equal((key, prefix, start, length), (at.Key, at.Prefix, at.Start, at.Length));
    }
}
