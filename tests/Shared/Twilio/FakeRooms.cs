using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Telehealth.Tests.Shared.Twilio;

/// <summary>Rooms and who is in them. A name is unique among running rooms and finds only those; whatever happens is called back.</summary>
public sealed class FakeRooms
{
    private readonly FakeAccount _account;
    private readonly RoomCallbacks _callbacks;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<FakeRoom> _rooms = [];
    private readonly List<FakeStay> _stays = [];

    internal FakeRooms(FakeAccount account, FakeCallbacks callbacks, TimeProvider time) =>
        (_account, _callbacks, _time) = (account, new RoomCallbacks(account, callbacks), time);

    /// <summary>Every room that was ever made, oldest first.</summary>
    public IReadOnlyList<FakeRoom> All
    {
        get { lock (_gate) return [.. _rooms]; }
    }

    public IReadOnlyList<FakeStay> Stays
    {
        get { lock (_gate) return [.. _stays]; }
    }

    public IReadOnlyList<FakeRoom> Live => [.. All.Where(r => r.IsLive)];

    /// <summary>On one page of a list, however many are asked for.</summary>
    public int MostOnPage { get; set; } = 1_000;

    /// <summary>No room is made before this is over.</summary>
    public Task CreatesAfter { get; set; } = Task.CompletedTask;

    /// <summary>Somebody comes in. The older device of the same identity is thrown out.</summary>
    /// <exception cref="TurnedAwayException">The room has ended, or is full.</exception>
    public FakeStay Join(string roomSid, string identity)
    {
        lock (_gate)
        {
            var room = Find(roomSid) ?? throw new TurnedAwayException(53106);
            if (!room.IsLive) throw new TurnedAwayException(53118);
            foreach (var older in In(room).Where(s => s.Identity == identity)) Out(older);
            if (In(room).Count() >= room.Number("MaxParticipants", 50)) throw new TurnedAwayException(53105);
            var stay = new FakeStay { Sid = Sid("PA"), Room = room, Identity = identity, StartedAt = _time.GetUtcNow() };
            _stays.Add(stay);
            _callbacks.Connected(stay);
            return stay;
        }
    }

    /// <summary>As a browser comes in, with the token that our server gave it.</summary>
    /// <exception cref="TurnedAwayException">The token is not good, or the room has ended.</exception>
    public FakeStay Join(string token)
    {
        var grant = AccessTokens.Read(token, _account, _time.GetUtcNow());
        return Join(grant.Room, grant.Identity);
    }

    /// <summary>A device leaves by itself.</summary>
    public void Leave(FakeStay stay)
    {
        lock (_gate) Out(stay);
    }

    /// <summary>The room ends by the vendor's own limits of time.</summary>
    public void End(FakeRoom room)
    {
        lock (_gate) Close(room);
    }

    /// <summary>A room of this name that nobody on our side remembers, as a crash leaves it.</summary>
    public FakeRoom Forget(string name, string statusCallback = "") => Make(new() { ["UniqueName"] = name, ["StatusCallback"] = statusCallback });

    internal void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/Rooms", async (HttpContext http, CancellationToken _) =>
        {
            await CreatesAfter;
            return Create(await FieldsAsync(http));
        });
        app.MapGet("/v1/Rooms", (HttpContext http) => List(http));
        app.MapGet("/v1/Rooms/{key}", (string key) => Fetch(key));
        app.MapPost("/v1/Rooms/{key}", async (string key, HttpContext http) => Update(key, await FieldsAsync(http)));
        app.MapGet("/v1/Rooms/{key}/Participants", (string key, HttpContext http) => List(key, http));
        app.MapGet("/v1/Rooms/{key}/Participants/{who}", (string key, string who) => Fetch(key, who));
        app.MapPost("/v1/Rooms/{key}/Participants/{who}", async (string key, string who, HttpContext http) => Update(key, who, await FieldsAsync(http)));
    }

    private IResult Create(Dictionary<string, string> asked)
    {
        lock (_gate)
        {
            var name = asked.GetValueOrDefault("UniqueName", "");
            if (name.Length > 128) return Error.Answer(400, 53101);
            if (name.Length > 0 && _rooms.Any(r => r.IsLive && r.Name == name)) return Error.Answer(400, 53113);
            if (FakeRoom.Number(asked, "MaxParticipants", 50) is < 1 or > 50) return Error.Answer(400, 53107);
            if (FakeRoom.Number(asked, "EmptyRoomTimeout", 5) is < 1 or > 60 || FakeRoom.Number(asked, "UnusedRoomTimeout", 5) is < 1 or > 60) return Error.Answer(400, 53109);
            return Results.Json(RoomJson.Of(Make(asked), _account.Sid), statusCode: 201);
        }
    }

    private FakeRoom Make(Dictionary<string, string> asked)
    {
        lock (_gate)
        {
            var (sid, name) = (Sid("RM"), asked.GetValueOrDefault("UniqueName", ""));
            var room = new FakeRoom { Sid = sid, Name = name.Length > 0 ? name : sid, StatusCallback = asked.GetValueOrDefault("StatusCallback", ""), Asked = asked, CreatedAt = _time.GetUtcNow() };
            _rooms.Add(room);
            _callbacks.Created(room);
            return room;
        }
    }

    private IResult List(HttpContext http)
    {
        lock (_gate)
        {
            // Without a filter the vendor lists the running ones.
            var wanted = http.Request.Query["Status"] is [{ Length: > 0 } status] ? status : FakeRoom.InProgress;
            var found = _rooms.Where(r => r.Status == wanted && http.Fits("UniqueName", r.Name) && Between(http, r.CreatedAt)).Reverse();
            return Paging.Page(http, "rooms", found, r => r.Sid, r => RoomJson.Of(r, _account.Sid), MostOnPage);
        }
    }

    private IResult Fetch(string key)
    {
        lock (_gate) return Find(key) is { } room ? Results.Json(RoomJson.Of(room, _account.Sid)) : Error.Answer(404, 20404);
    }

    private IResult Update(string key, Dictionary<string, string> asked)
    {
        lock (_gate)
        {
            if (Find(key) is not { } room) return Error.Answer(404, 20404);
            if (!room.IsLive || asked.GetValueOrDefault("Status") != FakeRoom.Completed) return Error.Answer(400, 53112);
            Close(room);
            return Results.Json(RoomJson.Of(room, _account.Sid), statusCode: 202);
        }
    }

    private IResult List(string key, HttpContext http)
    {
        lock (_gate)
        {
            if (Find(key) is not { } room) return Error.Answer(404, 20404);
            var wanted = http.Request.Query["Status"] is [{ Length: > 0 } status] ? status : room.IsLive ? FakeStay.Connected : FakeStay.Disconnected;
            var found = _stays.Where(s => s.Room == room && s.Status == wanted && http.Fits("Identity", s.Identity)).Reverse();
            return Paging.Page(http, "participants", found, s => s.Sid, s => RoomJson.Of(s, _account.Sid), MostOnPage);
        }
    }

    private IResult Fetch(string key, string who)
    {
        lock (_gate) return Find(key, who) is { } stay ? Results.Json(RoomJson.Of(stay, _account.Sid)) : Error.Answer(404, 20404);
    }

    private IResult Update(string key, string who, Dictionary<string, string> asked)
    {
        lock (_gate)
        {
            if (Find(key, who) is not { IsIn: true } stay) return Error.Answer(404, 20404);
            if (asked.GetValueOrDefault("Status") != FakeStay.Disconnected) return Error.Answer(400, 20001);
            Out(stay);
            return Results.Json(RoomJson.Of(stay, _account.Sid), statusCode: 202);
        }
    }

    private FakeRoom? Find(string key) => _rooms.Find(r => r.Sid == key) ?? _rooms.Find(r => r.IsLive && r.Name == key);

    private FakeStay? Find(string key, string who) =>
        Find(key) is { } room ? _stays.Find(s => s.Room == room && s.Sid == who) ?? _stays.Find(s => s.Room == room && s.IsIn && s.Identity == who) : null;

    private IEnumerable<FakeStay> In(FakeRoom room) => _stays.Where(s => s.Room == room && s.IsIn);

    private void Out(FakeStay stay)
    {
        if (!stay.IsIn) return;
        (stay.Status, stay.EndedAt) = (FakeStay.Disconnected, _time.GetUtcNow());
        _callbacks.Disconnected(stay);
    }

    private void Close(FakeRoom room)
    {
        if (!room.IsLive) return;
        foreach (var stay in In(room).ToList()) Out(stay);
        (room.Status, room.EndedAt) = (FakeRoom.Completed, _time.GetUtcNow());
        _callbacks.Ended(room);
    }

    private static bool Between(HttpContext http, DateTimeOffset at) =>
        (http.Request.Query["DateCreatedAfter"] is not [{ } after] || at >= DateTimeOffset.Parse(after, CultureInfo.InvariantCulture))
        && (http.Request.Query["DateCreatedBefore"] is not [{ } before] || at <= DateTimeOffset.Parse(before, CultureInfo.InvariantCulture));

    private static string Sid(string prefix) => prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static async Task<Dictionary<string, string>> FieldsAsync(HttpContext http) => (await http.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.FirstOrDefault() ?? "");
}
