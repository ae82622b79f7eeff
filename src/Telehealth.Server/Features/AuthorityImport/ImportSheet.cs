namespace Telehealth.Server.Features.AuthorityImport;

/// <summary>A file's rows under its own header; names are compared by their letters and digits alone.</summary>
internal sealed class ImportSheet
{
    private readonly Dictionary<string, int> columns = [];

    private ImportSheet(CsvRow header, IReadOnlyList<CsvRow> rows)
    {
        Header = header.Cells;
        Rows = rows;
        for (var i = 0; i < Header.Count; i++) columns.TryAdd(Plain(Header[i]), i);
    }

    public IReadOnlyList<string> Header { get; }
    public IReadOnlyList<CsvRow> Rows { get; }

    public static (ImportSheet? Sheet, string? Problem) Of(IReadOnlyList<CsvRow> rows)
    {
        if (rows.Count == 0) return (null, "The file is empty.");
        var names = rows[0].Cells.Select(Plain).Where(n => n.Length > 0).ToList();
        if (names.Count != names.Distinct().Count()) return (null, "Two columns have the same name.");
        return rows.Count == 1 ? (null, "The file has a header and no rows.") : (new ImportSheet(rows[0], [.. rows.Skip(1)]), null);
    }

    public bool Has(string column) => columns.ContainsKey(Plain(column));

    /// <summary>Empty where the row or the file has no such field.</summary>
    public string Cell(CsvRow row, string column) => columns.TryGetValue(Plain(column), out var at) && at < row.Cells.Count ? row.Cells[at] : "";

    /// <summary>The header's own spelling of what is among these names, or is not.</summary>
    public IReadOnlyList<string> ColumnsWhere(Func<string, bool> known) => [.. Header.Where(h => h.Length > 0 && known(Plain(h)))];

    public static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
