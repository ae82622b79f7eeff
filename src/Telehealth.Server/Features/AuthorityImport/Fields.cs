using NodaTime;
using NodaTime.Text;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Features.AuthorityImport;

/// <summary>Reads the fields of one row, and gathers what is wrong with it.</summary>
internal sealed class Fields(ImportSheet sheet, CsvRow row)
{
    // In the order in which files write them: ours and the vendors' APIs, then what spreadsheets in the US make of both.
    private static readonly LocalDatePattern[] Dates = [LocalDatePattern.Iso, LocalDatePattern.CreateWithInvariantCulture("M/d/uuuu")];

    public RowError? Error { get; private set; }

    public string Text(string column, int most) => Checked(column, sheet.Cell(row, column), most);

    public string Needed(string column, int most)
    {
        var text = Text(column, most);
        if (text.Length == 0) Fail(RowProblem.ColumnEmpty, column);
        return text;
    }

    /// <summary>Null when empty.</summary>
    public LocalDate? Date(string column)
    {
        var text = sheet.Cell(row, column);
        if (text.Length == 0) return null;

        // A time beside the date says nothing about a licence's day.
        var day = text.IndexOfAny(['T', ' ']) is var cut and > 0 ? text[..cut] : text;
        foreach (var pattern in Dates)
        {
            if (pattern.Parse(day) is { Success: true, Value: var date } && date.Year is >= 1900 and <= 9999) return date;
        }

        Fail(RowProblem.DateInvalid, column);
        return null;
    }

    public T Word<T>(string column, RowProblem unknown, IReadOnlyDictionary<string, T> words)
    {
        var text = Needed(column, 100);
        if (text.Length > 0 && words.TryGetValue(ImportSheet.Plain(text), out var word)) return word;
        Fail(unknown, column);
        return default!;
    }

    public string State(string column)
    {
        var text = Needed(column, 100);
        if (text.Length > 0 && !StateZones.States.Contains(text)) Fail(RowProblem.StateInvalid, column);
        return text;
    }

    public void Fail(RowProblem code, string? column = null) => Error ??= new RowError(code, column);

    private string Checked(string column, string text, int most)
    {
        if (text.Length > most) Fail(RowProblem.TooLong, column);
        else if (text is ['=' or '+' or '-' or '@', ..]) Fail(RowProblem.Formula, column);
        else if (text.Any(char.IsControl)) Fail(RowProblem.ColumnInvalid, column);
        return text;
    }
}
