using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Telehealth.Server.Tests.Live;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>The vendor ends a room, by its own limits of time or by mistake, under a visit that goes on.</summary>
public sealed class EndedRoomTests : IAsyncLifetime
{
    private VendorScene _scene = null!;
    private HubClient _patient = null!, _clinician = null!;

    public async Task InitializeAsync()
    {
        _scene = await VendorScene.SetAsync();
        (_patient, _clinician) = await _scene.InProgressAsync();
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task The_visit_gets_a_new_room_and_everybody_a_new_way_in()
    {
        var first = (await _scene.EnterAsync(_patient)).Room;

        _scene.Vendor.Rooms.End(first);

        await Scene.HeardAsync(_patient, "VisitChanged", m => Scene.Has(m, "VisitRoomReplaced"));
        await Scene.HeardAsync(_clinician, "VisitChanged", m => Scene.Has(m, "VisitRoomReplaced"));
        var second = (await _scene.EnterAsync(_patient)).Room;
        Assert.NotEqual((first.Sid, first.Name), (second.Sid, second.Name));
        Assert.Equal("InProgress", await _scene.PhaseAsync(_patient));
        Assert.Equal(second.Sid, Assert.Single(_scene.Vendor.Rooms.Live).Sid);
    }

    [Fact]
    public async Task Where_the_vendor_did_not_say_so_whoever_is_turned_away_does()
    {
        var first = (await _scene.EnterAsync(_patient)).Room;
        _scene.Vendor.Callbacks.AreHeld = true;
        _scene.Vendor.Rooms.End(first);
        Assert.Equal(first.Sid, await RoomOfGrantAsync(null));

        Assert.Equal("VIDEO_UNAVAILABLE", Scene.CodeOf(await AskAsync(first.Sid)));

        await Scene.HeardAsync(_clinician, "VisitChanged", m => Scene.Has(m, "VisitRoomReplaced"));
        Assert.NotEqual(first.Sid, await RoomOfGrantAsync(first.Sid));
        Assert.Single(_scene.Vendor.Rooms.Live);
    }

    [Fact]
    public async Task Nobody_gets_a_new_room_by_saying_that_a_running_one_is_over()
    {
        var first = (await _scene.EnterAsync(_patient)).Room;

        foreach (var said in new[] { first.Sid, first.Name, "RM" + new string('0', 32), "" }) Assert.Equal(first.Sid, await RoomOfGrantAsync(said));
        _scene.Vendor.Dial = new() { Broken = 1 };
        Assert.Equal(first.Sid, await RoomOfGrantAsync(first.Sid));

        Assert.Single(_scene.Vendor.Rooms.All);
    }

    [Fact]
    public async Task On_hold_it_is_made_anew_as_well_and_the_hold_stands()
    {
        await _clinician.DoAsync("HoldVisit", _scene.Command());

        _scene.Vendor.Rooms.End(_scene.Vendor.Rooms.All[0]);

        await Scene.HeardAsync(_clinician, "VisitChanged", m => Scene.Has(m, "VisitRoomReplaced"));
        Assert.Equal("OnHold", await _scene.PhaseAsync(_clinician));
    }

    [Fact]
    public async Task While_the_vendor_makes_none_the_clinician_is_told_and_offered_another_way()
    {
        var room = (await _scene.EnterAsync(_patient)).Room;
        _scene.Vendor.Dial = new() { Broken = 1 };
        _scene.Vendor.Rooms.End(room);

        await Scene.HeardAsync(_clinician, "VisitChanged", m => m.ToString().Contains("VIDEO_LOST", StringComparison.Ordinal), seconds: 30);
        var clinicians = await _clinician.CallAsync("GetRoomGrant", new { visitId = _scene.VisitId });
        Assert.Equal(("VIDEO_UNAVAILABLE", "peer"), (Scene.CodeOf(clinicians), clinicians.GetProperty("fallback").GetString()));
        var patients = await _patient.CallAsync("GetRoomGrant", new { visitId = _scene.VisitId });
        Assert.Equal(("VIDEO_UNAVAILABLE", false), (Scene.CodeOf(patients), patients.TryGetProperty("fallback", out _)));

        await _clinician.DoAsync("ReplaceRoom", _scene.Command("peer"));
        Assert.Equal("peer", (await _patient.DoAsync("GetRoomGrant", new { visitId = _scene.VisitId })).GetProperty("videoProvider").GetString());
        Assert.Empty(AlertsIn(await _clinician.DoAsync("JoinVisit", new { visitId = _scene.VisitId })));
    }

    [Fact]
    public async Task A_closed_visit_gets_no_room_when_its_own_ends()
    {
        await _scene.EnterAsync(_patient);
        await _clinician.DoAsync("EndVisit", new { visitId = _scene.VisitId, commandId = Guid.NewGuid(), disposition = "Completed" });

        await _scene.RoomsEndAsync("the room ends with the visit");
        await Poll.UntilAsync(async () => (await _scene.ClinicRecordsAsync("attendance")).Contains("VideoRoomEnded"), "its end is known");

        await using var db = await _scene.DbAsync();
        Assert.False(await db.Outbox.AnyAsync(o => o.Kind == "visit.RemakeRoom"));
        Assert.Single(_scene.Vendor.Rooms.All);
    }

    [Fact]
    public async Task Rooms_that_nobody_uses_are_not_made_for_ever()
    {
        for (var ended = 1; ended <= 3; ended++)
        {
            _scene.Vendor.Rooms.End(Assert.Single(_scene.Vendor.Rooms.Live));
            var next = ended + 1;
            await Poll.UntilAsync(() => Task.FromResult(_scene.Vendor.Rooms.All.Count == next && _scene.Vendor.Rooms.Live.Count == 1), $"room {next} is made");
            await _scene.IdleAsync();
        }

        _scene.Vendor.Rooms.End(Assert.Single(_scene.Vendor.Rooms.Live));
        await Poll.UntilAsync(async () => (await _scene.ClinicRecordsAsync("attendance")).Count(c => c == "VideoRoomEnded") == 4, "the fourth end is known");
        Assert.Empty(_scene.Vendor.Rooms.Live);

        Assert.Equal("VIDEO_UNAVAILABLE", Scene.CodeOf(await _patient.CallAsync("GetRoomGrant", new { visitId = _scene.VisitId })));
        await Poll.UntilAsync(() => Task.FromResult(_scene.Vendor.Rooms.Live.Count == 1), "whoever asks gets one after all");
    }

    private Task<JsonElement> AskAsync(string? gone) => _patient.CallAsync("GetRoomGrant", new { visitId = _scene.VisitId, gone });

    private async Task<string?> RoomOfGrantAsync(string? gone) => (await AskAsync(gone)).GetProperty("room").GetString();

    private static IEnumerable<JsonElement> AlertsIn(JsonElement joined) =>
        joined.GetProperty("view").TryGetProperty("alerts", out var alerts) ? alerts.EnumerateArray().Where(a => a.GetProperty("code").GetString() == "VIDEO_LOST") : [];
}
