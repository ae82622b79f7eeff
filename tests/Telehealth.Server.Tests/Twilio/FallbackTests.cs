using Telehealth.Server.Tests.Live;
using Telehealth.Tests.Shared;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>The vendor is away: over real connections, against a vendor that is told to fail.</summary>
public sealed class FallbackTests : IAsyncLifetime
{
    private VendorScene _scene = null!;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task With_the_vendor_away_the_patient_keeps_the_place_and_the_same_press_goes_on_later()
    {
        var (patient, clinician) = await WaitingAsync();
        _scene.Vendor.IsDown = true;
        var press = _scene.Command();

        var answer = await clinician.CallAsync("AdmitPatient", press);

        Assert.Equal("VIDEO_UNAVAILABLE", Scene.CodeOf(answer));
        Assert.Equal("peer", answer.GetProperty("fallback").GetString());
        Assert.Equal("Waiting", await _scene.PhaseAsync(patient));

        _scene.Vendor.IsDown = false;
        var again = await clinician.DoAsync("AdmitPatient", press);
        Assert.Equal("twilio", again.GetProperty("grant").GetProperty("videoProvider").GetString());
        Assert.Equal("peer", again.GetProperty("grant").GetProperty("fallback").GetString());
        Assert.Equal("InProgress", await _scene.PhaseAsync(patient));
    }

    [Fact]
    public async Task One_press_starts_the_visit_between_the_browsers()
    {
        var (patient, clinician) = await WaitingAsync();
        _scene.Vendor.IsDown = true;
        await clinician.CallAsync("AdmitPatient", _scene.Command());

        var answer = await clinician.DoAsync("AdmitPatient", _scene.Command("peer"));

        var grant = answer.GetProperty("grant");
        Assert.Equal("peer", grant.GetProperty("videoProvider").GetString());
        Assert.False(grant.TryGetProperty("fallback", out _));
        Assert.Equal("peer", (await patient.DoAsync("GetRoomGrant", new { visitId = _scene.VisitId })).GetProperty("videoProvider").GetString());
    }

    [Fact]
    public async Task A_first_room_that_was_made_after_all_is_ended()
    {
        var (_, clinician) = await WaitingAsync();
        _scene.Vendor.Dial = new() { Broken = 1, AfterEffect = 1 };
        await clinician.CallAsync("AdmitPatient", _scene.Command());
        _scene.Vendor.Dial = FaultDial.Off;
        Assert.True(Assert.Single(_scene.Vendor.Rooms.All).IsLive);

        await clinician.DoAsync("AdmitPatient", _scene.Command("peer"));

        await _scene.RoomsEndAsync("the first room ends");
    }

    [Fact]
    public async Task A_vendor_that_answers_after_the_visit_went_elsewhere_leaves_no_room_behind()
    {
        var (_, clinician) = await WaitingAsync();
        _scene.Vendor.Next.Enqueue(new(FaultKind.Silent, AfterEffect: true));
        var second = await _scene.People.ClinicianAsync();
        var first = clinician.CallAsync("AdmitPatient", _scene.Command());
        await Poll.UntilAsync(() => Task.FromResult(_scene.Vendor.Rooms.All.Count == 1), "the vendor makes the room and does not say so");

        await second.DoAsync("AdmitPatient", _scene.Command("peer"));
        Assert.NotNull(Scene.CodeOf(await first));
        await _scene.RoomsEndAsync("the late room ends");
        Assert.Contains("SpareRoomEnded", await _scene.ClinicRecordsAsync("rooms"));
    }

    [Theory]
    [InlineData("peer", "NOT_ALLOWED")]
    [InlineData("twilio", "NOT_ALLOWED")]
    [InlineData("other", "INVALID")]
    public async Task Without_the_policy_nobody_is_offered_another_provider_and_nobody_gets_one(string provider, string code)
    {
        var (patient, clinician) = await WaitingAsync(policy: false);
        _scene.Vendor.IsDown = true;
        Assert.False((await clinician.CallAsync("AdmitPatient", _scene.Command())).TryGetProperty("fallback", out _));
        Assert.Equal(code, Scene.CodeOf(await clinician.CallAsync("AdmitPatient", _scene.Command(provider))));
        Assert.Equal("Waiting", await _scene.PhaseAsync(patient));

        _scene.Vendor.IsDown = false;
        var admitted = await clinician.DoAsync("AdmitPatient", _scene.Command());
        Assert.False(admitted.GetProperty("grant").TryGetProperty("fallback", out _));
        Assert.Equal(code, Scene.CodeOf(await clinician.CallAsync("ReplaceRoom", _scene.Command(provider))));
        Assert.Equal("twilio", (await patient.DoAsync("GetRoomGrant", new { visitId = _scene.VisitId })).GetProperty("videoProvider").GetString());
    }

    [Fact]
    public async Task Mid_visit_the_clinician_moves_everybody_to_the_other_provider_and_the_old_room_ends()
    {
        var (patient, clinician) = await WaitingAsync();
        await clinician.DoAsync("AdmitPatient", _scene.Command());
        Assert.False((await patient.DoAsync("GetRoomGrant", new { visitId = _scene.VisitId })).TryGetProperty("fallback", out _));
        _scene.Vendor.IsDown = true;

        var refused = await clinician.CallAsync("ReplaceRoom", _scene.Command());
        Assert.Equal(("VIDEO_UNAVAILABLE", "peer"), (Scene.CodeOf(refused), refused.GetProperty("fallback").GetString()));
        Assert.Equal("NOT_ALLOWED", Scene.CodeOf(await patient.CallAsync("ReplaceRoom", _scene.Command("peer"))));
        await clinician.DoAsync("ReplaceRoom", _scene.Command("peer"));

        await Scene.HeardAsync(patient, "VisitChanged", m => Scene.Has(m, "VisitRoomReplaced"));
        Assert.Equal("peer", (await patient.DoAsync("GetRoomGrant", new { visitId = _scene.VisitId })).GetProperty("videoProvider").GetString());
        Assert.Equal("InProgress", await _scene.PhaseAsync(patient));
        _scene.Vendor.IsDown = false;
        await _scene.RoomsEndAsync("the old room ends");
    }

    [Fact]
    public async Task Another_clinician_cannot_take_a_claimed_patient_that_way()
    {
        var (_, clinician) = await WaitingAsync();
        _scene.Vendor.IsDown = true;
        await clinician.CallAsync("AdmitPatient", _scene.Command());
        var (other, _) = await _scene.People.App.ClinicianAsync("UT");
        using (other)
        {
            var answer = await (await _scene.People.ConnectAsync(other)).CallAsync("AdmitPatient", _scene.Command("peer"));
            Assert.Contains(Scene.CodeOf(answer), new[] { "NOT_FOUND", "ALREADY_CLAIMED", "NOT_ALLOWED" });
        }
    }

    private async Task<(HubClient Patient, HubClient Clinician)> WaitingAsync(bool policy = true)
    {
        _scene = await VendorScene.SetAsync(policy);
        return await _scene.People.WaitingAsync();
    }
}
