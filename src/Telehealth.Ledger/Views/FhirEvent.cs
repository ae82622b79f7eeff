using System.Text.Json;
using System.Text.Json.Nodes;
using Telehealth.Domain.LogSearch;
using Telehealth.Domain.Records;

namespace Telehealth.Ledger.Views;

/// <summary>Writes one record as an entry with an AuditEvent.</summary>
internal static class FhirEvent
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Utf8JsonWriter w, ViewRecord r, string origin)
    {
        var (kind, id) = (FhirKinds.Of(r.Code, r.Outcome), IdOf(r.Hash));
        w.WriteStartObject();
        w.WriteString("fullUrl", $"urn:uuid:{id}");
        w.WriteStartObject("resource");
        w.WriteString("resourceType", "AuditEvent");
        w.WriteString("id", id);
        WriteText(w, r.Text);
        FhirParts.Coding(w, "type", kind.Type);
        w.WriteStartArray("subtype");
        foreach (var subtype in kind.IsRestful ? kind.Subtypes : [.. kind.Subtypes, FhirCoding.Of(r.Code)]) FhirParts.Coding(w, null, subtype);
        w.WriteEndArray();
        w.WriteString("action", kind.Action.ToString());
        w.WriteString("recorded", r.Time);
        w.WriteString("outcome", r.Outcome is RecordOutcome.Done or RecordOutcome.Allowed ? "0" : "4");
        if (r.Reasons.Count > 0) w.WriteString("outcomeDesc", string.Join(' ', r.Reasons.Select(RecordWords.OfReason).Distinct()));
        WritePurpose(w, r);
        FhirAgents.Write(w, r, kind, origin);
        w.WriteStartObject("source");
        w.WriteString("site", origin);
        FhirParts.Reference(w, "observer", null, "urn:telehealth:log", origin, "Telehealth server");
        w.WriteStartArray("type");
        FhirParts.Coding(w, null, FhirCoding.ApplicationServer);
        w.WriteEndArray();
        w.WriteEndObject();
        FhirEntities.Write(w, r);
        w.WriteEndObject();
        w.WriteEndObject();
    }

    /// <summary>One value of a field as text: what is nested as its JSON.</summary>
    public static string? TextOf(JsonNode? value) => value switch
    {
        null => null,
        JsonValue plain => plain.ToString(),
        _ => value.ToJsonString(Readable),
    };

    // A UUID of version 8: the first 16 bytes of the record's hash.
    private static string IdOf(string hash)
    {
        var bytes = Convert.FromHexString(hash).AsSpan(0, 16);
        bytes[6] = (byte)(0x80 | (bytes[6] & 0x0f));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3f));
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    private static void WriteText(Utf8JsonWriter w, string sentence)
    {
        w.WriteStartObject("text");
        w.WriteString("status", "generated");
        w.WriteString("div", $"<div xmlns=\"http://www.w3.org/1999/xhtml\">{System.Security.SecurityElement.Escape(sentence)}</div>");
        w.WriteEndObject();
    }

    private static void WritePurpose(Utf8JsonWriter w, ViewRecord r)
    {
        if (r.Field("purpose") is not { Length: > 0 } purpose) return;
        w.WriteStartArray("purposeOfEvent");
        w.WriteStartObject();
        w.WriteString("text", RecordWords.Apart(purpose));
        w.WriteEndObject();
        w.WriteEndArray();
    }
}
