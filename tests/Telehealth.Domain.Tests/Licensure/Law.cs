using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Tests.Licensure;

/// <summary>Rules as the facts have them, few and fixed; each test reads the ones that it is about.</summary>
internal static class Law
{
    private static readonly Profession[] Everybody = Enum.GetValues<Profession>();

    public static RuleProvenance Read { get; } = new(new LocalDate(2026, 10, 1), "a statute", "the test", RuleConfidence.Primary);

    public static RuleSet Rules { get; } = new()
    {
        Version = "1-test",
        Hash = new string('a', 64),
        ServedStates = ["UT", "ID", "WA", "OR", "NV", "AZ", "FL"],
        Paths =
        [
            Path("AZ-registry", "AZ", AuthorityKind.TelehealthRegistration) with { TelehealthOnly = true, NeedsHomeLicense = true },
            Path("AZ-low-volume", "AZ", AuthorityKind.Exemption) with { NeedsHomeLicense = true, NeedsJustification = true, Limit = new(UsageUnit.Encounter, 9, UsageWindow.CalendarYear) },
            Path("AZ-consult", "AZ", AuthorityKind.Exemption) with { NeedsJustification = true },
            Path("OR-permit", "OR", AuthorityKind.LimitedPermit) with { Limit = new(UsageUnit.Day, 30, UsageWindow.Rolling12Months) },
            Path("FL-491", "FL", AuthorityKind.Exemption) with { NeedsJustification = true, Limit = new(UsageUnit.Day, 15, UsageWindow.CalendarYear) },
            Path("ID-away", "ID", AuthorityKind.Exemption) with { NeedsJustification = true, NeedsHomeLicense = true, Scope = PatientScope.TemporarilyPresent },
            Path("UT-transition", "UT", AuthorityKind.LimitedPermit) with
            {
                NeedsHomeLicense = true, ClinicianInLicensedState = true, Scope = PatientScope.Transferring, Limit = new(UsageUnit.Day, 45, UsageWindow.SinceEvent, 45),
            },
            Path("UT-one-patient", "UT", AuthorityKind.Exemption) with { NeedsJustification = true, Limit = new(UsageUnit.Patient, 1, UsageWindow.SinceEvent, 273) },
            Path("WA-unsure", "WA", AuthorityKind.TelehealthRegistration) with { Provenance = Read with { Confidence = RuleConfidence.Unconfirmed } },
        ],
        Compacts =
        [
            new(CompactId.IMLC, CompactMechanism.ExpeditedLicense, [Profession.MD, Profession.DO], true, [Member("UT"), Member("ID"), Member("WA")]),
            new(CompactId.NLC, CompactMechanism.MultistateLicense, [Profession.RN], true, [Member("UT"), Member("ID"), Member("WA"), Member("FL", issuing: "2027-01-01")]),
            new(CompactId.APRN, CompactMechanism.MultistateLicense, [Profession.APRN], false, [Member("UT"), Member("ID")]),
            new(CompactId.PSYPACT, CompactMechanism.CommissionAuthority, [Profession.PSYCHOLOGIST], true, [Member("UT"), Member("ID"), Member("WA"), Member("AZ")]),
            new(CompactId.COUNSELING, CompactMechanism.StatePrivilege, [Profession.LPC], true, [Member("AZ"), Member("WA"), Member("UT", issuing: null), Member("FL", enacted: "2027-06-01", issuing: null)]),
        ],
        Flexibilities = [new("DEA", new(2026, 1, 1), new(2026, 12, 31), 60, [Profession.APRN, Profession.MD], "controlled substances by video", Read)],
    };

    public static LicensureQuestion Asking(Profession profession, string state, params Authority[] authorities) => Ask.InState(state) with
    {
        Rules = Rules,
        Clinicians = [Ask.Facts(authorities) with { Profession = profession, Uses = [] }],
        VisitId = new(new Guid("00000000-0000-0000-0000-0000000000f1")),
        PatientId = new(new Guid("00000000-0000-0000-0000-0000000000a1")),
    };

    public static Authority Of(Profession profession, AuthorityKind kind, long sequence, params string[] states) => Ask.License(states[0], sequence: sequence) with
    {
        Kind = kind, Profession = profession, Jurisdictions = [.. states], Number = $"{kind}-{sequence}",
    };

    public static Authority Home(Profession profession, string state) => Of(profession, AuthorityKind.FullLicense, 50, state);

    public static LicensureQuestion Using(this LicensureQuestion question, params AuthorityUse[] uses) =>
        question with { Clinicians = [.. question.Clinicians.Select(c => c with { Uses = [.. uses] })] };

    public static LicensureQuestion Choosing(this LicensureQuestion question, Authority authority, PatientScope relationship = PatientScope.Any) =>
        question with { Exemption = new(authority.Id, JustificationReason.ContinuityOfCare, relationship, Ask.Clinician, Ask.Now) };

    /// <summary>A use of this authority on a day, by a visit and a patient of these numbers.</summary>
    public static AuthorityUse Use(Authority authority, LocalDate on, int visit, int patient = 1) => new(
        authority.Id, new(new Guid($"10000000-0000-0000-0000-{visit:D12}")), new(new Guid($"20000000-0000-0000-0000-{patient:D12}")), on, on);

    public static DeviceLocation Device(string? containing, params string[] candidates) => new()
    {
        Candidates = [.. candidates.Order(StringComparer.Ordinal)], Containing = containing, NearestBorder = DistanceBucket.Under1km, AccuracyMeters = 50,
        TooCoarse = false, Zones = [], NearShore = false, MapVersion = "map", At = Ask.Now - Duration.FromMinutes(1),
    };

    public static LicensureQuestion Confirmed(this LicensureQuestion question) =>
        question with { Confirmation = new(Ask.Clinician, Ask.Now - Duration.FromMinutes(1), question.Attestation!.Sequence, ConfirmationMethod.OnCamera) };

    private static AuthorityPath Path(string id, string state, AuthorityKind kind) =>
        new(id, state, kind, [.. Everybody], null, null, null, false, false, false, PatientScope.Any, false, id, Read);

    private static CompactMember Member(string state, string? enacted = "2020-01-01", string? issuing = "2021-01-01") =>
        new(state, enacted is null ? null : Ask.Date(enacted), issuing is null ? null : Ask.Date(issuing), Read);
}
