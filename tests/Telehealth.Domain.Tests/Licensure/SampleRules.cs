using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Licensure;

/// <summary>Rows of minors' consent as scenes use them: in Utah emancipated, and homeless from 15; in Idaho a guardian or an emergency; in Arizona an identified guardian.</summary>
internal static class SampleRules
{
    private static readonly RuleProvenance Read = new(new(2026, 11, 1), "statute", "test", RuleConfidence.Primary);

    public static RuleSet Minors { get; } = new()
    {
        Version = "1-test", Hash = new string('1', 64),
        Minors =
        [
            Row("UT", MinorBasis.GuardianConsented), Row("UT", MinorBasis.Emancipated), Row("UT", MinorBasis.Homeless, 15),
            Row("ID", MinorBasis.GuardianConsented), Row("ID", MinorBasis.Emergency),
            Row("AZ", MinorBasis.GuardianConsented) with { VerifyGuardian = true },
        ],
    };

    public static ImmutableArray<MinorConsentRule> Washington { get; } = [Row("WA", MinorBasis.GuardianConsented), Row("WA", MinorBasis.SelfConsentByStateLaw, 13)];

    private static MinorConsentRule Row(string state, MinorBasis basis, int fromAge = 0) => new($"{state}-{basis}", state, basis, fromAge, null, null, [], null, false, "title", Read);
}
