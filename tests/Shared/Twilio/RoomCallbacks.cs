using System.Globalization;

namespace Telehealth.Tests.Shared.Twilio;

/// <summary>What the vendor tells of a room, in its own words.</summary>
internal sealed class RoomCallbacks(FakeAccount account, FakeCallbacks callbacks)
{
    public void Created(FakeRoom room) => Tell("room-created", room, room.CreatedAt);

    public void Ended(FakeRoom room) => Tell("room-ended", room, room.EndedAt!.Value, ("RoomDuration", Seconds(room.EndedAt.Value - room.CreatedAt)));

    public void Connected(FakeStay stay) => Tell("participant-connected", stay, stay.StartedAt);

    public void Disconnected(FakeStay stay) => Tell("participant-disconnected", stay, stay.EndedAt!.Value, ("ParticipantDuration", Seconds(stay.EndedAt.Value - stay.StartedAt)));

    private void Tell(string kind, FakeStay stay, DateTimeOffset at, params (string Name, string Value)[] more) => Tell(
        kind, stay.Room, at, [("ParticipantSid", stay.Sid), ("ParticipantStatus", stay.Status), ("ParticipantIdentity", stay.Identity), .. more]);

    private void Tell(string kind, FakeRoom room, DateTimeOffset at, params (string Name, string Value)[] more)
    {
        if (room.StatusCallback.Length == 0) return;
        (string Name, string Value)[] fields =
        [
            ("AccountSid", account.Sid), ("RoomName", room.Name), ("RoomSid", room.Sid), ("RoomStatus", room.Status), ("RoomType", "group"), ("StatusCallbackEvent", kind),
            ("Timestamp", at.IsoMilliseconds()), ("SequenceNumber", (room.Told++).ToString(CultureInfo.InvariantCulture)), .. more,
        ];
        callbacks.Tell(room.StatusCallback, fields);
    }

    private static string Seconds(TimeSpan time) => ((int)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
