using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Tests.Licensure;

/// <summary>A decision is made again from its record alone: what the record cannot hold decided nothing, and what it lacks counts as no.</summary>
public sealed class ReplayTests
{
    [Theory]
    [InlineData("now")]
    [InlineData("start")]
    [InlineData("end")]
    [InlineData("attestation")]
    [InlineData("device")]
    [InlineData("confirmation")]
    [InlineData("exemption")]
    [InlineData("move")]
    [InlineData("all")]
    public void No_time_in_a_decision_is_finer_than_its_record(string finer)
    {
        // Three ticks are 300 ns.
        Instant At(string name, int minutes) => Ask.Now + Duration.FromMinutes(minutes) + Duration.FromTicks(finer == name || finer is "all" ? 3 : 0);
        var question = Ask.Utah with
        {
            Purpose = DecisionPurpose.CheckIn, Now = At("now", 0), StartsAt = At("start", 10), ExpectedEnd = At("end", 60), MovedAt = At("move", -5),
            Attestation = Ask.Utah.Attestation! with { At = At("attestation", -3) },
            Device = Law.Device("UT", "UT") with { At = At("device", -1) },
            Confirmation = new(Ask.Clinician, At("confirmation", -2), 1, ConfirmationMethod.OnCamera),
            Exemption = new(Ask.License("UT").Id, JustificationReason.Other, PatientScope.Any, Ask.Clinician, At("exemption", -2)),
        };
        var decision = question.Evaluated();
        var (evidence, more) = (decision.Evidence, decision.Evidence.More!);
        Instant?[] times =
        [
            decision.DecidedAt, decision.ValidUntil, evidence.StartsAt, evidence.ExpectedEnd, evidence.AttestedAt, more.Device?.At, more.Confirmation?.At, more.Exemption?.At,
            more.MovedAt,
        ];

        Assert.All(times, at => Assert.Equal(0, at!.Value.ToUnixTimeTicks() % 10));
    }

    [Theory]
    [MemberData(nameof(AllButFullLicenses))]
    public void By_the_first_engines_rules_nothing_but_a_full_license_authorises(AuthorityKind kind) =>
        Assert.Equal([ReasonCode.NoAuthorityInState], Ask.InState("UT", Ask.License("UT") with { Kind = kind }).ByFirstEngine().Codes());

    [Fact]
    public void The_first_engine_knew_no_order_of_kinds()
    {
        var multistate = Ask.License("UT", sequence: 2) with { Kind = AuthorityKind.MultistateLicense };
        var longer = Ask.License("UT", expires: "2029-01-31") with { Kind = AuthorityKind.Exemption };

        Assert.Equal(longer.Id.ToString(), Ask.InState("UT", longer, multistate).ByFirstEngine().Reasons[0].Subject);
    }

    [Theory]
    [MemberData(nameof(AllButFullLicenses))]
    public void Of_a_record_without_terms_only_a_full_license_is_taken_for_one(AuthorityKind kind) =>
        Assert.Equal([ReasonCode.NoAuthorityInState], AgainWith(a => a with { Kind = kind }).Codes());

    [Fact]
    public void Another_states_license_without_a_compact_is_no_authority() =>
        Assert.Equal([ReasonCode.NoAuthorityInState], AgainWith(a => a with { Terms = new() { Named = false, Compact = null } }).Codes());

    public static TheoryData<AuthorityKind> AllButFullLicenses { get; } = new(Enum.GetValues<AuthorityKind>().Where(k => k is not AuthorityKind.FullLicense));

    /// <summary>An Allow made again from its evidence with another authority in it.</summary>
    private static LicensureDecision AgainWith(Func<AuthorityEvidence, AuthorityEvidence> change)
    {
        var was = Ask.Utah.Evaluated();
        var clinicians = was.Evidence.Clinicians.Select(c => c with { Authorities = [.. c.Authorities.Select(change)] });
        return LicensureEngine.Replay(was.Evidence with { Clinicians = [.. clinicians] }, was.Purpose, was.Basis, was.ClinicianId, was.DecidedAt, was.RulesVersion);
    }
}
