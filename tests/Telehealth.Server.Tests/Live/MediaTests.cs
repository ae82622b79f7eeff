using System.Text.Json;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Live;

public sealed class MediaTests
{
    [Fact]
    public async Task Staff_hear_that_somebodys_video_is_lost_and_that_it_is_back_and_the_others_do_not()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, clinician) = await scene.WaitingAsync();
        await patient.DoAsync("ReportMedia", Report(scene, "Lost"));
        await clinician.DoAsync("AdmitPatient", scene.Command());
        foreach (var connection in new[] { "Lost", "Connected" })
        {
            await patient.DoAsync("ReportMedia", Report(scene, connection));
            await Scene.HeardAsync(clinician, "MediaChanged", Is(scene, connection));
        }

        Assert.Single(clinician.Heard, h => h.Name == "MediaChanged" && Is(scene, "Lost")(h.Message));
        Assert.DoesNotContain(patient.Heard, h => h.Name == "MediaChanged");
    }

    [Fact]
    public async Task A_sample_without_news_is_told_to_nobody()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, clinician) = await scene.WaitingAsync();
        await clinician.DoAsync("AdmitPatient", scene.Command());
        await patient.DoAsync("ReportMedia", new { visitId = scene.VisitId, sample = new { packetsLost = 3 } });
        await patient.DoAsync("ReportMedia", Report(scene, "Reconnecting"));
        await Scene.HeardAsync(clinician, "MediaChanged");
        Assert.Single(clinician.Heard, h => h.Name == "MediaChanged");
    }

    [Fact]
    public async Task A_trouble_is_written_down_once_with_its_end_and_stands_in_the_visits_story()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, _) = await scene.InProgressAsync();
        foreach (var connection in new[] { "Connected", "Lost", "Lost", "Connected", "Connected" }) await patient.DoAsync("ReportMedia", Report(scene, connection));
        using var auditor = await scene.App.AuditorAsync();

        string[] noted = [];
        await Poll.UntilAsync(
            async () =>
            {
                var beside = (await auditor.GetAsync($"/api/audit/visits/{scene.VisitId}/timeline")).GetProperty("beside").EnumerateArray();
                noted = [.. beside.Where(r => r.GetProperty("code").GetString() == "MediaConnectionNoted").Select(r => r.GetProperty("text").GetString()!)];
                return noted.Length >= 2;
            },
            "the trouble and its end");
        Assert.Equal(["Patient had their video cut off.", "Patient had their video back."], noted);
    }

    private static object Report(Scene scene, string connection) => new { visitId = scene.VisitId, sample = new { connection } };

    private static Func<JsonElement, bool> Is(Scene scene, string connection) => message =>
        message.GetProperty("participantId").GetString() == scene.Visit.PatientParticipantId && message.GetProperty("connection").GetString() == connection;
}
