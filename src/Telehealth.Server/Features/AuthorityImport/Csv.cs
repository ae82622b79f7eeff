using System.Text;

namespace Telehealth.Server.Features.AuthorityImport;

/// <param name="Line">Where the row begins in the file, from 1.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells);

/// <summary>Reads RFC 4180 text: UTF-8 with a byte order mark or without, fields in double quotes where they need it, any of the usual line ends.</summary>
internal static class Csv
{
    public const int MostBytes = 512 * 1024;
    public const int MostRows = 2_000;
    public const int MostColumns = 60;
    public const int LongestCell = 500;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The rows, empty lines left out; or what is wrong with the file, in words.</summary>
    public static (IReadOnlyList<CsvRow> Rows, string? Problem) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes) return ([], $"The file is larger than {MostBytes / 1024} KiB. Split it.");
        if (Decode(bytes) is not { } text) return ([], "The file is not UTF-8. Save it as “CSV UTF-8”.");
        var (rows, problem) = new Reader(text).ReadAll();
        return problem is null && rows.Count - 1 > MostRows ? ([], $"The file has more than {MostRows} rows. Split it.") : (rows, problem);
    }

    private static string? Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private sealed class Reader(string text)
    {
        private readonly List<CsvRow> rows = [];
        private readonly List<string> cells = [];
        private readonly StringBuilder cell = new();
        private int at;
        private int line = 1;

        public (IReadOnlyList<CsvRow> Rows, string? Problem) ReadAll()
        {
            while (at < text.Length)
            {
                if (ReadRow() is { } problem) return ([], problem);
            }

            return (rows, null);
        }

        private string? ReadRow()
        {
            var begins = line;
            cells.Clear();
            while (true)
            {
                if (ReadCell() is { } problem) return problem;
                if (cells.Count > MostColumns) return $"Line {begins} has more than {MostColumns} columns.";
                if (at < text.Length && text[at] == ',') at++;
                else break;
            }

            SkipLineEnd();
            if (cells.Any(c => c.Length > 0)) rows.Add(new CsvRow(begins, [.. cells]));
            return null;
        }

        private string? ReadCell()
        {
            cell.Clear();
            var quoted = at < text.Length && text[at] == '"';
            if (quoted && ReadQuoted() is { } problem) return problem;
            while (at < text.Length && text[at] is not (',' or '\r' or '\n'))
            {
                if (quoted || text[at] == '"') return $"Line {line}: a double quote stands where none may be.";
                cell.Append(text[at++]);
            }

            if (cell.Length > LongestCell) return $"Line {line}: a field is longer than {LongestCell} characters.";
            var value = cell.ToString().Trim();
            if (value.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))) return $"Line {line}: a field holds control characters.";
            cells.Add(value);
            return null;
        }

        private string? ReadQuoted()
        {
            var begins = line;
            for (at++; at < text.Length; at++)
            {
                if (text[at] == '\n') line++;
                if (text[at] != '"') cell.Append(text[at]);
                else if (at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[at++]);
                else
                {
                    at++;
                    return null;
                }
            }

            return $"Line {begins}: a field in double quotes never ends.";
        }

        private void SkipLineEnd()
        {
            if (at < text.Length && text[at] == '\r') at++;
            if (at < text.Length && text[at] == '\n') at++;
            line++;
        }
    }
}
