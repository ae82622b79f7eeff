using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Visits;

/// <summary>The clinic's own video provider is away.</summary>
public class FallbackRuleTests
{
    private static readonly ClaimPatient OverPeer = new("peer", "other-room", AdaIn, false) { Fallback = true };

    [Fact]
    public void Going_on_over_another_provider_swaps_the_claimed_room_and_ends_the_one_that_was_perhaps_made()
    {
        var scene = Claimed();
        Wanted(scene);
        var before = scene.Visit;

        var claimed = scene.Do(DrAda, OverPeer);

        Assert.Equal(new VisitRoom("peer", "other-room", null), scene.Visit.Room);
        Assert.Equal(new CompleteRoom(before.Room!), Assert.Single(VisitEffects.Of(before, claimed.Events, scene.Visit)));
        scene.Do(DrAda, new AdmitPatient(null, false) { RoomName = "other-room" }).Did<PatientAdmitted>();
    }

    [Fact]
    public void A_room_that_comes_late_is_not_admitted_to()
    {
        var scene = Claimed();
        Wanted(scene);
        var first = scene.Visit.Room!.Name;
        scene.Do(DrAda, OverPeer);

        scene.Do(DrAda, new AdmitPatient("RM1", false) { RoomName = first }).Refused(RefusalCode.WrongPhase);
        Assert.Null(scene.Visit.Room!.VendorRoomId);
    }

    [Fact]
    public void Where_the_clinic_does_not_want_it_nothing_is_swapped()
    {
        var scene = Claimed();
        var room = scene.Visit.Room;
        scene.Do(DrAda, OverPeer).Refused(RefusalCode.NotAllowed);
        Assert.Contains(scene.Last.Entries, e => e is RefusalEntry { Command: "ClaimPatientRefused" });
        Assert.Equal(room, scene.Visit.Room);
    }

    [Fact]
    public void Only_the_provider_that_the_clinic_named_may_be_turned_to()
    {
        var scene = Scene.InProgress();
        Wanted(scene);
        scene.Do(DrAda, new ReplaceRoom("twilio", "room-2", null) { Fallback = true }).Refused(RefusalCode.NotAllowed);
        scene.Do(DrAda, new ReplaceRoom("peer", "room-2", null) { Fallback = true }).Did<VisitRoomReplaced>();
    }

    [Fact]
    public void A_room_is_replaced_once_whoever_noticed()
    {
        var scene = Scene.OnHold();
        var ended = scene.Visit.Room!.Name;
        scene.Do(Actor.System, new ReplaceRoom("twilio", "room-2", "RM2") { Replaces = ended }).Did<VisitRoomReplaced>();
        Assert.Empty(scene.Do(Actor.System, new ReplaceRoom("twilio", "room-3", "RM3") { Replaces = ended }).Entries);
        Assert.Equal("RM2", scene.Visit.Room!.VendorRoomId);
        Assert.Equal(VisitPhase.OnHold, scene.Visit.Phase);
    }

    private static Scene Claimed()
    {
        var scene = Scene.Waiting();
        scene.Now = Start;
        scene.Here(Patient, AdaIn);
        scene.Do(DrAda, new ClaimPatient("twilio", "first-room", AdaIn, false)).Did<PatientClaimed>();
        return scene;
    }

    private static void Wanted(Scene scene) => scene.Facts = scene.Facts with { Clinic = scene.Facts.Clinic with { VideoFallback = "peer" } };
}
