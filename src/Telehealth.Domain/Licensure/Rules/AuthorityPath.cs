using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>Which patients a limited path covers.</summary>
public enum PatientScope { Any, Established, TemporarilyPresent, Transferring }

/// <summary>
/// A way into a state for someone without its full licence: which kind of authority opens it to which professions, and under what conditions.
/// A registration, a permit or an exemption holds only where a path for it is in force.
/// </summary>
/// <param name="From">First day in force, inclusive, in the patient's local date; null for always.</param>
/// <param name="Until">Last day in force, inclusive; null for no end.</param>
/// <param name="NeedsHomeLicense">The record must depend on a full licence that is itself in good standing.</param>
/// <param name="ClinicianInLicensedState">The clinician must sit in the state of that licence.</param>
/// <param name="NeedsJustification">A clinician must choose it for the visit and say why; always so for an exemption.</param>
public sealed record AuthorityPath(
    string Id, string State, AuthorityKind Kind, ImmutableArray<Profession> Professions, LocalDate? From, LocalDate? Until, UsageLimit? Limit,
    bool TelehealthOnly, bool NeedsHomeLicense, bool ClinicianInLicensedState, PatientScope Scope, bool NeedsJustification, string Title, RuleProvenance Provenance);
