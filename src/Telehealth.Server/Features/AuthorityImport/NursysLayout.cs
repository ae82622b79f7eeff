using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Features.AuthorityImport;

/// <summary>
/// Licences as Nursys e-Notify answers a nurse lookup, one a row. Modelled on the field names of its "File and API Specifications"; whatever
/// word of it is not listed here is an error of its row.
/// </summary>
internal sealed class NursysLayout : ImportLayout
{
    private const int LongestNumber = 60;

    // Every advanced practice certificate of a nurse is an APRN here; a practical nurse's is none of this clinic's professions.
    private static readonly Dictionary<string, Profession> Types = new()
    {
        ["rn"] = Profession.RN, ["aprn"] = Profession.APRN, ["cnp"] = Profession.APRN, ["cns"] = Profession.APRN, ["cnm"] = Profession.APRN, ["crna"] = Profession.APRN,
    };

    private static readonly Dictionary<string, BoardStatus> Statuses = new()
    {
        ["unencumbered"] = BoardStatus.Active, ["expired"] = BoardStatus.Expired, ["probation"] = BoardStatus.Probation, ["encumbered"] = BoardStatus.Probation,
        ["suspended"] = BoardStatus.Suspended, ["suspension"] = BoardStatus.Suspended, ["revoked"] = BoardStatus.Revoked, ["revocation"] = BoardStatus.Revoked,
        ["voluntarysurrender"] = BoardStatus.Revoked, ["surrendered"] = BoardStatus.Revoked,
    };

    private static readonly Dictionary<string, AuthorityKind> Compact = new()
    {
        ["multistate"] = AuthorityKind.MultistateLicense, ["singlestate"] = AuthorityKind.FullLicense, ["na"] = AuthorityKind.FullLicense,
    };

    public override LayoutName Name => LayoutName.NursysENotify;

    public override IReadOnlyList<string> Needed { get; } = ["JurisdictionAbbreviation", "LicenseType", "LicenseNumber", "LicenseStatus", "LicenseExpirationDate"];

    public override IReadOnlyList<string> Optional { get; } = ["Jurisdiction", "LicenseOriginalDate", "CompactStatus", "RecordId"];

    public override bool AsksForItsDay => true;

    public override ImportedLicense? Read(Fields row, LocalDate? fileDay)
    {
        var state = row.State("JurisdictionAbbreviation");
        AuthorityKind? kind = row.Text("CompactStatus", 50).Length == 0 ? null : row.Word("CompactStatus", RowProblem.KindUnknown, Compact);
        var profession = row.Word("LicenseType", RowProblem.ProfessionUnknown, Types);
        var read = new ImportedLicense(
            row.Text("RecordId", 254) is { Length: > 0 } id ? id : null, true,
            kind, profession, [state], row.Needed("LicenseNumber", LongestNumber),
            row.Text("Jurisdiction", 120) is { Length: > 0 } board ? board : $"{state} board of nursing", row.Date("LicenseOriginalDate"), row.Date("LicenseExpirationDate"),
            row.Word("LicenseStatus", RowProblem.StatusUnknown, Statuses), fileDay, "Nursys e-Notify file", "https://www.nursys.com/",
            kind is AuthorityKind.MultistateLicense && profession is Profession.RN ? CompactId.NLC : null);
        return row.Error is null ? read : null;
    }
}
