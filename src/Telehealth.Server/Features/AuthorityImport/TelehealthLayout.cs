using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Features.AuthorityImport;

/// <summary>The clinic's own shape: the fields of an authority by their names on the wire, with the clinician's e-mail or id.</summary>
internal sealed class TelehealthLayout : ImportLayout
{
    private static readonly Dictionary<string, AuthorityKind> Kinds = Enum.GetValues<AuthorityKind>().ToDictionary(k => ImportSheet.Plain(k.ToString()));
    private static readonly Dictionary<string, Profession> Professions = Enum.GetValues<Profession>().ToDictionary(p => ImportSheet.Plain(p.ToString()));
    private static readonly Dictionary<string, BoardStatus> Statuses = Enum.GetValues<BoardStatus>().ToDictionary(s => ImportSheet.Plain(s.ToString()));

    private static readonly Dictionary<string, CompactId> Compacts = Enum.GetValues<CompactId>().ToDictionary(c => ImportSheet.Plain(c.ToString()));

    public override LayoutName Name => LayoutName.Telehealth;

    public override IReadOnlyList<string> Needed { get; } =
        ["clinician", "kind", "profession", "jurisdictions", "number", "issuer", "effectiveOn", "expiresOn", "boardStatus", "verifiedOn", "source"];

    public override IReadOnlyList<string> Optional { get; } = ["sourceUrl", "compact", .. ConditionColumns.Names];

    public override ImportedLicense? Read(Fields row, LocalDate? fileDay)
    {
        var read = new ImportedLicense(
            row.Needed("clinician", 254), false, row.Word("kind", RowProblem.KindUnknown, Kinds), row.Word("profession", RowProblem.ProfessionUnknown, Professions), States(row),
            row.Needed("number", 60), row.Needed("issuer", 120), DateNeeded(row, "effectiveOn"), DateNeeded(row, "expiresOn"),
            row.Word("boardStatus", RowProblem.StatusUnknown, Statuses), DateNeeded(row, "verifiedOn"), row.Needed("source", 200),
            row.Text("sourceUrl", 400) is { Length: > 0 } url ? url : null,
            row.Text("compact", 20).Length == 0 ? null : row.Word("compact", RowProblem.CompactUnknown, Compacts))
        {
            Conditions = ConditionColumns.Read(row),
        };
        if (read is { Kind: AuthorityKind.CompactPrivilege or AuthorityKind.CompactAuthority, Compact: null }) row.Fail(RowProblem.CompactUnknown, "compact");
        if (read is { Kind: AuthorityKind.MultistateLicense, Jurisdictions.Length: not 1 }) row.Fail(RowProblem.HomeStateNotOne, "jurisdictions");
        return row.Error is null ? read : null;
    }

    internal static string[] SplitStates(string text) => [.. text.Split([' ', ';', '|', '/'], StringSplitOptions.RemoveEmptyEntries).Distinct()];

    private static LocalDate? DateNeeded(Fields row, string column)
    {
        row.Needed(column, 40);
        return row.Date(column);
    }

    private static string[] States(Fields row)
    {
        var states = SplitStates(row.Needed("jurisdictions", 300));
        if (states.Any(s => !StateZones.States.Contains(s))) row.Fail(RowProblem.StateInvalid, "jurisdictions");
        return states;
    }
}
