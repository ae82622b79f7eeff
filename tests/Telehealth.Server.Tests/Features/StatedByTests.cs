using Telehealth.Server.Tests.Live;

namespace Telehealth.Server.Tests.Features;

/// <summary>Who fills in a check-in is recorded; only staff speak as staff.</summary>
public sealed class StatedByTests
{
    [Fact]
    public async Task A_guardian_who_helps_on_the_patients_own_session_is_recorded()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, _) = await scene.PatientAsync();
        await patient.DoAsync("CheckIn", CheckIn(scene, "Guardian"));
        using var desk = await scene.App.FrontDeskAsync();
        Assert.Equal("Guardian", (await desk.GetAsync($"/api/visits/{scene.VisitId}")).GetProperty("patient").GetProperty("checkedInBy").GetString());
    }

    [Fact]
    public async Task Only_staff_check_in_as_staff()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, _) = await scene.PatientAsync();
        Assert.Equal("INVALID", Scene.CodeOf(await patient.CallAsync("CheckIn", CheckIn(scene, "ByStaff"))));
        using var client = await scene.App.FrontDeskAsync();
        var desk = await scene.ConnectAsync(client);
        await desk.DoAsync("CheckIn", CheckIn(scene, null));
        Assert.Equal("ByStaff", (await client.GetAsync($"/api/visits/{scene.VisitId}")).GetProperty("patient").GetProperty("checkedInBy").GetString());
    }

    private static object CheckIn(Scene scene, string? statedBy) => new
    {
        visitId = scene.VisitId, commandId = Guid.NewGuid(), statedBy, location = new { country = "US", state = "UT" },
        consent = new { version = "current", language = "en", accepted = true }, callbackPhone = "+1 801 555 0123", emergencyContactDeclined = "Other",
        othersPresent = Array.Empty<object>(), privateSpace = true, device = new { camera = "ok", microphone = "ok", speaker = "ok" },
    };
}
