using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Live;
using Telehealth.Tests.Shared;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>A clinic whose video is at the vendor's stand-in, which calls back; people over real connections.</summary>
internal sealed class VendorScene : IAsyncDisposable
{
    // What fails here is tried again, and says so.
    private static readonly string[] Expected = ["Execution attempt", "Resilience event occurred", "is tried again or looked at"];

    private VendorScene(FakeTwilio vendor, Scene people) => (Vendor, People) = (vendor, people);

    public FakeTwilio Vendor { get; }
    public Scene People { get; }
    public string VisitId => People.VisitId;

    /// <param name="policy">Whether clinicians may go on over peer.</param>
    public static async Task<VendorScene> SetAsync(bool policy = true)
    {
        var vendor = await FakeTwilio.StartAsync();
        var settings = FakeAccount.Settings(vendor.Address);
        settings["PublicBaseUrl"] = TwilioSettings.PublicBaseUrl;
        settings["Video:FallbackToPeer"] = policy ? "true" : "false";
        var scene = new VendorScene(vendor, await Scene.SetAsync(settings));
        vendor.Callbacks.DeliverTo = scene.People.App.Address;
        foreach (var line in Expected) scene.People.App.Log.Expect(line);
        return scene;
    }

    public T Get<T>() where T : notnull => People.App.Services.GetRequiredService<T>();

    public object Command(string? videoProvider = null) => videoProvider is null ? People.Command() : new { visitId = VisitId, commandId = Guid.NewGuid(), videoProvider };

    public async Task<(HubClient Patient, HubClient Clinician)> InProgressAsync()
    {
        var (patient, clinician) = await People.WaitingAsync();
        await clinician.DoAsync("AdmitPatient", Command());
        await IdleAsync();
        return (patient, clinician);
    }

    /// <summary>As a browser does it: asks for a way in, and goes in.</summary>
    public async Task<FakeStay> EnterAsync(HubClient who) =>
        Vendor.Rooms.Join((await who.DoAsync("GetRoomGrant", new { visitId = VisitId })).GetProperty("token").GetString()!);

    public async Task<string?> PhaseAsync(HubClient hub) =>
        (await hub.DoAsync("JoinVisit", new { visitId = VisitId })).GetProperty("view").GetProperty("phase").GetString();

    public Task<TelehealthDb> DbAsync() => Get<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();

    public async Task<List<string>> ClinicRecordsAsync(string area)
    {
        await using var db = await DbAsync();
        return await db.Records.Where(r => r.Stream == "clinic:" + area).OrderBy(r => r.Id).Select(r => r.Code).ToListAsync();
    }

    public Task RoomsEndAsync(string what) => Poll.UntilAsync(() => Task.FromResult(Vendor.Rooms.Live.Count == 0), what, seconds: 30);

    /// <summary>All that the rooms promised is done.</summary>
    public Task IdleAsync() => Poll.UntilAsync(RoomsAreRememberedAsync, "the rooms are remembered");

    public async ValueTask DisposeAsync()
    {
        // Stopping in the middle of a transaction is logged as an error.
        await IdleAsync();
        await People.DisposeAsync();
        await Vendor.DisposeAsync();
    }

    private async Task<bool> RoomsAreRememberedAsync()
    {
        await using var db = await DbAsync();
        return !await db.Outbox.AnyAsync(o => o.Kind == "visit.RememberRoom" && o.State != OutboxState.Done);
    }
}
