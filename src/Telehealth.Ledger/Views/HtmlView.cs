using System.Net;
using System.Text;
using Telehealth.Domain.LogSearch;
using Telehealth.Ledger.Bundles;

namespace Telehealth.Ledger.Views;

/// <summary>Records as one page to read and to print: what was exported, the signed head, then a row for each record. No script, nothing from elsewhere; a browser numbers the printed pages.</summary>
public static class HtmlView
{
    private const int Gathered = 32 * 1_024;

    // Margin boxes: what stands on every printed page.
    private const string Style = """
        :root { color: #1a1a1a; background: #fff; font: 14px/1.45 system-ui, "Liberation Sans", sans-serif; }
        body { max-width: 72rem; margin: 0 auto; padding: 1.5rem; }
        h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; } p { margin: .25rem 0 1rem; }
        dl { display: grid; grid-template-columns: 9rem 1fr; gap: .2rem 1rem; margin: 0; } dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
        pre, code { font: .85em/1.4 ui-monospace, "Liberation Mono", monospace; overflow-wrap: anywhere; } pre { white-space: pre-wrap; border: 1px solid #767676; padding: .5rem; margin: 0; }
        table { border-collapse: collapse; width: 100%; table-layout: fixed; } caption { text-align: left; font-weight: 600; padding: .25rem 0; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .4rem; border-bottom: 1px solid #bbb; overflow-wrap: anywhere; }
        thead th { border-bottom: 2px solid #1a1a1a; } th.t { width: 13%; } th.i { width: 27%; } th.l { width: 15%; }
        .no { font-weight: 600; } .s { color: #4a4a4a; font-size: .85em; }
        @media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .4rem; } table, tbody, tr, td { display: block; } thead, caption { display: none; } td { border: 0; padding: .1rem 0; } tr { border-bottom: 1px solid #bbb; padding: .5rem 0; } }
        @media print { :root { font-size: 9.5pt; } body { max-width: none; padding: 0; } tr, dt, dd, pre { break-inside: avoid; } h2 { break-after: avoid; } thead { display: table-header-group; } }
        """;

    /// <exception cref="Telehealth.Domain.Records.RecordFormatException">One of them is not a record.</exception>
    public static async Task WriteAsync(BundleHead head, string checkpoint, IAsyncEnumerable<(long Leaf, ReadOnlyMemory<byte> Bytes)> records, Stream to, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        Open(text, head, checkpoint);
        await foreach (var record in records.WithCancellation(cancellation))
        {
            Row(text, ViewRecord.Read(record));
            if (text.Length < Gathered) continue;
            await to.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation);
            text.Clear();
        }

        text.Append("</tbody>\n</table>\n</body>\n</html>\n");
        await to.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation);
    }

    private static void Open(StringBuilder text, BundleHead head, string checkpoint)
    {
        var count = $"{ViewStatement.Number(head.Count)} {(head.Count == 1 ? "record" : "records")}";
        var root = ViewStatement.RootOf(checkpoint) is { } hash ? ViewStatement.Short(hash) : "";
        text.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Visit log: ").Append(count).Append("</title>\n<style>\n")
            .Append(Style).Append("\n@page { size: letter; margin: 16mm 14mm 18mm; font-size: 8pt; @bottom-left { content: \"Visit log, ").Append(count).Append("\"; } @bottom-center { content: \"Root ").Append(root)
            .Append("\"; } @bottom-right { content: \"Page \" counter(page) \" of \" counter(pages); } }\n</style>\n</head>\n<body>\n<h1>Records of the visit log</h1>\n");
        text.Append("<p>A copy to read. What proves it are the files beside it.</p>\n<dl>\n");
        foreach (var (name, value) in ViewStatement.Of(head, checkpoint)) text.Append("<dt>").Append(name).Append("</dt><dd>").Append(Safe(value)).Append("</dd>\n");
        text.Append("</dl>\n<h2>Checkpoint</h2>\n<pre>").Append(Safe(checkpoint)).Append("</pre>\n<h2>What this proves, and what not</h2>\n")
            .Append("<p>With the checkpoint, anybody can check that these records were in the log when it was signed and are what they were. It does not prove that a record was true when it was written, nor that something never written did not happen.</p>\n")
            .Append("<h2>Records</h2>\n<table>\n<caption>").Append(count).Append(", in the order of the log</caption>\n")
            .Append("<thead><tr><th scope=\"col\" class=\"t\">Time (UTC)</th><th scope=\"col\">What happened</th><th scope=\"col\" class=\"i\">Who and whom (ids)</th><th scope=\"col\" class=\"l\">Number and short hash</th></tr></thead>\n<tbody>\n");
    }

    private static void Row(StringBuilder text, ViewRecord r)
    {
        text.Append("<tr><td>").Append(r.Time.AsSpan(0, 10)).Append("<br>").Append(r.Time.AsSpan(11).TrimEnd('Z')).Append("</td><td>");
        if (r.Outcome is RecordOutcome.Refused or RecordOutcome.Denied or RecordOutcome.Held) text.Append("<span class=\"no\">").Append(r.Outcome).Append(".</span> ");
        text.Append(Safe(r.Text)).Append("<br><span class=\"s\">").Append(Safe(r.Code));
        if (r.Field("phase") is { } phase) text.Append(", ").Append(Safe(phase));
        text.Append("</span></td><td class=\"s\">");
        if (r.ActorId is { } actor) text.Append("by <code>").Append(Safe(actor)).Append("</code><br>");
        foreach (var (name, id) in r.Subject) text.Append(Safe(name)).Append(" <code>").Append(Safe(id)).Append("</code><br>");
        text.Append("</td><td>").Append(ViewStatement.Number(r.Leaf)).Append("<br><code>").Append(ViewStatement.Short(Convert.FromHexString(r.Hash))).Append("</code></td></tr>\n");
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
