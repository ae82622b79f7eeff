using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>What must hold of an authority besides its own dates and standing: its path or compact, its home licence, places, uses and patients.</summary>
internal static class ConditionRules
{
    public static Obstacles Of(AuthorityEvidence authority, WiderEvidence more, ImmutableArray<ZoneDates> dates, Instant decidedAt, Obstacles found)
    {
        if (authority.Terms is not { } terms) return authority.Kind is AuthorityKind.FullLicense ? found : found.And(ReasonCode.NoAuthorityInState);
        found = OfGround(authority, terms, dates, found);
        if (terms.NeedsHome && !IsGood(terms.Home, authority.Profession, decidedAt)) found = found.And(ReasonCode.HomeLicenseInvalid);
        if (!terms.ClinicianIn.IsEmpty) found = OfClinician(terms, more.ClinicianLocation, found);
        foreach (var usage in terms.Usage) found = OfUsage(usage, found);
        return OfChoice(authority, terms, more.Exemption, found);
    }

    private static Obstacles OfGround(AuthorityEvidence authority, AuthorityTerms terms, ImmutableArray<ZoneDates> dates, Obstacles found) => authority.Kind switch
    {
        // Another state's licence stands here only for the privilege that it could have bought.
        AuthorityKind.FullLicense => terms.Named ? found : terms.Compact is null ? found.And(ReasonCode.NoAuthorityInState) : OfCompact(terms, terms.Compact, dates, found),
        AuthorityKind.TelehealthRegistration or AuthorityKind.LimitedPermit or AuthorityKind.Exemption =>
            terms is { Named: true, Path: not null } ? found : found.And(ReasonCode.NoAuthorityInState),
        AuthorityKind.MultistateLicense when terms is { Named: true, Compact: null } => found,
        AuthorityKind.MultistateLicense or AuthorityKind.CompactPrivilege or AuthorityKind.CompactAuthority =>
            terms.Compact is not { } compact || (compact.Known && !Gives(compact.Mechanism, authority.Kind)) ? found.And(ReasonCode.NoAuthorityInState)
            : OfCompact(terms, compact, dates, found),
    };

    private static bool Gives(CompactMechanism mechanism, AuthorityKind kind) => mechanism switch
    {
        CompactMechanism.ExpeditedLicense => false,
        CompactMechanism.MultistateLicense => kind is AuthorityKind.MultistateLicense,
        CompactMechanism.StatePrivilege => kind is AuthorityKind.CompactPrivilege,
        CompactMechanism.CommissionAuthority => kind is AuthorityKind.CompactAuthority,
    };

    private static Obstacles OfCompact(AuthorityTerms terms, CompactTerms compact, ImmutableArray<ZoneDates> dates, Obstacles found)
    {
        if (!compact.Known) return found.And(ReasonCode.CompactNotMember);
        if (!compact.Covers) return found.And(ReasonCode.ProfessionNotCovered);
        found = OfMembership(compact, compact.Here, dates, found);

        // Without the home state the authority rests on nothing.
        found = compact.Home is { } home ? OfMembership(compact, home, dates, found) : found.And(ReasonCode.HomeLicenseInvalid);
        return compact.Mechanism is CompactMechanism.StatePrivilege && !terms.Named ? found.And(ReasonCode.PrivilegeMissing) : found;
    }

    private static Obstacles OfMembership(CompactTerms compact, MembershipTerms state, ImmutableArray<ZoneDates> dates, Obstacles found) =>
        !state.Listed || (state.EnactedOn is not null && !Since(state.EnactedOn, dates)) ? found.And(ReasonCode.CompactNotMember)
        : compact.Operational && Since(state.IssuingFrom, dates) ? found
        : found.And(ReasonCode.CompactNotIssuing);

    private static bool Since(LocalDate? day, ImmutableArray<ZoneDates> dates)
    {
        if (day is not { } from) return false;
        foreach (var local in dates)
        {
            if (local.StartsOn < from) return false;
        }

        return true;
    }

    private static bool IsGood(HomeEvidence? home, Profession profession, Instant decidedAt) =>
        home is { Kind: AuthorityKind.FullLicense or AuthorityKind.MultistateLicense, BoardStatus: BoardStatus.Active, Encumbered: false, VerifiedOn: { } checkedOn }
        && home.Profession == profession && checkedOn <= decidedAt.InUtc().Date && home.StartsOn >= home.EffectiveOn && home.EndsOn <= home.ExpiresOn;

    private static Obstacles OfClinician(AuthorityTerms terms, string? location, Obstacles found) =>
        location is null ? found.And(ReasonCode.ClinicianLocationRequired)
        : terms.ClinicianIn.Contains(location) ? found
        : found.And(ReasonCode.ClinicianOutsideHomeState);

    private static Obstacles OfUsage(UsageEvidence usage, Obstacles found) =>
        usage.Used is not { } used ? found.And(ReasonCode.UsageLimitUnknown)
        : !usage.Open || used + usage.Adds > usage.Max ? found.And(ReasonCode.UsageLimitReached)
        : found;

    /// <summary>Nobody but the clinician chooses an exemption, or says how the patient stands to them.</summary>
    private static Obstacles OfChoice(AuthorityEvidence authority, AuthorityTerms terms, ExemptionChoice? made, Obstacles found)
    {
        var choice = made?.AuthorityId == authority.Id ? made : null;
        if (terms.NeedsJustification && choice is null) found = found.And(ReasonCode.ExemptionNotSelected);
        return Fits(terms.Scope, choice) && Fits(terms.PathScope, choice) ? found : found.And(ReasonCode.RelationshipRequired);
    }

    private static bool Fits(PatientScope scope, ExemptionChoice? choice) => scope is PatientScope.Any || choice?.Relationship == scope;
}
