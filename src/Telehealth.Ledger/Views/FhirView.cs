using System.Buffers;
using System.Text.Json;
using Telehealth.Ledger.Bundles;

namespace Telehealth.Ledger.Views;

/// <summary>
/// Records as a FHIR R4 Bundle of type <c>collection</c>, an AuditEvent for each. What was exported, and the signed head, stand in an extension
/// of the Bundle's <c>meta</c>. Reads take the shape of IHE BALP, without claiming its profiles: an address that a record does not hold is said to be masked.
/// </summary>
public static class FhirView
{
    /// <summary>The extension of <c>meta</c> that says what was exported; one part for each line, by its name.</summary>
    public const string Statement = "urn:telehealth:export-statement";

    private const int Gathered = 64 * 1_024;

    /// <exception cref="Telehealth.Domain.Records.RecordFormatException">One of them is not a record.</exception>
    public static async Task WriteAsync(BundleHead head, string checkpoint, IAsyncEnumerable<(long Leaf, ReadOnlyMemory<byte> Bytes)> records, Stream to, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>(2 * Gathered);
        await using var json = new Utf8JsonWriter(buffer);
        Open(json, head, checkpoint);
        var any = false;
        await foreach (var record in records.WithCancellation(cancellation))
        {
            if (!any) json.WriteStartArray("entry");
            any = true;
            FhirEvent.Write(json, ViewRecord.Read(record), head.Origin);
            if (json.BytesPending + buffer.WrittenCount < Gathered) continue;
            json.Flush();
            await to.WriteAsync(buffer.WrittenMemory, cancellation);
            buffer.ResetWrittenCount();
        }

        // FHIR knows no empty array.
        if (any) json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n"u8);
        await to.WriteAsync(buffer.WrittenMemory, cancellation);
    }

    private static void Open(Utf8JsonWriter json, BundleHead head, string checkpoint)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "Bundle");
        json.WriteString("id", head.ExportId);
        json.WriteStartObject("meta");
        json.WriteStartArray("extension");
        json.WriteStartObject();
        json.WriteStartArray("extension");
        foreach (var (name, value) in ViewStatement.Of(head, checkpoint).Append(("Checkpoint", checkpoint))) Part(json, name, value);
        json.WriteEndArray();
        json.WriteString("url", Statement);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteString("type", "collection");
        json.WriteString("timestamp", ViewStatement.Text(head.CreatedAt));
    }

    private static void Part(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("url", name.Replace(" ", "", StringComparison.Ordinal));
        json.WriteString("valueString", value);
        json.WriteEndObject();
    }
}
