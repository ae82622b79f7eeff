using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Live;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Access;

/// <summary>Whoever is signed in and asks for what is not theirs, or not there, leaves one record; what has no form leaves none.</summary>
public sealed class RefusedAskingTests
{
    [Fact]
    public async Task Asking_for_a_patient_who_is_not_there_leaves_one_record_that_names_the_id()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var desk = await app.FrontDeskAsync();
        var guessed = Guid.NewGuid();
        await DeniedAsync(desk.GetAsync($"/api/patients/{guessed}"), HttpStatusCode.NotFound);
        var record = Assert.Single(await DoorRecordsAsync(app));
        Assert.Equal(("AccessRefused", guessed.ToString("D"), "GET /api/patients/{id:guid}"), (record.Code, record.PatientId?.ToString(), DoorOf(record)));
    }

    [Fact]
    public async Task Knocking_at_a_visit_that_is_not_theirs_or_not_there_leaves_one_record_by_either_way_in()
    {
        await using var scene = await Scene.SetAsync();
        var (other, _) = await scene.App.ClinicianAsync("UT");
        using var client = other;
        var hub = await scene.ConnectAsync(other);
        foreach (var visit in new[] { scene.VisitId, Guid.NewGuid().ToString("D") })
        {
            await DeniedAsync(other.GetAsync($"/api/visits/{visit}"), HttpStatusCode.NotFound);
            Assert.Equal("NOT_FOUND", Scene.CodeOf(await hub.CallAsync("JoinVisit", new { visitId = visit })));
            Assert.Equal("NOT_FOUND", Scene.CodeOf(await hub.CallAsync("GetMessages", new { visitId = visit })));
            var records = (await DoorRecordsAsync(scene.App)).Where(r => r.VisitId?.ToString() == visit).ToList();
            Assert.Equal(["VisitAccessRefused", "VisitAccessRefused", "VisitAccessRefused"], records.Select(r => r.Code));
        }
    }

    [Fact]
    public async Task Asking_for_what_ones_role_does_not_include_leaves_one_record_by_either_way_in()
    {
        await using var scene = await Scene.SetAsync();
        using var desk = await scene.App.FrontDeskAsync();
        var hub = await scene.ConnectAsync(desk);
        Assert.Equal("NOT_ALLOWED", Scene.CodeOf(await hub.CallAsync("WatchOperations", new { })));
        await DeniedAsync(desk.GetAsync("/api/audit/records"), HttpStatusCode.Forbidden);
        var auditor = await scene.ConnectAsync(await scene.App.AuditorAsync());
        Assert.Equal("NOT_ALLOWED", Scene.CodeOf(await auditor.CallAsync("WatchBoard", new { })));
        Assert.Equal(["hub WatchOperations", "GET /api/audit/records", "hub WatchBoard"], (await DoorRecordsAsync(scene.App)).Select(DoorOf));
    }

    [Fact]
    public async Task A_refusal_that_the_visit_itself_records_is_not_recorded_twice()
    {
        await using var scene = await Scene.SetAsync();
        using var desk = await scene.App.FrontDeskAsync();
        var hub = await scene.ConnectAsync(desk);
        Assert.Equal("NOT_ALLOWED", Scene.CodeOf(await hub.CallAsync("ConfirmIdentity", scene.Command())));
        await DeniedAsync(scene.Clinician.PostAsync($"/api/visits/{scene.VisitId}/outcome", new { commandId = Guid.NewGuid(), to = "Completed", reason = "x" }), HttpStatusCode.Forbidden, HttpStatusCode.Conflict);
        Assert.DoesNotContain(await DoorRecordsAsync(scene.App), r => DoorOf(r).Contains("ConfirmIdentity", StringComparison.Ordinal));
        await using var db = await scene.App.Services.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
        Assert.Equal(1, await db.Records.CountAsync(r => r.Code == "ConfirmIdentityRefused"));
    }

    [Fact]
    public async Task What_has_the_wrong_form_or_comes_from_nobody_is_no_record()
    {
        await using var scene = await Scene.SetAsync();
        using var desk = await scene.App.FrontDeskAsync();
        var hub = await scene.ConnectAsync(desk);
        await DeniedAsync(desk.PostAsync("/api/patients", new { givenName = 7 }), HttpStatusCode.BadRequest);
        Assert.Equal("INVALID", Scene.CodeOf(await hub.CallAsync("JoinVisit", new { visitId = "Pat Probe" })));
        await DeniedAsync(desk.GetAsync("/api/nothing/here"), HttpStatusCode.NotFound);
        await DeniedAsync(desk.GetAsync("/assets/nothing.js"), HttpStatusCode.NotFound);
        using var stranger = scene.App.Stranger();
        await DeniedAsync(stranger.GetAsync($"/api/patients/{Guid.NewGuid()}"), HttpStatusCode.Unauthorized);
        Assert.Empty(await DoorRecordsAsync(scene.App));
    }

    private static async Task DeniedAsync(Task<JsonElement> asked, params HttpStatusCode[] expected)
    {
        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => asked);
        Assert.Contains(fault.StatusCode!.Value, expected);
    }

    private static async Task<List<RecordRow>> DoorRecordsAsync(TelehealthApp app)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
        return await db.Records.AsNoTracking().Where(r => r.Stream == "door:doors").OrderBy(r => r.Id).ToListAsync();
    }

    private static string DoorOf(RecordRow record)
    {
        var after = JsonDocument.Parse(record.Bytes).RootElement.GetProperty("after");
        return after.ValueKind is JsonValueKind.Object && after.TryGetProperty("door", out var door) ? door.GetString()! : "";
    }
}
