using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Live;
using Telehealth.Server.Twilio.Calls;
using Telehealth.Server.Twilio.Reconciling;
using Telehealth.Tests.Shared;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>No callback comes, and the comparison with the vendor's rooms finds what happened.</summary>
public sealed class ReconcileTests : IAsyncLifetime
{
    private VendorScene _scene = null!;
    private HubClient _patient = null!, _clinician = null!;

    public async Task InitializeAsync()
    {
        _scene = await VendorScene.SetAsync();
        (_patient, _clinician) = await _scene.InProgressAsync();
        _scene.Vendor.Callbacks.AreHeld = true;
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task A_room_that_ended_unheard_is_made_anew()
    {
        _scene.Vendor.Rooms.End((await _scene.EnterAsync(_patient)).Room);

        await CompareAsync(Later(2));

        await Scene.HeardAsync(_patient, "VisitChanged", m => Scene.Has(m, "VisitRoomReplaced"));
        Assert.Contains("VideoRoomEnded", await FoundAsync());
        await _scene.IdleAsync();
    }

    [Fact]
    public async Task Joins_and_leaves_that_nobody_told_of_are_filled_in_once_and_marked()
    {
        var stay = await _scene.EnterAsync(_patient);
        await _scene.EnterAsync(_clinician);
        _scene.Vendor.Rooms.Leave(stay);

        await CompareAsync(Later(0));
        Assert.Empty(await StaysAsync());

        for (var pass = 0; pass < 2; pass++) await CompareAsync(Later(2));
        await Poll.UntilAsync(async () => (await StaysAsync()).Count == 2 && (await FoundAsync()).Count == 3, "both stays are known");

        var stays = await StaysAsync();
        Assert.All(stays, s => Assert.True(s.Reconciled));
        Assert.Equal(stay.Sid, Assert.Single(stays, s => s.End is AttendanceEnd.Left).ConnectionId);
        Assert.Equal(["AttendanceEnded", "AttendanceStarted", "AttendanceStarted"], (await FoundAsync()).Order());

        using var auditor = await _scene.People.App.AuditorAsync();
        var shown = (await auditor.GetAsync($"/api/audit/visits/{_scene.VisitId}/timeline")).GetProperty("attendance").EnumerateArray().ToList();
        Assert.Equal([true, true], shown.Select(s => s.GetProperty("reconciled").GetBoolean()));
    }

    [Fact]
    public async Task A_room_of_a_closed_visit_is_ended_when_its_promise_was_given_up()
    {
        await _clinician.DoAsync("EndVisit", new { visitId = _scene.VisitId, commandId = Guid.NewGuid(), disposition = "Completed" });
        await _scene.RoomsEndAsync("the visit's own room ends");
        await using (var db = await _scene.DbAsync())
        {
            var sid = await MakeAsync("r-" + new string('7', 32));
            await KnowAsync(sid);
        }

        await CompareAsync(Later(0));

        Assert.Empty(_scene.Vendor.Rooms.Live);
        Assert.Equal(["OrphanRoomEnded"], await _scene.ClinicRecordsAsync("rooms"));
    }

    [Fact]
    public async Task A_room_that_no_visit_knows_is_ended_after_a_while_and_no_other_program_loses_one()
    {
        var visits = Assert.Single(_scene.Vendor.Rooms.Live).Sid;
        var (ours, theirs) = (await MakeAsync("r-" + new string('8', 32)), await MakeAsync("somebody-elses"));
        var elsewhere = await MakeAsync("r-" + new string('9', 32), "https://another.example.test/webhooks/twilio/rooms");

        await CompareAsync(Later(4));
        Assert.Equal(4, _scene.Vendor.Rooms.Live.Count);

        await CompareAsync(Later(6));
        Assert.Equal(new[] { elsewhere, theirs, visits }.Order(), _scene.Vendor.Rooms.Live.Select(r => r.Sid).Order());
        Assert.DoesNotContain(ours, _scene.Vendor.Rooms.Live.Select(r => r.Sid));
    }

    [Fact]
    public async Task Lists_are_read_to_their_end_at_the_vendor_and_nowhere_else()
    {
        _scene.Vendor.Rooms.MostOnPage = 1;
        foreach (var digit in "345") await MakeAsync("r-" + new string(digit, 32));

        await CompareAsync(Later(6));

        Assert.Single(_scene.Vendor.Rooms.Live);
        Assert.Equal(3, (await _scene.ClinicRecordsAsync("rooms")).Count);
    }

    [Fact]
    public async Task Two_nodes_take_turns()
    {
        var service = _scene.Get<RoomReconcilerService>();
        var other = ActivatorUtilities.CreateInstance<RoomReconcilerService>(_scene.People.App.Services);

        var turns = await Task.WhenAll(service.CompareOnceAsync(CancellationToken.None), other.CompareOnceAsync(CancellationToken.None));

        Assert.Single(turns, t => t);
        Assert.False(await other.CompareOnceAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_vendor_that_is_away_stops_a_comparison_and_nothing_else()
    {
        _scene.People.App.Log.Expect("could not be compared with ours");
        _scene.Vendor.Dial = new() { Broken = 1 };

        Assert.True(await _scene.Get<RoomReconcilerService>().CompareOnceAsync(CancellationToken.None));

        Assert.Equal("InProgress", await _scene.PhaseAsync(_patient));
        _scene.Vendor.Dial = FaultDial.Off;
    }

    private Task CompareAsync(Instant now) => _scene.Get<RoomReconciler>().CompareAsync(now, Duration.FromMinutes(5), CancellationToken.None);

    private static Instant Later(int minutes) => SystemClock.Instance.GetCurrentInstant() + Duration.FromMinutes(minutes);

    private async Task<string> MakeAsync(string name, string? callback = null)
    {
        var asked = _scene.Get<Server.Twilio.TwilioRooms>().Named(name);
        return (await _scene.Get<ITwilioVideo>().CreateRoomAsync(callback is null ? asked : asked with { StatusCallback = callback }, CancellationToken.None)).Sid!;
    }

    private async Task KnowAsync(string sid) => await _scene.Get<Server.Desk.IClinicDesk>().ExecuteAsync(
        Domain.Actor.System,
        (work, _) =>
        {
            work.Db.VendorRooms.Add(new VendorRoomRow { RoomId = sid, VideoProvider = "twilio", VisitId = new Domain.VisitId(Guid.Parse(_scene.VisitId)) });
            return Task.FromResult(true);
        },
        CancellationToken.None);

    private async Task<List<AttendanceRow>> StaysAsync()
    {
        await using var db = await _scene.DbAsync();
        return await db.Attendances.AsNoTracking().ToListAsync();
    }

    private async Task<List<string>> FoundAsync()
    {
        await using var db = await _scene.DbAsync();
        var rows = await db.Records.Where(r => r.Stream == "clinic:attendance").ToListAsync();
        return [.. rows.Where(r => System.Text.Encoding.UTF8.GetString(r.Bytes).Contains("RECONCILED", StringComparison.Ordinal)).Select(r => r.Code)];
    }
}
