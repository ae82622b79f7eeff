using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Live;

namespace Telehealth.Server.Tests.Live;

public sealed class QualityNotesTests
{
    private static readonly ParticipantId Person = new(Guid.NewGuid());
    private readonly QualityNotes notes = new();
    private Instant now = Instant.FromUtc(2026, 11, 29, 18, 0);

    [Fact]
    public void A_connection_that_stays_weak_is_told_once_and_once_when_it_is_steady_again() => Assert.Equal([true, false], Heard(5, 1, 2, 2, 1, 1, 2, 4, 3, 5, 5, 5));

    [Fact]
    public void A_bad_moment_and_a_good_one_are_no_news()
    {
        Assert.Empty(Heard(5, 1, 1, 5, 2, 1, 4, 1, 1, 3));
        Assert.Equal([true], Heard(1, 1, 1, 1, 5, 5, 1, 5, 1));
    }

    [Fact]
    public void Samples_on_either_side_of_a_silence_are_not_taken_together()
    {
        Assert.Empty(Heard(1));
        now += Duration.FromMinutes(10);
        Assert.Empty(Heard(1, 1, 1));
        Assert.Equal([true], Heard(1));
    }

    [Fact]
    public void A_connection_that_goes_up_and_down_all_day_fills_no_log()
    {
        var heard = Enumerable.Range(0, 50).SelectMany(_ => Heard(1, 1, 1, 1, 5, 5, 5, 5)).ToList();
        Assert.Equal(8, heard.Count);
        Assert.False(heard[^1]);
    }

    [Fact]
    public void Each_person_is_looked_at_alone()
    {
        Assert.Equal([true], Heard(1, 1, 1, 1));
        Assert.Null(notes.News(new ParticipantId(Guid.NewGuid()), 1, now));
    }

    /// <summary>One sample every ten seconds.</summary>
    private List<bool> Heard(params int[] levels)
    {
        List<bool> heard = [];
        foreach (var level in levels)
        {
            now += Duration.FromSeconds(10);
            if (notes.News(Person, level, now) is { } news) heard.Add(news);
        }

        return heard;
    }
}
