using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>Rooms with a memory, as far as our calls need them. Prism keeps it honest (<see cref="VendorDocumentTests"/>).</summary>
internal sealed class FakeTwilio : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _last;

    private FakeTwilio(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;
    public List<Room> Rooms { get; } = [];
    public List<Stay> Stays { get; } = [];

    /// <summary>Answers of the next calls, in order, instead of the real ones.</summary>
    public ConcurrentQueue<IResult> Faults { get; } = new();

    /// <summary>The next room is made although its maker hears 503.</summary>
    public bool LoseNextCreate { get; set; }

    public int PageSize { get; set; } = 2;

    public static async Task<FakeTwilio> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var fake = new FakeTwilio(builder.Build());
        fake.Map();
        await fake._app.StartAsync();
        fake.Address = new Uri(fake._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return fake;
    }

    public Stay Connect(string roomSid, string identity, string status = "connected")
    {
        var stay = new Stay(Sid("PA"), roomSid, identity) { Status = status };
        Stays.Add(stay);
        return stay;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private void Map()
    {
        _app.Use((context, next) => Faults.TryDequeue(out var fault) ? fault.ExecuteAsync(context) : next(context));
        _app.MapPost("/v1/Rooms", (HttpContext http, CancellationToken _) => CreateAsync(http));
        _app.MapGet("/v1/Rooms", (HttpContext http) => Page(http, "rooms", Rooms.Where(r => Asked(http, "Status", r.Status)).Select(Json)));
        _app.MapGet("/v1/Rooms/{key}", (string key) => Find(key) is { } room ? Results.Json(Json(room)) : Error(404, 20404));
        _app.MapPost("/v1/Rooms/{key}", (string key) => Complete(Find(key)));
        _app.MapGet("/v1/Rooms/{key}/Participants", (string key, HttpContext http) => Find(key) is { } room
            ? Page(http, "participants", Stays.Where(s => s.RoomSid == room.Sid && Asked(http, "Status", s.Status)).Select(Json))
            : Error(404, 20404));
        _app.MapPost("/v1/Rooms/{key}/Participants/{who}", (string key, string who) => Disconnect(Find(key), who));
    }

    private async Task<IResult> CreateAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var name = form["UniqueName"].ToString();
        if (Rooms.Any(r => r.Name == name && r.Status == "in-progress")) return Error(400, 53113);
        var room = new Room(Sid("RM"), name, form["StatusCallback"].ToString());
        Rooms.Add(room);
        if (!LoseNextCreate) return Results.Json(Json(room), statusCode: 201);
        LoseNextCreate = false;
        return Results.StatusCode(503);
    }

    /// <summary>By name only while it is running.</summary>
    private Room? Find(string key) => Rooms.FirstOrDefault(r => r.Sid == key || (r.Name == key && r.Status == "in-progress"));

    private IResult Complete(Room? room)
    {
        if (room is null) return Error(404, 20404);
        if (room.Status == "completed") return Error(400, 53112);
        room.Status = "completed";
        foreach (var stay in Stays.Where(s => s.RoomSid == room.Sid)) stay.Status = "disconnected";
        return Results.Json(Json(room), statusCode: 202);
    }

    private IResult Disconnect(Room? room, string who)
    {
        if (room is null || Stays.FirstOrDefault(s => s.RoomSid == room.Sid && s.Sid == who && s.Status != "disconnected") is not { } stay) return Error(404, 53204);
        stay.Status = "disconnected";
        return Results.Json(Json(stay), statusCode: 202);
    }

    private IResult Page(HttpContext http, string name, IEnumerable<object> all)
    {
        var items = all.ToList();
        var from = http.Request.Query["PageToken"] is [{ Length: > 0 } token] ? int.Parse(token.AsSpan(2), CultureInfo.InvariantCulture) : 0;

        // An address at another host, which must not be followed.
        string? next = from + PageSize < items.Count ? $"https://elsewhere.example.test/v1/Rooms?PageSize={PageSize}&Page=1&PageToken=PT{from + PageSize}" : null;
        return Results.Json(new Dictionary<string, object>
        {
            [name] = items.Skip(from).Take(PageSize),
            ["meta"] = new { page = 0, page_size = PageSize, first_page_url = "https://video.twilio.com/v1/Rooms", previous_page_url = (string?)null, url = "https://video.twilio.com/v1/Rooms", next_page_url = next, key = name },
        });
    }

    private static bool Asked(HttpContext http, string name, string value) => http.Request.Query[name] is [{ } wanted] ? wanted == value : value is not ("disconnected" or "completed");

    private string Sid(string prefix) => prefix + Interlocked.Increment(ref _last).ToString("x32", CultureInfo.InvariantCulture);

    private static IResult Error(int status, int code) => Results.Json(new { code, message = "Words of the vendor", more_info = "https://www.twilio.com/docs/errors", status }, statusCode: status);

    private static object Json(Room room) => new
    {
        sid = room.Sid, unique_name = room.Name, status = room.Status, type = "group", account_sid = TwilioSettings.AccountSid, date_created = "2026-11-23T18:00:00Z", date_updated = "2026-11-23T18:00:00Z",
        status_callback = room.Callback, status_callback_method = "POST", max_participants = 10, max_participant_duration = 28800, video_codecs = new[] { "VP8", "H264" }, media_region = "us1",
        empty_room_timeout = 60, unused_room_timeout = 15, record_participants_on_connect = false, url = $"https://video.twilio.com/v1/Rooms/{room.Sid}",
    };

    private static object Json(Stay stay) => new
    {
        sid = stay.Sid, room_sid = stay.RoomSid, account_sid = TwilioSettings.AccountSid, identity = stay.Identity, status = stay.Status, date_created = "2026-11-23T18:00:00Z",
        start_time = "2026-11-23T18:00:00Z", url = $"https://video.twilio.com/v1/Rooms/{stay.RoomSid}/Participants/{stay.Sid}",
    };

    internal sealed record Room(string Sid, string Name, string Callback)
    {
        public string Status { get; set; } = "in-progress";
    }

    internal sealed record Stay(string Sid, string RoomSid, string Identity)
    {
        public string Status { get; set; } = "connected";
    }
}
