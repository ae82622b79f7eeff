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
