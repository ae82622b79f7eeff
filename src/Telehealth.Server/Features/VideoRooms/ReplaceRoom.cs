using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>The room is broken: the visit goes on in a new one, for which everybody asks a new grant.</summary>
public sealed record ReplaceRoomRequest : CommandBody
{
    /// <summary><c>peer</c>: go on over it in place of the clinic's own provider, where the clinic's policy allows (see <c>fallback</c>). Otherwise left out.</summary>
    public string? VideoProvider { get; init; }

    internal override RefusalView? Check() => VideoChoice.Check(VideoProvider);
}

/// <summary>The visit's version after the command.</summary>
public sealed record ReplaceRoomAnswer : VersionAnswer
{
    /// <summary>Beside VIDEO_UNAVAILABLE: send this as <c>videoProvider</c> to go on over it. Absent where the clinic does not want that.</summary>
    public string? Fallback { get; init; }
}

internal sealed class ReplaceRoomSlice(VisitCommands commands, VisitDoor door, VideoProviders videos, SpareRooms spare) : ISlice<ReplaceRoomRequest, ReplaceRoomAnswer>
{
    public async Task<ReplaceRoomAnswer> HandleAsync(Visitor visitor, ReplaceRoomRequest request, CancellationToken cancellation)
    {
        if (await door.EnterAsync(visitor, request.VisitId, cancellation) is not { } entered) return new() { Refusal = RefusalView.Of(RefusalCode.NotFound) };
        try
        {
            var made = await MakeAsync(entered, request, cancellation);
            var (outcome, refusal) = await commands.ExecuteAsync(visitor, request, _ => CommandOf(request, made), cancellation);
            if (outcome is not null) await spare.EndUnlessUsedAsync(outcome.Visit.Visit, made, cancellation);
            return new() { Version = outcome?.Version, Refusal = refusal };
        }
        catch (VideoUnavailableException)
        {
            return new() { Version = entered.Visit.Visit.Version, Refusal = RefusalView.Of(RefusalCode.VideoUnavailable), Fallback = videos.FallbackFrom(request.VideoProvider) };
        }
    }

    private async Task<VisitRoom> MakeAsync(Entered entered, ReplaceRoomRequest request, CancellationToken cancellation)
    {
        var room = new VisitRoom(request.VideoProvider ?? videos.Current, RoomNames.New(), null);

        // Nobody but the visit's clinician makes the vendor work, and for what the decision refuses nobody does.
        var asked = entered.Audience.Kind is AudienceKind.Clinician && entered.Visit.Visit.Phase is VisitPhase.InProgress or VisitPhase.OnHold
            && (request.VideoProvider is not { } other || other == videos.FallbackFrom(null));
        return asked ? room with { VendorRoomId = await videos.MakeAsync(room.VideoProvider, room.Name, cancellation) } : room;
    }

    private static ReplaceRoom CommandOf(ReplaceRoomRequest request, VisitRoom made) =>
        new(made.VideoProvider, made.Name, made.VendorRoomId) { Fallback = request.VideoProvider is not null };
}
