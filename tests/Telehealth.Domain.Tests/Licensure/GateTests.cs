using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Licensure;

public sealed class GateTests
{
    [Fact]
    public void A_licensed_clinician_may_treat_a_patient_in_a_served_state()
    {
        var decision = Ask.Utah.Evaluated();

        Assert.Equal(Verdict.Allow, decision.Verdict);
        Assert.Empty(decision.Codes());
        Assert.Equal([ReasonCode.GeoUnavailable], decision.AllCodes());
        Assert.Equal("UT", decision.Jurisdiction);
        Assert.Equal("UT", Assert.Single(decision.Candidates));
        Assert.Equal(Ask.License("UT").Id, decision.AuthorityId);
    }

    [Theory]
    [InlineData("US", "CA", ReasonCode.StateNotServed)]
    [InlineData("US", "ZZ", ReasonCode.StateNotServed)]
    [InlineData("US", "ut", ReasonCode.StateNotServed)]
    [InlineData("MX", null, ReasonCode.OutsideUs)]
    [InlineData("us", "UT", ReasonCode.OutsideUs)]
    public void A_place_out_of_the_served_states_is_denied(string country, string? state, ReasonCode code)
    {
        var question = Ask.InState(state, Ask.License(state ?? "UT")) with { Attestation = Ask.At(country, state) };
        var decision = question.Evaluated();

        Assert.Equal(Verdict.Deny, decision.Verdict);
        Assert.Contains(code, decision.Codes());
        Assert.Null(decision.AuthorityId);
    }

    [Fact]
    public void A_served_state_that_has_no_time_zones_is_denied()
    {
        var decision = (Ask.InState("ZZ", Ask.License("ZZ")) with { ServedStates = ["ZZ"] }).Evaluated();

        Assert.Equal([ReasonCode.NoAuthorityInState, ReasonCode.StateNotServed], decision.Codes());
    }

    [Fact]
    public void Outside_the_US_the_only_candidate_is_outside_and_no_state_has_jurisdiction()
    {
        var decision = (Ask.Utah with { Attestation = Ask.At("MX", "UT") }).Evaluated();

        Assert.Equal("OUTSIDE", Assert.Single(decision.Candidates));
        Assert.Null(decision.Jurisdiction);
    }

    [Fact]
    public void An_unknown_place_holds()
    {
        Assert.Equal([ReasonCode.LocationNotAttested], (Ask.Utah with { Attestation = null }).Evaluated().Codes());
        var unsure = Ask.InState(null, Ask.License("UT")).Evaluated();
        Assert.Equal(Verdict.Hold, unsure.Verdict);
        Assert.Equal([ReasonCode.LocationNotAttested], unsure.Codes());
        Assert.Empty(unsure.Candidates);
    }

    [Theory]
    [InlineData(30 * 60, false)]
    [InlineData(30 * 60 + 1, true)]
    public void A_start_needs_an_attestation_at_most_30_minutes_old(int seconds, bool stale)
    {
        var question = Ask.Utah with { Attestation = Ask.Utah.Attestation! with { At = Ask.Now - Duration.FromSeconds(seconds) } };

        Assert.Equal(stale ? Verdict.Hold : Verdict.Allow, question.Evaluated().Verdict);
        Assert.Equal(stale, question.Evaluated().Codes().Contains(ReasonCode.AttestationStale));
        Assert.Equal(Verdict.Allow, (question with { Purpose = DecisionPurpose.Grant, Basis = DecisionBasis.Continuation }).Evaluated().Verdict);
    }

    [Theory]
    [InlineData(DecisionPurpose.Admit)]
    [InlineData(DecisionPurpose.Resume)]
    [InlineData(DecisionPurpose.Transfer)]
    [InlineData(DecisionPurpose.TakeOver)]
    [InlineData(DecisionPurpose.Grant)]
    public void A_start_without_a_clinician_is_denied(DecisionPurpose purpose) =>
        Assert.Equal([ReasonCode.ClinicianNotNamed], (Ask.Utah with { Purpose = purpose, ClinicianId = null }).Evaluated().Codes());

    [Fact]
    public void Where_no_clinician_is_named_nothing_is_said_of_anybodys_licenses() =>
        Assert.Equal([ReasonCode.ClinicianNotNamed], (Ask.InState("UT") with { ClinicianId = null }).Evaluated().Codes());

    [Fact]
    public void Every_reason_is_given_worst_first()
    {
        var question = Ask.InState("CA") with { ConsentGiven = false, IdentityVerified = false };
        var reasons = question.Evaluated().Reasons;

        Assert.Equal(
            [ReasonCode.NoAuthorityInState, ReasonCode.StateNotServed, ReasonCode.ConsentMissing, ReasonCode.IdentityUnverified],
            reasons.Where(r => r.Severity is not ReasonSeverity.Info).Select(r => r.Code));
    }

    [Fact]
    public void An_unknown_birth_date_leaves_the_identity_unverified()
    {
        Assert.Equal([ReasonCode.IdentityUnverified], (Ask.Utah with { PatientBirthDate = null }).Evaluated().Codes());
        Assert.Equal(Verdict.Allow, (Ask.Utah with { PatientBirthDate = null, Purpose = DecisionPurpose.DryRun }).Evaluated().Verdict);
    }

    [Fact]
    public void A_minor_waits_for_a_guardian_or_a_recorded_basis()
    {
        var minor = Ask.Utah with { PatientBirthDate = new LocalDate(2011, 3, 1) };

        Assert.Equal([ReasonCode.GuardianConsentRequired], minor.Evaluated().Codes());
        Assert.Equal(15, minor.Evaluated().Evidence.PatientAge);
        Assert.Equal(Verdict.Allow, (minor with { MinorBasisRecorded = true }).Evaluated().Verdict);
    }

    [Theory]
    [InlineData("2008-11-23", Verdict.Allow)]
    [InlineData("2008-11-24", Verdict.Hold)]
    public void Whoever_turns_18_today_is_no_minor(string born, Verdict verdict) =>
        Assert.Equal(verdict, (Ask.Utah with { PatientBirthDate = Ask.Date(born) }).Evaluated().Verdict);

    [Fact]
    public void A_minors_rule_that_nobody_read_for_long_warns()
    {
        var old = SampleRules.Minors with
        {
            Hash = new string('e', 64), Minors = [.. SampleRules.Minors.Minors.Select(r => r with { Provenance = r.Provenance with { AsOf = new(2026, 5, 26) } })],
        };
        var minor = Ask.Utah with { Rules = old, PatientBirthDate = new LocalDate(2011, 3, 1), MinorBasisRecorded = true, MinorBasis = MinorBasis.GuardianConsented };

        Assert.Equal(new Reason(ReasonCode.RuleTableStale, ReasonSeverity.Warning, "UT-GuardianConsented"), minor.Evaluated().Reasons[0]);
        Assert.Equal(Verdict.Allow, minor.Evaluated().Verdict);
    }

    [Fact]
    public void A_dry_run_misses_no_device() => Assert.Empty((Ask.Utah with { Purpose = DecisionPurpose.DryRun }).Evaluated().AllCodes());

    [Fact]
    public void A_broken_question_is_an_engine_error_and_not_an_exception()
    {
        var broken = Ask.Utah with { Clinicians = default };
        var decision = broken.Evaluated();

        Assert.Equal(Verdict.Deny, decision.Verdict);
        Assert.Equal([ReasonCode.EngineError], decision.Codes());
        Assert.Equal("NullReferenceException", decision.Evidence.Fault);
    }

    [Fact]
    public void A_check_in_ahead_of_time_looks_at_the_planned_start()
    {
        var endsSoon = Ask.InState("UT", Ask.License("UT", expires: "2026-11-24")) with
        {
            Purpose = DecisionPurpose.CheckIn, StartsAt = Ask.Now + Duration.FromDays(3), ExpectedEnd = Ask.Now + Duration.FromDays(3),
        };

        Assert.Equal([ReasonCode.AuthorityExpired], endsSoon.Evaluated().Codes());
        Assert.Equal(Verdict.Allow, (endsSoon with { Purpose = DecisionPurpose.Admit, ExpectedEnd = Ask.Now }).Evaluated().Verdict);
    }

    [Fact]
    public void An_allow_is_valid_while_the_attestation_is_fresh_and_the_licence_lasts()
    {
        var fresh = Ask.Utah.Evaluated();
        Assert.Equal(Ask.Utah.Attestation!.At + Duration.FromMinutes(30), fresh.ValidUntil);

        var lastHour = Ask.InState("UT", Ask.License("UT", expires: "2026-11-23")).StartingAt(Ask.Local("America/Denver", 2026, 11, 23, 23, 50), 5);
        Assert.Equal(Ask.Local("America/Denver", 2026, 11, 24, 0, 0), lastHour.Evaluated().ValidUntil);

        Assert.Equal(Ask.Now, (Ask.Utah with { ConsentGiven = false }).Evaluated().ValidUntil);
    }
}
