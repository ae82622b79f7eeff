using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>A room that was made and is not the visit's: its answer came after the visit had gone on elsewhere. It is ended, through the outbox.</summary>
internal sealed class SpareRooms(IClinicDesk desk)
{
    public const string Area = "rooms";

    public async Task EndUnlessUsedAsync(Visit visit, VisitRoom made, CancellationToken cancellation)
    {
        if (made.VendorRoomId is null || visit.Room?.VendorRoomId == made.VendorRoomId || MayStillBeUsed(visit, made)) return;
        await desk.ExecuteAsync(Actor.System, (work, _) => Task.FromResult(Promise(work, visit.Id, made)), cancellation);
    }

    /// <summary>Claimed by its name, and not admitted to yet: whoever claims or lets go decides.</summary>
    private static bool MayStillBeUsed(Visit visit, VisitRoom made) => visit is { Closing: null, StartedAt: null } && visit.Room?.Name == made.Name;

    private static bool Promise(ClinicWork work, VisitId visit, VisitRoom made)
    {
        work.Db.Outbox.Add(VisitPromises.Of(new CompleteRoom(made), visit, work.Now));
        work.Record(new ClinicRecord(
            "SpareRoomEnded", Area, new Dictionary<string, string> { ["visit"] = visit.ToString() },
            new Dictionary<string, object?> { ["videoProvider"] = made.VideoProvider, ["room"] = made.VendorRoomId }));
        return true;
    }
}
