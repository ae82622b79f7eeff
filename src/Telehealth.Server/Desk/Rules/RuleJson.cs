using System.Text;
using System.Text.Json;

namespace Telehealth.Server.Desk.Rules;

/// <summary>JSON as it is hashed and compared: members sorted by name, no white space.</summary>
internal static class RuleJson
{
    // Comments and trailing commas are what other readers of the same files would not take.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <exception cref="JsonException">It is no JSON, or names a member twice.</exception>
    public static JsonDocument Parse(byte[] content) => JsonDocument.Parse(content.AsSpan().StartsWith("\uFEFF"u8) ? content.AsMemory(3) : content, Strict);

    /// <param name="without">Members of the outermost object that are left out.</param>
    public static string Canonical(JsonElement element, params ReadOnlySpan<string> without)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) Write(writer, element, without);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter w, JsonElement element, ReadOnlySpan<string> without)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                w.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal).ToList())
                {
                    if (without.Contains(member.Name)) continue;
                    w.WritePropertyName(member.Name);
                    Write(w, member.Value, []);
                }

                w.WriteEndObject();
                break;
            case JsonValueKind.Array:
                w.WriteStartArray();
                foreach (var item in element.EnumerateArray()) Write(w, item, []);
                w.WriteEndArray();
                break;
            default:
                element.WriteTo(w);
                break;
        }
    }
}
