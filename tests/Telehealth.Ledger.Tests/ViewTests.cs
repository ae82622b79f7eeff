using System.Text;
using System.Text.Json;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Views;

namespace Telehealth.Ledger.Tests;

/// <summary>Views are made of the records and the head alone: the same in, the same bytes out, whoever makes them.</summary>
public sealed class ViewTests
{
    private static readonly Guid Someone = new("01234567-89ab-cdef-0123-456789abcdef");
    private static readonly NoteSignerKey Key = NoteSignerKey.FromSeed("clinic.test/log", new byte[32]);

    private static readonly (long Leaf, ReadOnlyMemory<byte> Bytes)[] Records =
    [
        Of(7, "PatientRead", "reads:reads", new Dictionary<string, object?> { ["items"] = 1L }),
        Of(9, "LogRead", "reads:reads", new Dictionary<string, object?> { ["filter"] = "=HYPERLINK(\"http://x\") code:a,b", ["items"] = 3L }),
        Of(12, "SignInRefused", "door:sessions", new Dictionary<string, object?> { ["note"] = "a \"quoted\", <b>bold</b>" }, "NOT_ALLOWED"),
    ];

    private static BundleHead Head => new()
    {
        Origin = "clinic.test/log", Keys = [Key.Verifier.ToString()], Query = "code:reads.* -outcome:done", From = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), To = null,
        CreatedAt = new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero), ExportId = Someone.ToString("D"), Count = Records.Length, FirstLeaf = 7, LastLeaf = 12, Whole = false, TreeSize = 20, PrunedBefore = 0,
    };

    private static string Note { get; } = new Checkpoint("clinic.test/log", 20, MerkleHash.Leaf("root"u8)).Sign([Key]).ToString();

    [Fact]
    public async Task The_table_has_a_row_for_each_record_and_says_what_was_exported_in_its_first_line()
    {
        var rows = Csv(await TextAsync(CsvView.WriteAsync));
        Assert.Equal(Records.Length + 1, rows.Count);
        Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
        Assert.Equal(["7", "9", "12"], rows.Skip(1).Select(r => r[0]));
        Assert.Equal(Records.Select(r => RecordHash.Of(r.Bytes.Span)), rows.Skip(1).Select(r => r[rows[0].IndexOf("hash")]));
        var statement = rows[0][^1];
        Assert.Contains("Records: 3; Filter: code:reads.* -outcome:done; Time: from 2026-11-01T00:00:00.000000Z to the checkpoint", statement, StringComparison.Ordinal);
        Assert.Contains("— clinic.test/log ", statement, StringComparison.Ordinal);
        Assert.Contains("proofs.ndjson", statement, StringComparison.Ordinal);
        Assert.All(rows.Skip(1), row => Assert.Equal("", row[^1]));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    public async Task No_cell_is_a_formula(string begun)
    {
        // Codes, ids and fields are ours; a stream's name is the cell that stands for any text.
        var rows = Csv(await TextAsync(CsvView.WriteAsync, Of(1, "PatientRead", begun, null)));
        Assert.Equal($"'{begun}", rows[1][rows[0].IndexOf("stream")]);
    }

    [Fact]
    public async Task The_page_to_print_states_filter_count_and_key_and_runs_nothing()
    {
        var html = await TextAsync(HtmlView.WriteAsync);
        Assert.StartsWith("<!doctype html>\n<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.Contains("<dt>Records</dt><dd>3</dd>", html, StringComparison.Ordinal);
        Assert.Contains("<dt>Filter</dt><dd>code:reads.* -outcome:done</dd>", html, StringComparison.Ordinal);
        Assert.Contains("fingerprint SHA256:", html, StringComparison.Ordinal);
        Assert.Contains("counter(pages)", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Records.Length, html.Split("</td></tr>").Length - 1);
    }

    [Fact]
    public async Task What_a_record_says_cannot_become_markup()
    {
        var html = await TextAsync(HtmlView.WriteAsync, Of(1, "AttendanceEnded", "clinic:<i>", new Dictionary<string, object?> { ["occurredAt"] = "<img src=x>" }));
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;img", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_record_is_an_audit_event_and_a_search_carries_its_query()
    {
        using var bundle = JsonDocument.Parse(await TextAsync(FhirView.WriteAsync));
        Assert.Equal("collection", bundle.RootElement.GetProperty("type").GetString());
        var parts = bundle.RootElement.GetProperty("meta").GetProperty("extension")[0].GetProperty("extension").EnumerateArray().ToDictionary(p => p.GetProperty("url").GetString()!, p => p.GetProperty("valueString").GetString());
        Assert.Equal(("3", "code:reads.* -outcome:done", Note), (parts["Records"], parts["Filter"], parts["Checkpoint"]));

        var events = bundle.RootElement.GetProperty("entry").EnumerateArray().Select(e => e.GetProperty("resource")).ToList();
        Assert.Equal(["rest", "110101", "110114"], events.Select(e => e.GetProperty("type").GetProperty("code").GetString()!));
        Assert.Equal(["0", "0", "4"], events.Select(e => e.GetProperty("outcome").GetString()!));
        var query = events[1].GetProperty("entity").EnumerateArray().Single(e => e.TryGetProperty("query", out _)).GetProperty("query").GetBytesFromBase64();
        Assert.Equal("=HYPERLINK(\"http://x\") code:a,b", Encoding.UTF8.GetString(query));
        Assert.Equal("Not allowed.", events[2].GetProperty("outcomeDesc").GetString());
    }

    [Fact]
    public async Task An_export_of_nothing_is_whole_too()
    {
        Assert.Single(Csv(await TextAsync(CsvView.WriteAsync, [])));
        using var bundle = JsonDocument.Parse(await TextAsync(FhirView.WriteAsync, []));
        Assert.False(bundle.RootElement.TryGetProperty("entry", out _));
        Assert.EndsWith("</html>\n", await TextAsync(HtmlView.WriteAsync, []), StringComparison.Ordinal);
    }

    private delegate Task View(BundleHead head, string checkpoint, IAsyncEnumerable<(long Leaf, ReadOnlyMemory<byte> Bytes)> records, Stream to, CancellationToken cancellation);

    private static Task<string> TextAsync(View view) => TextAsync(view, Records);

    private static async Task<string> TextAsync(View view, params (long Leaf, ReadOnlyMemory<byte> Bytes)[] records)
    {
        var (one, two) = (new MemoryStream(), new MemoryStream());
        var head = records.Length == Records.Length ? Head : Head with { Count = records.Length, FirstLeaf = records.FirstOrDefault().Leaf, LastLeaf = records.Length > 0 ? records[^1].Leaf : -1 };
        await view(head, Note, records.ToAsyncEnumerable(), one, CancellationToken.None);
        await view(head, Note, records.ToAsyncEnumerable(), two, CancellationToken.None);
        Assert.Equal(one.ToArray(), two.ToArray());
        return Encoding.UTF8.GetString(one.ToArray());
    }

    private static (long Leaf, ReadOnlyMemory<byte> Bytes) Of(long leaf, string code, string stream, IReadOnlyDictionary<string, object?>? after, params string[] reasons)
    {
        var entry = new ClinicEntry(code, new Dictionary<string, string> { ["patient"] = Someone.ToString("D") }, after, reasons);
        return new(leaf, ClinicRecords.EncodeUnchained(stream, entry, Actor.OfStaff(new StaffId(Someone), StaffRoles.Admin), Instant.FromUtc(2026, 11, 23, 18, 0), () => new byte[32]).Bytes);
    }

    /// <summary>RFC 4180, read as strictly as it is written.</summary>
    private static List<List<string>> Csv(string text)
    {
        var (rows, row, cell, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
                else quoted = false;
            }
            else if (c == '"') quoted = true;
            else if (c == ',' || c == '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == ',') continue;
                Assert.Equal('\n', text[++i]);
                rows.Add(row);
                row = [];
            }
            else cell.Append(c);
        }

        Assert.Empty(row);
        return rows;
    }
}
