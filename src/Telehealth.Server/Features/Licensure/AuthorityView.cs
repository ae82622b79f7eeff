using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Licensure;

internal enum AuthorityStatus { Current, NotYetEffective, Expired, Suspended, Encumbered, Superseded, NotOnRecord }

internal sealed record AuthorityItem(
    AuthorityId Id, AuthorityKind Kind, Profession Profession, string[] Jurisdictions, string Number, string Issuer, LocalDate EffectiveOn, LocalDate ExpiresOn,
    BoardStatus BoardStatus, LocalDate? VerifiedOn, string Source, Instant RecordedAt, AuthorityId? SupersededBy, AuthorityStatus Status)
{
    public CompactId? Compact { get; init; }
    public string? Path { get; init; }
    public AuthorityId? DependsOn { get; init; }
    public string[] Encumbrances { get; init; } = [];
    public string[] RequiresClinicianIn { get; init; } = [];
    public bool TelehealthOnly { get; init; }
    public PatientScope Scope { get; init; }
    public UsageLimit? Limit { get; init; }
    public LocalDate? EventOn { get; init; }
    public string? VerifiedBy { get; init; }
    public string? SourceUrl { get; init; }
    public AuthorityId? Supersedes { get; init; }

    /// <param name="asOf">What was recorded from this instant on does not count; null for everything.</param>
    public static AuthorityItem Of(AuthorityRow row, IEnumerable<AuthorityRow> all, LocalDate today, Instant? asOf = null)
    {
        var recorded = asOf ?? Instant.MaxValue;
        var newer = all.Where(a => a.Sequence > row.Sequence && a.RecordedAt < recorded && (Same(a, row) || a.Supersedes == row.Id)).MinBy(a => a.Sequence)?.Id;
        return new AuthorityItem(
            row.Id, row.Kind, row.Profession, row.Jurisdictions, row.Number, row.Issuer, row.EffectiveOn, row.ExpiresOn, row.BoardStatus, row.VerifiedOn,
            row.Source, row.RecordedAt, newer, row.RecordedAt >= recorded ? AuthorityStatus.NotOnRecord : newer is not null ? AuthorityStatus.Superseded : StatusOf(row, today))
        {
            Compact = row.Compact, Path = row.Path, DependsOn = row.DependsOn, Encumbrances = row.Encumbrances, RequiresClinicianIn = row.RequiresClinicianIn,
            TelehealthOnly = row.TelehealthOnly, Scope = row.Scope, Limit = row.Limit, EventOn = row.EventOn, VerifiedBy = row.VerifiedBy,
            SourceUrl = row.SourceUrl, Supersedes = row.Supersedes,
        };
    }

    /// <summary>The same authority, seen later: same kind, profession, issuer and number.</summary>
    private static bool Same(AuthorityRow a, AuthorityRow b) => a.Kind == b.Kind && a.Profession == b.Profession && a.Issuer == b.Issuer && a.Number == b.Number;

    private static AuthorityStatus StatusOf(AuthorityRow row, LocalDate today) => row.BoardStatus switch
    {
        BoardStatus.Suspended or BoardStatus.Revoked => AuthorityStatus.Suspended,
        BoardStatus.Expired => AuthorityStatus.Expired,
        BoardStatus.Active or BoardStatus.Probation when row.ExpiresOn < today => AuthorityStatus.Expired,
        BoardStatus.Active or BoardStatus.Probation when row.EffectiveOn > today => AuthorityStatus.NotYetEffective,
        BoardStatus.Probation => AuthorityStatus.Encumbered,
        BoardStatus.Active when row.Encumbrances.Length > 0 => AuthorityStatus.Encumbered,
        BoardStatus.Active => AuthorityStatus.Current,
    };
}
