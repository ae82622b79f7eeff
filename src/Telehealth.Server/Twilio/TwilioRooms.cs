using Microsoft.Extensions.Options;
using Telehealth.Server.Doors;
using Telehealth.Server.Twilio.Callbacks;
using Telehealth.Server.Twilio.Calls;

namespace Telehealth.Server.Twilio;

/// <summary>What is asked for when a room is made.</summary>
internal sealed class TwilioRooms(IOptions<TwilioOptions> options, IOptions<SiteOptions> site)
{
    public NewTwilioRoom Named(string name) => new()
    {
        UniqueName = name,
        MaxParticipants = options.Value.Room.MaxParticipants,
        MaxParticipantDuration = options.Value.Room.MaxConnectionMinutes * 60,
        EmptyRoomTimeout = options.Value.Room.EmptyRoomTimeoutMinutes,
        UnusedRoomTimeout = options.Value.Room.UnusedRoomTimeoutMinutes,
        MediaRegion = options.Value.Room.Region,
        VideoCodecs = options.Value.Room.Codecs.Length == 0 ? null : options.Value.Room.Codecs,
        StatusCallback = CallbackAddress.Of(site.Value, CallbackAddress.Rooms),
    };
}
