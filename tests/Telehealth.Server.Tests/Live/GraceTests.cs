using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Live;

/// <summary>What only time brings, by a clock that the test turns.</summary>
public sealed class GraceTests
{
    /// <summary>Before noon in Utah, today: SignalR ends sockets whose session ran out by the machine's own clock.</summary>
    private static FakeTimeProvider Clock() => new(new DateTimeOffset(DateTimeOffset.UtcNow.Date.AddHours(18), TimeSpan.Zero));

    [Fact]
    public async Task An_admit_on_a_stale_place_completes_by_itself_when_the_patient_is_still_there()
    {
        var clock = Clock();
        await using var scene = await Scene.SetAsync(clock: clock);
        var (patient, clinician) = await scene.WaitingAsync();
        clock.Advance(TimeSpan.FromMinutes(31));

        var requested = await clinician.DoAsync("AdmitPatient", scene.Command());
        Assert.True(requested.TryGetProperty("admitRequested", out var request), requested.GetRawText());
        Assert.Equal("Hold", request.GetProperty("decision").GetProperty("verdict").GetString());
        await Scene.HeardAsync(patient, "VisitChanged", m => m.GetProperty("view").TryGetProperty("admitRequested", out _));

        await patient.DoAsync("ReaffirmLocation", scene.Command());
        await Scene.HeardAsync(clinician, "VisitChanged", m => Scene.Has(m, "PatientAdmitted"));
        await clinician.DoAsync("GetRoomGrant", new { visitId = scene.VisitId });
        await patient.DoAsync("GetRoomGrant", new { visitId = scene.VisitId });
    }

    [Fact]
    public async Task Who_was_lost_is_reconnecting_then_offline_then_away_and_comes_back_connected()
    {
        var clock = Clock();
        await using var scene = await Scene.SetAsync(clock: clock);
        var (patient, client) = await scene.PatientAsync();
        var clinician = await scene.ClinicianAsync();
        await clinician.DoAsync("JoinVisit", new { visitId = scene.VisitId });
        await patient.DoAsync("JoinVisit", new { visitId = scene.VisitId });

        await patient.DisposeAsync();
        await Scene.HeardAsync(clinician, "PresenceChanged", Is(scene, "Reconnecting"));
        clock.Advance(TimeSpan.FromSeconds(30));
        await Scene.HeardAsync(clinician, "PresenceChanged", Is(scene, "Offline"));
        clock.Advance(TimeSpan.FromSeconds(90));
        await Scene.HeardAsync(clinician, "PresenceChanged", Is(scene, "Away"));

        var back = await scene.ConnectAsync(client);
        await back.DoAsync("JoinVisit", new { visitId = scene.VisitId });
        await Poll.UntilAsync(() => Task.FromResult(clinician.Heard.Count(h => h.Name == "PresenceChanged" && Is(scene, "Connected")(h.Message)) == 2), "connected again");
    }

    private static Func<JsonElement, bool> Is(Scene scene, string presence) => m =>
        m.TryGetProperty("participantId", out var id) && id.GetString() == scene.Visit.PatientParticipantId && m.GetProperty("presence").GetString() == presence;
}
