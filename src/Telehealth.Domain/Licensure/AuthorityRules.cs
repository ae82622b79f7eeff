using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>One authority record held against a visit in one state: it applies when nothing stands in the way.</summary>
internal readonly record struct AuthorityFinding(AuthorityEvidence Authority, AuthorityFit Fit, Obstacles Obstacles, int Preference)
{
    public bool Applies => Obstacles.IsEmpty;
}

/// <summary>How near a record comes to being one that could authorise at all, nearest first.</summary>
internal enum AuthorityFit { Full, OtherProfession, OtherKind, OtherState }

/// <summary>What makes an authority record hold in a state, and which of several is the one to rely on.</summary>
internal static class AuthorityRules
{
    /// <summary>
    /// The nearest first: by the worst that stands in the way, by how well it fits, by how much stands in the way; then a full licence before
    /// a compact's authority, a registration, a permit and an exemption; then the latest end and the latest record.
    /// </summary>
    public static readonly Comparison<AuthorityFinding> Nearest = static (a, b) =>
        Differ(a.Obstacles.Worst.CompareTo(b.Obstacles.Worst), a.Fit.CompareTo(b.Fit), a.Obstacles.Count.CompareTo(b.Obstacles.Count),
            a.Preference.CompareTo(b.Preference), b.Authority.ExpiresOn.CompareTo(a.Authority.ExpiresOn),
            b.Authority.Sequence.CompareTo(a.Authority.Sequence)) is var order and not 0 ? order : a.Authority.Id.Value.CompareTo(b.Authority.Id.Value);

    public static AuthorityFinding Hold(AuthorityEvidence authority, Profession acting, LicensureEvidence evidence, Instant decidedAt)
    {
        var fit = evidence.More is null && authority.Kind is not AuthorityKind.FullLicense ? AuthorityFit.OtherKind
            : authority.Profession != acting ? AuthorityFit.OtherProfession
            : authority is { Kind: AuthorityKind.FullLicense, Terms.Named: false } ? AuthorityFit.OtherState
            : AuthorityFit.Full;

        return new(authority, fit, fit switch
        {
            AuthorityFit.OtherKind => new Obstacles().And(ReasonCode.NoAuthorityInState),
            AuthorityFit.OtherProfession => new Obstacles().And(ReasonCode.ProfessionNotCovered),
            AuthorityFit.Full or AuthorityFit.OtherState => Standing(authority, evidence, decidedAt),
        }, evidence.More is null ? 0 : Preference(authority.Kind));
    }

    private static Obstacles Standing(AuthorityEvidence authority, LicensureEvidence evidence, Instant decidedAt)
    {
        var found = new Obstacles();
        var encumbered = authority.BoardStatus is BoardStatus.Probation || authority.Terms is { Encumbered: true };
        if (encumbered && evidence.More is not { Numbers.EncumberedWarns: true }) found = found.And(ReasonCode.LicenseEncumbered);
        if (OfBoard(authority.BoardStatus) is { } status) found = found.And(status);
        if (OfDates(authority, DatesOf(authority, evidence)) is { } date) found = found.And(date);

        // A check that has not happened yet is none; doors accept dates up to today in UTC.
        if (authority.VerifiedOn is null || authority.VerifiedOn > decidedAt.InUtc().Date) found = found.And(ReasonCode.VerificationMissing);
        return evidence.More is { } more ? ConditionRules.Of(authority, more, DatesOf(authority, evidence), decidedAt, found) : found;
    }

    /// <summary>The visit's dates in the state that the record is held against.</summary>
    public static ImmutableArray<ZoneDates> DatesOf(AuthorityEvidence authority, LicensureEvidence evidence)
    {
        if (authority.Terms?.State is not { } other) return evidence.Dates;
        foreach (var candidate in evidence.More?.Others ?? [])
        {
            if (candidate.State == other) return candidate.Dates;
        }

        return [];
    }

    private static ReasonCode? OfBoard(BoardStatus status) => status switch
    {
        BoardStatus.Active or BoardStatus.Probation => null,
        BoardStatus.Suspended => ReasonCode.LicenseSuspended,
        BoardStatus.Expired => ReasonCode.AuthorityExpired,
        BoardStatus.Revoked => ReasonCode.NoAuthorityInState,
    };

    private static ReasonCode? OfDates(AuthorityEvidence authority, ImmutableArray<ZoneDates> dates)
    {
        if (dates.IsEmpty) return ReasonCode.NoAuthorityInState;
        var (from, until) = (authority.EffectiveOn, authority.ExpiresOn);
        if (authority.Terms?.Path is { } path)
        {
            from = path.From is { } first ? LocalDate.Max(from, first) : from;
            until = path.Until is { } last ? LocalDate.Min(until, last) : until;
        }

        var worst = Of(dates[0], from, until);
        for (var i = 1; i < dates.Length; i++) worst = Worse(worst, Of(dates[i], from, until));
        if (authority.Terms?.PrivilegeDates is { } privilege) worst = Worse(worst, Of(privilege, from, until));
        return worst;
    }

    private static ReasonCode? Of(ZoneDates dates, LocalDate from, LocalDate until) =>
        dates.StartsOn < from ? ReasonCode.AuthorityNotYetEffective
        : dates.StartsOn > until ? ReasonCode.AuthorityExpired
        : dates.EndsOn > until ? ReasonCode.AuthorityExpiresDuringVisit
        : null;

    // In the order in which the three are declared.
    private static ReasonCode? Worse(ReasonCode? one, ReasonCode? other) => one is null ? other : other is null ? one : one <= other ? one : other;

    private static int Preference(AuthorityKind kind) => kind switch
    {
        AuthorityKind.FullLicense => 0,
        AuthorityKind.MultistateLicense or AuthorityKind.CompactPrivilege or AuthorityKind.CompactAuthority => 1,
        AuthorityKind.TelehealthRegistration => 2,
        AuthorityKind.LimitedPermit => 3,
        AuthorityKind.Exemption => 4,
    };

    private static int Differ(int first, int second, int third, int fourth, int fifth, int sixth) =>
        first != 0 ? first : second != 0 ? second : third != 0 ? third : fourth != 0 ? fourth : fifth != 0 ? fifth : sixth;
}
