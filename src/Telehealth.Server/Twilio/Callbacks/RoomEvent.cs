using Microsoft.Extensions.Primitives;
using NodaTime;
using NodaTime.Text;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Twilio.Callbacks;

/// <summary>What a callback tells of a room, in the vendor's field names. What we do not know is left alone: fields may be added at any time.</summary>
internal sealed record RoomEvent(string Kind, string RoomId, string? ConnectionId, string? Identity, string Timestamp, Instant At)
{
    public const string RoomCreated = "room-created", RoomEnded = "room-ended", ParticipantConnected = "participant-connected", ParticipantDisconnected = "participant-disconnected";
    private const int Longest = 128;

    /// <summary>In place of the vendor's time where no callback told of it: found twice, it is still the same event.</summary>
    public const string Found = "found";

    /// <summary>
    /// The same event told twice. Made of signed fields alone: the vendor's own header for retries is not signed, and whoever replays a
    /// callback could change it.
    /// </summary>
    public string DedupKey => $"twilio|{RoomId}|{Kind}|{ConnectionId}|{Timestamp}";

    /// <summary>Null for a kind that changes nothing here (tracks and their like), and for fields that make no sense.</summary>
    public static RoomEvent? Of(IReadOnlyDictionary<string, StringValues> fields)
    {
        string? Field(string name) => fields.TryGetValue(name, out var value) && value.Count == 1 && value[0] is { Length: > 0 and <= Longest } text ? text : null;
        if (Field("StatusCallbackEvent") is not (RoomCreated or RoomEnded or ParticipantConnected or ParticipantDisconnected) || Field("RoomSid") is not { } room) return null;
        var (kind, timestamp) = (Field("StatusCallbackEvent")!, Field("Timestamp"));
        if (timestamp is null || InstantPattern.ExtendedIso.Parse(timestamp) is not { Success: true } at) return null;
        if (kind is RoomCreated or RoomEnded) return new(kind, room, null, null, timestamp, Micros.Whole(at.Value));
        return Field("ParticipantSid") is { } connection ? new(kind, room, connection, Field("ParticipantIdentity"), timestamp, Micros.Whole(at.Value)) : null;
    }

    public VendorEventRow ToRow(Guid id, Instant receivedAt) => new()
    {
        Id = id, DedupKey = DedupKey, Kind = Kind, RoomId = RoomId, ConnectionId = ConnectionId, Identity = Identity, At = At, ReceivedAt = receivedAt, Reconciled = Timestamp == Found,
    };
}
