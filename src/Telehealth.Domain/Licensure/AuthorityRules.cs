using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>One authority record held against a visit: it applies when nothing stands in the way.</summary>
internal sealed record AuthorityFinding(AuthorityEvidence Authority, AuthorityFit Fit, ImmutableArray<ReasonCode> Obstacles)
{
    public bool Applies => Obstacles.IsEmpty;
}

/// <summary>How near a record comes to being one that could authorise at all, nearest first.</summary>
internal enum AuthorityFit { Full, OtherProfession, OtherKind }

/// <summary>What makes an authority record hold in a state, and which of several is the one to rely on.</summary>
internal static class AuthorityRules
{
    /// <summary>Only the latest record of each licence counts: same kind, profession, issuer and number.</summary>
    public static IEnumerable<Authority> Current(IEnumerable<Authority> appended) =>
        appended.GroupBy(a => (a.Kind, a.Profession, a.Issuer, a.Number)).Select(g => g.MaxBy(a => a.Sequence)!);

    /// <summary>The nearest first: applying ones, then fewest obstacles, then the latest end, then the latest record.</summary>
    public static IEnumerable<AuthorityFinding> Rank(IEnumerable<AuthorityFinding> findings) => findings
        .OrderBy(f => f.Fit)
        .ThenBy(f => f.Obstacles.Length)
        .ThenByDescending(f => f.Authority.ExpiresOn)
        .ThenByDescending(f => f.Authority.Sequence)
        .ThenBy(f => f.Authority.Id.Value);

    public static AuthorityFinding Hold(AuthorityEvidence authority, Profession acting, LicensureEvidence evidence, Instant decidedAt)
    {
        var fit = authority.Kind is not AuthorityKind.FullLicense ? AuthorityFit.OtherKind
            : authority.Profession != acting ? AuthorityFit.OtherProfession
            : AuthorityFit.Full;

        return new(authority, fit, fit switch
        {
            AuthorityFit.OtherKind => [ReasonCode.NoAuthorityInState],
            AuthorityFit.OtherProfession => [ReasonCode.ProfessionNotCovered],
            AuthorityFit.Full => [.. Obstacles(authority, evidence.Dates, decidedAt)],
        });
    }

    private static IEnumerable<ReasonCode> Obstacles(AuthorityEvidence authority, ImmutableArray<ZoneDates> dates, Instant decidedAt)
    {
        if (OfBoard(authority.BoardStatus) is { } status) yield return status;
        if (OfDates(authority, dates) is { } date && date != OfBoard(authority.BoardStatus)) yield return date;

        // A check that has not happened yet is none; doors accept dates up to today in UTC.
        if (authority.VerifiedOn is null || authority.VerifiedOn > decidedAt.InUtc().Date) yield return ReasonCode.VerificationMissing;
    }

    private static ReasonCode? OfBoard(BoardStatus status) => status switch
    {
        BoardStatus.Active => null,
        BoardStatus.Probation => ReasonCode.LicenseEncumbered,
        BoardStatus.Suspended => ReasonCode.LicenseSuspended,
        BoardStatus.Expired => ReasonCode.AuthorityExpired,
        BoardStatus.Revoked => ReasonCode.NoAuthorityInState,
    };

    private static ReasonCode? OfDates(AuthorityEvidence authority, ImmutableArray<ZoneDates> dates) =>
        dates.IsEmpty ? ReasonCode.NoAuthorityInState
        : dates.Any(d => d.StartsOn < authority.EffectiveOn) ? ReasonCode.AuthorityNotYetEffective
        : dates.Any(d => d.StartsOn > authority.ExpiresOn) ? ReasonCode.AuthorityExpired
        : dates.Any(d => d.EndsOn > authority.ExpiresOn) ? ReasonCode.AuthorityExpiresDuringVisit
        : null;
}
