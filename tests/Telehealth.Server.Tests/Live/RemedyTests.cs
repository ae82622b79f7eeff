using System.Net;
using System.Text.Json;
using Telehealth.Server.Tests.Features;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Live;

/// <summary>A clinician settles what holds an admit, over a real connection, with an authority that hangs on conditions.</summary>
public sealed class RemedyTests
{
    [Fact]
    public async Task A_held_admit_is_settled_on_the_spot_and_counted()
    {
        await using var scene = await Scene.SetAsync();
        using var admin = await scene.App.AdminAsync();
        var (client, clinicianId) = await scene.App.ClinicianAsync();
        var authority = (await admin.PostAsync($"/api/clinicians/{clinicianId}/authorities", Conditional())).GetProperty("id").GetString()!;
        var clinician = await scene.ConnectAsync(client);
        var first = await WaitingAsync(scene, clinicianId);

        var held = await clinician.CallAsync("AdmitPatient", new { visitId = first, commandId = Guid.NewGuid() });
        Assert.Equal("LICENSURE_HOLD", Scene.CodeOf(held));
        var remedies = held.GetProperty("refusal").GetProperty("decision").GetProperty("reasons").EnumerateArray().Where(r => r.GetProperty("severity").GetString() is "Hold")
            .ToDictionary(r => r.GetProperty("code").GetString()!, r => r.GetProperty("remedies")[0].GetString());
        Assert.Equal("RecordRelationship", remedies["RELATIONSHIP_REQUIRED"]);
        Assert.Equal("StateClinicianLocation", remedies["CLINICIAN_LOCATION_REQUIRED"]);

        var chosen = await clinician.CallAsync("ChooseExemption", new { visitId = first, commandId = Guid.NewGuid(), authorityId = authority, reason = "ContinuityOfCare", relationship = "Established" });
        Assert.Equal(["CLINICIAN_LOCATION_REQUIRED"], Codes(chosen.GetProperty("decision"), "Hold"));
        Assert.Equal("LICENSURE_DENIED", Scene.CodeOf(await clinician.CallAsync("AdmitPatient", new { visitId = first, commandId = Guid.NewGuid(), clinicianLocation = "NV" })));
        var admitted = await clinician.CallAsync("AdmitPatient", new { visitId = first, commandId = Guid.NewGuid(), clinicianLocation = "UT" });
        Assert.Null(Scene.CodeOf(admitted));
        Assert.Equal(1, await LicensureReportTests.RecordsAsync(admin, "AuthorityUsed"));

        // The one use that there was is gone, and the next patient hears it at once.
        var visit = await scene.App.VisitAsync(clinicianId);
        var (patient, _) = await scene.PatientAsync(visit);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => patient.CheckInAsync(visit.Id));
        Assert.Contains("USAGE_LIMIT_REACHED", refused.Message, StringComparison.Ordinal);
        client.Dispose();
    }

    [Fact]
    public async Task A_place_is_confirmed_once_it_has_an_address()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, clinician) = await scene.WaitingAsync();

        await patient.DoAsync("UpdateLocation", new { visitId = scene.VisitId, commandId = Guid.NewGuid(), location = new { country = "US", state = "UT" } });
        var early = await clinician.CallAsync("ConfirmLocation", new { visitId = scene.VisitId, commandId = Guid.NewGuid(), method = "ByPhone" });
        Assert.Equal("CHECK_IN_INCOMPLETE", Scene.CodeOf(early));
        await patient.DoAsync("UpdateLocation", new
        {
            visitId = scene.VisitId, commandId = Guid.NewGuid(), location = new { country = "US", state = "UT", address = new { line = "1 Main St", city = "Provo", postalCode = "84601" } },
        });
        var confirmed = await clinician.CallAsync("ConfirmLocation", new { visitId = scene.VisitId, commandId = Guid.NewGuid(), method = "ByPhone", note = "read out the street sign" });
        Assert.Null(Scene.CodeOf(confirmed));
        Assert.Contains("CLINICIAN_CONFIRMED_LOCATION", Codes(confirmed.GetProperty("decision"), "Info"));
    }

    [Fact]
    public async Task What_an_authority_hangs_on_is_kept_and_shown()
    {
        await using var scene = await Scene.SetAsync();
        using var admin = await scene.App.AdminAsync();
        var path = $"/api/clinicians/{scene.ClinicianId}/authorities";
        var id = (await admin.PostAsync(path, Conditional())).GetProperty("id").GetString();
        var item = (await admin.GetAsync(path)).GetProperty("items").EnumerateArray().Single(a => a.GetProperty("id").GetString() == id);

        Assert.Equal("Established", item.GetProperty("scope").GetString());
        Assert.Equal("UT", item.GetProperty("requiresClinicianIn")[0].GetString());
        Assert.Equal(("Encounter", 1, "CalendarYear"), (item.GetProperty("limit").GetProperty("unit").GetString(), item.GetProperty("limit").GetProperty("max").GetInt32(), item.GetProperty("limit").GetProperty("window").GetString()));
        Assert.Equal("https://example.org/register/1", item.GetProperty("sourceUrl").GetString());
    }

    [Theory]
    [InlineData("limit", "{\"unit\":\"Day\",\"max\":0,\"window\":\"CalendarYear\"}")]
    [InlineData("limit", "{\"unit\":\"Day\",\"max\":5,\"window\":\"CalendarYear\",\"days\":5}")]
    [InlineData("limit", "{\"unit\":\"Day\",\"max\":5,\"window\":\"SinceEvent\",\"days\":5}")]
    [InlineData("requiresClinicianIn", "[\"utah\"]")]
    [InlineData("encumbrances", "[\"\"]")]
    [InlineData("path", "\"AZ low volume\"")]
    [InlineData("sourceUrl", "\"javascript:1\"")]
    [InlineData("compact", "\"EU\"")]
    [InlineData("kind", "\"CompactPrivilege\"")]
    [InlineData("dependsOn", "\"00000000-0000-0000-0000-000000000001\"")]
    [InlineData("supersedes", "\"00000000-0000-0000-0000-000000000001\"")]
    public async Task An_authority_with_impossible_conditions_is_refused(string member, string json)
    {
        await using var scene = await Scene.SetAsync();
        using var admin = await scene.App.AdminAsync();
        var body = JsonSerializer.SerializeToNode(Conditional())!.AsObject();
        body[member] = System.Text.Json.Nodes.JsonNode.Parse(json);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => admin.PostAsync($"/api/clinicians/{scene.ClinicianId}/authorities", body));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private static object Conditional() => new
    {
        kind = "FullLicense", profession = "APRN", jurisdictions = new[] { "UT" }, number = "UT-77", issuer = "UT Board", effectiveOn = "2020-01-01", expiresOn = "2099-12-31",
        boardStatus = "Active", verifiedOn = LicensureReportTests.Day(-1), source = "primary source", scope = "Established", requiresClinicianIn = new[] { "UT" },
        limit = new { unit = "Encounter", max = 1, window = "CalendarYear" }, verifiedBy = "Pat Admin", sourceUrl = "https://example.org/register/1",
    };

    private static async Task<string> WaitingAsync(Scene scene, string clinicianId)
    {
        var visit = await scene.App.VisitAsync(clinicianId);
        var (patient, _) = await scene.PatientAsync(visit);
        await patient.CheckInAsync(visit.Id);
        return visit.Id;
    }

    private static string[] Codes(JsonElement decision, string severity) =>
        [.. decision.GetProperty("reasons").EnumerateArray().Where(r => r.GetProperty("severity").GetString() == severity).Select(r => r.GetProperty("code").GetString()!)];
}
