using System.Text.Json;

namespace Telehealth.Server.Tests.Live;

public sealed class StoryTests
{
    [Fact]
    public async Task A_visit_goes_from_check_in_to_its_end_and_everybody_hears_every_version()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, clinician) = await scene.WaitingAsync();
        await Scene.HeardAsync(clinician, "VisitChanged", m => Scene.Has(m, "ParticipantCheckedIn"));

        var admitted = await clinician.DoAsync("AdmitPatient", scene.Command());
        Assert.Equal("peer", admitted.GetProperty("grant").GetProperty("videoProvider").GetString());
        await Scene.HeardAsync(patient, "VisitChanged", m => Scene.Has(m, "PatientAdmitted"));
        var grant = await patient.DoAsync("GetRoomGrant", new { visitId = scene.VisitId });
        Assert.Equal(scene.Visit.PatientParticipantId, grant.GetProperty("identity").GetString());
        Assert.Single(grant.GetProperty("peers").EnumerateArray());

        await clinician.DoAsync("HoldVisit", scene.Command());
        await clinician.DoAsync("ResumeVisit", scene.Command());
        await patient.DoAsync("LeaveVisit", scene.Command());
        await clinician.DoAsync("EndVisit", new { visitId = scene.VisitId, commandId = Guid.NewGuid(), disposition = "Completed" });
        var last = await Scene.HeardAsync(patient, "VisitChanged", m => m.GetProperty("view").GetProperty("phase").GetString() == "Closed");

        Assert.False(last.GetProperty("view").GetProperty("checkIn").TryGetProperty("place", out _));
        Assert.Equal(Gapless(patient), Versions(patient));
        Assert.Equal(Gapless(clinician), Versions(clinician));
    }

    [Fact]
    public async Task A_patient_in_California_is_refused_with_the_decision_and_gets_no_grant()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, _) = await scene.PatientAsync();
        await patient.DoAsync("JoinVisit", new { visitId = scene.VisitId });

        await Assert.ThrowsAsync<InvalidOperationException>(() => patient.CheckInAsync(scene.VisitId, "CA"));
        Assert.Equal("WRONG_PHASE", Scene.CodeOf(await patient.CallAsync("GetRoomGrant", new { visitId = scene.VisitId })));
        Assert.Contains(patient.Heard, h => h.Name == "VisitChanged" && Scene.Has(h.Message, "CheckInRefused"));
    }

    private static List<long> Versions(Telehealth.Tests.Shared.HubClient hub) =>
        [.. hub.Heard.Where(h => h.Name == "VisitChanged").Select(h => h.Message.GetProperty("version").GetInt64())];

    private static List<long> Gapless(Telehealth.Tests.Shared.HubClient hub)
    {
        var versions = Versions(hub);
        return [.. Enumerable.Range(0, versions.Count).Select(i => versions[0] + i)];
    }
}
