using System.Text.Json;

namespace Telehealth.Ledger.Views;

/// <summary>Parts that resources are made of.</summary>
internal static class FhirParts
{
    /// <param name="name">Null inside of a list.</param>
    public static void Coding(Utf8JsonWriter w, string? name, FhirCoding coding)
    {
        if (name is null) w.WriteStartObject();
        else w.WriteStartObject(name);
        w.WriteString("system", coding.System);
        w.WriteString("code", coding.Code);
        if (coding.Display is { } display) w.WriteString("display", display);
        w.WriteEndObject();
    }

    public static void Concept(Utf8JsonWriter w, string name, FhirCoding coding)
    {
        w.WriteStartObject(name);
        w.WriteStartArray("coding");
        Coding(w, null, coding);
        w.WriteEndArray();
        w.WriteEndObject();
    }

    /// <summary>A reference by whatever of it there is: the resource, an identifier, words.</summary>
    public static void Reference(Utf8JsonWriter w, string name, string? reference, string? system, string? id, string? display)
    {
        w.WriteStartObject(name);
        if (reference is not null) w.WriteString("reference", reference);
        if (system is not null)
        {
            w.WriteStartObject("identifier");
            w.WriteString("system", system);
            w.WriteString("value", id);
            w.WriteEndObject();
        }

        if (display is not null) w.WriteString("display", display);
        w.WriteEndObject();
    }
}
