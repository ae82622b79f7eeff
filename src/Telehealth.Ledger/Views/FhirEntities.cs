using System.Text;
using System.Text.Json;

namespace Telehealth.Ledger.Views;

/// <summary>What it is about: the patient, the visit, people, what was searched for, and the record itself.</summary>
internal static class FhirEntities
{
    public static void Write(Utf8JsonWriter w, ViewRecord r)
    {
        w.WriteStartArray("entity");
        foreach (var (name, id) in r.Subject)
        {
            switch (name)
            {
                case "patient": Entity(w, $"Patient/{id}", null, null, "1", FhirCoding.Role("1", "Patient")); break;
                case "visit": Entity(w, $"Encounter/{id}", null, null, "2", FhirCoding.Role("4", "Domain Resource")); break;
                case "staff": Entity(w, $"Practitioner/{id}", null, null, "1", FhirCoding.Role("15", "Practitioner")); break;
                case "participant": Entity(w, null, "urn:telehealth:participant", id, "1", FhirCoding.Role("6", "User")); break;
                case "authority": Entity(w, null, "urn:telehealth:authority", id, "2", FhirCoding.Role("13", "Security Resource")); break;
                default: Entity(w, null, $"urn:telehealth:{name}", id, "2", FhirCoding.Role("4", "Domain Resource")); break;
            }
        }

        if (r.Field("authorityId") is { Length: > 0 } authority) Entity(w, null, "urn:telehealth:authority", authority, "2", FhirCoding.Role("13", "Security Resource"));
        if (r.Field("filter") is { Length: > 0 } filter) Query(w, filter);
        Record(w, r);
        w.WriteEndArray();
    }

    private static void Entity(Utf8JsonWriter w, string? reference, string? system, string? id, string type, FhirCoding role)
    {
        w.WriteStartObject();
        FhirParts.Reference(w, "what", reference, system, id, null);
        FhirParts.Coding(w, "type", FhirCoding.EntityType(type));
        FhirParts.Coding(w, "role", role);
        w.WriteEndObject();
    }

    private static void Query(Utf8JsonWriter w, string filter)
    {
        w.WriteStartObject();
        FhirParts.Coding(w, "type", FhirCoding.EntityType("2"));
        FhirParts.Coding(w, "role", FhirCoding.Role("24", "Query"));
        w.WriteBase64String("query", Encoding.UTF8.GetBytes(filter));
        w.WriteEndObject();
    }

    private static void Record(Utf8JsonWriter w, ViewRecord r)
    {
        w.WriteStartObject();
        FhirParts.Reference(w, "what", null, "urn:telehealth:record", r.Hash, null);
        FhirParts.Coding(w, "type", FhirCoding.EntityType("2"));
        FhirParts.Coding(w, "role", FhirCoding.Role("13", "Security Resource"));
        w.WriteStartArray("detail");
        Detail(w, "leaf", StrictDecimal.Write(r.Leaf));
        Detail(w, "code", r.Code);
        Detail(w, "stream", r.Stream);
        Detail(w, "seq", StrictDecimal.Write(r.Seq));
        foreach (var (name, value) in r.Before ?? []) Detail(w, $"before.{name}", FhirEvent.TextOf(value));
        foreach (var (name, value) in r.After ?? []) Detail(w, $"after.{name}", FhirEvent.TextOf(value));
        if (r.Reasons.Count > 0) Detail(w, "reasons", string.Join(' ', r.Reasons));
        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static void Detail(Utf8JsonWriter w, string type, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        w.WriteStartObject();
        w.WriteString("type", type);
        w.WriteString("valueString", value);
        w.WriteEndObject();
    }
}
