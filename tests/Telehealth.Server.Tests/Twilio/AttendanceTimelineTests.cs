using System.Text.Json;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>What the vendor tells of a room, as an auditor reads it.</summary>
public sealed class AttendanceTimelineTests
{
    [Fact]
    public async Task The_timeline_says_who_was_in_the_video_room_and_who_still_is()
    {
        await using var scene = await VendorScene.SetAsync();
        var (patient, clinician) = await scene.InProgressAsync();
        using var auditor = await scene.People.App.AuditorAsync();
        Assert.Empty(await AttendanceAsync(auditor, scene.VisitId));

        var gone = await scene.EnterAsync(patient);
        await scene.EnterAsync(clinician);
        scene.Vendor.Rooms.Leave(gone);

        List<JsonElement> stays = [];
        await Poll.UntilAsync(
            async () => (stays = await AttendanceAsync(auditor, scene.VisitId)) is { Count: 2 } && stays.Any(s => s.TryGetProperty("to", out _)), "both came and one left");
        var left = Assert.Single(stays, s => s.GetProperty("role").GetString() == "Patient");
        var there = Assert.Single(stays, s => s.GetProperty("role").GetString() == "Clinician");
        Assert.True(left.GetProperty("from").GetDateTimeOffset() <= left.GetProperty("to").GetDateTimeOffset());
        Assert.Equal((0, false), (left.GetProperty("minutes").GetInt64(), left.GetProperty("reconciled").GetBoolean()));
        Assert.False(left.TryGetProperty("name", out _));
        Assert.Equal("Ada Test", there.GetProperty("name").GetString());
        Assert.False(there.TryGetProperty("to", out _) || there.TryGetProperty("minutes", out _));

        var log = await auditor.GetAsync($"/api/audit/records?code=AttendanceStarted&visitId={scene.VisitId}");
        Assert.All(log.GetProperty("items").EnumerateArray(), r => Assert.Contains("came into the video room at", r.GetProperty("text").GetString(), StringComparison.Ordinal));
    }

    private static async Task<List<JsonElement>> AttendanceAsync(ClinicClient auditor, string visit) =>
        [.. (await auditor.GetAsync($"/api/audit/visits/{visit}/timeline")).GetProperty("attendance").EnumerateArray()];
}
