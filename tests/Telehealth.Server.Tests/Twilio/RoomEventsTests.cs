using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Support;
using Telehealth.Server.Twilio;
using Telehealth.Server.Twilio.Callbacks;

namespace Telehealth.Server.Tests.Twilio;

public sealed class SqliteRoomEventsTests(SqliteDatabase database) : RoomEventsTests(database), IClassFixture<SqliteDatabase>;

public sealed class PostgresRoomEventsTests(PostgresDatabase database) : RoomEventsTests(database), IClassFixture<PostgresDatabase>;

/// <summary>What the vendor tells of a visit's room, in every order and more than once.</summary>
public abstract class RoomEventsTests(DatabaseFixture database) : IAsyncLifetime
{
    private DatabaseNode _node = null!;
    private Visit _visit = null!;
    private string _room = "";

    public async Task InitializeAsync()
    {
        _node = await DatabaseNode.StartAsync(database.ConnectionString, more: services =>
            services.AddTwilioStatus().AddSingleton<CallbackSignal>().AddSingleton<RoomEvents>().AddSingleton<IOutboxHandler, RememberVendorRoom>());
        var clinic = new DatabaseClinic(_node);
        var clinician = await clinic.AddClinicianAsync();
        var waiting = await clinic.WaitingVisitAsync(clinician);
        _room = "RM" + Guid.NewGuid().ToString("N");
        await clinic.DoAsync(waiting.Id, new ClaimPatient("twilio", $"r-{Guid.NewGuid():N}", new ParticipantId(Guid.NewGuid()), true), DatabaseClinic.As(clinician));
        _visit = await clinic.DoAsync(waiting.Id, new AdmitPatient(_room, true), DatabaseClinic.As(clinician));
        await _node.Get<OutboxDispatcher>().DispatchOnceAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Attendance_says_who_was_there_from_when_to_when()
    {
        await TellAsync(Connected("PA1", Patient, 10), Disconnected("PA1", Patient, 70));

        var stay = Assert.Single(await StaysAsync());
        Assert.Equal((_visit.Patient!.Id, At(10), At(70), AttendanceEnd.Left), (stay.ParticipantId, stay.From!.Value, stay.To!.Value, stay.End!.Value));
        Assert.Equal(["AttendanceStarted", "AttendanceEnded"], await RecordsAsync());
    }

    [Fact]
    public async Task Events_that_come_in_the_wrong_order_tell_the_same()
    {
        await TellAsync(Disconnected("PA1", Patient, 70));
        Assert.Equal((null, At(70)), One(await StaysAsync()));

        await TellAsync(Connected("PA1", Patient, 10));

        Assert.Equal((At(10), At(70)), One(await StaysAsync()));
    }

    [Fact]
    public async Task Events_received_together_are_applied_by_the_vendors_clock()
    {
        await TellAsync(RoomEnded(90), Disconnected("PA1", Patient, 70), Connected("PA1", Patient, 10));

        Assert.Equal((At(10), At(70)), One(await StaysAsync()));
        Assert.Empty(await IgnoredAsync());
    }

    [Fact]
    public async Task A_late_event_never_reopens_a_stay()
    {
        await TellAsync(Connected("PA1", Patient, 10), Disconnected("PA1", Patient, 70));
        await TellAsync(Connected("PA1", Patient, 11), Connected("PA1", Patient, 80), Disconnected("PA1", Patient, 60));

        Assert.Equal((At(10), At(70)), One(await StaysAsync()));
        Assert.Equal(["ALREADY_LEFT", "ALREADY_CONNECTED", "ALREADY_CONNECTED"], (await IgnoredAsync()).OrderDescending());
    }

    [Fact]
    public async Task The_rooms_end_ends_every_stay_until_its_own_end_is_told()
    {
        await TellAsync(Connected("PA1", Patient, 10), Connected("PA2", Clinician, 12), RoomEnded(90));
        Assert.All(await StaysAsync(), s => Assert.Equal((At(90), AttendanceEnd.RoomEnded), (s.To!.Value, s.End!.Value)));

        await TellAsync(Disconnected("PA1", Patient, 88), RoomEnded(95), Connected("PA3", Patient, 99));

        Assert.Equal(At(88), (await StaysAsync()).Single(s => s.ConnectionId == Own("PA1")).To);
        Assert.Equal(["ALREADY_ENDED", "AFTER_ROOM_ENDED"], (await IgnoredAsync()).OrderDescending());
    }

    [Fact]
    public async Task Two_devices_of_one_person_are_two_stays()
    {
        await TellAsync(Connected("PA1", Patient, 10), Connected("PA2", Patient, 20), Disconnected("PA1", Patient, 21));

        Assert.Equal([(At(10), At(21)), (At(20), (Instant?)null)], (await StaysAsync()).OrderBy(s => s.From).Select(s => (s.From!.Value, s.To)));
    }

    [Fact]
    public async Task An_event_of_a_room_that_is_not_yet_known_waits_and_then_is_ignored_with_the_reason()
    {
        var stranger = Connected("PA9", Patient, 10) with { RoomId = "RM" + Guid.NewGuid().ToString("N") };
        await TellAsync(stranger);
        Assert.Equal(VendorEventState.Pending, (await RowAsync(stranger)).State);

        _node.Time.Advance(TimeSpan.FromMinutes(3));
        await ApplyAsync();

        var row = await RowAsync(stranger);
        Assert.Equal((VendorEventState.Ignored, "UNKNOWN_ROOM"), (row.State, row.Reason));
        Assert.DoesNotContain(await StaysAsync(), s => s.ConnectionId == Own("PA9"));
    }

    [Theory]
    [InlineData("someone-else")]
    [InlineData("0199aaaa-0000-7000-8000-000000000001.00112233")]
    public async Task Somebody_who_is_not_of_this_visit_has_no_attendance(string identity)
    {
        await TellAsync(Connected("PA1", identity, 10));

        Assert.Empty(await StaysAsync());
        Assert.Equal(["UNKNOWN_IDENTITY"], await IgnoredAsync());
    }

    [Fact]
    public async Task One_who_comes_back_in_with_an_old_token_is_put_out_again()
    {
        var clinic = new DatabaseClinic(_node);
        await clinic.DoAsync(_visit.Id, new HoldParticipant(_visit.Patient!.Id), DatabaseClinic.As(_visit.ClinicianId!.Value));
        var before = await RemovalsAsync();

        await TellAsync(Connected("PA1", Patient, 10));

        Assert.Equal(before + 1, await RemovalsAsync());
        Assert.Contains("UnexpectedGuestPutOut", await RecordsAsync());
    }

    [Fact]
    public async Task One_who_is_admitted_is_left_in_peace()
    {
        await TellAsync(Connected("PA1", Patient, 10), Connected("PA2", Clinician, 11));
        Assert.Equal(0, await RemovalsAsync());
    }

    [Fact]
    public async Task A_visit_never_moves_because_of_what_the_vendor_tells()
    {
        await TellAsync(Connected("PA1", Patient, 10), Disconnected("PA1", Patient, 70), RoomEnded(90));

        var (row, _) = await _node.IntactAsync(_visit.Id);
        Assert.Equal((_visit.Version, VisitPhase.InProgress), (row.Version, row.Phase));
    }

    private string Patient => TwilioIdentity.New(_visit.Patient!.Id);

    private string Clinician => TwilioIdentity.New(_visit.Clinician!.Id);

    private static Instant At(int second) => Instant.FromUtc(2026, 11, 23, 18, 0) + Duration.FromSeconds(second);

    private RoomEvent Connected(string connection, string identity, int second) => Of(RoomEvent.ParticipantConnected, connection, identity, second);

    private RoomEvent Disconnected(string connection, string identity, int second) => Of(RoomEvent.ParticipantDisconnected, connection, identity, second);

    private RoomEvent RoomEnded(int second) => Of(RoomEvent.RoomEnded, null, null, second);

    private RoomEvent Of(string kind, string? connection, string? identity, int second) =>
        new(kind, _room, connection is null ? null : Own(connection), identity, At(second).ToString(), At(second));

    // The class's tests share a database.
    private string Own(string connection) => connection + _room;

    private async Task TellAsync(params RoomEvent[] told)
    {
        await _node.Clinic.ExecuteAsync(
            Actor.VideoProvider,
            (work, _) =>
            {
                foreach (var one in told) work.Db.VendorEvents.Add(one.ToRow(Guid.NewGuid(), work.Now));
                return Task.FromResult(true);
            },
            CancellationToken.None);
        await ApplyAsync();
    }

    private Task<int> ApplyAsync() => _node.Get<RoomEvents>().ApplyDueAsync(CancellationToken.None);

    private async Task<List<AttendanceRow>> StaysAsync()
    {
        await using var db = await _node.OpenAsync();
        return await db.Attendances.AsNoTracking().Where(a => a.VisitId == _visit.Id).ToListAsync();
    }

    private async Task<VendorEventRow> RowAsync(RoomEvent told)
    {
        await using var db = await _node.OpenAsync();
        return await db.VendorEvents.AsNoTracking().SingleAsync(e => e.DedupKey == told.DedupKey);
    }

    private async Task<List<string?>> IgnoredAsync()
    {
        await using var db = await _node.OpenAsync();
        return await db.VendorEvents.Where(e => e.RoomId == _room && e.State == VendorEventState.Ignored).Select(e => e.Reason).ToListAsync();
    }

    private async Task<List<string>> RecordsAsync()
    {
        await using var db = await _node.OpenAsync();
        return await db.Records.Where(r => r.Stream == "clinic:attendance" && r.VisitId == _visit.Id).OrderBy(r => r.Id).Select(r => r.Code).ToListAsync();
    }

    private async Task<int> RemovalsAsync()
    {
        await using var db = await _node.OpenAsync();
        return await db.Outbox.CountAsync(o => o.VisitId == _visit.Id && o.Kind == "visit.RemoveFromRoom");
    }

    private static (Instant? From, Instant? To) One(List<AttendanceRow> stays) => (Assert.Single(stays).From, stays[0].To);
}
