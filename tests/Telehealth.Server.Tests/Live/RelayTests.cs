namespace Telehealth.Server.Tests.Live;

public sealed class RelayTests
{
    [Fact]
    public async Task Signals_pass_between_the_two_who_are_admitted_and_stop_at_once_on_hold()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, clinician) = await scene.WaitingAsync();
        var early = await patient.CallAsync("RelaySignal", Signal(scene, scene.Visit.PatientParticipantId));
        Assert.Equal("WRONG_PHASE", Scene.CodeOf(early));

        var admitted = await clinician.DoAsync("AdmitPatient", scene.Command());
        var clinicianPerson = admitted.GetProperty("grant").GetProperty("identity").GetString()!;
        Assert.Equal("NOT_ALLOWED", Scene.CodeOf(await patient.CallAsync("RelaySignal", Signal(scene, clinicianPerson))));
        await patient.DoAsync("GetRoomGrant", new { visitId = scene.VisitId });
        await patient.DoAsync("RelaySignal", Signal(scene, clinicianPerson));
        var heard = await Scene.HeardAsync(clinician, "SignalRelayed");
        Assert.Equal(scene.Visit.PatientParticipantId, heard.GetProperty("fromParticipantId").GetString());
        Assert.Equal("hello", heard.GetProperty("payload").GetProperty("kind").GetString());

        await clinician.DoAsync("HoldVisit", scene.Command());
        Assert.Equal("WRONG_PHASE", Scene.CodeOf(await patient.CallAsync("RelaySignal", Signal(scene, clinicianPerson))));
        await clinician.DoAsync("ResumeVisit", scene.Command());
        Assert.Equal("NOT_ALLOWED", Scene.CodeOf(await patient.CallAsync("RelaySignal", Signal(scene, clinicianPerson))));
    }

    [Fact]
    public async Task A_signal_over_16_KiB_is_too_large()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, _) = await scene.PatientAsync();
        var answer = await patient.CallAsync("RelaySignal", new { visitId = scene.VisitId, toParticipantId = Guid.NewGuid(), payload = new { sdp = new string('x', 17_000) } });
        Assert.Equal("TOO_LARGE", Scene.CodeOf(answer));
    }

    private static object Signal(Scene scene, string to) => new { visitId = scene.VisitId, toParticipantId = to, payload = new { kind = "hello" } };
}
