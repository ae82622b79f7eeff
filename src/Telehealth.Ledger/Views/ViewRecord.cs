using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.LogSearch;
using Telehealth.Domain.Records;

namespace Telehealth.Ledger.Views;

/// <summary>A record taken apart for a view: all of it is read out of its bytes.</summary>
/// <param name="Time">As the record has it: RFC 3339, UTC.</param>
/// <param name="Subject">Opaque ids by what they name, in the record's order.</param>
internal sealed record ViewRecord(
    long Leaf, string Hash, string Stream, long Seq, string? Prev, string Time, string Code, ActorKind ActorKind, string? ActorId, string? ActorRole,
    IReadOnlyList<(string Name, string Id)> Subject, JsonObject? Before, JsonObject? After, IReadOnlyList<string> Reasons, string? Detail, RecordOutcome Outcome)
{
    /// <summary>One plain sentence and those of its reasons; staff by role, since no record holds a name.</summary>
    public string Text => RecordSentences.Of(new(Code, ActorKind, ActorRole, null, After, Reasons, Outcome is RecordOutcome.Refused), DateTimeZone.Utc);

    public string Category => RecordCategories.Of(Code).ToString();

    /// <exception cref="RecordFormatException">The bytes are not a record.</exception>
    public static ViewRecord Read((long Leaf, ReadOnlyMemory<byte> Bytes) record)
    {
        try
        {
            var json = JsonNode.Parse(record.Bytes.Span)!.AsObject();
            var actor = json["actor"]!.AsObject();
            return new(
                record.Leaf, RecordHash.Of(record.Bytes.Span), Word(json, "stream")!, json["seq"]!.GetValue<long>(), Word(json, "prev"), Word(json, "at")!,
                Word(json, "code")!, Enum.Parse<ActorKind>(Word(actor, "kind")!), Word(actor, "id"), Word(actor, "role"),
                [.. (json["subject"] as JsonObject ?? []).Where(s => s.Value is not null).Select(s => (s.Key, s.Value!.GetValue<string>()))],
                json["before"] as JsonObject, json["after"] as JsonObject, [.. (json["reasons"] as JsonArray ?? []).Select(r => r!.GetValue<string>())], Word(json, "detail"),
                RecordFactsReader.Read(record.Bytes.Span).Facets.Outcome);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or ArgumentException)
        {
            throw new RecordFormatException("the record cannot be read");
        }
    }

    public string? SubjectId(string name) => Subject.FirstOrDefault(s => s.Name == name).Id;

    /// <summary>A field of what came after, as text; null where it has none or is more than one value.</summary>
    public string? Field(string name) => After?[name] is JsonValue value ? value.ToString() : null;

    private static string? Word(JsonObject json, string name) => json[name]?.GetValue<string>();
}
