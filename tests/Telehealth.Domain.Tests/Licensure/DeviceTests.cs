using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Tests.Licensure;

/// <summary>What the device says corroborates, asks, or contradicts; it never licenses, and at a coast it never denies.</summary>
public sealed class DeviceTests
{
    private static LicensureQuestion Washington(params Authority[] authorities) => Ask.InState("WA", [Ask.License("WA"), .. authorities]);

    private static readonly Authority Idaho = Ask.License("ID", sequence: 2);

    [Fact]
    public void A_device_that_agrees_confirms() => Assert.Equal(
        [ReasonCode.GeoConfirmsState], (Washington() with { Device = Law.Device("WA", "WA") }).Evaluated().AllCodes());

    [Fact]
    public void A_border_is_harmless_where_the_clinician_is_authorised_on_both_sides()
    {
        var decision = (Washington(Idaho) with { Device = Law.Device("ID", "ID", "WA") }).Evaluated();

        Assert.Equal(Verdict.Allow, decision.Verdict);
        Assert.Equal([ReasonCode.BorderHarmlessAllAuthorized], decision.AllCodes());
        Assert.Equal(["ID", "WA"], decision.Candidates.AsEnumerable());
    }

    [Fact]
    public void A_border_asks_for_address_and_confirmation_where_the_other_side_is_closed()
    {
        var question = Washington() with { Device = Law.Device("ID", "ID", "WA") };
        var held = question.Evaluated();

        Assert.Equal(Verdict.Hold, held.Verdict);
        Assert.Equal([ReasonCode.GeoAmbiguousBorder], held.Codes());
        Assert.Equal([Remedy.GiveAddress, Remedy.ConfirmOnCamera], RemedyRules.Of(held.Reasons.Single(r => r.Severity is ReasonSeverity.Hold)).AsEnumerable());
        Assert.Equal(Verdict.Allow, question.Confirmed().Evaluated().Verdict);
        Assert.Contains(ReasonCode.ClinicianConfirmedLocation, question.Confirmed().Evaluated().AllCodes());

        // Not without an address, not of another statement, not of an hour ago.
        var spoken = question.Confirmed();
        Assert.Equal(Verdict.Hold, (spoken with { Attestation = spoken.Attestation! with { HasAddress = false } }).Evaluated().Verdict);
        Assert.Equal(Verdict.Hold, (spoken with { Attestation = spoken.Attestation! with { Sequence = 2 } }).Evaluated().Verdict);
        Assert.Equal(Verdict.Hold, (spoken with { Confirmation = spoken.Confirmation! with { At = Ask.Now - Duration.FromMinutes(31) } }).Evaluated().Verdict);
    }

    [Fact]
    public void A_licence_in_an_unserved_neighbour_makes_no_border_harmless() => Assert.Equal(
        [ReasonCode.GeoAmbiguousBorder],
        (Ask.InState("NV", Ask.License("NV"), Ask.License("CA", sequence: 2)) with { Device = Law.Device("NV", "CA", "NV") }).Evaluated().Codes());

    [Fact]
    public void An_expired_licence_across_the_border_does_not_open_it() => Assert.Equal(
        [ReasonCode.GeoAmbiguousBorder], (Washington(Idaho with { ExpiresOn = new(2026, 11, 22) }) with { Device = Law.Device("ID", "ID", "WA") }).Evaluated().Codes());

    [Fact]
    public void A_contradiction_asks_again_and_a_clinicians_word_overrides_it_visibly()
    {
        var question = Washington(Idaho) with { Device = Law.Device("ID", "ID") };

        Assert.Equal((Verdict.Hold, ReasonCode.GeoContradictsAttestation), (question.Evaluated().Verdict, question.Evaluated().Codes().Single()));
        var overridden = question.Confirmed().Evaluated();
        Assert.Equal(Verdict.Allow, overridden.Verdict);
        Assert.Equal([ReasonCode.OverrideApplied], overridden.Codes());
    }

    [Theory]
    [InlineData("CA", "CA")]
    [InlineData(null, "OUTSIDE")]
    [InlineData("CA", "CA", "OUTSIDE")]
    public void A_contradiction_that_lies_wholly_in_unserved_places_is_denied(string? containing, params string[] candidates)
    {
        var question = Ask.InState("NV", Ask.License("NV")) with { Device = Law.Device(containing, candidates) };

        Assert.Equal([ReasonCode.GeoInUnservedState], question.Evaluated().Codes());
        Assert.Equal(Verdict.Deny, question.Confirmed().Evaluated().Verdict);
    }

    [Theory]
    [InlineData("FL", "FL", "OUTSIDE")]
    [InlineData("FL", "OUTSIDE")]
    [InlineData("WA", "OUTSIDE", "WA")]
    [InlineData("NV", "CA", "OUTSIDE")]
    public void A_coast_never_denies_on_the_device_alone(string state, params string[] candidates)
    {
        var device = Law.Device(null, candidates) with { NearShore = true };
        var decision = (Ask.InState(state, Ask.License(state)) with { Device = device }).Evaluated();

        Assert.NotEqual(Verdict.Deny, decision.Verdict);
        Assert.Contains(ReasonCode.GeoNoStateNearShore, decision.AllCodes());
        if (candidates.Contains(state)) Assert.Equal(Verdict.Allow, decision.Verdict);
    }

    [Theory]
    [InlineData("boat off Miami, 9 km", 25.77, -80.04, "FL")]
    [InlineData("boat off Naples, 14 km", 26.14, -81.95, "FL")]
    [InlineData("Fowey Rocks light", 25.59, -80.097, "FL")]
    [InlineData("Alligator Reef light", 24.852, -80.619, "FL")]
    [InlineData("Sand Key light", 24.456, -81.877, "FL")]
    [InlineData("Egmont Key", 27.589, -82.762, "FL")]
    [InlineData("Seahorse Key", 29.097, -83.068, "FL")]
    [InlineData("Stiltsville", 25.655, -80.175, "FL")]
    [InlineData("west of the Marquesas, 14 km", 24.60, -82.30, "FL")]
    [InlineData("Fort Jefferson, Dry Tortugas", 24.6285, -82.8732, "FL")]
    [InlineData("off the Dry Tortugas, 12 km", 24.55, -82.97, "FL")]
    [InlineData("Smith Island", 48.3185, -122.843, "WA")]
    [InlineData("Protection Island", 48.128, -122.93, "WA")]
    [InlineData("Destruction Island", 47.675, -124.485, "WA")]
    [InlineData("Tatoosh Island", 48.3917, -124.7363, "WA")]
    [InlineData("crossing the strait to Port Angeles", 48.20, -123.50, "WA")]
    [InlineData("ferry to the San Juan Islands", 48.52, -122.72, "WA")]
    [InlineData("Haro Strait, our side", 48.52, -123.20, "WA")]
    [InlineData("Strait of Georgia, our side", 48.87, -122.95, "WA")]
    [InlineData("Boundary Bay, our side", 48.97, -122.90, "WA")]
    [InlineData("boat off Westport, 6 km", 46.90, -124.25, "WA")]
    [InlineData("boat off La Push, 19 km", 47.90, -124.90, "WA")]
    [InlineData("bar of the Columbia", 46.25, -124.15, "WA")]
    [InlineData("bar of the Columbia", 46.25, -124.15, "OR")]
    [InlineData("boat off Lincoln City, 10 km", 45.00, -124.14, "OR")]
    [InlineData("boat off Newport, 20 km", 44.62, -124.32, "OR")]
    [InlineData("Tillamook Rock light", 45.937, -124.019, "OR")]
    public void Off_the_coast_a_true_statement_is_asked_about_and_never_denied(string where, double latitude, double longitude, string state)
    {
        var question = Ask.InState(state, Ask.License(state)) with { Device = DeviceLocator.Locate(latitude, longitude, 30, Ask.Now - Duration.FromMinutes(1)) };
        var decision = question.Evaluated();

        Assert.True(decision.Verdict is not Verdict.Deny, $"{where}: {string.Join(' ', decision.AllCodes())}");
        if (!question.Device.Candidates.Contains(state))
        {
            Assert.Equal([ReasonCode.GeoContradictsAttestation], decision.Codes());
            Assert.Contains(DeviceLocation.Outside, decision.Candidates);
        }

        if (question.Device.Containing is null) Assert.Contains(ReasonCode.GeoNoStateNearShore, decision.AllCodes());
        Assert.Equal(Verdict.Allow, question.Confirmed().Evaluated().Verdict);
    }

    [Theory]
    [InlineData("Victoria BC", 48.4284, -123.3656, "WA")]
    [InlineData("Sidney BC", 48.65, -123.40, "WA")]
    [InlineData("Saturna Island BC", 48.798, -123.20, "WA")]
    [InlineData("White Rock BC", 49.0253, -122.8029, "WA")]
    [InlineData("Crescent Beach BC", 49.05, -122.88, "WA")]
    [InlineData("Langley BC", 49.10, -122.66, "WA")]
    [InlineData("Richmond BC", 49.16, -123.13, "WA")]
    [InlineData("Port Renfrew BC", 48.555, -124.42, "WA")]
    [InlineData("Bimini", 25.73, -79.27, "FL")]
    [InlineData("the high sea, 40 km off Oregon", 44.62, -124.60, "OR")]
    [InlineData("the high sea, between the Marquesas and the Dry Tortugas", 24.60, -82.52, "FL")]
    [InlineData("off California, 10 km", 36.60, -122.05, "OR")]
    public void Abroad_on_the_high_sea_and_off_an_unserved_coast_it_is_denied_as_before(string where, double latitude, double longitude, string state)
    {
        var question = Ask.InState(state, Ask.License(state)) with { Device = DeviceLocator.Locate(latitude, longitude, 30, Ask.Now - Duration.FromMinutes(1)) };

        Assert.True(question.Confirmed().Evaluated().Codes() is [ReasonCode.GeoInUnservedState], where);
    }

    [Fact]
    public void A_boat_off_a_served_coast_asks_where_another_state_was_stated_as_the_coast_itself_would()
    {
        Assert.Equal([ReasonCode.GeoContradictsAttestation], (Ask.Utah with { Device = DeviceLocator.Locate(25.77, -80.04, 30, Ask.Now) }).Evaluated().Codes());
        Assert.Equal([ReasonCode.GeoContradictsAttestation], (Ask.Utah with { Device = DeviceLocator.Locate(25.77, -80.20, 30, Ask.Now) }).Evaluated().Codes());
    }

    [Fact]
    public void What_is_old_coarse_or_absent_is_no_evidence()
    {
        var contrary = Law.Device("CA", "CA");
        ReasonCode Told(DeviceLocation? device) => Assert.Single((Washington() with { Device = device }).Evaluated().AllCodes());

        Assert.Equal(ReasonCode.GeoUnavailable, Told(null));
        Assert.Equal(ReasonCode.GeoUnavailable, Told(contrary with { At = Ask.Now - Duration.FromSeconds(601) }));
        Assert.Equal(ReasonCode.GeoInUnservedState, (Washington() with { Device = contrary with { At = Ask.Now - Duration.FromSeconds(600) } }).Evaluated().Codes().Single());
        Assert.Equal(ReasonCode.GeoTooCoarse, Told(contrary with { TooCoarse = true, Candidates = [] }));
        Assert.Equal(ReasonCode.GeoUnavailable, Told(contrary with { Candidates = [] }));
    }

    [Fact]
    public void Weak_signals_only_warn()
    {
        var question = Washington() with { Signals = new("TX", true, "America/New_York"), MovedAt = Ask.Now - Duration.FromMinutes(10) };

        Assert.Equal(Verdict.Allow, question.Evaluated().Verdict);
        Assert.Equal([ReasonCode.IpAnonymizer, ReasonCode.IpRegionDiffers, ReasonCode.PatientInMotion, ReasonCode.TimezoneDiffers], question.Evaluated().Codes());
        Assert.Empty((question with { Signals = new("WA", false, "America/Tijuana"), MovedAt = Ask.Now - Duration.FromMinutes(61) }).Evaluated().Codes());
        Assert.Empty((question with { Signals = new(null, false, "no such zone"), MovedAt = null }).Evaluated().Codes());
    }

    [Theory]
    [InlineData("America/Phoenix", "2026-07-14 23:30", Verdict.Allow)] // Phoenix: still the last day
    [InlineData("America/Denver", "2026-07-14 23:30", Verdict.Deny)] // Window Rock: half past midnight of the next
    [InlineData("America/Denver", "2026-12-14 23:30", Verdict.Allow)] // in winter their clocks agree
    public void Window_Rock_reaches_midnight_an_hour_before_Phoenix_in_July(string zone, string phoenixTime, Verdict verdict)
    {
        var day = Ask.Date(phoenixTime[..10]);
        var at = Ask.Local("America/Phoenix", day.Year, day.Month, day.Day, 23, 30);
        var licence = Ask.License("AZ") with { ExpiresOn = day, VerifiedOn = day.PlusDays(-5) };
        var question = Ask.InState("AZ", licence).StartingAt(at, 0) with { Device = Law.Device("AZ", "AZ") with { Zones = [zone], At = at } };

        Assert.Equal(verdict, question.Evaluated().Verdict);
    }

    [Theory]
    [InlineData("America/Chicago", Verdict.Allow)] // Pensacola
    [InlineData("America/New_York", Verdict.Deny)] // Tallahassee
    [InlineData(null, Verdict.Deny)] // not known: both must hold
    public void A_county_known_by_the_device_has_its_own_midnight(string? zone, Verdict verdict)
    {
        var at = Ask.Local("America/Chicago", 2026, 11, 23, 23, 30);
        var question = Ask.InState("FL", Ask.License("FL", expires: "2026-11-23")).StartingAt(at, 0) with
        {
            Device = zone is null ? null : Law.Device("FL", "FL") with { Zones = [zone], At = at },
        };

        Assert.Equal(verdict, question.Evaluated().Verdict);
    }

    [Theory]
    [InlineData("Reno", 39.53, -119.81, Verdict.Allow)]
    [InlineData("West Wendover", 40.7391, -114.0733, Verdict.Deny)]
    [InlineData("nobody knows", 0, 0, Verdict.Deny)]
    public void Nevadas_last_hour_is_over_in_West_Wendover_before_it_is_in_Reno(string where, double latitude, double longitude, Verdict verdict)
    {
        // 23:30 in Reno is 00:30 in West Wendover.
        var at = Ask.Local("America/Los_Angeles", 2026, 11, 23, 23, 30);
        var licences = new[] { Ask.License("NV", expires: "2026-11-23"), Ask.License("UT", sequence: 2) };
        var question = Ask.InState("NV", licences).StartingAt(at, 0) with
        {
            Device = latitude is 0 ? null : DeviceLocator.Locate(latitude, longitude, 20, at),
        };

        Assert.True(verdict == question.Evaluated().Verdict, $"{where}: {string.Join(' ', question.Evaluated().AllCodes())}");
    }

    [Fact]
    public void The_licence_across_the_border_is_held_to_the_dates_there()
    {
        // 23:30 in Spokane is 00:30 in Boise, where the Idaho licence ended at midnight; the Washington one lasts.
        var at = Ask.Local("America/Los_Angeles", 2026, 11, 23, 23, 30);
        LicensureQuestion With(params string[] zones) => (Washington(Idaho with { ExpiresOn = new(2026, 11, 23) }) with { }).StartingAt(at, 0) with
        {
            Device = Law.Device("WA", "ID", "WA") with { Zones = [.. zones], At = at },
        };

        Assert.Equal([ReasonCode.GeoAmbiguousBorder], With("America/Boise", "America/Los_Angeles").Evaluated().Codes());
        Assert.Empty(With("America/Los_Angeles").Evaluated().Codes());
    }

    [Fact]
    public void An_emergency_contact_is_asked_for_before_anybody_is_let_in()
    {
        Assert.Equal([ReasonCode.EmergencyContactMissing], (Ask.Utah with { EmergencyContactAsked = false }).Evaluated().Codes());
        Assert.Empty((Ask.Utah with { EmergencyContactAsked = false, Purpose = DecisionPurpose.CheckIn }).Evaluated().Codes());
    }
}
