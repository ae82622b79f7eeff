using System.Net;
using Telehealth.Server.Tests.Live;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Features;

/// <summary>Corrected outcomes stand in a queue until somebody else has signed them; who looked at a patient can be told.</summary>
public sealed class ReviewTests
{
    [Fact]
    public async Task A_corrected_outcome_is_signed_off_by_somebody_else_once()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (clinician, id) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(id);
        using var admin = await app.AdminAsync();
        using var auditor = await app.AuditorAsync();
        await admin.PostAsync($"/api/visits/{visit.Id}/cancel", new { reason = "Other" });
        await clinician.PostAsync($"/api/visits/{visit.Id}/outcome", new { to = "Completed", reason = "Qzreason it took place" });

        var open = (await auditor.GetAsync("/api/audit/reviews")).GetProperty("items").EnumerateArray().Single().GetProperty("record");
        var record = open.GetProperty("id").GetInt64();
        Assert.Equal("OutcomeCorrected", open.GetProperty("code").GetString());
        Assert.Contains("corrected the outcome", open.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("Qzreason it took place", (await auditor.GetAsync($"/api/audit/records/{record}/detail")).GetProperty("detail").GetProperty("note").GetString());

        await auditor.PostAsync($"/api/audit/reviews/{record}/sign-off", new { note = "Qznote checked against the chart" });
        Assert.Equal(HttpStatusCode.Conflict, (await admin.SendAsync($"/api/audit/reviews/{record}/sign-off", new { })).StatusCode);
        Assert.Empty((await auditor.GetAsync("/api/audit/reviews")).GetProperty("items").EnumerateArray());
        var signed = (await admin.GetAsync("/api/audit/reviews?state=signed")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(("Sam Staff", "Qznote checked against the chart"), (signed.GetProperty("signedByName").GetString(), signed.GetProperty("note").GetString()));
        Assert.Equal(("CorrectedOutcome", visit.Id), (signed.GetProperty("kind").GetString(), signed.GetProperty("visit").GetProperty("id").GetString()));
        Assert.Empty(EveryCell.Holding(await EveryCell.ReadAsync(app), "Qznote"));
    }

    [Fact]
    public async Task A_visit_that_goes_out_of_licence_while_it_runs_and_a_wrong_person_stand_in_the_queue_each_by_its_kind()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, clinician) = await scene.InProgressAsync();
        await patient.CallAsync("UpdateLocation", new { visitId = scene.VisitId, commandId = Guid.NewGuid(), location = new { country = "US", state = "CA" } });
        await clinician.DoAsync("ReportWrongPerson", new { visitId = scene.VisitId, commandId = Guid.NewGuid(), participantId = scene.Visit.PatientParticipantId });
        using var auditor = await scene.App.AuditorAsync();

        Assert.Equal(2, (await auditor.GetAsync("/api/audit/reviews/count")).GetProperty("open").GetInt32());
        var kinds = (await auditor.GetAsync("/api/audit/reviews")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("kind").GetString());
        Assert.Equal(["WrongPerson", "DeniedContinuation"], kinds);
        var denied = (await auditor.GetAsync("/api/audit/reviews?kind=DeniedContinuation")).GetProperty("items").EnumerateArray().Single();
        Assert.Contains("no longer licensed", denied.GetProperty("record").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await Assert.ThrowsAsync<HttpRequestException>(() => auditor.GetAsync("/api/audit/reviews?kind=Other"))).StatusCode);
    }

    [Fact]
    public async Task An_admin_cannot_sign_off_their_own_act()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var both = await BothAsync(app, admin);
        var visit = await app.VisitAsync(both.Id);
        await admin.PostAsync($"/api/visits/{visit.Id}/cancel", new { reason = "Other" });
        await both.Client.PostAsync($"/api/visits/{visit.Id}/outcome", new { to = "Completed", reason = "it took place" });
        var record = (await admin.GetAsync("/api/audit/reviews")).GetProperty("items").EnumerateArray().Single().GetProperty("record").GetProperty("id").GetInt64();

        using var refused = await both.Client.SendAsync($"/api/audit/reviews/{record}/sign-off", new { });

        Assert.Contains("SECOND_PERSON_NEEDED", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("ReviewSignOffRefused", (await admin.GetAsync("/api/audit/records?code=ReviewSignOffRefused")).GetProperty("items").EnumerateArray().Single().GetProperty("code").GetString());
        await admin.PostAsync($"/api/audit/reviews/{record}/sign-off", new { });
    }

    [Fact]
    public async Task Who_saw_a_patient_is_told_with_the_look_at_the_report_itself()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (clinician, id) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(id);
        var patient = (await clinician.GetAsync($"/api/visits/{visit.Id}")).GetProperty("patient").GetProperty("patientId").GetString()!;
        using var desk = await app.FrontDeskAsync();
        await desk.GetAsync($"/api/patients/{patient}");
        var hub = await HubClient.ConnectAsync(clinician);
        await hub.DoAsync("JoinVisit", new { visitId = visit.Id });
        await hub.DisposeAsync();
        using var auditor = await app.AuditorAsync();

        var seen = (await auditor.GetAsync($"/api/audit/patients/{patient}/access?readsOnly=true")).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(["PatientRead", "VisitRead", "VisitViewed"], seen.Select(s => s.GetProperty("code").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(seen, s => Assert.True(s.GetProperty("reads").GetBoolean()));
        Assert.All(seen, s => Assert.Equal(s.GetProperty("code").GetString() == "PatientRead" ? "FrontDesk" : "VisitClinician", s.GetProperty("part").GetString()));
        Assert.Contains(seen, s => s.GetProperty("actorName").GetString() == "Ada Test");
        Assert.Contains((await auditor.GetAsync($"/api/audit/patients/{patient}/access")).GetProperty("items").EnumerateArray(), s => s.GetProperty("code").GetString() == "PatientAccessRead");
    }

    private static async Task<(ClinicClient Client, string Id)> BothAsync(TelehealthApp app, ClinicClient admin)
    {
        var (client, id) = await app.ClinicianAsync("UT");
        await admin.PostAsync($"/api/staff/{id}/roles", new { roles = new[] { "Clinician", "Admin" } });
        client.Dispose();
        return (await ClinicClient.SignedInAsync(app.Address, "person1@clinic.test", TelehealthApp.Password), id);
    }
}
