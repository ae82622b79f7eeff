using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Licensure;

/// <summary>A question whose answer is Allow, in Utah; each test changes the one thing it is about.</summary>
internal static class Ask
{
    public static readonly StaffId Clinician = new(new Guid("00000000-0000-0000-0000-0000000000c1"));
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 18, 0);

    public static LicensureQuestion InState(string? state, params Authority[] authorities) => Utah with
    {
        Attestation = At("US", state),
        Clinicians = [Facts(authorities)],
    };

    public static LicensureQuestion Utah { get; } = new()
    {
        Purpose = DecisionPurpose.Admit,
        Basis = DecisionBasis.Start,
        ClinicianId = Clinician,
        Clinicians = [Facts(License("UT"))],
        Attestation = At("US", "UT"),
        StartsAt = Now,
        ExpectedEnd = Now + Duration.FromMinutes(50),
        PatientBirthDate = new LocalDate(1990, 5, 17),
        MinorBasisRecorded = false,
        ConsentGiven = true,
        IdentityVerified = true,
        ServedStates = ["UT", "ID", "WA", "OR", "NV", "AZ", "FL"],
        RulesVersion = "1:abc",
        Policy = VisitPolicy.Default,
        Now = Now,
    };

    public static LicensureQuestion StartingAt(this LicensureQuestion question, Instant at, int minutes = 50) => question with
    {
        Now = at, StartsAt = at, ExpectedEnd = at + Duration.FromMinutes(minutes), Attestation = question.Attestation! with { At = at },
    };

    public static LocationAttestation At(string country, string? state) => new(1, country, state, StatedBy.Patient, Now - Duration.FromMinutes(3), true);

    public static ClinicianFacts Facts(params Authority[] authorities) => new(Clinician, Profession.APRN, true, 4, [.. authorities]);

    public static Authority License(string state, string expires = "2027-10-31", string effective = "2024-11-01", long sequence = 1) => new()
    {
        Id = new(new Guid($"00000000-0000-0000-0000-{sequence:D12}")),
        ClinicianId = Clinician,
        Sequence = sequence,
        Kind = AuthorityKind.FullLicense,
        Profession = Profession.APRN,
        Jurisdictions = [state],
        Number = $"{state}-100",
        Issuer = $"{state} Board of Nursing",
        EffectiveOn = Date(effective),
        ExpiresOn = Date(expires),
        BoardStatus = BoardStatus.Active,
        VerifiedOn = new LocalDate(2026, 11, 2),
        Source = "Nursys",
        RecordedAt = Now - Duration.FromDays(20),
    };

    public static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    public static Instant Local(string zone, int year, int month, int day, int hour, int minute, int second = 0) =>
        new LocalDateTime(year, month, day, hour, minute, second).InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToInstant();

    public static LicensureDecision Evaluated(this LicensureQuestion question) => LicensureEngine.Evaluate(question);

    /// <summary>What stands in the way or warns; what is only told is left to <see cref="AllCodes"/>.</summary>
    public static ReasonCode[] Codes(this LicensureDecision decision) => [.. decision.Reasons.Where(r => r.Severity is not ReasonSeverity.Info).Select(r => r.Code)];

    public static ReasonCode[] AllCodes(this LicensureDecision decision) => [.. decision.Reasons.Select(r => r.Code)];

    /// <summary>The first engine's decision, as records of its days hold it.</summary>
    public static LicensureDecision ByFirstEngine(this LicensureQuestion question)
    {
        var decision = question.Evaluated();
        return LicensureEngine.Replay(
            decision.Evidence with { More = null }, decision.Purpose, decision.Basis, decision.ClinicianId, decision.DecidedAt, decision.RulesVersion);
    }
}
