using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Twilio.Callbacks;

/// <summary>The vendor's door: signed or refused, kept on disk, then answered; what it means is found out afterwards.</summary>
internal sealed partial class ReceiveRoomEvent(
    CallbackSignature signature, IClinicDesk desk, RoomEventSignal signal, DoorCounts counts, IOptions<SiteOptions> site, ILogger<ReceiveRoomEvent> log)
{
    public async Task<IResult> HandleAsync(HttpContext http, CancellationToken cancellation)
    {
        var fields = await CallbackForm.ReadAsync(http.Request, cancellation);
        if (fields is null || !signature.IsValid(http.Request.Headers[CallbackSignature.Header], new Uri(CallbackAddress.Origin(site.Value)), TargetOf(http), fields)) return Refuse();
        if (RoomEvent.Of(fields) is { } told) await KeepAsync(told, cancellation);
        return Results.NoContent();
    }

    private async Task KeepAsync(RoomEvent told, CancellationToken cancellation)
    {
        await desk.ExecuteAsync(Actor.VideoProvider, (work, token) => KeepAsync(work, told, token), cancellation);
        signal.Wake();
    }

    private static async Task<bool> KeepAsync(ClinicWork work, RoomEvent told, CancellationToken cancellation)
    {
        var (key, connection) = (told.DedupKey, told.ConnectionId);
        if (await work.Db.VendorEvents.AnyAsync(e => e.DedupKey == key, cancellation))
        {
            RoomEvents.Ignored(work, told.Kind, told.RoomId, connection, "DUPLICATE");
            return false;
        }

        work.Db.VendorEvents.Add(told.ToRow(Guid.CreateVersion7(work.Now.ToDateTimeOffset()), work.Now));
        return true;
    }

    private IResult Refuse()
    {
        counts.Add("CallbackRefused:twilio-rooms");
        LogRefused();
        return Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    /// <summary>Byte for byte as it was asked for, since that is what is signed.</summary>
    private static string TargetOf(HttpContext http) => http.Features.Get<IHttpRequestFeature>()?.RawTarget is ['/', ..] raw ? raw : http.Request.Path + http.Request.QueryString;

    [LoggerMessage(5010, LogLevel.Information, "A callback that our vendor did not sign was refused")]
    private partial void LogRefused();
}
