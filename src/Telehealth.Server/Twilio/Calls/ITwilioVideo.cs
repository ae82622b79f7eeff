using Refit;

namespace Telehealth.Server.Twilio.Calls;

/// <summary>Twilio Video, version 1. Every call throws <see cref="TwilioException"/> and nothing else when it did not work.</summary>
internal interface ITwilioVideo
{
    [Post("/v1/Rooms")]
    Task<TwilioRoom> CreateRoomAsync([Body(BodySerializationMethod.UrlEncoded)] NewTwilioRoom room, CancellationToken cancellation);

    /// <summary>By name only while the room is running.</summary>
    [Get("/v1/Rooms/{sidOrName}")]
    Task<TwilioRoom> FetchRoomAsync(string sidOrName, CancellationToken cancellation);

    [Get("/v1/Rooms")]
    Task<TwilioRoomPage> ListRoomsAsync(
        [AliasAs("Status")] string? status, [AliasAs("PageSize")] int pageSize, [AliasAs("Page")] string? page, [AliasAs("PageToken")] string? pageToken, CancellationToken cancellation);

    [Post("/v1/Rooms/{sidOrName}")]
    Task<TwilioRoom> UpdateRoomAsync(string sidOrName, [Body(BodySerializationMethod.UrlEncoded)] TwilioStatus status, CancellationToken cancellation);

    [Get("/v1/Rooms/{room}/Participants")]
    Task<TwilioParticipantPage> ListParticipantsAsync(
        string room, [AliasAs("Status")] string? status, [AliasAs("PageSize")] int pageSize, [AliasAs("Page")] string? page, [AliasAs("PageToken")] string? pageToken,
        CancellationToken cancellation);

    /// <summary>By identity only while connected.</summary>
    [Get("/v1/Rooms/{room}/Participants/{sidOrIdentity}")]
    Task<TwilioParticipant> FetchParticipantAsync(string room, string sidOrIdentity, CancellationToken cancellation);

    [Post("/v1/Rooms/{room}/Participants/{sidOrIdentity}")]
    Task<TwilioParticipant> UpdateParticipantAsync(string room, string sidOrIdentity, [Body(BodySerializationMethod.UrlEncoded)] TwilioStatus status, CancellationToken cancellation);
}
