using Refit;

namespace Telehealth.Server.Twilio.Calls;

// As the vendor names them on the wire: form fields in PascalCase, answers in snake_case; nearly everything may be missing.

/// <summary>A room to be made. Recording and transcription are said to be off, whatever the account's default is.</summary>
internal sealed record NewTwilioRoom
{
    public required string UniqueName { get; init; }
    public string Type { get; init; } = "group";
    public required int MaxParticipants { get; init; }

    /// <summary>Seconds.</summary>
    public required int MaxParticipantDuration { get; init; }

    /// <summary>Minutes.</summary>
    public required int EmptyRoomTimeout { get; init; }

    /// <summary>Minutes.</summary>
    public required int UnusedRoomTimeout { get; init; }

    public required string MediaRegion { get; init; }

    [Query(CollectionFormat.Multi)]
    public string[]? VideoCodecs { get; init; }

    public required string StatusCallback { get; init; }
    public string StatusCallbackMethod { get; init; } = "POST";
    public string RecordParticipantsOnConnect { get; init; } = "false";
    public string TranscribeParticipantsOnConnect { get; init; } = "false";
}

/// <summary>The one change that a room or a participant knows.</summary>
internal sealed record TwilioStatus(string Status)
{
    public static TwilioStatus Completed { get; } = new("completed");
    public static TwilioStatus Disconnected { get; } = new("disconnected");
}

internal sealed record TwilioRoom(string? Sid, string? UniqueName, string? Status, DateTimeOffset? DateCreated, DateTimeOffset? EndTime, int? Duration, string? StatusCallback = null)
{
    public const string InProgress = "in-progress";
}

/// <summary>A text message to be sent. Not a record: nothing must print where it goes and what it says.</summary>
internal sealed class NewTwilioMessage
{
    public required string To { get; init; }
    public string? MessagingServiceSid { get; init; }
    public string? From { get; init; }
    public required string Body { get; init; }
    public required string StatusCallback { get; init; }

    /// <summary>Seconds.</summary>
    public required int ValidityPeriod { get; init; }

    /// <summary>A curly quote in a name would make one message into three.</summary>
    public string SmartEncoded { get; init; } = "true";

    public string? ContentRetention { get; init; }
    public string? AddressRetention { get; init; }
}

internal sealed record TwilioMessage(string? Sid);

internal sealed record TwilioParticipant(string? Sid, string? RoomSid, string? Identity, string? Status, DateTimeOffset? StartTime, DateTimeOffset? EndTime);

internal sealed record TwilioPage(string? NextPageUrl);

internal sealed record TwilioRoomPage(IReadOnlyList<TwilioRoom>? Rooms, TwilioPage? Meta);

internal sealed record TwilioParticipantPage(IReadOnlyList<TwilioParticipant>? Participants, TwilioPage? Meta);
