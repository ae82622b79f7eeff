using System.Text.Json;
using Telehealth.Ledger;

namespace Telehealth.Verify;

/// <summary>Says of a record which one it is, as far as its bytes still tell.</summary>
internal static class RecordPlace
{
    public static Finding At(this Finding finding, ReadOnlyMemory<byte> record) => RecordPrefix.Read(record.Span) is { } prefix
        ? finding with { Stream = prefix.Stream, Seq = prefix.Seq, Code = TextOf(record, "code") }
        : finding;

    /// <summary>A text among the record's own fields; null when it has none or is not readable.</summary>
    public static string? TextOf(ReadOnlyMemory<byte> record, params ReadOnlySpan<string> path)
    {
        try
        {
            using var json = JsonDocument.Parse(record);
            var at = json.RootElement;
            foreach (var name in path)
            {
                if (at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
            }

            return at.ValueKind is JsonValueKind.String ? at.GetString() : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
