using System.Globalization;
using System.Net;
using System.Text.Json;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Features;

/// <summary>What an admin sees of the clinic's licences, and what an auditor gets of its decisions; every look is recorded.</summary>
public sealed class LicensureReportTests
{
    private static readonly DateTime Today = DateTime.UtcNow.Date;

    [Fact]
    public async Task The_matrix_says_for_each_clinician_and_served_state_what_the_gate_would()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var ada = await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, ["UT"]);
        await AuthorityAsync(admin, ada, "NV", expiresOn: Day(10));
        var rn = await admin.AddClinicianAsync("rn@clinic.test", TelehealthApp.Password, ["UT"], "RN");

        var now = await admin.GetAsync("/api/licensure/matrix");
        Assert.Equal(["AZ", "FL", "ID", "NV", "OR", "UT", "WA"], now.GetProperty("states").EnumerateArray().Select(s => s.GetString()!));
        Assert.Equal("Allow", Cell(now, ada, "UT").GetProperty("verdict").GetString());
        Assert.Equal("UT-1001", Cell(now, ada, "UT").GetProperty("authority").GetProperty("number").GetString());
        Assert.Equal("Allow", Cell(now, ada, "NV").GetProperty("verdict").GetString());
        Assert.Equal("Deny", Cell(now, ada, "FL").GetProperty("verdict").GetString());
        Assert.Equal(["NO_AUTHORITY_IN_STATE"], Reasons(Cell(now, ada, "FL")));

        var later = await admin.GetAsync($"/api/licensure/matrix?on={Day(30)}&profession=APRN");
        Assert.Equal(["AUTHORITY_EXPIRED"], Reasons(Cell(later, ada, "NV")));
        Assert.DoesNotContain(later.GetProperty("clinicians").EnumerateArray(), c => c.GetProperty("clinicianId").GetString() == rn);
        Assert.Equal(2, await RecordsAsync(admin, "LicensureMatrixRead"));
    }

    [Theory]
    [InlineData("matrix?on=tomorrow")]
    [InlineData("matrix?profession=WIZARD")]
    [InlineData("endangered?days=0")]
    [InlineData("refused-starts?state=utah")]
    [InlineData("refused-starts?verdict=Allow")]
    [InlineData("refused-starts?from=yesterday")]
    public async Task What_is_asked_in_a_wrong_form_is_refused(string path)
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => admin.GetAsync($"/api/licensure/{path}"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Booked_visits_that_a_licence_will_break_are_told_by_clinician_with_the_reason()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var ada = await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, []);
        await AuthorityAsync(admin, ada, "UT", expiresOn: Day(10));
        await AuthorityAsync(admin, ada, "ID", expiresOn: Day(400));
        await admin.ScheduleAsync(ada, DateTimeOffset.UtcNow.AddDays(3));
        var late = await admin.ScheduleAsync(ada, DateTimeOffset.UtcNow.AddDays(20));

        var found = await admin.GetAsync("/api/licensure/endangered");
        Assert.Equal(2, found.GetProperty("visitsConsidered").GetInt32());
        var visit = Assert.Single(Assert.Single(found.GetProperty("clinicians").EnumerateArray()).GetProperty("visits").EnumerateArray());
        Assert.Equal(late.Id, visit.GetProperty("visit").GetProperty("id").GetString());
        Assert.Equal("Unknown", visit.GetProperty("place").GetString());
        var state = Assert.Single(visit.GetProperty("states").EnumerateArray());
        Assert.Equal(("UT", "Allow", "Deny"), (state.GetProperty("state").GetString(), state.GetProperty("today").GetString(), state.GetProperty("then").GetString()));
        Assert.Equal(["AUTHORITY_EXPIRED"], Reasons(state));

        Assert.Empty((await admin.GetAsync("/api/licensure/endangered?days=15")).GetProperty("clinicians").EnumerateArray());
        Assert.Equal(2, await RecordsAsync(admin, "EndangeredVisitsRead"));
    }

    [Fact]
    public async Task A_visit_whose_patient_was_last_in_another_state_is_judged_there()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var ada = await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, ["UT"]);
        await AuthorityAsync(admin, ada, "ID", expiresOn: Day(10));
        var before = await admin.ScheduleAsync(ada);
        using var patient = await app.JoinAsync(before);
        await using var hub = await HubClient.ConnectAsync(patient);
        await hub.CheckInAsync(before.Id, "ID");
        var patientId = (await admin.GetAsync($"/api/visits/{before.Id}")).GetProperty("patient").GetProperty("patientId").GetString();
        await admin.PostAsync("/api/visits", new { patientId, clinicianId = ada, startsAt = DateTimeOffset.UtcNow.AddDays(20), durationMinutes = 30, kind = "FollowUp" });

        var found = await admin.GetAsync("/api/licensure/endangered");
        var visit = Assert.Single(Assert.Single(found.GetProperty("clinicians").EnumerateArray()).GetProperty("visits").EnumerateArray());
        Assert.Equal("LastVisit", visit.GetProperty("place").GetString());
        Assert.Equal("ID", Assert.Single(visit.GetProperty("states").EnumerateArray()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_refused_start_is_found_by_place_reason_and_clinician_and_replays_to_its_own_bytes()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var ada = await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, ["UT"]);
        var visit = await admin.ScheduleAsync(ada);
        using var patient = await app.JoinAsync(visit);
        await using var hub = await HubClient.ConnectAsync(patient);
        await hub.CallAsync("CheckIn", CheckIn(visit.Id, "NV"));

        foreach (var query in new[] { "", "?state=NV", "?reason=NO_AUTHORITY_IN_STATE", $"?clinicianId={ada}", "?verdict=Deny", $"?from={Uri.EscapeDataString(DateTimeOffset.UtcNow.AddHours(-1).ToString("O", CultureInfo.InvariantCulture))}" })
        {
            var one = Assert.Single((await admin.GetAsync($"/api/licensure/refused-starts{query}")).GetProperty("items").EnumerateArray());
            Assert.Equal((visit.Id, "CheckIn", "Deny"), (one.GetProperty("visitId").GetString(), one.GetProperty("purpose").GetString(), one.GetProperty("verdict").GetString()));
            Assert.Contains("NO_AUTHORITY_IN_STATE", Reasons(one));
        }

        foreach (var query in new[] { "?state=UT", "?reason=AUTHORITY_EXPIRED", "?verdict=Hold", $"?clinicianId={Guid.NewGuid()}", $"?to={Uri.EscapeDataString(DateTimeOffset.UtcNow.AddHours(-1).ToString("O", CultureInfo.InvariantCulture))}" })
            Assert.Empty((await admin.GetAsync($"/api/licensure/refused-starts{query}")).GetProperty("items").EnumerateArray());

        using var auditor = await app.AuditorAsync();
        var decision = Assert.Single((await auditor.GetAsync($"/api/visits/{visit.Id}/decisions")).GetProperty("items").EnumerateArray());
        var replay = await auditor.GetAsync($"/api/licensure/decisions/{decision.GetProperty("recordId").GetInt64()}/replay");
        Assert.True(replay.GetProperty("same").GetBoolean());
        Assert.True(replay.GetProperty("hashHolds").GetBoolean());
        Assert.Equal(decision.GetProperty("hash").GetString(), replay.GetProperty("replayed").GetProperty("hash").GetString());
        Assert.Equal("NV", replay.GetProperty("evidence").GetProperty("state").GetString());
        Assert.Equal(1, await RecordsAsync(admin, "DecisionReplayed"));
        Assert.Equal(1, await RecordsAsync(admin, "DecisionsRead"));
    }

    [Fact]
    public async Task A_page_of_refused_starts_goes_on_where_the_one_before_ended()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var ada = await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, ["UT"]);
        var visit = await admin.ScheduleAsync(ada);
        using var patient = await app.JoinAsync(visit);
        await using var hub = await HubClient.ConnectAsync(patient);
        foreach (var state in new[] { "NV", "AZ", "FL" }) await hub.CallAsync("CheckIn", CheckIn(visit.Id, state));

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await admin.GetAsync($"/api/licensure/refused-starts?limit=1{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("places")[0].GetString()!));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        Assert.Equal(["FL", "AZ", "NV"], seen);
    }

    [Fact]
    public async Task Whoever_could_take_the_patient_is_told_to_the_visits_staff_and_to_nobody_else()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var (_, adaId) = await app.ClinicianAsync("UT");
        var (nora, noraId) = await app.ClinicianAsync("NV");
        var visit = await admin.ScheduleAsync(adaId);
        using var patient = await app.JoinAsync(visit);
        await using var hub = await HubClient.ConnectAsync(patient);
        await hub.CallAsync("CheckIn", CheckIn(visit.Id, "NV"));

        using var desk = await app.FrontDeskAsync();
        var may = await desk.GetAsync($"/api/visits/{visit.Id}/who-may");
        Assert.Equal(2, may.GetProperty("considered").GetInt32());
        var one = Assert.Single(may.GetProperty("items").EnumerateArray());
        Assert.Equal((noraId, "Ada Test"), (one.GetProperty("clinicianId").GetString(), one.GetProperty("name").GetString()));
        Assert.Equal(1, await RecordsAsync(admin, "WhoMayRead"));

        Assert.Equal(HttpStatusCode.NotFound, (await Assert.ThrowsAsync<HttpRequestException>(() => nora.GetAsync($"/api/visits/{visit.Id}/who-may"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Assert.ThrowsAsync<HttpRequestException>(() => patient.GetAsync($"/api/visits/{visit.Id}/who-may"))).StatusCode);
        nora.Dispose();
    }

    internal static Task AuthorityAsync(ClinicClient admin, string clinician, string state, string expiresOn = "2099-12-31", string effectiveOn = "2020-01-01", string number = "1001") =>
        admin.PostAsync($"/api/clinicians/{clinician}/authorities", new
        {
            kind = "FullLicense", profession = "APRN", jurisdictions = new[] { state }, number = $"{state}-{number}", issuer = $"{state} Board", effectiveOn, expiresOn,
            boardStatus = "Active", verifiedOn = Day(0), source = "primary source",
        });

    internal static string Day(int ahead) => Today.AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static async Task<int> RecordsAsync(ClinicClient admin, string code) => (await admin.GetAsync($"/api/audit/records?code={code}")).GetProperty("items").GetArrayLength();

    private static object CheckIn(string visitId, string state) => new
    {
        visitId, commandId = Guid.NewGuid(), location = new { country = "US", state }, consent = new { version = "current", language = "en", accepted = true },
        callbackPhone = "+18015550100", emergencyContactDeclined = "Other", othersPresent = Array.Empty<object>(), privateSpace = true,
        device = new { camera = "ok", microphone = "ok", speaker = "ok" },
    };

    private static JsonElement Cell(JsonElement matrix, string clinician, string state) => matrix.GetProperty("clinicians").EnumerateArray()
        .Single(c => c.GetProperty("clinicianId").GetString() == clinician).GetProperty("cells").EnumerateArray().Single(c => c.GetProperty("state").GetString() == state);

    private static IEnumerable<string> Reasons(JsonElement of) => of.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("code").GetString()!);
}
