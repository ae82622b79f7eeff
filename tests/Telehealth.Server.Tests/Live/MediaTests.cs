using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
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

    [Fact]
    public async Task A_connection_that_stays_weak_is_written_down_once_with_its_end_and_is_no_look_at_the_patient()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var scene = await Scene.SetAsync(clock: clock);
        var (patient, clinician) = await scene.InProgressAsync();
        foreach (var level in new[] { 5, 1, 2, 1, 2, 1, 0, 4, 5, 4, 5, 5 })
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            foreach (var side in new[] { patient, clinician }) await side.DoAsync("ReportMedia", new { visitId = scene.VisitId, sample = new { quality = level } });
        }

        Assert.Equal("INVALID", (await patient.CallAsync("ReportMedia", new { visitId = scene.VisitId, sample = new { quality = 6 } })).GetProperty("refusal").GetProperty("code").GetString());
        using var auditor = await scene.App.AuditorAsync();
        string[] noted = [];
        await Poll.UntilAsync(
            async () =>
            {
                var beside = (await auditor.GetAsync($"/api/audit/visits/{scene.VisitId}/timeline")).GetProperty("beside").EnumerateArray();
                noted = [.. beside.Where(r => r.GetProperty("code").GetString() == "MediaQualityNoted").Select(r => r.GetProperty("text").GetString()!)];
                return noted.Length >= 4;
            },
            "both people's weakness and its end");
        Assert.Equal(4, noted.Length);
        Assert.Equal(["Patient had a weak video connection for a while.", "Patient had a steady video connection again."], noted.Where(n => n.StartsWith("Patient", StringComparison.Ordinal)));
        var patientId = (await auditor.GetAsync($"/api/audit/visits/{scene.VisitId}/timeline")).GetProperty("visit").GetProperty("patient").GetProperty("patientId").GetString();
        var looks = (await auditor.GetAsync($"/api/audit/patients/{patientId}/access")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("code").GetString()).ToList();
        Assert.DoesNotContain("MediaQualityNoted", looks);
    }

    private static object Report(Scene scene, string connection) => new { visitId = scene.VisitId, sample = new { connection } };

    private static Func<JsonElement, bool> Is(Scene scene, string connection) => message =>
        message.GetProperty("participantId").GetString() == scene.Visit.PatientParticipantId && message.GetProperty("connection").GetString() == connection;
}
