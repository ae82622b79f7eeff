using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

#pragma warning disable CA1707 // The names are the wire's.
/// <summary>Interstate compacts; wire names are the members' names.</summary>
public enum CompactId { IMLC, NLC, APRN, PSYPACT, COUNSELING, SOCIAL_WORK, PA }
#pragma warning restore CA1707

/// <summary>What a compact gives. Four different things, never one flag (licensure.md, 1.3).</summary>
public enum CompactMechanism
{
    /// <summary>A state's own licence, faster. Membership gives nothing by itself.</summary>
    ExpeditedLicense,

    /// <summary>The home state's licence is good in every member state.</summary>
    MultistateLicense,

    /// <summary>A privilege bought for one state, resting on the home licence.</summary>
    StatePrivilege,

    /// <summary>The commission's own authority, good in every member state while the clinician sits in the home state.</summary>
    CommissionAuthority,
}

/// <param name="Operational">A compact that too few states have joined gives nothing.</param>
public sealed record CompactRule(
    CompactId Id, CompactMechanism Mechanism, ImmutableArray<Profession> Professions, bool Operational, ImmutableArray<CompactMember> Members);

/// <param name="EnactedOn">The day on which the state's law took effect; null for not yet.</param>
/// <param name="IssuingFrom">The day from which the state grants and honours it; only this counts, and null means not yet.</param>
public sealed record CompactMember(string State, LocalDate? EnactedOn, LocalDate? IssuingFrom, RuleProvenance Provenance);
