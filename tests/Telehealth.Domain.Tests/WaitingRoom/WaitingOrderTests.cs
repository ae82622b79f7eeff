using NodaTime;
using Telehealth.Domain.WaitingRoom;

namespace Telehealth.Domain.Tests.Visits;

public class WaitingOrderTests
{
    private static readonly Instant Ten = Instant.FromUtc(2026, 11, 23, 10, 0);
    private static readonly LineClinician Here = new(true, null);

    [Fact]
    public void Coming_early_does_not_overtake_and_coming_late_does_not_push_back()
    {
        var onTime = Entry(1, startsIn: 0, arrived: -5);
        var early = Entry(2, startsIn: 30, arrived: -20);
        var late = Entry(3, startsIn: -30, arrived: 3);
        Assert.Equal([1, 3, 2], WaitingOrder.Of([early, late, onTime]).Select(Number));
    }

    [Fact]
    public void Who_is_away_is_passed_by_and_keeps_the_place()
    {
        WaitingEntry[] line = [Entry(1, 0, -5) with { Away = true }, Entry(2, 10, -5), Entry(3, 20, -5)];
        Assert.Equal((2, 1), Place(line, 3));
        Assert.Equal((1, 0), Place(line, 1));
        Assert.Equal((3, 2), Place([line[0] with { Away = false }, line[1], line[2]], 3));
    }

    [Fact]
    public void Each_clinician_has_a_line_of_their_own()
    {
        WaitingEntry[] line = [Entry(1, 0, -5), Entry(2, 10, -5) with { ClinicianId = new(Cast.Id(0xb)) }, Entry(3, 20, -5) with { ClinicianId = null }];
        Assert.Equal((1, 0), Place(line, 2));
        Assert.Equal((1, 0), Place(line, 3));
        Assert.Null(WaitingOrder.PlaceOf(new(Cast.Id(9)), line, Here, Ten));
    }

    [Theory]
    [InlineData(-10, 0, WaitBasis.ScheduledStart)]
    [InlineData(15, 15, WaitBasis.ScheduledStart)]
    public void With_nobody_before_the_wait_is_to_ones_own_start(int startsIn, int minutes, WaitBasis basis)
    {
        Assert.Equal(new(minutes, basis), WaitingOrder.PlaceOf(new(Cast.Id(1)), [Entry(1, startsIn, -20)], Here, Ten)!.Estimate);
    }

    [Fact]
    public void A_running_visit_and_those_before_are_counted_with_their_planned_lengths()
    {
        var running = new LineClinician(true, Ten + Duration.FromSeconds(61));
        WaitingEntry[] line = [Entry(1, -10, -20), Entry(2, 0, -20)];
        Assert.Equal(new(2, WaitBasis.RunningVisit), WaitingOrder.PlaceOf(new(Cast.Id(1)), line, running, Ten)!.Estimate);
        Assert.Equal(new(52, WaitBasis.PeopleAhead), WaitingOrder.PlaceOf(new(Cast.Id(2)), line, running, Ten)!.Estimate);
    }

    [Fact]
    public void Nothing_is_guessed_for_a_clinician_who_is_late_or_not_named()
    {
        WaitingEntry[] line = [Entry(1, -1, -20)];
        Assert.Null(WaitingOrder.PlaceOf(new(Cast.Id(1)), line, new(false, null), Ten)!.Estimate);
        Assert.NotNull(WaitingOrder.PlaceOf(new(Cast.Id(1)), [Entry(1, 20, -20)], new(false, null), Ten)!.Estimate);
        Assert.Null(WaitingOrder.PlaceOf(new(Cast.Id(1)), [line[0] with { ClinicianId = null }], Here, Ten)!.Estimate);
    }

    private static WaitingEntry Entry(int number, int startsIn, int arrived) => new(
        new(Cast.Id(number)), Cast.Ada, Ten + Duration.FromMinutes(startsIn), Duration.FromMinutes(50), Ten + Duration.FromMinutes(arrived), false);

    private static int Number(WaitingEntry entry) => int.Parse(entry.VisitId.ToString()[^2..], System.Globalization.CultureInfo.InvariantCulture);

    private static (int, int) Place(WaitingEntry[] line, int number)
    {
        var place = WaitingOrder.PlaceOf(new(Cast.Id(number)), line, Here, Ten)!;
        return (place.Place, place.Ahead);
    }
}
