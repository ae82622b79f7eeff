namespace Telehealth.Tests.Shared.Twilio;

internal static class RoomJson
{
    public static object Of(FakeRoom room, string account)
    {
        var url = $"https://video.twilio.com/v1/Rooms/{room.Sid}";
        return new
        {
            sid = room.Sid, unique_name = room.Name, status = room.Status, type = "group", account_sid = account, date_created = room.CreatedAt.Iso(), date_updated = (room.EndedAt ?? room.CreatedAt).Iso(),
            end_time = room.EndedAt?.Iso(), duration = room.EndedAt is { } end ? (int)(end - room.CreatedAt).TotalSeconds : (int?)null, enable_turn = true,
            status_callback = room.StatusCallback.Length == 0 ? null : room.StatusCallback, status_callback_method = "POST",
            max_participants = room.Number("MaxParticipants", 50), max_participant_duration = room.Number("MaxParticipantDuration", 14_400), max_concurrent_published_tracks = 170,
            video_codecs = new[] { "VP8", "H264" }, media_region = room.Asked.GetValueOrDefault("MediaRegion", "us1"), audio_only = false, large_room = false,
            empty_room_timeout = room.Number("EmptyRoomTimeout", 5), unused_room_timeout = room.Number("UnusedRoomTimeout", 5), record_participants_on_connect = false, url,
            links = new { participants = $"{url}/Participants", recordings = $"{url}/Recordings", recording_rules = $"{url}/RecordingRules", transcriptions = $"{url}/Transcriptions" },
        };
    }

    public static object Of(FakeStay stay, string account)
    {
        var url = $"https://video.twilio.com/v1/Rooms/{stay.Room.Sid}/Participants/{stay.Sid}";
        return new
        {
            sid = stay.Sid, room_sid = stay.Room.Sid, account_sid = account, identity = stay.Identity, status = stay.Status, date_created = stay.StartedAt.Iso(),
            date_updated = (stay.EndedAt ?? stay.StartedAt).Iso(), start_time = stay.StartedAt.Iso(), end_time = stay.EndedAt?.Iso(),
            duration = stay.EndedAt is { } end ? (int)(end - stay.StartedAt).TotalSeconds : (int?)null, url, links = new { published_tracks = $"{url}/PublishedTracks" },
        };
    }
}
