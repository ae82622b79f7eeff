using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Visits;

/// <summary>
/// The cast with authorities that hang on conditions: Ben may treat in Idaho while he sits in Utah, Cyd in Utah once she chose an exemption that she may use twice a year.
/// </summary>
internal static class WiderClinic
{
    private static readonly RuleProvenance Read = new(new LocalDate(2026, 10, 1), "a statute", "the test", RuleConfidence.Primary);

    public static RuleSet Rules { get; } = new()
    {
        Version = "1-walk",
        Hash = new string('d', 64),
        Paths =
        [
            new("ID-permit", "ID", AuthorityKind.LimitedPermit, [Profession.APRN], null, null, null, false, true, true, PatientScope.Any, false, "permit", Read),
            new("UT-twice", "UT", AuthorityKind.Exemption, [Profession.APRN], null, null, new(UsageUnit.Encounter, 2, UsageWindow.CalendarYear), false, false, false, PatientScope.Any, true, "twice", Read),
        ],
    };

    public static ClinicFacts Facts(VisitPolicy policy) => Clinic(policy) with
    {
        Rules = Rules,
        Clinicians = new[] { Clinician(Ada, "UT", "ID"), BenWith("UT"), CydWith(0) }.ToImmutableDictionary(c => c.Id),
    };

    public static AuthorityId ExemptionOf(StaffId clinician) => License(clinician, "UT", 9).Id;

    public static ClinicianFacts BenWith(params string[] states)
    {
        var plain = Clinician(Ben, states);
        var home = License(Ben, "UT", 7) with { Number = "home" };
        return plain with
        {
            Uses = [],
            Authorities = states.Length == 0 ? [] :
            [
                .. plain.Authorities, home,
                License(Ben, "ID", 8) with { Kind = AuthorityKind.LimitedPermit, Number = "permit", DependsOn = home.Id },
            ],
        };
    }

    /// <param name="used">Visits of this year that used the exemption.</param>
    public static ClinicianFacts CydWith(int used) => Clinician(Cyd) with
    {
        Authorities = [License(Cyd, "UT", 9) with { Kind = AuthorityKind.Exemption, Number = "twice" }],
        Uses = [.. Enumerable.Range(0, used).Select(i => new AuthorityUse(ExemptionOf(Cyd), new(Id(0x900 + i)), TheOne, new(2026, 5, 1 + i), new(2026, 5, 1 + i)))],
    };
}
