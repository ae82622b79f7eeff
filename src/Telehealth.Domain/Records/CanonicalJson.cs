using System.Text.Json;

namespace Telehealth.Domain.Records;

/// <summary>Tells canonical bytes from any other spelling of the same JSON.</summary>
public static class CanonicalJson
{
    /// <summary>A record is at most this many bytes.</summary>
    public const int MaxRecordBytes = 16 * 1_024;

    private const int MaxDepth = 16;

    /// <summary>What is not canonical about these bytes, in plain words; null when nothing is.</summary>
    public static string? Problem(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxRecordBytes) return $"longer than {MaxRecordBytes} bytes";

        using var writer = new CanonicalWriter();
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (Rewrite(ref reader, writer) is { } problem) return problem;
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return "not JSON";
        }

        return writer.Written.SequenceEqual(bytes) ? null : "JSON, but not in its canonical spelling";
    }

    private static string? Rewrite(ref Utf8JsonReader reader, CanonicalWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: writer.BeginObject(); return null;
            case JsonTokenType.EndObject: writer.EndObject(); return null;
            case JsonTokenType.StartArray: writer.BeginArray(); return null;
            case JsonTokenType.EndArray: writer.EndArray(); return null;
            case JsonTokenType.PropertyName: writer.Name(reader.GetString()!); return null;
            case JsonTokenType.String: writer.Value(reader.GetString()); return null;
            case JsonTokenType.Null: writer.Null(); return null;
            case JsonTokenType.Number when reader.TryGetInt64(out var number): writer.Value(number); return null;
            case JsonTokenType.Number: return "a number that is not a whole one";
            default: return "a true or false, where records have 1 and 0";
        }
    }
}
