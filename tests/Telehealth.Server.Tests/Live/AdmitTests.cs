using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Live;

public sealed class AdmitTests
{
    [Fact]
    public async Task Two_clinicians_cannot_take_the_same_patient()
    {
        await using var scene = await Scene.SetAsync();
        var (other, _) = await scene.App.ClinicianAsync("UT");
        using var admin = await scene.App.AdminAsync();
        var visit = ScheduledVisit.Read(await admin.PostAsync("/api/visits", new
        {
            patient = new { givenName = "Pat", familyName = "Probe", birthDate = ScheduledVisit.BirthDate }, startsAt = DateTimeOffset.UtcNow, durationMinutes = 30, kind = "FollowUp",
        }));
        var (patient, _) = await scene.PatientAsync(visit);
        await patient.DoAsync("JoinVisit", new { visitId = visit.Id });
        await patient.CheckInAsync(visit.Id);

        var hubs = new[] { await scene.ClinicianAsync(), await scene.ConnectAsync(other) };
        var answers = await Task.WhenAll(hubs.Select(h => h.CallAsync("AdmitPatient", new { visitId = visit.Id, commandId = Guid.NewGuid() })));
        Assert.Single(answers, a => a.TryGetProperty("grant", out _));
        Assert.Single(answers, a => Scene.CodeOf(a) is "ALREADY_CLAIMED" or "WRONG_PHASE" or "NOT_FOUND" or "NOT_ALLOWED");
    }

    [Fact]
    public async Task A_patient_who_moves_to_California_while_waiting_is_not_admitted()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, clinician) = await scene.WaitingAsync();
        await patient.CallAsync("UpdateLocation", new { visitId = scene.VisitId, commandId = Guid.NewGuid(), location = new { country = "US", state = "CA" } });
        var answer = await clinician.CallAsync("AdmitPatient", scene.Command());
        Assert.Contains(Scene.CodeOf(answer), new[] { "LICENSURE_DENIED", "WRONG_PHASE" });
        Assert.False(answer.TryGetProperty("grant", out _));
        Assert.Contains(Scene.CodeOf(await patient.CallAsync("GetRoomGrant", new { visitId = scene.VisitId })), new[] { "WRONG_PHASE", "LICENSURE_DENIED", "NOT_ALLOWED" });
    }

    [Fact]
    public async Task The_board_shows_the_line_and_hears_of_changes()
    {
        await using var scene = await Scene.SetAsync();
        var desk = await scene.ConnectAsync(await scene.App.FrontDeskAsync());
        var board = await desk.DoAsync("WatchBoard", new { });
        Assert.Contains(board.GetProperty("board").GetProperty("rows").EnumerateArray(), r => r.GetProperty("visitId").GetString() == scene.VisitId);
        await scene.WaitingAsync();
        await Scene.HeardAsync(desk, "BoardChanged", m => m.GetProperty("rows").EnumerateArray().Any(r =>
            r.GetProperty("visitId").GetString() == scene.VisitId && r.GetProperty("phase").GetString() == "Waiting" && r.TryGetProperty("place", out var place) && place.GetInt32() == 1));
    }
}
