using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>The room is broken: the visit goes on in a new one, for which everybody asks a new grant.</summary>
public sealed record ReplaceRoomRequest : CommandBody;

internal sealed class ReplaceRoomSlice(VisitCommands commands, VisitDoor door, VideoProviders videos) : ISlice<ReplaceRoomRequest, VersionAnswer>
{
    public async Task<VersionAnswer> HandleAsync(Visitor visitor, ReplaceRoomRequest request, CancellationToken cancellation)
    {
        if (await door.EnterAsync(visitor, request.VisitId, cancellation) is not { } entered) return new() { Refusal = RefusalView.Of(RefusalCode.NotFound) };
        var provider = videos.Current;
        var name = RoomNames.New();
        try
        {
            // Nobody but the visit's clinician makes the vendor work; the decision refuses the others below.
            var vendorId = entered.Audience.Kind is AudienceKind.Clinician ? await provider.CreateOrFetchRoomAsync(name, cancellation) : null;
            return await commands.RunAsync(visitor, request, _ => new ReplaceRoom(provider.Name, name, vendorId), cancellation);
        }
        catch (VideoUnavailableException)
        {
            return new() { Version = entered.Visit.Visit.Version, Refusal = RefusalView.Of(RefusalCode.VideoUnavailable) };
        }
    }
}
