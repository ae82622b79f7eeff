using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Features.AuthorityImport;

/// <summary>
/// Licences as the FSMB's Physician Data Center reports them, one a row. Modelled on the field names of its public API documentation; whatever
/// word of it is not listed here is an error of its row.
/// </summary>
internal sealed class FsmbLayout : ImportLayout
{
    private static readonly Dictionary<string, Profession> Types = new() { ["md"] = Profession.MD, ["do"] = Profession.DO, ["pa"] = Profession.PA };

    private static readonly Dictionary<string, BoardStatus> Statuses = new()
    {
        ["active"] = BoardStatus.Active, ["inactive"] = BoardStatus.Expired, ["expired"] = BoardStatus.Expired, ["lapsed"] = BoardStatus.Expired,
        ["probation"] = BoardStatus.Probation, ["restricted"] = BoardStatus.Probation, ["suspended"] = BoardStatus.Suspended, ["revoked"] = BoardStatus.Revoked,
        ["surrendered"] = BoardStatus.Revoked,
    };

    public override LayoutName Name => LayoutName.Fsmb;

    public override IReadOnlyList<string> Needed { get; } = ["licenseType", "issuerName", "licenseNumber", "status", "expirationDate"];

    public override IReadOnlyList<string> Optional { get; } = ["reportDate", "issuerDescription", "issueDate", "state", "clinician"];

    public override bool AsksForItsDay => true;

    public override ImportedLicense? Read(Fields row, LocalDate? fileDay)
    {
        // The issuer's code is a board's; where it is not simply the state's, the file has to name the state.
        var state = row.State(row.Text("state", 2).Length > 0 ? "state" : "issuerName");
        var read = new ImportedLicense(
            row.Text("clinician", 254) is { Length: > 0 } clinician ? clinician : null, true, AuthorityKind.FullLicense,
            row.Word("licenseType", RowProblem.ProfessionUnknown, Types), [state], row.Needed("licenseNumber", 60),
            row.Text("issuerDescription", 120) is { Length: > 0 } board ? board : row.Needed("issuerName", 120), row.Date("issueDate"), row.Date("expirationDate"),
            row.Word("status", RowProblem.StatusUnknown, Statuses), row.Date("reportDate") ?? fileDay, "FSMB Physician Data Center file", "https://www.fsmb.org/");
        return row.Error is null ? read : null;
    }
}
