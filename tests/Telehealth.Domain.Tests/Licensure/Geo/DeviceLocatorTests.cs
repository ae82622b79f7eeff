using CsCheck;
using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Tests.Licensure.Geo;

public sealed class DeviceLocatorTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 28, 18, 0);

    public static TheoryData<Town> Towns => [.. BorderTowns.InStates];
    public static TheoryData<Town> Edges => [.. BorderTowns.Edges];
    public static TheoryData<Town> Coasts => [.. BorderTowns.Coasts];
    public static TheoryData<Town> Abroad => [.. BorderTowns.Abroad];

    [Theory, MemberData(nameof(Towns))]
    public void A_border_town_is_in_its_state_or_ambiguous_and_never_elsewhere(Town town)
    {
        var found = Locate(town);
        Assert.Contains(town.TrueState, found.Candidates);
        Assert.Equal(town.TrueState, found.Containing);
    }

    [Theory, MemberData(nameof(Edges))]
    public void Where_the_map_is_wrong_it_says_that_it_does_not_know(Town town)
    {
        var found = Locate(town);
        Assert.Contains(town.TrueState, found.Candidates);
        Assert.True(found.Candidates.Length > 1, $"{town} is taken for {found.Candidates[0]} alone.");
    }

    [Theory, MemberData(nameof(Coasts))]
    public void A_coast_is_still_its_states(Town town)
    {
        var found = Locate(town);
        Assert.Contains(town.TrueState, found.Candidates);
        Assert.True(found.NearShore);
    }

    [Theory, MemberData(nameof(Abroad))]
    public void A_town_abroad_is_outside_and_in_no_state(Town town)
    {
        var found = Locate(town);
        Assert.Null(found.Containing);
        Assert.Contains(DeviceLocation.Outside, found.Candidates);

        // Point Roberts is a spit in the same bay: its shore reaches Tsawwassen, and the line between does not.
        if (town.Name != "Tsawwassen BC") Assert.Equal(DeviceLocation.Outside, string.Join(',', found.Candidates));
    }

    [Theory]
    [InlineData("on the 49th parallel", 48.9985, -122.4, "WA,OUTSIDE")]
    [InlineData("north of it", 49.0015, -122.4, "WA,OUTSIDE")]
    [InlineData("a kilometre south of it", 48.990, -122.4, "WA")]
    [InlineData("at the fence of Nogales", 31.3345, -110.938, "AZ,OUTSIDE")]
    [InlineData("on the surveyed line of Wendover", 40.74, -114.043, "NV,UT")]
    [InlineData("a kilometre east of it", 40.74, -114.029, "UT")]
    [InlineData("at the Four Corners", 36.999, -109.0452, "AZ,CO,NM,UT")]
    [InlineData("on the Potomac", 38.89, -77.06, "DC,MD,VA")]
    public void Near_a_line_every_side_is_a_candidate(string where, double latitude, double longitude, string expected)
    {
        var found = DeviceLocator.Locate(latitude, longitude, 20, Now).Candidates;
        Assert.True(expected.Split(',').Order(StringComparer.Ordinal).SequenceEqual(found) || (where.EndsWith("Potomac", StringComparison.Ordinal) && found.Contains("DC") && found.Contains("VA")), $"{where}: {string.Join(',', found)}");
    }

    [Theory]
    [InlineData("Attu", 52.90, 172.95, "AK")]
    [InlineData("Semisopochnoi, past the 180th meridian", 51.95, 179.60, "AK")]
    [InlineData("Adak", 51.88, -176.65, "AK")]
    [InlineData("Utqiagvik", 71.29, -156.78, "AK")]
    [InlineData("Honolulu", 21.31, -157.85, "HI")]
    [InlineData("San Juan", 18.42, -66.05, "PR")]
    [InlineData("Dededo", 13.52, 144.84, "GU")]
    [InlineData("Saipan", 15.19, 145.75, "MP")]
    [InlineData("Pago Pago", -14.28, -170.70, "AS")]
    [InlineData("Charlotte Amalie", 18.344, -64.93, "VI")]
    [InlineData("Washington", 38.93, -77.03, "DC")]
    public void The_whole_country_is_on_the_map(string where, double latitude, double longitude, string state) =>
        Assert.True(DeviceLocator.Locate(latitude, longitude, 20, Now).Candidates.Contains(state), where);

    [Theory]
    [InlineData(90, 0), InlineData(-90, 180), InlineData(0, -180), InlineData(51.5, -0.12), InlineData(19.43, -99.13), InlineData(0, 180), InlineData(71.0, 180)]
    public void The_rest_of_the_world_is_outside(double latitude, double longitude) =>
        Assert.Equal(DeviceLocation.Outside, string.Join(',', DeviceLocator.Locate(latitude, longitude, 25_000, Now).Candidates));

    [Fact]
    public void The_world_is_round_at_the_date_line()
    {
        // Semisopochnoi ends at 179.8° east; 25 km is enough to reach it from the other side.
        Assert.Contains("AK", DeviceLocator.Locate(51.95, -179.99, 25_000, Now).Candidates);
        Assert.Equal(DeviceLocator.Locate(51.95, 180, 25_000, Now), DeviceLocator.Locate(51.95, -180, 25_000, Now));
    }

    [Theory]
    [InlineData(25_000, false), InlineData(25_000.5, true), InlineData(40_000_000, true), InlineData(double.MaxValue, true)]
    public void A_coarse_fix_counts_as_absent(double accuracy, bool coarse)
    {
        var found = DeviceLocator.Locate(40.76, -111.89, accuracy, Now);
        Assert.Equal(coarse, found.TooCoarse);
        Assert.Equal(coarse, found.Candidates.IsEmpty);
        Assert.Equal(coarse, found.Containing is null);
    }

    [Theory]
    [InlineData(0, 0), InlineData(1, 50), InlineData(50, 50), InlineData(50.01, 100), InlineData(1234, 1250)]
    public void The_radius_is_kept_in_steps_of_fifty_metres(double accuracy, int kept) =>
        Assert.Equal(kept, DeviceLocator.Locate(40.76, -111.89, accuracy, Now).AccuracyMeters);

    [Theory]
    [InlineData(double.NaN, 0, 1), InlineData(90.1, 0, 1), InlineData(0, 180.1, 1), InlineData(0, double.NegativeInfinity, 1), InlineData(0, 0, double.NaN), InlineData(0, 0, -1)]
    public void What_is_not_on_earth_is_a_fault(double latitude, double longitude, double accuracy) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DeviceLocator.Locate(latitude, longitude, accuracy, Now));

    [Theory]
    [InlineData("Salt Lake City", 40.76, -111.89, "America/Denver")]
    [InlineData("Boise", 43.615, -116.202, "America/Boise")]
    [InlineData("Coeur d'Alene", 47.678, -116.78, "America/Los_Angeles")]
    [InlineData("Riggins, in the split Idaho County", 45.422, -116.316, "America/Boise America/Los_Angeles")]
    [InlineData("Vale, in the split Malheur County", 43.982, -117.238, "America/Boise America/Los_Angeles")]
    [InlineData("Bend", 44.058, -121.315, "America/Los_Angeles")]
    [InlineData("Reno", 39.53, -119.81, "America/Los_Angeles")]
    [InlineData("Elko, in West Wendover's county", 40.832, -115.763, "America/Denver America/Los_Angeles")]
    [InlineData("Phoenix", 33.45, -112.07, "America/Phoenix")]
    [InlineData("Window Rock", 35.68, -109.0526, "America/Denver America/Phoenix")]
    [InlineData("Flagstaff, in the split Coconino County", 35.198, -111.651, "America/Denver America/Phoenix")]
    [InlineData("Pensacola", 30.4213, -87.2169, "America/Chicago")]
    [InlineData("Tallahassee", 30.438, -84.281, "America/New_York")]
    [InlineData("Port St Joe, in the split Gulf County", 29.812, -85.303, "America/Chicago America/New_York")]
    [InlineData("Clarkston and Lewiston", 46.4163, -117.0452, "America/Los_Angeles")]
    [InlineData("Adak, whose census area reaches to Unalaska", 51.88, -176.65, "America/Adak America/Anchorage")]
    public void A_county_tells_the_clock_and_a_split_one_both(string where, double latitude, double longitude, string zones) =>
        Assert.True(zones == string.Join(' ', DeviceLocator.Locate(latitude, longitude, 20, Now).Zones), $"{where}: {string.Join(' ', DeviceLocator.Locate(latitude, longitude, 20, Now).Zones)}");

    [Fact]
    public void Near_the_line_between_two_clocks_both_count() =>
        Assert.Equal("America/Boise America/Los_Angeles", string.Join(' ', DeviceLocator.Locate(45.40, -115.9, 20_000, Now).Zones));

    [Fact]
    public void Every_place_on_earth_has_an_answer_that_holds_together() =>
        Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180], Gen.Double[0, 30_000]).Sample((latitude, longitude, accuracy) =>
        {
            var found = DeviceLocator.Locate(latitude, longitude, accuracy, Now);
            Assert.Equal(found.TooCoarse, found.Candidates.IsEmpty);
            Assert.True(found.Candidates.Order(StringComparer.Ordinal).Distinct().SequenceEqual(found.Candidates));
            Assert.True(found.Zones.Order(StringComparer.Ordinal).Distinct().SequenceEqual(found.Zones));
            if (found.Containing is { } state) Assert.Contains(state, found.Candidates);
            else if (!found.TooCoarse) Assert.Contains(DeviceLocation.Outside, found.Candidates);
            Assert.All(found.Zones, zone => Assert.NotNull(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)));
        });

    [Theory]
    [InlineData(46.25, -124.15, 20, "OR,WA")] // the bar of the Columbia
    [InlineData(25.77, -80.04, 20, "FL")]
    [InlineData(44.62, -124.35, 20, "OR")] // 22.5 km off
    [InlineData(44.62, -124.42, 20, "")] // 28 km off
    [InlineData(44.62, -124.42, 8_000, "OR")]
    [InlineData(48.4284, -123.3656, 20, "")] // Victoria, beyond the national line
    [InlineData(48.4284, -123.3656, 15_000, "WA")] // so coarse that the line may be on either side
    [InlineData(44.62, -124.05, 20, "")] // on land there is no question
    public void The_coasts_that_a_point_at_sea_may_be_off_are_told(double latitude, double longitude, double accuracy, string coasts)
    {
        var found = DeviceLocator.Locate(latitude, longitude, accuracy, Now);
        Assert.Equal(coasts, string.Join(',', found.Coasts));
        if (coasts.Length > 0) Assert.Equal([DeviceLocation.Outside], found.Candidates.AsEnumerable());
    }

    [Fact]
    public void A_wider_circle_never_has_fewer_candidates() =>
        Gen.Select(Gen.Double[24, 50], Gen.Double[-125, -66], Gen.Double[0, 12_000], Gen.Double[0, 12_000]).Sample((latitude, longitude, accuracy, more) =>
            Assert.Subset(
                DeviceLocator.Locate(latitude, longitude, accuracy + more, Now).Candidates.ToHashSet(),
                DeviceLocator.Locate(latitude, longitude, accuracy, Now).Candidates.ToHashSet()));

    [Fact]
    public void A_location_is_a_value() =>
        Assert.Equal(DeviceLocator.Locate(36.999, -109.0452, 20, Now), DeviceLocator.Locate(36.999, -109.0452, 20, Now));

    private static DeviceLocation Locate(Town town) => DeviceLocator.Locate(town.Latitude, town.Longitude, 20, Now);
}
