using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Sessions;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Joining;

/// <summary>One browser, by a random id of its own; null hash for programs, which have none.</summary>
internal sealed record Device(string? Id)
{
    public string? Hash => Id is null ? null : SessionToken.Hash(Id);
}

/// <param name="NewDevice">Another device had been identified before.</param>
internal sealed record Seat(bool NewDevice, Refusal? Refusal);

/// <summary>Who holds a participant's seat: a silent old device yields after identification, a live one is asked first (rules.md, Devices).</summary>
internal sealed class Devices(TelehealthDb db, IPresence presence, ISeatArbiter arbiter, IClinicDesk desk, TimeProvider time)
{
    private const string Cookie = "th-device";
    private static readonly Duration SilentAfter = Duration.FromSeconds(30);

    public static Device Of(HttpContext http, SessionMode mode) => mode is SessionMode.Bearer ? new Device(null)
        : http.Request.Cookies.TryGetValue(Cookie, out var id) && id.Length is > 20 and < 100 ? new Device(id)
        : new Device(SessionToken.Create());

    public static void Remember(HttpContext http, Device device, SessionMode mode)
    {
        if (mode is SessionMode.Bearer || device.Id is null) return;
        http.Response.Cookies.Append(Cookie, device.Id, new CookieOptions
        {
            Path = "/api/join", HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = TimeSpan.FromDays(30),
        });
    }

    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/api/join", HttpOnly = true, Secure = http.Request.IsHttps });

    public async Task<Seat> TakeSeatAsync(FoundLink found, Device device, HttpContext http, CancellationToken cancellation)
    {
        var (visit, participant, now) = (found.Visit.Id, found.Participant.Id, time.Now());
        var others = await db.Sessions.AsNoTracking()
            .Where(s => s.VisitId == visit && s.ParticipantId == participant && s.EndedAt == null && s.ExpiresAt > now)
            .Select(s => s.DeviceHash).ToListAsync(cancellation);
        if (others.Count == 0 || (device.Hash is not null && others.Contains(device.Hash))) return new Seat(false, null);
        if (!IsLive(visit, participant, now) || await arbiter.AskAsync(visit, participant, cancellation)) return new Seat(true, null);
        await desk.ExecuteAsync(Actor.OfParticipant(participant), async (work, token) =>
        {
            work.Record(new ClinicRecord("JoinRefused", JoinLinks.Area, found.Subject, Reasons: [RefusalCode.SeatTaken.ToWire()], Detail: CallOrigin.Of(http)));
            await FrontDeskItems.AddAsync(work, WorkItemKind.HelpAsked, visit, $"seat-taken:{participant}:{work.Now.InUtc().Date:yyyyMMdd}:{work.Now.InUtc().Hour}", token);
            return true;
        }, cancellation);
        return new Seat(true, new Refusal(RefusalCode.SeatTaken));
    }

    private bool IsLive(VisitId visit, ParticipantId participant, Instant now) =>
        presence.Of(visit).People.TryGetValue(participant, out var seen) && (seen.ConnectedSince is not null || now - seen.LastSeen < SilentAfter);
}
