using System.Collections.Immutable;
using System.Text;
using CsCheck;
using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Records;
using Telehealth.Domain.Tests.Records;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Licensure;

public sealed class GatePropertyTests
{
    private const int Rounds = 6_000;

    [Fact]
    public void The_verdict_is_the_worst_reason() => Questions.Any.Sample(
        question =>
        {
            var decision = question.Evaluated();
            var worst = decision.Reasons.IsEmpty ? ReasonSeverity.Info : decision.Reasons.Max(r => r.Severity);
            var verdict = worst is ReasonSeverity.Deny ? Verdict.Deny : worst is ReasonSeverity.Hold ? Verdict.Hold : Verdict.Allow;
            Assert.Equal(verdict, decision.Verdict);
            Assert.DoesNotContain(ReasonCode.EngineError, decision.Codes());
            Assert.All(decision.Reasons, r => Assert.Equal(r.Severity is ReasonSeverity.Hold, !RemedyRules.Of(r).IsEmpty));
        },
        iter: Rounds);

    [Fact]
    public void An_allow_always_rests_on_a_current_authority_that_reaches_the_attested_state() => Questions.Any.Sample(
        question =>
        {
            var decision = question.Evaluated();
            if (decision.Verdict is not Verdict.Allow) return;
            var authority = question.Clinicians.SelectMany(c => c.Authorities).Single(a => a.Id == decision.AuthorityId);
            Assert.Contains(decision.Jurisdiction!, question.ServedStates);
            Assert.True(authority.Jurisdictions.Contains(decision.Jurisdiction!) || authority.Compact is not null);
            Assert.Equal(BoardStatus.Active, authority.BoardStatus);
            Assert.NotNull(authority.VerifiedOn);
            Assert.Empty(authority.Encumbrances);
            if (authority.Kind is AuthorityKind.Exemption) Assert.Equal(authority.Id, question.Exemption?.AuthorityId);
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
            if (before is not Verdict.Deny) Assert.NotEqual(Verdict.Deny, more.Evaluated().Verdict);
        },
        iter: Rounds);

    /// <summary>What a device contradicts is the one kind of evidence whose absence can help, which is why a visit keeps it; see DeviceTests and LocationTests.</summary>
    [Fact]
    public void Less_evidence_never_turns_a_no_into_allow() => Gen.Select(Questions.Any, Gen.Int[0, 14]).Sample(
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
                7 => question with { Confirmation = null },
                8 => question with { Exemption = null },
                9 => question with { ClinicianLocation = null },
                10 => question with { Rules = RuleSet.Empty },
                11 => question with { Clinicians = [.. question.Clinicians.Select(c => c with { Uses = null })] },
                12 => question with { EmergencyContactAsked = false },
                13 => question with { Device = question.Device is { } device ? device with { Zones = [] } : null, Attestation = question.Attestation is { } place ? place with { HasAddress = false } : null },
                _ => question with { Clinicians = [.. question.Clinicians.Select(WithoutOne)] },
            };

            // A contrary device that is left out is not less evidence but less contradiction.
            if (which is 13 && question.Device is null) return;
            var (before, after) = (question.Evaluated().Verdict, less.Evaluated().Verdict);
            if (before is not Verdict.Allow) Assert.NotEqual(Verdict.Allow, after);
        },
        iter: Rounds);

    [Fact]
    public void What_clock_and_network_hint_at_never_changes_a_verdict() => Gen.Select(
        Questions.Any, Gen.OneOf(null, "UT", "TX", "OUTSIDE"), Gen.Bool, Gen.OneOf(null, "America/Denver", "Asia/Tokyo", "no such zone")).Sample(
        (question, region, hidden, zone) =>
        {
            var (without, with) = (question.Evaluated(), (question with { Signals = new(region, hidden, zone) }).Evaluated());
            Assert.Equal(without.Verdict, with.Verdict);
            Assert.Equal(without.AuthorityId, with.AuthorityId);
            Assert.Equal(without.Candidates.AsEnumerable(), with.Candidates);
        },
        iter: Rounds);

    [Fact]
    public void A_decision_made_again_from_its_record_has_the_same_bytes() => Questions.Any.Sample(
        question =>
        {
            var line = Bytes(question.Evaluated());
            var read = (EvaluationEntry)VisitRecords.Decode(line).Entry;
            var again = LicensureEngine.Replay(
                read.Decision.Evidence, read.Decision.Purpose, read.Decision.Basis, read.Decision.ClinicianId, read.Decision.DecidedAt, read.Decision.RulesVersion);

            Assert.Equal(Encoding.UTF8.GetString(line), Encoding.UTF8.GetString(Bytes(again)));
            Assert.True(line.Length <= CanonicalJson.MaxRecordBytes);
        },
        iter: Rounds);

    private static byte[] Bytes(LicensureDecision decision)
    {
        var entry = new EvaluationEntry(decision);
        using var writer = new CanonicalWriter();
        RecordWriter.Write(writer, Samples.Frame(entry), entry);
        return writer.Written.ToArray();
    }

    /// <summary>Without one licence of which there is no other record; taking a later record away would bring an earlier one back.</summary>
    private static ClinicianFacts WithoutOne(ClinicianFacts clinician) =>
        clinician.Authorities.GroupBy(a => (a.Kind, a.Profession, a.Issuer, a.Number)).FirstOrDefault(g => g.Count() == 1) is { } lone
            ? clinician with { Authorities = clinician.Authorities.Remove(lone.Single()) }
            : clinician;
}

internal static class Questions
{
    private static readonly string[] States = ["UT", "ID", "WA", "OR", "NV", "AZ", "FL", "CA"];
    private static readonly Gen<string> State = Gen.OneOf(States);
    private static readonly Gen<LocalDate> Date = Gen.Int[-40, 40].Select(d => new LocalDate(2026, 11, 23).PlusDays(d));

    // Mostly good values, so that Allow is not rare.
    private static Gen<T> Mostly<T>(T good, params T[] others) => Gen.Frequency((6, Gen.Const(good)), (others.Length, Gen.OneOf(others)));

    private static readonly Gen<AuthorityKind> Kind = Gen.Frequency((5, Gen.Const(AuthorityKind.FullLicense)), (5, Gen.Enum<AuthorityKind>()));

    private static readonly Gen<Authority> Plain =
        from sequence in Gen.Long[1, 6]
        from state in State
        from days in Gen.Select(Date, Date)
        from wide in Mostly(true, false)
        from kind in Kind
        from profession in Mostly(Profession.LPC, Profession.RN)
        from status in Mostly(BoardStatus.Active, BoardStatus.Probation, BoardStatus.Suspended, BoardStatus.Revoked)
        from verified in Mostly<LocalDate?>(new LocalDate(2026, 10, 1), null, new LocalDate(2025, 1, 1))
        from number in Gen.OneOf("1", "2", "3")
        select Ask.License(state, sequence: sequence) with
        {
            EffectiveOn = wide ? new(2024, 1, 1) : days.Item1, ExpiresOn = wide ? new(2028, 1, 1) : days.Item2,
            Kind = kind, Profession = profession, BoardStatus = status, VerifiedOn = verified, Number = number,
        };

    public static readonly Gen<Authority> Authority =
        from plain in Plain
        from compact in Gen.OneOf<CompactId?>(CompactId.NLC, CompactId.COUNSELING, CompactId.PSYPACT, CompactId.IMLC, null)
        from path in Gen.OneOf(null, "AZ-low-volume", "AZ-consult")
        from home in Mostly(1, 2, 3, 0)
        from encumbered in Mostly(false, true)
        from places in Gen.OneOf(0, 0, 0, 1, 2)
        from scope in Mostly(PatientScope.Any, PatientScope.Established)
        from limit in Mostly<UsageLimit?>(null, new(UsageUnit.Encounter, 2, UsageWindow.CalendarYear), new(UsageUnit.Patient, 1, UsageWindow.SinceEvent, 60))
        select plain with
        {
            Compact = plain.Kind is AuthorityKind.FullLicense or AuthorityKind.TelehealthRegistration ? null : compact, Path = path,
            DependsOn = plain.Kind is AuthorityKind.FullLicense || home is 0 ? null : new(new Guid($"00000000-0000-0000-0000-{home:D12}")),
            Encumbrances = encumbered ? ["no minors"] : [], RequiresClinicianIn = places is 0 ? [] : places is 1 ? ["UT"] : ["NV"],
            Scope = scope, Limit = limit, EventOn = limit is null ? null : new LocalDate(2026, 11, 1),
        };

    private static readonly Gen<ImmutableArray<Authority>> Authorities = Authority.Array[0, 7].Select(all => all
        .Select((a, i) => a with { Sequence = i + 1, Id = new(new Guid($"00000000-0000-0000-0000-{i + 1:D12}")) }).ToImmutableArray());

    private static readonly Gen<ImmutableArray<AuthorityUse>?> Uses = Gen.Frequency(
        (1, Gen.Const((ImmutableArray<AuthorityUse>?)null)),
        (5, Gen.Select(Gen.Int[1, 7], Gen.Int[1, 3], Date).Array[0, 4].Select(uses => (ImmutableArray<AuthorityUse>?)uses.Select((u, i) =>
            Law.Use(Ask.License("UT", sequence: u.Item1), u.Item3, i, u.Item2)).ToImmutableArray())));

    private static readonly Gen<DeviceLocation?> Device =
        from told in Mostly(true, false)
        from candidates in Gen.OneOf([.. States, "OUTSIDE"]).Array[1, 3]
        from minutes in Mostly(2, 9, 11)
        from shore in Mostly(false, true)
        from coarse in Mostly(false, true)
        from coast in State
        from zone in Gen.OneOf("America/Boise", "America/Denver", "America/Los_Angeles", "none")
        select !told ? null : Law.Device(shore ? null : candidates[0], [.. candidates.Distinct()]) with
        {
            NearShore = shore, TooCoarse = coarse, Coasts = candidates is ["OUTSIDE"] ? [coast] : [], Zones = zone is "none" ? [] : [zone], At = Ask.Now - Duration.FromMinutes(minutes),
        };

    private static readonly Gen<LicensureQuestion> Basic =
        from state in Gen.Frequency((9, State.Select(s => (string?)s)), (1, Gen.Const((string?)null)))
        from country in Mostly("US", "MX")
        from purpose in Gen.Enum<DecisionPurpose>()
        from basis in Gen.Enum<DecisionBasis>()
        from named in Mostly(true, false)
        from age in Mostly(5, 29, 31, 200)
        from born in Mostly<LocalDate?>(new LocalDate(1980, 2, 29), new LocalDate(2010, 6, 1), null)
        from flags in Gen.Select(Mostly(true, false), Mostly(true, false), Gen.Bool)
        from hours in Gen.Int[0, 30]
        from authorities in Authorities
        select Ask.InState(state) with
        {
            Purpose = purpose, Basis = basis, ClinicianId = named ? Ask.Clinician : null, Rules = Law.Rules,
            Clinicians = [Ask.Facts([.. authorities]) with { Profession = Profession.LPC }],
            Attestation = Ask.At(country, state) with { At = Ask.Now - Duration.FromMinutes(age) },
            ExpectedEnd = Ask.Now + Duration.FromHours(hours),
            PatientBirthDate = born, ConsentGiven = flags.Item1, IdentityVerified = flags.Item2, MinorBasisRecorded = flags.Item3,
        };

    public static readonly Gen<LicensureQuestion> Any =
        from question in Basic
        from uses in Uses
        from device in Device
        from place in Gen.OneOf(null, "UT", "NV", "OUTSIDE")
        from confirmed in Gen.OneOf(0, 1, 2)
        from chosen in Gen.Int[0, 7]
        from relationship in Gen.OneOf(PatientScope.Any, PatientScope.Established, PatientScope.TemporarilyPresent)
        from contact in Mostly(true, false)
        select question with
        {
            Clinicians = [.. question.Clinicians.Select(c => c with { Uses = uses })], Device = device, ClinicianLocation = place, EmergencyContactAsked = contact,
            Confirmation = confirmed is 0 ? null : new(Ask.Clinician, Ask.Now - Duration.FromMinutes(5), confirmed, ConfirmationMethod.ByPhone),
            Exemption = chosen is 0 ? null : new(new(new Guid($"00000000-0000-0000-0000-{chosen:D12}")), JustificationReason.Disaster, relationship, Ask.Clinician, Ask.Now),
        };
}
