using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Licensure;

/// <summary>A basis on which a person under 18 may be treated in a state.</summary>
/// <param name="FromAge">Whole years from which on it holds; 0 from birth.</param>
/// <param name="Professions">To whom it applies; empty to all.</param>
/// <param name="Limit">How often, or null without a limit.</param>
/// <param name="VerifyGuardian">A guardian's identity must be verified before their consent counts.</param>
public sealed record MinorConsentRule(
    string Id, string State, MinorBasis Basis, int FromAge, LocalDate? From, LocalDate? Until, ImmutableArray<Profession> Professions,
    MinorVisitLimit? Limit, bool VerifyGuardian, string Title, RuleProvenance Provenance);

/// <summary>At most so many visits in any run of so many days, the visit itself among them.</summary>
public sealed record MinorVisitLimit(int Visits, int WithinDays);
