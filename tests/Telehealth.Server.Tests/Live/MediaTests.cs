using System.Text.Json;

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

    private static object Report(Scene scene, string connection) => new { visitId = scene.VisitId, sample = new { connection } };

    private static Func<JsonElement, bool> Is(Scene scene, string connection) => message =>
        message.GetProperty("participantId").GetString() == scene.Visit.PatientParticipantId && message.GetProperty("connection").GetString() == connection;
}
