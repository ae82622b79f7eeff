using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.AuditLog;

/// <param name="Name">Of a member of staff; patients and guests are shown by role.</param>
internal sealed record RecordActorView(string Kind, string? Id, string? Role, string? Name);

/// <summary>One record as auditors read it. <see cref="Bytes"/> is the record; all else is read out of it.</summary>
/// <param name="Text">One plain sentence; in the log only where the code has one of its own.</param>
/// <param name="LeafIndex">Its place in the sealed log; absent while it waits for the seal.</param>
internal sealed record RecordItem(
    long Id, string Stream, long Seq, Instant At, string Code, RecordActorView Actor, JsonNode? Subject, JsonNode? Before, JsonNode? After,
    IReadOnlyList<string> Reasons, bool Refused, string Hash, string? Prev, string Bytes, string? Text = null, long? LeafIndex = null)
{
    private const string NoRecord = "These bytes are no record any more: somebody changed them. The check of the log tells which others were.";

    public static RecordItem Of(RecordRow row, Func<Guid, string?> nameOf)
    {
        if (CanonicalJson.Problem(row.Bytes) is not null) return DamagedOf(row, nameOf);
        try
        {
            return Read(row, nameOf);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException)
        {
            return DamagedOf(row, nameOf);
        }
    }

    private static RecordItem DamagedOf(RecordRow row, Func<Guid, string?> nameOf) => new(
        row.Id, row.Stream, row.Seq, row.At, row.Code, ActorOf(null, row, nameOf), null, null, null, [], row.Refused, row.Hash, null, Encoding.UTF8.GetString(row.Bytes), NoRecord) { Damaged = true };

    private static RecordItem Read(RecordRow row, Func<Guid, string?> nameOf)
    {
        var text = Encoding.UTF8.GetString(row.Bytes);
        var record = JsonNode.Parse(text)!.AsObject();
        var reasons = record["reasons"]?.AsArray().Select(r => r!.GetValue<string>()).ToArray() ?? [];
        return new RecordItem(
            row.Id, row.Stream, row.Seq, row.At, row.Code, ActorOf(record["actor"]?.AsObject(), row, nameOf), SubjectOf(record["subject"] as JsonObject), Take(record, "before"),
            Take(record, "after"), reasons, row.Refused, row.Hash, record["prev"]?.GetValue<string>(), text);
    }

    /// <summary>With one plain sentence; reasons in it where nothing beside it shows them.</summary>
    public RecordItem Say(DateTimeZone zone, bool reasons = true) =>
        Damaged ? this : this with { Text = reasons ? RecordSentences.Of(Told, zone) : RecordSentences.WithoutReasons(Told, zone) };

    /// <summary>Its bytes cannot be read; what stands here is what the table says beside them.</summary>
    [JsonIgnore]
    public bool Damaged { get; private init; }

    private ToldRecord Told => new(Code, Enum.Parse<ActorKind>(Actor.Kind), Actor.Role, Actor.Name, After as JsonObject, Reasons, Refused);

    private static RecordActorView ActorOf(JsonObject? actor, RecordRow row, Func<Guid, string?> nameOf) => new(
        row.ActorKind.ToString(), row.ActorId?.ToString("D"), actor?["role"]?.GetValue<string>(), row.ActorId is { } id ? nameOf(id) : null);

    // The record's own keys name what they point to; on the wire an id says that it is one.
    private static JsonObject? SubjectOf(JsonObject? subject) =>
        subject is null ? null : new JsonObject(subject.Where(s => s.Value is not null).Select(s => KeyValuePair.Create($"{s.Key}Id", s.Value?.DeepClone())));

    private static JsonNode? Take(JsonObject record, string name) => record[name]?.DeepClone();
}
