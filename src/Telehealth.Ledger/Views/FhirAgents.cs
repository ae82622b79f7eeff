using System.Text.Json;
using Telehealth.Domain;
using Telehealth.Domain.Records;

namespace Telehealth.Ledger.Views;

/// <summary>Who: the user; at a read also the client and the server, as IHE BALP has them.</summary>
internal static class FhirAgents
{
    public static void Write(Utf8JsonWriter w, ViewRecord r, FhirKind kind, string origin)
    {
        w.WriteStartArray("agent");
        if (kind.IsRestful)
        {
            // A read's data goes from the server to the client; a search is sent from the client to the server.
            var (source, destination) = (FhirCoding.Dicom("110153"), FhirCoding.Dicom("110152"));
            var reads = kind.Action == 'R';
            WriteClient(w, reads ? destination : source);
            WriteServer(w, reads ? source : destination, origin);
        }

        WriteUser(w, r, origin);
        w.WriteEndArray();
    }

    private static void WriteClient(Utf8JsonWriter w, FhirCoding role)
    {
        w.WriteStartObject();
        FhirParts.Concept(w, "type", role);
        FhirParts.Reference(w, "who", null, null, null, "The client that the user called with");
        w.WriteBoolean("requestor", false);
        w.WriteStartObject("network");
        // Kept sealed, apart from the record.
        w.WriteStartArray("extension");
        w.WriteStartObject();
        w.WriteString("url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason");
        w.WriteString("valueCode", "masked");
        w.WriteEndObject();
        w.WriteEndArray();
        w.WriteEndObject();
        w.WriteEndObject();
    }

    private static void WriteServer(Utf8JsonWriter w, FhirCoding role, string origin)
    {
        w.WriteStartObject();
        FhirParts.Concept(w, "type", role);
        FhirParts.Reference(w, "who", null, "urn:telehealth:log", origin, "Telehealth server");
        w.WriteBoolean("requestor", false);
        w.WriteStartObject("network");
        w.WriteString("address", origin.Split('/')[0]);
        w.WriteString("type", "1");
        w.WriteEndObject();
        w.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter w, ViewRecord r, string origin)
    {
        w.WriteStartObject();
        if (r.ActorKind is ActorKind.System or ActorKind.VideoProvider) FhirParts.Concept(w, "type", FhirCoding.Dicom("110150"));
        else FhirParts.Concept(w, "type", FhirCoding.Participation("IRCP", "information recipient"));
        if (r.ActorRole is { } role)
        {
            w.WriteStartArray("role");
            foreach (var one in role.Split('+')) WriteRole(w, one);
            w.WriteEndArray();
        }

        switch (r.ActorKind)
        {
            case ActorKind.Staff: FhirParts.Reference(w, "who", r.ActorId is { } id ? $"Practitioner/{id}" : null, null, null, r.ActorRole ?? "Staff"); break;
            case ActorKind.Participant: FhirParts.Reference(w, "who", null, r.ActorId is null ? null : "urn:telehealth:participant", r.ActorId, r.ActorRole ?? "Participant"); break;
            case ActorKind.System: FhirParts.Reference(w, "who", null, "urn:telehealth:log", origin, "Telehealth server"); break;
            case ActorKind.VideoProvider: FhirParts.Reference(w, "who", null, null, null, "Video service"); break;
            default: throw new RecordFormatException("the record has an actor of no known kind");
        }

        w.WriteBoolean("requestor", true);
        w.WriteEndObject();
    }

    private static void WriteRole(Utf8JsonWriter w, string role)
    {
        w.WriteStartObject();
        w.WriteStartArray("coding");
        FhirParts.Coding(w, null, new("urn:telehealth:role", role));
        w.WriteEndArray();
        w.WriteEndObject();
    }
}
