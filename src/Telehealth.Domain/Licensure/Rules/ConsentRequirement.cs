using System.Collections.Immutable;

namespace Telehealth.Domain.Licensure;

public enum ConsentTiming { BeforeFirstVisit, EveryVisit }

/// <summary>What a state asks of consent to care by video, and of the place in words. The product asks for the strict superset at every visit.</summary>
/// <param name="Professions">Whom it binds; empty binds all.</param>
/// <param name="Charted">It must stand in the chart.</param>
/// <param name="OwnWords">Every edition of the consent text has a paragraph of its own for this state.</param>
/// <param name="RenewMonths">After so many months consent is asked for again; null where the state does not say, and the clinic's twelve count.</param>
public sealed record ConsentRequirement(
    string Id, string State, ImmutableArray<Profession> Professions, ConsentTiming When, bool Written, bool Charted, bool VerifyPlace, bool VerifyIdentity,
    bool OwnWords, int? RenewMonths, string Title, RuleProvenance Provenance);
