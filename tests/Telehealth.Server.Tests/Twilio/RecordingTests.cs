using Telehealth.Server.Twilio;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>No visit is recorded and none is transcribed, whatever the account's own defaults are.</summary>
public sealed class RecordingTests
{
    [Fact]
    public async Task Every_room_is_asked_for_without_recording_and_without_transcription()
    {
        await using var scene = await VendorScene.SetAsync();
        var (_, clinician) = await scene.InProgressAsync();
        await clinician.DoAsync("ReplaceRoom", scene.Command());

        var asked = scene.Vendor.Requests.Where(IsCreate).ToList();

        Assert.Equal(2, asked.Count);
        Assert.All(asked, r =>
        {
            Assert.Equal(("false", "false"), (r.Form["RecordParticipantsOnConnect"], r.Form["TranscribeParticipantsOnConnect"]));
            Assert.DoesNotContain(r.Form.Keys, k => k is "RecordingRules" or "TranscriptionsConfiguration");
        });
    }

    [Fact]
    public void No_setting_can_switch_them_on() => Assert.DoesNotContain(
        new[] { typeof(TwilioOptions), typeof(TwilioRoomOptions), typeof(TwilioReconcileOptions) }.SelectMany(t => t.GetProperties()),
        p => p.Name.Contains("Record", StringComparison.OrdinalIgnoreCase) || p.Name.Contains("Transcri", StringComparison.OrdinalIgnoreCase));

    private static bool IsCreate(SeenRequest request) => request is { Method: "POST", Path: "/v1/Rooms" };
}
