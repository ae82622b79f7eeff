using System.Text.Json;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Live;

public sealed class ReturnTests
{
    [Fact]
    public async Task Who_was_away_gets_what_they_missed_within_the_window_and_a_snapshot_beyond_it()
    {
        await using var scene = await Scene.SetAsync(new Dictionary<string, string> { ["Live:ReplayVersions"] = "4" });
        var (patient, client) = await scene.PatientAsync();
        var clinician = await scene.ClinicianAsync();
        await clinician.DoAsync("JoinVisit", new { visitId = scene.VisitId });
        await patient.CheckInAsync(scene.VisitId);
        var before = (await patient.DoAsync("JoinVisit", new { visitId = scene.VisitId })).GetProperty("version").GetInt64();
        await patient.DisposeAsync();

        await clinician.DoAsync("AdmitPatient", scene.Command());
        await clinician.DoAsync("HoldVisit", scene.Command());
        var within = await (await scene.ConnectAsync(client)).DoAsync("JoinVisit", new { visitId = scene.VisitId, sinceVersion = before });
        var missed = within.GetProperty("missed").EnumerateArray().Select(m => m.GetProperty("version").GetInt64()).ToList();
        Assert.Equal(Enumerable.Range(0, missed.Count).Select(i => before + 1 + i), missed);
        Assert.Equal(within.GetProperty("version").GetInt64(), missed[^1]);

        for (var i = 0; i < 3; i++)
        {
            await clinician.DoAsync("ResumeVisit", scene.Command());
            await clinician.DoAsync("HoldVisit", scene.Command());
        }

        var beyond = await (await scene.ConnectAsync(client)).DoAsync("JoinVisit", new { visitId = scene.VisitId, sinceVersion = before });
        Assert.False(beyond.TryGetProperty("missed", out _));
        Assert.Equal(beyond.GetProperty("version").GetInt64(), beyond.GetProperty("view").GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Two_tabs_are_one_person_and_the_last_to_go_leaves_them_reconnecting()
    {
        await using var scene = await Scene.SetAsync();
        var (first, client) = await scene.PatientAsync();
        var second = await scene.ConnectAsync(client);
        var clinician = await scene.ClinicianAsync();
        foreach (var hub in new[] { clinician, first, second }) await hub.DoAsync("JoinVisit", new { visitId = scene.VisitId });
        await Scene.HeardAsync(clinician, "PresenceChanged", Is(scene, "Connected"));

        await first.DisposeAsync();
        await second.DisposeAsync();
        await Scene.HeardAsync(clinician, "PresenceChanged", Is(scene, "Reconnecting"));
        Assert.Single(clinician.Heard, h => h.Name == "PresenceChanged" && Is(scene, "Connected")(h.Message));
        Assert.Single(clinician.Heard, h => h.Name == "PresenceChanged" && Is(scene, "Reconnecting")(h.Message));
    }

    [Fact]
    public async Task A_second_device_takes_the_seat_only_when_the_live_one_gives_way()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, _) = await scene.PatientAsync();
        await patient.DoAsync("JoinVisit", new { visitId = scene.VisitId });
        foreach (var yes in new[] { false, true })
        {
            var asked = patient.Heard.Count(h => h.Name == "AlertRaised");
            var newcomer = scene.App.JoinAsync(scene.Visit);
            await Poll.UntilAsync(() => Task.FromResult(patient.Heard.Count(h => h.Name == "AlertRaised" && h.Message.GetProperty("code").GetString() == "SEAT_ASKED") > asked), "SEAT_ASKED");
            await patient.DoAsync("YieldSeat", new { visitId = scene.VisitId, yes });
            if (yes) (await newcomer).Dispose();
            else Assert.Contains("SEAT_TAKEN", (await Assert.ThrowsAsync<HttpRequestException>(() => newcomer)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_without_a_session_gets_past_negotiate()
    {
        await using var scene = await Scene.SetAsync();
        using var stranger = scene.App.Stranger();
        using var answer = await stranger.SendAsync("/hubs/visits/negotiate?negotiateVersion=1", null);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_guest_hears_nothing_of_the_patients_place_and_reads_no_earlier_chat()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, _) = await scene.WaitingAsync();
        await patient.DoAsync("SendMessage", new { visitId = scene.VisitId, text = "M-EARLIER", clientMessageId = Guid.NewGuid() });
        using var admin = await scene.App.AdminAsync();
        var invited = await admin.PostAsync($"/api/visits/{scene.VisitId}/participants", new { role = "SupportPerson", name = "Robin Guest" });
        var url = invited.GetProperty("joinLink").GetProperty("url").GetString()!;
        using var guestClient = new ClinicClient(scene.App.Address);
        guestClient.Use((await guestClient.PostAsync("/api/join", new { linkToken = url[(url.LastIndexOf('/') + 1)..], name = "Robin Guest", mode = "bearer" })).GetProperty("accessToken").GetString()!);
        var guest = await scene.ConnectAsync(guestClient);

        var view = await guest.DoAsync("JoinVisit", new { visitId = scene.VisitId });
        Assert.Empty((await guest.DoAsync("GetMessages", new { visitId = scene.VisitId })).GetProperty("messages").EnumerateArray());
        await patient.DoAsync("ReaffirmLocation", scene.Command());
        await Scene.HeardAsync(guest, "VisitChanged");
        var all = view.GetRawText() + string.Concat(guest.Heard.Select(h => h.Message.GetRawText()));
        Assert.DoesNotContain(new[] { "1 Main St", "84101", "+1801555", "Sam Probe", "verdict", "M-EARLIER", "Probe" }, mark => all.Contains(mark, StringComparison.Ordinal));
    }

    private static Func<JsonElement, bool> Is(Scene scene, string presence) => m =>
        m.TryGetProperty("participantId", out var id) && id.GetString() == scene.Visit.PatientParticipantId && m.GetProperty("presence").GetString() == presence;
}
