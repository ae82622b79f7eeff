using System.Collections.Frozen;
using NodaTime;
using Telehealth.Domain.Retention;

namespace Telehealth.Domain.Tests.Records;

public sealed class RetentionPolicyTests
{
    private static readonly RetentionTerm General = new(10, 18, 2);
    private static readonly RetentionPolicy Policy = new(General, new Dictionary<string, RetentionTerm> { ["NV"] = new(12, 18, 5), ["WA"] = new(8, 18, 2) }.ToFrozenDictionary());
    private static readonly Instant Ended = Instant.FromUtc(2016, 2, 29, 23, 59);

    [Theory]
    [InlineData(null, null, "2026-03-01")]
    [InlineData("UT", null, "2026-03-01")]
    [InlineData("NV", null, "2028-03-01")]
    [InlineData("WA", null, "2024-03-01")]
    [InlineData("UT", "1980-05-05", "2026-03-01")]
    [InlineData("UT", "2010-05-05", "2030-05-06")]
    [InlineData("NV", "2010-05-05", "2033-05-06")]
    public void What_ended_is_kept_for_its_years_and_a_minors_until_after_majority(string? state, string? born, string until) =>
        Assert.Equal(Day(until), Policy.KeptUntil(Ended, state, born is null ? null : Day(born)));

    [Theory]
    [InlineData("NV:10", 10, 18, 2)]
    [InlineData("NV:6:21", 6, 21, 2)]
    [InlineData("NV:10:18:0", 10, 18, 0)]
    public void A_states_term_says_what_differs(string text, int years, int majority, int after)
    {
        var read = RetentionTerm.TryRead(text, General);
        Assert.Equal(("NV", new RetentionTerm(years, majority, after)), (read!.Value.State, read.Value.Term));
    }

    [Theory]
    [InlineData("NV")]
    [InlineData("NV:5")]
    [InlineData("NV:x")]
    [InlineData("nv:10")]
    [InlineData("NV:10:17")]
    [InlineData("NV:10:18:5:1")]
    [InlineData("NV:-10")]
    [InlineData("NV:100")]
    public void What_is_no_term_or_too_short_is_refused(string text) => Assert.Null(RetentionTerm.TryRead(text, General));

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
