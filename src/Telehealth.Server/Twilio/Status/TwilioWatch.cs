using Microsoft.EntityFrameworkCore;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using static Telehealth.Server.Desk.VendorStepState;

namespace Telehealth.Server.Twilio.Status;

internal sealed class TwilioWatch(TwilioFigures figures, SettingsSteps settings, VendorSteps vendor, IDbContextFactory<TelehealthDb> databases, TimeProvider time)
    : IVendorWatch
{
    public string Name => TwilioVideoProvider.ProviderName;

    public VendorFigures Figures => figures.Now();

    public IReadOnlyList<VendorStep> LookAtSettings() => settings.All();

    public async Task<VendorTest> TestAsync(bool withRoom, CancellationToken cancellation)
    {
        IReadOnlyList<VendorStep> steps = [.. await vendor.AskAsync(cancellation), .. settings.All()];
        if (!withRoom) return new([.. steps, new("ROOM", Skipped, "No room was made, as wished.")]);
        var (made, room) = await vendor.MakeRoomAsync(cancellation);
        return new([.. steps, made, room is null ? new("CALLBACK", Skipped, "There is no room that Twilio could call back about.") : await CalledBackAsync(room, cancellation)], room);
    }

    public async Task<VendorStep> CalledBackAsync(VendorTestRoom room, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.VendorEvents.AnyAsync(e => e.RoomId == room.Id, cancellation)) return new("CALLBACK", Passed, "Twilio called back: its address and its signature are right.");
        if (time.Now() < room.Until) return new("CALLBACK", Pending, "Waiting for Twilio to call back.");
        return Figures.LastRefusedAt > room.Until - VendorSteps.CallbackWait
            ? new("CALLBACK", Failed, "A callback came, but its signature did not fit: compare Twilio:AuthTokens with the account's auth token, and PublicBaseUrl with the address that Twilio calls.")
            : new("CALLBACK", Failed, "Twilio did not call back in time: see that the callback address can be reached from the Internet and that the proxy passes it on unchanged.");
    }
}
