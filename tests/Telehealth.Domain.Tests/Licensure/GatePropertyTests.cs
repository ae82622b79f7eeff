using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Licensure;

public sealed class GatePropertyTests
{
    private const int Rounds = 3_000;

    [Fact]
    public void The_verdict_is_the_worst_reason() => Questions.Any.Sample(
        question =>
        {
            var decision = question.Evaluated();
            var worst = decision.Reasons.IsEmpty ? ReasonSeverity.Info : decision.Reasons.Max(r => r.Severity);
            var verdict = worst is ReasonSeverity.Deny ? Verdict.Deny : worst is ReasonSeverity.Hold ? Verdict.Hold : Verdict.Allow;
            Assert.Equal(verdict, decision.Verdict);
            Assert.DoesNotContain(ReasonCode.EngineError, decision.Codes());
        },
        iter: Rounds);

    [Fact]
    public void An_allow_always_rests_on_a_current_licence_of_the_attested_state() => Questions.Any.Sample(
        question =>
        {
            var decision = question.Evaluated();
            if (decision.Verdict is not Verdict.Allow) return;
            var authority = question.Clinicians.SelectMany(c => c.Authorities).Single(a => a.Id == decision.AuthorityId);
            Assert.Contains(decision.Jurisdiction!, question.ServedStates);
            Assert.Contains(decision.Jurisdiction!, authority.Jurisdictions);
            Assert.Equal(BoardStatus.Active, authority.BoardStatus);
            Assert.Equal(AuthorityKind.FullLicense, authority.Kind);
            Assert.NotNull(authority.VerifiedOn);
            Assert.True(decision.ValidUntil >= decision.DecidedAt);
        },
        iter: Rounds);

    [Fact]
    public void One_more_authority_never_turns_allow_into_deny() => Gen.Select(Questions.Any, Questions.Authority).Sample(
        (question, added) =>
        {
            var before = question.Evaluated().Verdict;
            var number = added with { Sequence = 1_000, Id = new(new Guid("00000000-0000-0000-0000-0000000000ff")), Number = "another" };
            var more = question with { Clinicians = [.. question.Clinicians.Select(c => c with { Authorities = c.Authorities.Add(number with { ClinicianId = c.Id }) })] };

            if (before is Verdict.Allow) Assert.Equal(Verdict.Allow, more.Evaluated().Verdict);
        },
        iter: Rounds);

    [Fact]
    public void Less_evidence_never_turns_a_no_into_allow() => Gen.Select(Questions.Any, Gen.Int[0, 7]).Sample(
        (question, which) =>
        {
            var less = which switch
            {
                0 => question with { Attestation = null },
                1 => question with { PatientBirthDate = question.Purpose is DecisionPurpose.DryRun ? question.PatientBirthDate : null },
                2 => question with { ConsentGiven = false },
                3 => question with { IdentityVerified = false },
                4 => question with { MinorBasisRecorded = false },
                5 => question with { Clinicians = [] },
                6 => question with { ServedStates = [] },
                _ => question with { Clinicians = [.. question.Clinicians.Select(WithoutOne)] },
            };

            if (question.Evaluated().Verdict is not Verdict.Allow) Assert.NotEqual(Verdict.Allow, less.Evaluated().Verdict);
        },
        iter: Rounds);

    /// <summary>Without one licence of which there is no other record; taking a later record away would bring an earlier one back.</summary>
    private static ClinicianFacts WithoutOne(ClinicianFacts clinician) =>
        clinician.Authorities.GroupBy(a => (a.Kind, a.Profession, a.Issuer, a.Number)).FirstOrDefault(g => g.Count() == 1) is { } lone
            ? clinician with { Authorities = clinician.Authorities.Remove(lone.Single()) }
            : clinician;
}

internal static class Questions
{
    private static readonly Gen<string> State = Gen.OneOf("UT", "ID", "WA", "OR", "NV", "AZ", "FL", "CA");
    private static readonly Gen<LocalDate> Date = Gen.Int[-40, 40].Select(d => new LocalDate(2026, 11, 23).PlusDays(d));

    // Mostly good values, so that Allow is not rare.
    private static Gen<T> Mostly<T>(T good, params T[] others) => Gen.Frequency((6, Gen.Const(good)), (others.Length, Gen.OneOf(others)));

    public static readonly Gen<Authority> Authority =
        from sequence in Gen.Long[1, 6]
        from state in State
        from days in Gen.Select(Date, Date)
        from wide in Gen.Bool
        from kind in Mostly(AuthorityKind.FullLicense, AuthorityKind.MultistateLicense, AuthorityKind.Exemption)
        from profession in Mostly(Profession.APRN, Profession.RN)
        from status in Mostly(BoardStatus.Active, BoardStatus.Probation, BoardStatus.Suspended, BoardStatus.Revoked)
        from verified in Mostly<LocalDate?>(new LocalDate(2026, 10, 1), null, new LocalDate(2025, 1, 1))
        from number in Gen.OneOf("1", "2")
        select Ask.License(state, sequence: sequence) with
        {
            EffectiveOn = wide ? new(2024, 1, 1) : days.Item1, ExpiresOn = wide ? new(2028, 1, 1) : days.Item2,
            Kind = kind, Profession = profession, BoardStatus = status, VerifiedOn = verified, Number = number,
        };

    private static readonly Gen<ImmutableArray<Authority>> Authorities = Authority.Array[0, 6].Select(all => all
        .Select((a, i) => a with { Sequence = i + 1, Id = new(new Guid($"00000000-0000-0000-0000-{i + 1:D12}")) }).ToImmutableArray());

    public static readonly Gen<LicensureQuestion> Any =
        from state in Gen.Frequency((9, State.Select(s => (string?)s)), (1, Gen.Const((string?)null)))
        from country in Mostly("US", "MX")
        from purpose in Gen.Enum<DecisionPurpose>()
        from basis in Gen.Enum<DecisionBasis>()
        from named in Mostly(true, false)
        from age in Mostly(5, 29, 31, 200)
        from born in Mostly<LocalDate?>(new LocalDate(1980, 2, 29), new LocalDate(2010, 6, 1), null)
        from flags in Gen.Select(Mostly(true, false), Mostly(true, false), Gen.Bool)
        from hours in Gen.Int[0, 48]
        from authorities in Authorities
        select Ask.InState(state) with
        {
            Purpose = purpose, Basis = basis, ClinicianId = named ? Ask.Clinician : null,
            Clinicians = [Ask.Facts([.. authorities])],
            Attestation = Ask.At(country, state) with { At = Ask.Now - Duration.FromMinutes(age) },
            ExpectedEnd = Ask.Now + Duration.FromHours(hours),
            PatientBirthDate = born, ConsentGiven = flags.Item1, IdentityVerified = flags.Item2, MinorBasisRecorded = flags.Item3,
        };
}
