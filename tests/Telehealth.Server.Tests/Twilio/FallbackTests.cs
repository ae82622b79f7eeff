using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Live;
using Telehealth.Tests.Shared;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>The vendor is away: over real connections, against a vendor that is told to fail.</summary>
public sealed class FallbackTests : IAsyncLifetime
{
    private FakeTwilio _vendor = null!;
    private Scene? _scene;

    public async Task InitializeAsync() => _vendor = await FakeTwilio.StartAsync();

    public async Task DisposeAsync()
    {
        if (_scene is not null)
        {
            await Poll.UntilAsync(RoomsAreRememberedAsync, "the outbox is idle");
            await _scene.DisposeAsync();
        }

        await _vendor.DisposeAsync();
    }

    [Fact]
    public async Task With_the_vendor_away_the_patient_keeps_the_place_and_the_same_press_goes_on_later()
    {
        var (patient, clinician) = await WaitingAsync(policy: true);
        _vendor.IsDown = true;
        var press = Command();

        var answer = await clinician.CallAsync("AdmitPatient", press);

        Assert.Equal("VIDEO_UNAVAILABLE", Scene.CodeOf(answer));
        Assert.Equal("peer", answer.GetProperty("fallback").GetString());
        Assert.Equal("Waiting", await PhaseAsync(patient));

        _vendor.IsDown = false;
        var again = await clinician.DoAsync("AdmitPatient", press);
        Assert.Equal("twilio", again.GetProperty("grant").GetProperty("videoProvider").GetString());
        Assert.Equal("peer", again.GetProperty("grant").GetProperty("fallback").GetString());
        Assert.Equal("InProgress", await PhaseAsync(patient));
    }

    [Fact]
    public async Task One_press_starts_the_visit_between_the_browsers()
    {
        var (patient, clinician) = await WaitingAsync(policy: true);
        _vendor.IsDown = true;
        await clinician.CallAsync("AdmitPatient", Command());

        var answer = await clinician.DoAsync("AdmitPatient", Command("peer"));

        var grant = answer.GetProperty("grant");
        Assert.Equal("peer", grant.GetProperty("videoProvider").GetString());
        Assert.False(grant.TryGetProperty("fallback", out _));
        Assert.Equal("peer", (await patient.DoAsync("GetRoomGrant", new { visitId = _scene!.VisitId })).GetProperty("videoProvider").GetString());
    }

    [Fact]
    public async Task A_first_room_that_was_made_after_all_is_ended()
    {
        var (_, clinician) = await WaitingAsync(policy: true);
        _vendor.Dial = new() { Broken = 1, AfterEffect = 1 };
        await clinician.CallAsync("AdmitPatient", Command());
        _vendor.Dial = FaultDial.Off;
        Assert.True(Assert.Single(_vendor.Rooms.All).IsLive);

        await clinician.DoAsync("AdmitPatient", Command("peer"));

        await Poll.UntilAsync(() => Task.FromResult(_vendor.Rooms.Live.Count == 0), "the first room ends");
    }

    [Fact]
    public async Task A_vendor_that_answers_after_the_visit_went_elsewhere_leaves_no_room_behind()
    {
        var (_, clinician) = await WaitingAsync(policy: true);
        _vendor.Next.Enqueue(new(FaultKind.Silent, AfterEffect: true));
        var second = await _scene!.ClinicianAsync();
        var first = clinician.CallAsync("AdmitPatient", Command());
        await Poll.UntilAsync(() => Task.FromResult(_vendor.Rooms.All.Count == 1), "the vendor makes the room and does not say so");

        await second.DoAsync("AdmitPatient", Command("peer"));
        Assert.NotNull(Scene.CodeOf(await first));
        await Poll.UntilAsync(() => Task.FromResult(_vendor.Rooms.Live.Count == 0), "the late room ends");
        Assert.Contains("SpareRoomEnded", await ClinicRecordsAsync());
    }

    [Theory]
    [InlineData("peer", "NOT_ALLOWED")]
    [InlineData("twilio", "NOT_ALLOWED")]
    [InlineData("other", "INVALID")]
    public async Task Without_the_policy_nobody_is_offered_another_provider_and_nobody_gets_one(string provider, string code)
    {
        var (patient, clinician) = await WaitingAsync(policy: false);
        _vendor.IsDown = true;
        Assert.False((await clinician.CallAsync("AdmitPatient", Command())).TryGetProperty("fallback", out _));
        Assert.Equal(code, Scene.CodeOf(await clinician.CallAsync("AdmitPatient", Command(provider))));
        Assert.Equal("Waiting", await PhaseAsync(patient));

        _vendor.IsDown = false;
        var admitted = await clinician.DoAsync("AdmitPatient", Command());
        Assert.False(admitted.GetProperty("grant").TryGetProperty("fallback", out _));
        Assert.Equal(code, Scene.CodeOf(await clinician.CallAsync("ReplaceRoom", Command(provider))));
        Assert.Equal("twilio", (await patient.DoAsync("GetRoomGrant", new { visitId = _scene!.VisitId })).GetProperty("videoProvider").GetString());
    }

    [Fact]
    public async Task Mid_visit_the_clinician_moves_everybody_to_the_other_provider_and_the_old_room_ends()
    {
        var (patient, clinician) = await WaitingAsync(policy: true);
        await clinician.DoAsync("AdmitPatient", Command());
        Assert.False((await patient.DoAsync("GetRoomGrant", new { visitId = _scene!.VisitId })).TryGetProperty("fallback", out _));
        _vendor.IsDown = true;

        var refused = await clinician.CallAsync("ReplaceRoom", Command());
        Assert.Equal(("VIDEO_UNAVAILABLE", "peer"), (Scene.CodeOf(refused), refused.GetProperty("fallback").GetString()));
        Assert.Equal("NOT_ALLOWED", Scene.CodeOf(await patient.CallAsync("ReplaceRoom", Command("peer"))));
        await clinician.DoAsync("ReplaceRoom", Command("peer"));

        await Scene.HeardAsync(patient, "VisitChanged", m => Scene.Has(m, "VisitRoomReplaced"));
        Assert.Equal("peer", (await patient.DoAsync("GetRoomGrant", new { visitId = _scene.VisitId })).GetProperty("videoProvider").GetString());
        Assert.Equal("InProgress", await PhaseAsync(patient));
        _vendor.IsDown = false;
        await Poll.UntilAsync(() => Task.FromResult(_vendor.Rooms.Live.Count == 0), "the old room ends", seconds: 30);
    }

    [Fact]
    public async Task Another_clinician_cannot_take_a_claimed_patient_that_way()
    {
        var (_, clinician) = await WaitingAsync(policy: true);
        _vendor.IsDown = true;
        await clinician.CallAsync("AdmitPatient", Command());
        var (other, _) = await _scene!.App.ClinicianAsync("UT");
        using (other)
        {
            var answer = await (await _scene.ConnectAsync(other)).CallAsync("AdmitPatient", Command("peer"));
            Assert.Contains(Scene.CodeOf(answer), new[] { "NOT_FOUND", "ALREADY_CLAIMED", "NOT_ALLOWED" });
        }
    }

    private async Task<(HubClient Patient, HubClient Clinician)> WaitingAsync(bool policy)
    {
        var settings = FakeAccount.Settings(_vendor.Address);
        settings["PublicBaseUrl"] = TwilioSettings.PublicBaseUrl;
        settings["Video:FallbackToPeer"] = policy ? "true" : "false";
        _scene = await Scene.SetAsync(settings);
        foreach (var line in new[] { "Execution attempt", "Resilience event occurred", "is tried again or looked at" }) _scene.App.Log.Expect(line);
        return await _scene.WaitingAsync();
    }

    // Stopping in the middle of a transaction is logged as an error.
    private async Task<bool> RoomsAreRememberedAsync()
    {
        await using var db = await DbAsync();
        return !await db.Outbox.AnyAsync(o => o.Kind == "visit.RememberRoom" && o.State != OutboxState.Done);
    }

    private Task<TelehealthDb> DbAsync() => _scene!.App.Services.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();

    private object Command(string? videoProvider = null) => videoProvider is null ? _scene!.Command() : new { visitId = _scene!.VisitId, commandId = Guid.NewGuid(), videoProvider };

    private async Task<string?> PhaseAsync(HubClient hub)
    {
        var joined = await hub.DoAsync("JoinVisit", new { visitId = _scene!.VisitId });
        return joined.GetProperty("view").GetProperty("phase").GetString();
    }

    private async Task<List<string>> ClinicRecordsAsync()
    {
        await using var db = await DbAsync();
        return await db.Records.Where(r => r.Stream == "clinic:rooms").Select(r => r.Code).ToListAsync();
    }
}
