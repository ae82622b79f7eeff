using System.Globalization;
using System.Text;
using System.Text.Json;
using Telehealth.Ledger.Bundles;

namespace Telehealth.Ledger.Views;

/// <summary>
/// Records as a table (RFC 4180, UTF-8, lines end in CR LF): one row each under one row of names, so that the number of rows is the number of
/// records. The name of the last column, whose cells are empty, says what was exported. A cell that a spreadsheet would take for a formula
/// begins with an apostrophe.
/// </summary>
public static class CsvView
{
    private const int Gathered = 32 * 1_024;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Columns =
    [
        "leaf", "time", "code", "category", "outcome", "text", "actorKind", "actorId", "actorRole", "visitId", "patientId", "participantId", "staffId", "otherIds",
        "phaseBefore", "phaseAfter", "version", "reasons", "fields", "stream", "seq", "hash", "prev", "detailCommitment",
    ];

    private static readonly string[] Named = ["visit", "patient", "participant", "staff"];

    /// <exception cref="Telehealth.Domain.Records.RecordFormatException">One of them is not a record.</exception>
    public static async Task WriteAsync(BundleHead head, string checkpoint, IAsyncEnumerable<(long Leaf, ReadOnlyMemory<byte> Bytes)> records, Stream to, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        Row(text, [.. Columns, StatementOf(head, checkpoint)]);
        await foreach (var record in records.WithCancellation(cancellation))
        {
            Row(text, CellsOf(ViewRecord.Read(record)));
            if (text.Length < Gathered) continue;
            await to.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation);
            text.Clear();
        }

        await to.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation);
    }

    private static string StatementOf(BundleHead head, string checkpoint) =>
        $"About this export: {string.Join("; ", ViewStatement.Of(head, checkpoint).Select(s => $"{s.Name}: {s.Value}"))}; Checkpoint: {ViewStatement.InOneLine(checkpoint)}";

    private static string[] CellsOf(ViewRecord r) =>
    [
        r.Leaf.ToString(CultureInfo.InvariantCulture), r.Time, r.Code, r.Category, r.Outcome.ToString(), r.Text, r.ActorKind.ToString(), r.ActorId ?? "", r.ActorRole ?? "",
        .. Named.Select(name => r.SubjectId(name) ?? ""), string.Join(' ', r.Subject.Where(s => !Named.Contains(s.Name)).Select(s => $"{s.Name}:{s.Id}")),
        r.Before?["phase"]?.ToString() ?? "", r.Field("phase") ?? "", r.Field("version") ?? "", string.Join(' ', r.Reasons), r.After?.ToJsonString(Readable) ?? "",
        r.Stream, r.Seq.ToString(CultureInfo.InvariantCulture), r.Hash, r.Prev ?? "", r.Detail ?? "", "",
    ];

    private static void Row(StringBuilder text, string[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) text.Append(',');
            Cell(text, cells[i]);
        }

        text.Append("\r\n");
    }

    private static void Cell(StringBuilder text, string cell)
    {
        if (cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r') cell = $"'{cell}";
        if (cell.AsSpan().IndexOfAny(",\"\r\n") < 0) text.Append(cell);
        else text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
