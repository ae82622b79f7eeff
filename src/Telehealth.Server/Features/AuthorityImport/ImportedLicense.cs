using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Features.AuthorityImport;

/// <summary>A row, read: what it says and nothing more. What it leaves out is null, and is never made up.</summary>
/// <param name="Clinician">E-mail or id of the clinician, where the file names one.</param>
/// <param name="ByLicense">A register's row: it speaks of a licence, whoever's it is and however the clinic wrote its issuer.</param>
/// <param name="Kind">Null where the file does not tell one kind from another.</param>
internal sealed record ImportedLicense(
    string? Clinician, bool ByLicense, AuthorityKind? Kind, Profession Profession, string[] Jurisdictions, string Number, string? Issuer, LocalDate? EffectiveOn, LocalDate? ExpiresOn,
    BoardStatus BoardStatus, LocalDate? VerifiedOn, string Source, string? SourceUrl = null, CompactId? Compact = null)
{
    public ImportedConditions Conditions { get; init; } = ImportedConditions.None;
}

/// <summary>Why a row cannot be taken.</summary>
internal enum RowProblem
{
    ColumnEmpty, ColumnInvalid, DateInvalid, StateInvalid, KindUnknown, ProfessionUnknown, StatusUnknown, CompactUnknown, HomeStateNotOne, Formula, TooLong, EndsBeforeItBegins, VerifiedInTheFuture,
    ScopeUnknown, NotYesOrNo, LimitInvalid, EventNeeded, HomeUnknown, HomeOfSeveral,
    ClinicianUnknown, KindDiffers, LicenseUnknown, LicenseOfSeveral, OlderThanRecord, RepeatedInFile,
}

/// <param name="Column">As the file spells it; the value is not repeated.</param>
internal sealed record RowError(RowProblem Code, string? Column = null)
{
    public string Text => Code switch
    {
        RowProblem.ColumnEmpty => "This field is needed and is empty.",
        RowProblem.ColumnInvalid => "This field has the wrong form.",
        RowProblem.DateInvalid => "Not a date. Use YYYY-MM-DD, or month/day/year.",
        RowProblem.StateInvalid => "Not a state’s two-letter code.",
        RowProblem.KindUnknown => "Not a kind of authority that the clinic keeps.",
        RowProblem.ProfessionUnknown => "Not a profession of this clinic.",
        RowProblem.StatusUnknown => "This status is not one that is known for sure. Look at the source and record it by hand.",
        RowProblem.CompactUnknown => "A privilege or an authority under a compact names which one.",
        RowProblem.HomeStateNotOne => "A multistate license names its one home state.",
        RowProblem.Formula => "The field begins like a formula of a spreadsheet (=, +, -, @).",
        RowProblem.TooLong => "The field is too long.",
        RowProblem.EndsBeforeItBegins => "The last day is before the first.",
        RowProblem.VerifiedInTheFuture => "The day of the check is in the future.",
        RowProblem.ScopeUnknown => "Not one of Any, Established, TemporarilyPresent and Transferring.",
        RowProblem.NotYesOrNo => "Write yes or no.",
        RowProblem.LimitInvalid => "A limit has a unit (Day, Encounter, Patient), a number from 1 to 1000 and a window (CalendarYear, Rolling12Months, SinceEvent); days go with SinceEvent alone.",
        RowProblem.EventNeeded => "A limit since an event needs the day of the event.",
        RowProblem.HomeUnknown => "The clinician has no current record with this number or id. Bring the home license first.",
        RowProblem.HomeOfSeveral => "Several current records of the clinician have this number. Write the id of the one that is meant.",
        RowProblem.ClinicianUnknown => "No clinician has this e-mail or id.",
        RowProblem.KindDiffers => "The clinic keeps this license as another kind. Look at the source and record the change by hand.",
        RowProblem.LicenseUnknown => "The row names no clinician, and no clinician of the clinic has a license with this number, state and profession. Names are never used to guess.",
        RowProblem.LicenseOfSeveral => "Several clinicians or records have a license with this number, state and profession.",
        RowProblem.OlderThanRecord => "The clinic checked this license later than this file, and the file says something else.",
        RowProblem.RepeatedInFile => "The same license stands in the file twice.",
    };
}
