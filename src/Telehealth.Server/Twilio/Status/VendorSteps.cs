using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Twilio.Calls;
using static Telehealth.Server.Desk.VendorStepState;

namespace Telehealth.Server.Twilio.Status;

/// <summary>What only the vendor can tell.</summary>
internal sealed class VendorSteps(TwilioProbe probe, TwilioKeys keys, ITwilioVideo video, TwilioRooms rooms, TimeProvider time, IOptions<TwilioOptions> options)
{
    public static readonly Duration CallbackWait = Duration.FromSeconds(15);
    private static readonly Duration MostSkew = Duration.FromSeconds(30);

    public async Task<IReadOnlyList<VendorStep>> AskAsync(CancellationToken cancellation)
    {
        var listing = new Uri(options.Value.VideoBaseUrl, "/v1/Rooms?PageSize=1");
        var first = await probe.AskAsync(keys.All[0], listing, cancellation);
        var second = keys.All.Count > 1 ? await probe.AskAsync(keys.All[1], listing, cancellation) : null;
        return [OfKey("REST_KEY", "API key", "Twilio:ApiKeySid", first), OfSecond(second), OfClock(first.Date ?? second?.Date), await OfSmsAsync(second is { Outcome: CallOutcome.Ok } && first.Outcome is not CallOutcome.Ok ? keys.All[1] : keys.All[0], cancellation)];
    }

    /// <summary>A room of an opaque name for one person, ended as soon as it is made.</summary>
    public async Task<(VendorStep Step, VendorTestRoom? Room)> MakeRoomAsync(CancellationToken cancellation)
    {
        try
        {
            var name = "t-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var made = await video.CreateRoomAsync(rooms.Named(name) with { MaxParticipants = 1, EmptyRoomTimeout = 1, UnusedRoomTimeout = 1 }, cancellation);
            await video.UpdateRoomAsync(made.Sid ?? name, TwilioStatus.Completed, cancellation);
            return (new("ROOM", Passed, "A room was made and ended."), made.Sid is { } id ? new VendorTestRoom(id, time.Now() + CallbackWait) : null);
        }
        catch (TwilioException error)
        {
            return (new("ROOM", Failed, $"No room could be made and ended. {TextOf(error)} A room that was made ends by itself after a minute."), null);
        }
    }

    private static VendorStep OfKey(string code, string which, string setting, ProbeAnswer answer) => answer.Outcome switch
    {
        CallOutcome.Ok => new(code, Passed, $"The {which} works: Twilio listed rooms for it."),
        CallOutcome.AuthConfig => new(code, Failed, $"Twilio refused the {which} ({setting} and its secret). It must be a Standard key of region US1 that has not been deleted."),
        var outcome => new(code, Failed, $"The {which} could not be tried. {outcome.ToText()}"),
    };

    private static VendorStep OfSecond(ProbeAnswer? answer) => answer is null
        ? new("SECOND_KEY", Skipped, "No second API key is set. One is needed only while keys are exchanged.")
        : OfKey("SECOND_KEY", "second API key", "Twilio:SecondApiKeySid", answer);

    private VendorStep OfClock(DateTimeOffset? vendor)
    {
        if (vendor is not { } date) return new("CLOCK", Skipped, "The clocks could not be compared.");
        var ahead = time.Now() - Instant.FromDateTimeOffset(date);
        var seconds = Math.Abs(ahead.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        return ahead > MostSkew || ahead < -MostSkew
            ? new("CLOCK", Failed, $"This server's clock is {seconds} seconds {(ahead > Duration.Zero ? "ahead of" : "behind")} Twilio's; tokens may be refused (20105). Set it by NTP.")
            : new("CLOCK", Passed, "This server's clock agrees with Twilio's.");
    }

    private async Task<VendorStep> OfSmsAsync(TwilioKey key, CancellationToken cancellation)
    {
        if (options.Value.MessagingServiceSid.Length == 0) return new("SMS_SERVICE", Skipped, "No messaging service is set (Twilio:MessagingServiceSid).");
        var answer = await probe.AskAsync(key, new Uri(options.Value.MessagingBaseUrl, $"/v1/Services/{options.Value.MessagingServiceSid}"), cancellation);
        return answer.Outcome switch
        {
            CallOutcome.Ok => new("SMS_SERVICE", Passed, "The messaging service was found."),
            CallOutcome.NotFound => new("SMS_SERVICE", Failed, "This account has no such messaging service (Twilio:MessagingServiceSid)."),
            var outcome => new("SMS_SERVICE", Failed, $"The messaging service could not be looked up. {outcome.ToText()}"),
        };
    }

    private static string TextOf(TwilioException error) =>
        (error.Status is null && error.InnerException is { } cause ? CallOutcomes.Of(cause, CancellationToken.None) : CallOutcomes.Of(error)).ToText();
}
