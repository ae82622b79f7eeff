using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Telehealth.Verify;

/// <summary>The same report for programs.</summary>
internal static class ReportJson
{
    public static void Write(Report report, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("subject", report.Subject);
            json.WriteString("result", report.Exit switch { ExitCode.Holds => "holds", ExitCode.Tampered => "tampered", _ => "unusable" });
            json.WriteNumber("exit", report.Exit);
            Write(json, "says", report.SaidLines);
            Write(json, "holds", report.HoldsLines);
            Write(json, "open", report.OpenLines);
            json.WriteStartArray("bad");
            foreach (var finding in report.Findings) Write(json, finding);
            json.WriteEndArray();
            json.WriteString("unusable", report.Unusable);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> lines)
    {
        json.WriteStartArray(name);
        foreach (var line in lines) json.WriteStringValue(line);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("check", finding.Check);
        json.WriteString("problem", finding.Problem);
        if (finding.File is { } file) json.WriteString("file", file);
        if (finding.Line is { } line) json.WriteNumber("line", line);
        if (finding.Leaf is { } leaf) json.WriteNumber("leaf", leaf);
        if (finding.Stream is { } stream) json.WriteString("stream", stream);
        if (finding.Seq is { } seq) json.WriteNumber("seq", seq);
        if (finding.Code is { } code) json.WriteString("code", code);
        json.WriteEndObject();
    }
}
