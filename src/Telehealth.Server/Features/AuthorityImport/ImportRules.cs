using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.AuthorityImport;

internal enum RowOutcome { Added, Superseded, Unchanged, Error }

/// <summary>What becomes of one row.</summary>
/// <param name="Append">The record to append; null where there is none.</param>
/// <param name="Before">The record whose place it takes, or which says the same already.</param>
internal sealed record RowDecision(RowOutcome Outcome, StaffId? Clinician = null, NewAuthority? Append = null, AuthorityRow? Before = null, RowError? Error = null)
{
    public static RowDecision No(RowProblem code, string? column = null) => new(RowOutcome.Error, Error: new RowError(code, column));
}

/// <summary>Holds the rows of one file against the clinic's records. Pure: the same file on the same records is always read alike.</summary>
internal sealed class ImportRules
{
    private readonly Dictionary<string, StaffId> clinicians;
    private readonly List<AuthorityRow> all;
    private readonly List<AuthorityRow> current;
    private readonly LocalDate today;
    private readonly HashSet<(StaffId, AuthorityKind, Profession, string, string)> taken = [];

    /// <param name="clinicians">By lower-case e-mail and by id.</param>
    /// <param name="records">Every record of the clinic.</param>
    public ImportRules(IEnumerable<(string Name, StaffId Id)> clinicians, IEnumerable<AuthorityRow> records, LocalDate today)
    {
        this.clinicians = clinicians.ToDictionary(c => c.Name.ToLowerInvariant(), c => c.Id);
        this.today = today;
        all = [.. records];
        current =
        [
            .. all.GroupBy(a => (a.ClinicianId, a.Kind, a.Profession, a.Issuer, a.Number)).Select(g => g.MaxBy(a => a.Sequence)!)
                .Where(a => !all.Any(later => later.Supersedes == a.Id && later.Sequence > a.Sequence)),
        ];
    }

    public RowDecision Decide(ImportedLicense read)
    {
        StaffId? named = read.Clinician is { } name && clinicians.TryGetValue(name.ToLowerInvariant(), out var known) ? known : null;
        if (!read.ByLicense) return named is { } clinician ? Decide(read, clinician, Find(read, clinician)) : RowDecision.No(RowProblem.ClinicianUnknown, "clinician");

        var same = current.Where(a => IsOf(a, read) && (named is null || a.ClinicianId == named)).ToList();
        if (same.Count > 1) return RowDecision.No(RowProblem.LicenseOfSeveral);
        if (same.Count == 0) return named is { } owner ? Decide(read, owner, null) : RowDecision.No(RowProblem.LicenseUnknown);
        return read.Kind is { } kind && kind != same[0].Kind ? RowDecision.No(RowProblem.KindDiffers) : Decide(read, same[0].ClinicianId, same[0]);
    }

    private RowDecision Decide(ImportedLicense read, StaffId clinician, AuthorityRow? before)
    {
        if ((read.EffectiveOn ?? before?.EffectiveOn) is not { } effectiveOn) return RowDecision.No(RowProblem.ColumnEmpty, "first day");
        if ((read.ExpiresOn ?? before?.ExpiresOn) is not { } expiresOn) return RowDecision.No(RowProblem.ColumnEmpty, "last day");
        if (expiresOn < effectiveOn) return RowDecision.No(RowProblem.EndsBeforeItBegins);
        if (read.VerifiedOn > today) return RowDecision.No(RowProblem.VerifiedInTheFuture);

        var (home, unfit) = HomeOf(read.Conditions.Home, clinician, read, before);
        if (unfit is { } problem) return RowDecision.No(problem, "dependsOn");
        var asked = Bind(Compose(read, before, effectiveOn, expiresOn), read.Conditions, home);
        if (asked is { Limit.Window: UsageWindow.SinceEvent, EventOn: null }) return RowDecision.No(RowProblem.EventNeeded, "eventOn");
        if (!taken.Add((clinician, asked.Kind, asked.Profession, asked.Issuer, asked.Number))) return RowDecision.No(RowProblem.RepeatedInFile);
        if (before is null) return new(RowOutcome.Added, clinician, asked);
        var says = Says(before, asked);
        if (says && !(asked.VerifiedOn > before.VerifiedOn || (before.VerifiedOn is null && asked.VerifiedOn is not null))) return new(RowOutcome.Unchanged, clinician, null, before);
        return !says && before.VerifiedOn > asked.VerifiedOn ? RowDecision.No(RowProblem.OlderThanRecord) : new(RowOutcome.Superseded, clinician, asked, before);
    }

    /// <summary>A register's row keeps how the clinic wrote the licence down, so that it takes that record's place and no other stays beside it.</summary>
    private static NewAuthority Compose(ImportedLicense read, AuthorityRow? before, LocalDate effectiveOn, LocalDate expiresOn) => before is null
        ? new(read.Kind ?? AuthorityKind.FullLicense, read.Profession, read.Jurisdictions, read.Number, read.Issuer!, effectiveOn, expiresOn, read.BoardStatus, read.Source, read.VerifiedOn)
            { Compact = read.Compact, SourceUrl = read.SourceUrl }
        : NewAuthority.Of(before) with
        {
            Jurisdictions = read.ByLicense ? before.Jurisdictions : read.Jurisdictions, EffectiveOn = effectiveOn, ExpiresOn = expiresOn,
            BoardStatus = read.BoardStatus, Source = read.Source, VerifiedOn = read.VerifiedOn,
            Compact = read.Compact ?? before.Compact, SourceUrl = read.SourceUrl ?? before.SourceUrl,
        };

    /// <summary>What the row says of conditions over what was known; what it does not say stays.</summary>
    private static NewAuthority Bind(NewAuthority known, ImportedConditions said, AuthorityId? home) => known with
    {
        Path = said.Path switch { null => known.Path, "" => null, var path => path },
        DependsOn = said.Home switch { null => known.DependsOn, "" => null, _ => home },
        RequiresClinicianIn = said.ClinicianIn ?? known.RequiresClinicianIn,
        TelehealthOnly = said.TelehealthOnly ?? known.TelehealthOnly,
        Scope = said.Scope ?? known.Scope,
        Limit = said.SaysLimit ? said.Limit : known.Limit,
        EventOn = said.EventOn ?? known.EventOn,
    };

    /// <summary>The record that is meant; where it is a later one of the licence that was named before, the name of before.</summary>
    private (AuthorityId? Home, RowProblem? Problem) HomeOf(string? text, StaffId clinician, ImportedLicense read, AuthorityRow? before)
    {
        if (text is null or "") return (null, null);
        var meant = current.Where(a => a.ClinicianId == clinician && !IsItself(a, read)
            && (a.Id.ToString() == text || string.Equals(a.Number, text, StringComparison.OrdinalIgnoreCase))).ToList();
        if (meant.Count != 1) return (null, meant.Count == 0 ? RowProblem.HomeUnknown : RowProblem.HomeOfSeveral);
        return before?.DependsOn is { } named && all.Find(a => a.Id == named) is { } earlier && SameLicense(earlier, meant[0]) ? (named, null) : (meant[0].Id, null);
    }

    private static bool IsItself(AuthorityRow a, ImportedLicense read) => a.Kind == read.Kind && a.Profession == read.Profession && a.Issuer == read.Issuer && a.Number == read.Number;

    private static bool SameLicense(AuthorityRow a, AuthorityRow b) =>
        (a.ClinicianId, a.Kind, a.Profession, a.Issuer, a.Number) == (b.ClinicianId, b.Kind, b.Profession, b.Issuer, b.Number);

    private AuthorityRow? Find(ImportedLicense read, StaffId clinician) => current.FirstOrDefault(a =>
        a.ClinicianId == clinician && a.Kind == read.Kind && a.Profession == read.Profession && a.Issuer == read.Issuer && a.Number == read.Number);

    private static bool IsOf(AuthorityRow a, ImportedLicense read) => a.Profession == read.Profession
        && string.Equals(a.Number, read.Number, StringComparison.OrdinalIgnoreCase) && read.Jurisdictions.All(a.Jurisdictions.Contains);

    private static bool Says(AuthorityRow before, NewAuthority asked) => before.EffectiveOn == asked.EffectiveOn && before.ExpiresOn == asked.ExpiresOn
        && before.BoardStatus == asked.BoardStatus && before.Jurisdictions.Order(StringComparer.Ordinal).SequenceEqual(asked.Jurisdictions.Order(StringComparer.Ordinal))
        && (before.Path, before.DependsOn, before.TelehealthOnly, before.Scope, before.Limit, before.EventOn)
            == (asked.Path, asked.DependsOn, asked.TelehealthOnly, asked.Scope, asked.Limit, asked.EventOn)
        && before.RequiresClinicianIn.Order(StringComparer.Ordinal).SequenceEqual(asked.RequiresClinicianIn.Order(StringComparer.Ordinal));
}
