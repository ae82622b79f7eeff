using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Tests.Licensure;

/// <summary>Where the device names other states than the stated one: who may open them, and what stays told.</summary>
public sealed class BorderTests
{
    private static readonly LicensureQuestion Spokane = Ask.InState("WA", Ask.License("WA"), Ask.License("ID", sequence: 2));

    [Theory]
    [InlineData(0, Verdict.Allow)]
    [InlineData(1, Verdict.Hold)]
    public void A_clinicians_word_is_as_good_as_the_statement_for_30_minutes(int secondsMore, Verdict verdict)
    {
        var question = (Ask.InState("WA", Ask.License("WA")) with { Device = Law.Device("ID", "ID", "WA") }).Confirmed();
        var spoken = question with { Confirmation = question.Confirmation! with { At = Ask.Now - Duration.FromMinutes(30) - Duration.FromSeconds(secondsMore) } };

        Assert.Equal(verdict, spoken.Evaluated().Verdict);
    }

    [Fact]
    public void A_contradiction_that_a_clinician_lifted_is_still_told_with_its_place()
    {
        var decision = (Spokane with { Device = Law.Device("ID", "ID") }).Confirmed().Evaluated();

        Assert.Contains(new Reason(ReasonCode.GeoContradictsAttestation, ReasonSeverity.Info, "ID"), decision.Reasons);
    }

    [Fact]
    public void A_contradiction_between_two_served_states_asks_as_one_with_a_single_state_does() =>
        Assert.Equal([ReasonCode.GeoContradictsAttestation], (Ask.Utah with { Device = Law.Device("OR", "OR", "WA") }).Evaluated().Codes());

    [Fact]
    public void A_border_is_harmless_for_nobody_who_is_not_named() => Assert.Equal(
        [ReasonCode.ClinicianNotNamed, ReasonCode.GeoAmbiguousBorder], (Spokane with { ClinicianId = null, Device = Law.Device("ID", "ID", "WA") }).Evaluated().Codes());

    [Fact]
    public void A_clock_agrees_when_it_shows_the_time_of_any_place_that_the_device_may_be_in()
    {
        LicensureQuestion Showing(string clock, params string[] zones) =>
            Spokane with { Signals = new(null, false, clock), Device = Law.Device("WA", "ID", "WA") with { Zones = [.. zones] } };

        Assert.Empty(Showing("America/Denver", "America/Boise").Evaluated().Codes());
        Assert.Empty(Showing("America/Denver", "America/Boise", "America/Los_Angeles").Evaluated().Codes());
        Assert.Equal([ReasonCode.TimezoneDiffers], Showing("America/Denver", "America/Los_Angeles").Evaluated().Codes());
        Assert.Equal([ReasonCode.TimezoneDiffers], Showing("America/New_York", "America/Boise").Evaluated().Codes());
    }

    [Fact]
    public void Of_a_place_whose_clocks_nobody_knows_no_clock_differs() =>
        Assert.DoesNotContain(ReasonCode.TimezoneDiffers, (Ask.InState("ZZ") with { Signals = new(null, false, "America/Denver") }).Evaluated().Codes());
}
