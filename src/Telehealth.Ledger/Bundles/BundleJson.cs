using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Telehealth.Ledger.Bundles;

/// <summary>JSON that has one spelling: what was read is written again and must come out the same.</summary>
internal static class BundleJson
{
    private const int Depth = 8;

    public static byte[] Write(Action<Utf8JsonWriter> fields, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = indented, NewLine = "\n" }))
        {
            fields(json);
        }

        if (indented) buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <returns>Null when the bytes are anything but the one spelling of such a value.</returns>
    public static T? Read<T>(ReadOnlyMemory<byte> bytes, Func<JsonElement, T> read, Func<T, byte[]> write)
        where T : class
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = Depth });
            var value = read(json.RootElement);
            return bytes.Span.SequenceEqual(write(value)) ? value : null;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            return null;
        }
    }

    public static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException();

    public static byte[][] Hashes(JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(Hash)];

    public static void WriteHashes(Utf8JsonWriter json, string name, IEnumerable<byte[]> hashes)
    {
        json.WriteStartArray(name);
        foreach (var hash in hashes) json.WriteBase64StringValue(hash);
        json.WriteEndArray();
    }

    private static byte[] Hash(JsonElement json) => json.GetBytesFromBase64() is { Length: MerkleHash.Size } hash ? hash : throw new FormatException();
}
