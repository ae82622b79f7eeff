using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Server.Tests.Access;

/// <summary>Who gets through which door. An endpoint without a row fails.</summary>
public sealed class EndpointMatrixTests
{
    [Flags]
    public enum Who { None = 0, Nobody = 1, Participant = 2, Stranger = 4, Clinician = 8, OtherClinician = 16, FrontDesk = 32, Admin = 64, Auditor = 128 }

    private const Who Signed = (Who)254, AnyStaff = Who.Clinician | Who.OtherClinician | Who.FrontDesk | Who.Admin | Who.Auditor;
    private const Who Desk = Who.FrontDesk | Who.Admin, Team = Desk | Who.Clinician;
    private const Who Audit = Who.Admin | Who.Auditor, Everyone = (Who)255;

    // A visit's own clinician gets through, another clinician hears NOT_FOUND. The old version keeps the call from changing anything.
    private const string Harmless = "\"expectedVersion\":999";

    private static readonly (string Door, Who Through, Who Hidden, string? Body)[] Rows =
    [
        ("POST /api/auth/sign-in", Everyone, Who.None, """{"email":"a@b.test"}"""),
        ("POST /api/auth/sign-out", Signed, Who.None, null),
        ("GET /api/session", Signed, Who.None, null),
        ("POST /api/join", Everyone, Who.None, "{}"),
        ("POST /api/join/preview", Everyone, Who.None, "{}"),
        ("POST /api/join/help", Everyone, Who.None, "{}"),
        ("POST /api/join/sign-out", Who.Participant | Who.Stranger, Who.None, null),
        ("GET /api/clinic", Everyone, Who.None, null),
        ("GET /api/consent", Everyone, Who.None, null),
        ("POST /api/visits", Desk, Who.None, "{}"),
        ("GET /api/visits", Team | Who.OtherClinician, Who.None, null),
        ("GET /api/visits/{id:guid}", Team, Who.OtherClinician, null),
        ("POST /api/visits/{id:guid}/reschedule", Team, Who.OtherClinician, $$"""{"startsAt":"2030-01-01T00:00:00Z",{{Harmless}}}"""),
        ("POST /api/visits/{id:guid}/cancel", Team, Who.OtherClinician, $$"""{"reason":"Other",{{Harmless}}}"""),
        ("POST /api/visits/{id:guid}/reassign", Team, Who.OtherClinician, $$"""{"clinicianId":"00000000-0000-0000-0000-000000000001",{{Harmless}}}"""),
        ("POST /api/visits/{id:guid}/open", Team, Who.OtherClinician, $$"""{{{Harmless}}}"""),
        ("POST /api/visits/{id:guid}/outcome", Team, Who.OtherClinician, $$"""{"to":"Completed","reason":"x",{{Harmless}}}"""),
        ("POST /api/visits/{id:guid}/continue", Team, Who.OtherClinician, "{}"),
        ("POST /api/visits/{id:guid}/participants", Team, Who.OtherClinician, $$"""{"role":"Interpreter",{{Harmless}}}"""),
        ("POST /api/visits/{id:guid}/participants/{pid:guid}/link", Team, Who.OtherClinician, null),
        ("POST /api/visits/{id:guid}/participants/{pid:guid}/unlock", Team, Who.OtherClinician, null),
        ("GET /api/visits/{id:guid}/decisions", Team | Who.Auditor, Who.OtherClinician, null),
        ("GET /api/visits/{id:guid}/who-may", Team, Who.OtherClinician, null),
        ("GET /api/visits/{id:guid}/minor-bases", Team, Who.OtherClinician, null),
        ("GET /api/patients", Desk, Who.None, null),
        ("POST /api/patients", Desk, Who.None, "{}"),
        ("GET /api/patients/{id:guid}", Desk, Who.None, null),
        ("POST /api/patients/{id:guid}/correct", Desk, Who.None, "{}"),
        ("POST /api/patients/{id:guid}/merge", Desk, Who.None, "{}"),
        ("POST /api/patients/{id:guid}/unmerge", Desk, Who.None, null),
        ("GET /api/patients/{id:guid}/erasure", Who.Admin, Who.None, null),
        ("POST /api/patients/{id:guid}/erasure", Who.Admin, Who.None, """{"basis":"PatientAsked"}"""),
        ("POST /api/patients/{id:guid}/erasure/confirm", Who.Admin, Who.None, null),
        ("POST /api/patients/{id:guid}/erasure/withdraw", Who.Admin, Who.None, null),
        ("GET /api/patients/{id:guid}/holds", Who.Admin, Who.None, null),
        ("POST /api/patients/{id:guid}/holds", Who.Admin, Who.None, "{}"),
        ("POST /api/patients/{id:guid}/holds/{hold:guid}/lift", Who.Admin, Who.None, "{}"),
        ("GET /api/patients/{id:guid}/disclosures", Who.Admin, Who.None, null),
        ("POST /api/patients/{id:guid}/disclosures", Who.Admin, Who.None, "{}"),
        ("GET /api/clinicians", AnyStaff, Who.None, null),
        ("POST /api/clinicians", Who.Admin, Who.None, "{}"),
        ("GET /api/clinicians/{id:guid}/authorities", AnyStaff, Who.None, null),
        ("POST /api/clinicians/{id:guid}/authorities", Who.Admin, Who.None, "{}"),
        ("GET /api/licensure/rules", Audit, Who.None, null),
        ("POST /api/clinicians/{id:guid}/authorities/{aid:guid}/verify", Who.Admin, Who.None, "{}"),
        ("POST /api/authorities/import", Who.Admin, Who.None, null),
        ("GET /fhir/Practitioner/{id:guid}", AnyStaff, Who.None, null),
        ("POST /api/licensure/evaluate", AnyStaff, Who.None, "{}"),
        ("GET /api/licensure/matrix", Audit, Who.None, null),
        ("GET /api/licensure/endangered", Audit, Who.None, null),
        ("GET /api/licensure/refused-starts", Audit, Who.None, null),
        ("GET /api/licensure/decisions/{recordId:long}/replay", Audit, Who.None, null),
        ("GET /api/staff", Who.Admin, Who.None, null),
        ("POST /api/staff", Who.Admin, Who.None, "{}"),
        ("POST /api/staff/{id:guid}/roles", Who.Admin, Who.None, "{}"),
        ("POST /api/staff/{id:guid}/disable", Who.Admin, Who.None, null),
        ("GET /api/work", Desk, Who.None, null),
        ("POST /api/work/{id:guid}/done", Desk, Who.None, null),
        ("GET /api/notices", Who.Admin, Who.None, null),
        ("POST /api/notices/{id:guid}/resolve", Who.Admin, Who.None, """{"delivered":true}"""),
        ("GET /api/video/vendor", Audit, Who.None, null),
        ("GET /api/video/vendor/test", Who.Admin, Who.None, null),
        ("POST /api/video/vendor/test", Who.Admin, Who.None, "{}"),
        ("GET /api/audit/records", Audit, Who.None, null),
        ("POST /api/audit/search/parse", Audit, Who.None, """{"text":""}"""),
        ("POST /api/audit/search/complete", Audit, Who.None, """{"text":""}"""),
        ("GET /api/audit/stream", Audit, Who.None, null),
        ("POST /api/audit/follow", Audit, Who.None, """{"q":""}"""),
        ("GET /api/audit/follow", Audit, Who.None, null),
        ("GET /api/audit/charts", Audit, Who.None, null),
        ("GET /api/audit/anomalies", Audit, Who.None, null),
        ("GET /api/audit/searches", Audit, Who.None, null),
        ("POST /api/audit/searches", Audit, Who.None, """{"q":""}"""),
        ("GET /api/audit/searches/{id:guid}/records", Audit, Who.None, null),
        ("POST /api/audit/searches/{id:guid}/cancel", Audit, Who.None, null),
        ("GET /api/audit/exports", Audit, Who.None, null),
        ("POST /api/audit/exports", Audit, Who.None, "{}"),
        ("GET /api/audit/exports/{id:guid}", Audit, Who.None, null),
        ("DELETE /api/audit/exports/{id:guid}", Audit, Who.None, null),
        ("POST /api/audit/exports/{id:guid}/resume", Audit, Who.None, null),
        ("GET /api/audit/exports/{id:guid}/file", Audit, Who.None, null),
        ("GET /api/audit/records/{id:long}/detail", Audit, Who.None, null),
        ("GET /api/audit/reviews", Audit, Who.None, null),
        ("GET /api/audit/reviews/count", Audit, Who.None, null),
        ("POST /api/audit/reviews/{id:long}/sign-off", Audit, Who.None, "{}"),
        ("GET /api/audit/patients/{id:guid}/access", Audit, Who.None, null),
        ("GET /api/audit/visits/{id:guid}/timeline", Audit, Who.None, null),
        ("GET /api/audit/deliveries", Audit, Who.None, null),
        ("GET /api/audit/log", Audit, Who.None, null),
        ("GET /api/audit/log/consistency", Audit, Who.None, null),
        ("GET /api/audit/checkpoints", Audit, Who.None, null),
        ("GET /api/audit/records/{id:long}/proof", Audit, Who.None, null),
        ("GET /log/checkpoint", Audit, Who.None, null),
        ("GET /log/tile/{**path}", Audit, Who.None, null),
        ("GET /log/{number:long}/checkpoint", Audit, Who.None, null),
        ("GET /log/{number:long}/tile/{**path}", Audit, Who.None, null),
        ("POST /api/audit/deliveries/{id:guid}/retry", Who.Admin, Who.None, null),
    ];

    [Fact]
    public async Task Every_endpoint_lets_in_exactly_whom_it_should()
    {
        await using var app = await TelehealthApp.StartAsync();
        Assert.Equal(Rows.Select(r => r.Door).Order(StringComparer.Ordinal), DoorsOf(app).Concat(DoorsOf(app, "log/")).Concat(DoorsOf(app, "fhir/")).Order(StringComparer.Ordinal));

        var (_, clinicianId) = await app.ClinicianAsync("UT");
        var (_, otherId) = await app.ClinicianAsync("ID");
        var (visit, foreign) = (await app.VisitAsync(clinicianId), await app.VisitAsync(otherId));
        var wrong = new List<string>();
        var callers = new Dictionary<Who, ClinicClient>();
        // Signing out ends a session, and reissuing a link ends the patient's, so these doors come last.
        foreach (var (door, through, hidden, body) in Rows.OrderBy(r => r.Door.EndsWith("/link", StringComparison.Ordinal)).ThenBy(r => r.Door.EndsWith("sign-out", StringComparison.Ordinal)))
        {
            foreach (var who in Enum.GetValues<Who>().Where(w => w is not Who.None))
            {
                if (!callers.TryGetValue(who, out var caller)) callers[who] = caller = await AsAsync(app, who, visit, foreign);
                var status = await KnockAsync(caller, door, body, visit);
                if (status != Expected(status, who, through, hidden)) wrong.Add($"{door} by {who}: {(int)status}");
                if (door.EndsWith("sign-out", StringComparison.Ordinal)) callers.Remove(who);
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>The vendor's doors open to a signature alone: no session helps, and no role.</summary>
    [Fact]
    public async Task No_caller_gets_through_a_door_for_callbacks_without_the_vendors_signature()
    {
        await using var app = await TelehealthApp.StartAsync(FakeAccount.Settings(new Uri("http://127.0.0.1:9")).Append(new("PublicBaseUrl", "https://api.example.test")).ToDictionary());
        var doors = DoorsOf(app, "webhooks/").ToList();
        Assert.Equal(["POST /webhooks/twilio/messages", "POST /webhooks/twilio/rooms"], doors.Order(StringComparer.Ordinal));

        foreach (var caller in new[] { app.Stranger(), await app.FrontDeskAsync(), await app.AdminAsync(), await app.AuditorAsync() })
        {
            foreach (var door in doors)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(caller.Address, door.Split(' ')[1])) { Content = new FormUrlEncodedContent([new("MessageStatus", "sent")]) };
                request.Headers.Add("X-Twilio-Signature", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
                if (caller.AccessToken is { } token) request.Headers.Authorization = new("Bearer", token);
                using var http = new HttpClient();
                using var response = await http.SendAsync(request);
                Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            }
        }
    }

    private static HttpStatusCode Expected(HttpStatusCode got, Who who, Who through, Who hidden) =>
        hidden.HasFlag(who) ? HttpStatusCode.NotFound
        : through.HasFlag(who) ? got is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.InternalServerError ? HttpStatusCode.OK : got
        : who is Who.Nobody ? HttpStatusCode.Unauthorized
        : HttpStatusCode.Forbidden;

    private static IEnumerable<string> DoorsOf(TelehealthApp app, string under = "api/") =>
        app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith(under, StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} /{e.RoutePattern.RawText!.Trim('/')}")).Distinct();

    private static async Task<ClinicClient> AsAsync(TelehealthApp app, Who who, ScheduledVisit visit, ScheduledVisit foreign) => who switch
    {
        Who.Nobody => app.Stranger(),
        Who.Participant => await app.JoinAsync(visit),
        Who.Stranger => await app.JoinAsync(foreign),
        Who.Clinician => await ClinicClient.SignedInAsync(app.Address, "person1@clinic.test", TelehealthApp.Password),
        Who.OtherClinician => await ClinicClient.SignedInAsync(app.Address, "person2@clinic.test", TelehealthApp.Password),
        Who.FrontDesk => await app.FrontDeskAsync(),
        Who.Admin => await app.AdminAsync(),
        Who.Auditor => await app.AuditorAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(who)),
    };

    private static async Task<HttpStatusCode> KnockAsync(ClinicClient caller, string door, string? body, ScheduledVisit visit)
    {
        var (method, pattern) = (door.Split(' ')[0], door.Split(' ')[1]);
        var path = pattern.Replace("{pid:guid}", visit.PatientParticipantId, StringComparison.Ordinal).Replace("{id:guid}", visit.Id, StringComparison.Ordinal)
            .Replace("{aid:guid}", visit.Id, StringComparison.Ordinal).Replace("{recordId:long}", "1", StringComparison.Ordinal)
            .Replace("{id:long}", "999999", StringComparison.Ordinal).Replace("{number:long}", "1", StringComparison.Ordinal).Replace("{**path}", "0/000.p/1", StringComparison.Ordinal)
            .Replace("{hold:guid}", visit.Id, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(caller.Address, path));
        if (method == "POST") request.Content = new StringContent(body ?? "{}", Encoding.UTF8, "application/json");
        if (caller.AccessToken is { } token) request.Headers.Authorization = new("Bearer", token);
        using var http = new HttpClient();
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
