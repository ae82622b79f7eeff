using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Server.Live;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;
using static Telehealth.Server.Tests.Access.LeakMarks;

namespace Telehealth.Server.Tests.Access;

/// <summary>A visit with a mark in every field, and then every door knocked on with the same marks where they do not fit.</summary>
internal sealed class LeakPlay
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public List<string> Secrets { get; } = [];

    /// <summary>What was answered to calls that were not done.</summary>
    public StringBuilder Errors { get; } = new();

    /// <summary>Every frame and answer that another visit's patient, another clinician and an auditor got.</summary>
    public StringBuilder Strangers { get; } = new();

    /// <summary>Frames to an interpreter who was not let in.</summary>
    public StringBuilder GuestHeard { get; } = new();

    public string Metrics { get; private set; } = "";

    public static async Task<LeakPlay> RunAsync(TelehealthApp app)
    {
        var play = new LeakPlay();
        var (clinician, id) = await app.ClinicianAsync("UT");
        using var admin = await app.AdminAsync();
        var answer = await admin.PostAsync("/api/visits", new
        {
            patient = new { givenName = Given, familyName = Family, phone = Phone, email = Email, externalId = External, birthDate = Birth }, clinicianId = id, startsAt = DateTimeOffset.UtcNow, durationMinutes = 30, kind = "FollowUp",
        });
        var (visit, patientId) = (ScheduledVisit.Read(answer), answer.GetProperty("patientId").GetString()!);
        var strangers = await play.StrangersAsync(app, visit.Id);
        await play.VisitAsync(app, visit, clinician, admin, patientId);
        await play.ErrorsOfRestAsync(app, admin, visit, patientId);
        await play.ErrorsOfHubAsync(strangers, admin, visit.Id);
        foreach (var hub in strangers)
        {
            foreach (var (name, message) in hub.Heard) play.Strangers.Append(name).Append(message);
            await hub.DisposeAsync();
        }

        using var http = new HttpClient { BaseAddress = app.Address };
        play.Metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        play.Secrets.AddRange([visit.LinkToken, admin.AccessToken!, clinician.AccessToken!]);
        clinician.Dispose();
        return play;
    }

    private async Task<List<HubClient>> StrangersAsync(TelehealthApp app, string visitId)
    {
        var (other, otherId) = await app.ClinicianAsync("ID");
        var theirs = await app.JoinAsync(await app.VisitAsync(otherId));
        var auditor = await app.AuditorAsync();
        List<HubClient> hubs = [];
        foreach (var client in new[] { other, theirs, auditor })
        {
            Secrets.Add(client.AccessToken!);
            hubs.Add(await HubClient.ConnectAsync(client));
            Strangers.Append(await hubs[^1].CallAsync("JoinVisit", new { visitId }));
        }

        return hubs;
    }

    private async Task VisitAsync(TelehealthApp app, ScheduledVisit visit, ClinicClient clinician, ClinicClient admin, string patientId)
    {
        using var joined = await ClinicClient.JoinedAsync(app.Address, visit.LinkToken, Birth);
        Secrets.Add(joined.AccessToken!);
        await using var patient = await HubClient.ConnectAsync(joined);
        await using var doctor = await HubClient.ConnectAsync(clinician);
        await patient.DoAsync("JoinVisit", new { visitId = visit.Id });
        await doctor.DoAsync("JoinVisit", new { visitId = visit.Id });
        await using var guest = await GuestAsync(app, admin, visit.Id);
        Errors.Append(await patient.CallAsync("CheckIn", CheckIn(visit.Id, "TX")));
        await patient.DoAsync("CheckIn", CheckIn(visit.Id, "UT"));
        await patient.DoAsync("SendMessage", new { visitId = visit.Id, text = Chat, clientMessageId = Guid.NewGuid() });
        await doctor.DoAsync("AdmitPatient", new { visitId = visit.Id, commandId = Guid.NewGuid() });
        await patient.DoAsync("RelaySignal", new { visitId = visit.Id, toParticipantId = await ClinicianSeatAsync(admin, visit.Id), payload = new { sdp = Note } }).ContinueWith(_ => 0, TaskScheduler.Default);
        await doctor.DoAsync("EndVisit", new { visitId = visit.Id, commandId = Guid.NewGuid(), disposition = "Completed", note = Note });
        await clinician.PostAsync($"/api/visits/{visit.Id}/outcome", new { to = "Abandoned", reason = Reason });
        await admin.PostAsync($"/api/patients/{patientId}/holds", new { reason = Reason });
        await admin.PostAsync($"/api/patients/{patientId}/disclosures", new { recipient = Recipient, what = Note, purpose = Reason });
        await admin.PostAsync("/api/staff", new { email = StaffEmail, password = Password, givenName = StaffGiven, familyName = StaffGiven, roles = new[] { "FrontDesk" } });
        foreach (var (name, message) in guest.Heard) GuestHeard.Append(name).Append(message);
    }

    private async Task<HubClient> GuestAsync(TelehealthApp app, ClinicClient admin, string visitId)
    {
        var url = (await admin.PostAsync($"/api/visits/{visitId}/participants", new { role = "Interpreter", name = Guest })).GetProperty("joinLink").GetProperty("url").GetString()!;
        using var client = new ClinicClient(app.Address);
        var link = url[(url.LastIndexOf('/') + 1)..];
        client.Use((await client.PostAsync("/api/join", new { linkToken = link, name = Guest, mode = "bearer" })).GetProperty("accessToken").GetString()!);
        Secrets.AddRange([link, client.AccessToken!]);
        var hub = await HubClient.ConnectAsync(client);
        GuestHeard.Append(await hub.CallAsync("JoinVisit", new { visitId }));
        GuestHeard.Append(await hub.CallAsync("GetMessages", new { visitId }));
        return hub;
    }

    private static async Task<string> ClinicianSeatAsync(ClinicClient admin, string visitId) =>
        (await admin.GetAsync($"/api/visits/{visitId}")).GetProperty("participants").EnumerateArray().First(p => p.GetProperty("role").GetString() == "Clinician").GetProperty("participantId").GetString()!;

    private static object CheckIn(string visitId, string state) => new
    {
        visitId, commandId = Guid.NewGuid(),
        location = new { country = "US", state, address = new { line = Line, city = City, postalCode = "84601" }, landmark = Landmark, coordinates = new { latitude = Latitude, longitude = Longitude, accuracyMeters = 12 } },
        consent = new { version = "current", language = "en", accepted = true }, callbackPhone = Phone, emergencyContact = new { name = ContactName, phone = ContactPhone, relationship = Relation },
        othersPresent = new[] { new { name = Other, relationship = Relation } }, privateSpace = true, device = new { camera = "ok", microphone = "ok", speaker = "ok" },
    };

    /// <summary>Every endpoint that there is, with marks in the path, the query and the body, in bodies that are not JSON, and in members of the wrong kind.</summary>
    private async Task ErrorsOfRestAsync(TelehealthApp app, ClinicClient admin, ScheduledVisit visit, string patientId)
    {
        using var http = new HttpClient { BaseAddress = app.Address, Timeout = Patience };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(Agent);
        var wrong = Wrong();
        foreach (var (method, pattern) in Doors(app))
        {
            var filled = pattern.Replace("{pid:guid}", visit.PatientParticipantId, StringComparison.Ordinal).Replace("{hold:guid}", visit.Id, StringComparison.Ordinal).Replace("{id:long}", "1", StringComparison.Ordinal)
                .Replace("{id:guid}", pattern.Contains("patients/", StringComparison.Ordinal) ? patientId : visit.Id, StringComparison.Ordinal);
            var marked = System.Text.RegularExpressions.Regex.Replace(pattern, @"\{[^}]*\}", Uri.EscapeDataString(Given));
            foreach (var path in new[] { filled + $"?cursor={Given}&query={Family}&from={Birth}&state={City}&code={Chat}&limit={Line}", marked })
            {
                foreach (var body in method == "POST" ? wrong : [null]) await KnockAsync(http, pattern.EndsWith("sign-out", StringComparison.Ordinal) ? null : admin, method, path, body);
            }
        }

        foreach (var path in new[] { $"/join/{visit.LinkToken}", $"/{Given}", $"/clinic/{Family}?x={Phone}" }) await KnockAsync(http, null, "GET", path, null);
        foreach (var body in new[] { $$"""{"linkToken":"{{visit.LinkToken}}","birthDate":"1930-01-01"}""", $$"""{"linkToken":"{{visit.LinkToken}}","birthDate":"13 July {{Given}}"}""" }) await KnockAsync(http, null, "POST", "/api/join", body);
        foreach (var body in new[] { $$"""{"email":"{{Email}}","password":"{{Password}}"}""", $$"""{"email":"{{TelehealthApp.AdminEmail}}","password":"{{Password}}"}""" }) await KnockAsync(http, null, "POST", "/api/auth/sign-in", body);
    }

    private static IEnumerable<(string Method, string Pattern)> Doors(TelehealthApp app) =>
        app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => (m, "/" + e.RoutePattern.RawText!.Trim('/'))))
            .Where(d => d.Item2.StartsWith("/api/", StringComparison.Ordinal) || d.Item2.StartsWith("/webhooks/", StringComparison.Ordinal) || d.Item2.StartsWith("/fhir", StringComparison.Ordinal) || d.Item2.StartsWith("/health", StringComparison.Ordinal)).Distinct();

    private static string?[] Wrong()
    {
        var fields = new Dictionary<string, object>();
        foreach (var name in "givenName familyName birthDate phone email externalId preferredLanguage name reason note text recipient what purpose basis startsAt durationMinutes kind clinicianId visitId into roles to linkToken password location country number issuer jurisdictions".Split(' '))
            fields[name] = $"{Given} {Family} {Phone} {new string('x', 600)}";
        var deep = new Dictionary<string, object> { ["patient"] = fields, ["location"] = fields };
        return [null, $"{{\"givenName\": \"{Given}\", {Chat}", $"[\"{Family}\"]", $"\"{Email}\"", JsonSerializer.Serialize(fields), JsonSerializer.Serialize(deep), JsonSerializer.Serialize(fields.Keys.ToDictionary(k => k, _ => new[] { Note, Line }))];
    }

    private async Task KnockAsync(HttpClient http, ClinicClient? caller, string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (method == "POST") request.Content = new StringContent(body ?? "", Encoding.UTF8, "application/json");
        if (caller?.AccessToken is { } token) request.Headers.Authorization = new("Bearer", token);
        // What goes on for ever is looked at no further than its head.
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (!response.IsSuccessStatusCode) Errors.Append((int)response.StatusCode).Append(' ').AppendLine(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Every hub method by who has no business there, and by an admin with members of the wrong kind.</summary>
    private async Task ErrorsOfHubAsync(List<HubClient> strangers, ClinicClient admin, string visitId)
    {
        await using var ours = await HubClient.ConnectAsync(admin);
        foreach (var method in typeof(IVisitHub).GetMethods().Select(m => m.Name))
        {
            foreach (var stranger in strangers) await CallAsync(stranger, method, new { visitId, commandId = Guid.NewGuid(), text = Chat, clientMessageId = Guid.NewGuid(), reason = Reason, note = Note }, Strangers);
            var said = new StringBuilder();
            await CallAsync(ours, method, new { visitId = Given, commandId = Family, text = new[] { Chat }, location = Line, sample = Note }, said);
            // An admin's board may name people.
            if (said.ToString().StartsWith("{\"refusal\"", StringComparison.Ordinal) || !said.ToString().StartsWith('{')) Errors.Append(said);
        }
    }

    private static async Task CallAsync(HubClient hub, string method, object body, StringBuilder said)
    {
        try
        {
            said.Append(await hub.CallAsync(method, body));
        }
        catch (Exception fault) when (fault is Microsoft.AspNetCore.SignalR.HubException or InvalidOperationException)
        {
            said.Append(fault.Message);
        }
    }
}
