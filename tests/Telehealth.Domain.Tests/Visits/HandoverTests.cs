using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Visits;

public class HandoverTests
{
    [Fact]
    public void Resume_asks_the_gate_as_a_continuation_and_after_half_an_hour_as_a_start()
    {
        var scene = Scene.OnHold();
        scene.Pass(29, 59).Do(DrAda, new ResumeVisit()).Did<VisitResumed>();
        Assert.Equal(DecisionBasis.Continuation, scene.Last.Evaluation!.Basis);

        var longer = Scene.OnHold();
        longer.Pass(30).Do(DrAda, new ResumeVisit()).Refused(RefusalCode.LicensureHold);
        Assert.Contains(ReasonCode.AttestationStale, longer.Last.Reasons());
        Assert.Equal(VisitPhase.OnHold, longer.Visit.Phase);
        longer.Do(ThePatient, new ReaffirmLocation(StatedBy.Patient));
        longer.Do(DrAda, new ResumeVisit()).Did<VisitResumed>();
        Assert.Equal(VisitPhase.InProgress, longer.Visit.Phase);
    }

    [Fact]
    public void Resume_out_of_licence_is_refused()
    {
        var scene = Scene.OnHold();
        scene.Do(ThePatient, new UpdateLocation(In("NV"), StatedBy.Patient)).Refused(RefusalCode.LicensureDenied);
        scene.Do(DrAda, new ResumeVisit()).Refused(RefusalCode.LicensureDenied);
        Assert.Equal(VisitPhase.OnHold, scene.Visit.Phase);
    }

    [Fact]
    public void A_transfer_completes_when_the_receiver_accepts_and_the_sender_is_responsible_until_then()
    {
        var scene = Scene.InProgress();
        scene.Do(DrAda, new TransferVisit(Ben, "knows the family")).Did<TransferOffered>();
        Assert.Equal((Ada, "knows the family"), (scene.Visit.ClinicianId, scene.Visit.Details.TransferNote));
        scene.Do(DrCyd, new AcceptTransfer(CydIn)).Refused(RefusalCode.NotFound);
        var before = scene.Visit;
        var accepted = scene.Do(DrBen, new AcceptTransfer(BenIn));
        accepted.Did<TransferAccepted>();
        accepted.Evaluated(Verdict.Allow);
        Assert.Equal((DecisionPurpose.Transfer, DecisionBasis.Start), (accepted.Evaluation!.Purpose, accepted.Evaluation.Basis));
        Assert.Equal(Ben, scene.Visit.ClinicianId);
        Assert.Contains(new RemoveFromRoom(before.Room!, AdaIn), VisitEffects.Of(before, accepted.Events, scene.Visit));
        Assert.NotNull(scene.Do(DrBen, new GetRoomGrant()).Grant);
        scene.Do(DrAda, new GetRoomGrant()).Refused(RefusalCode.NotFound);
        scene.Do(DrAda, new EndVisit(Disposition.Completed, null)).Refused(RefusalCode.NotFound);
    }

    [Fact]
    public void A_transfer_to_someone_without_authority_is_refused_at_once()
    {
        Scene.InProgress().Do(DrAda, new TransferVisit(Cyd, null)).Refused(RefusalCode.LicensureDenied);
    }

    [Fact]
    public void The_receiver_passes_the_gate_as_a_start()
    {
        var scene = Scene.InProgress();
        scene.Pass(40).Do(DrAda, new TransferVisit(Ben, null)).Did<TransferOffered>();
        scene.Do(DrBen, new AcceptTransfer(BenIn)).Refused(RefusalCode.LicensureHold);
        Assert.Equal(Ada, scene.Visit.ClinicianId);
        scene.Do(ThePatient, new ReaffirmLocation(StatedBy.Patient));
        scene.Do(DrBen, new AcceptTransfer(BenIn)).Did<TransferAccepted>();
    }

    [Fact]
    public void A_transfer_can_be_declined_or_taken_back()
    {
        var scene = Scene.InProgress();
        scene.Do(DrAda, new TransferVisit(Ben, null));
        scene.Do(DrBen, new DeclineTransfer()).Did<TransferWithdrawn>();
        Assert.Null(scene.Visit.Transfer);
        scene.Do(DrAda, new TransferVisit(Ben, null));
        scene.Do(DrAda, new DeclineTransfer()).Did<TransferWithdrawn>();
        scene.Do(DrBen, new AcceptTransfer(BenIn)).Refused(RefusalCode.NotFound);
    }

    [Fact]
    public void Another_authorised_clinician_takes_over_when_the_visits_is_absent_for_two_minutes()
    {
        var scene = Scene.InProgress();
        scene.Do(DrBen, new TakeOver(BenIn)).Refused(RefusalCode.NotAllowed);
        scene.Gone(AdaIn);
        scene.Pass(1, 59).Do(DrBen, new TakeOver(BenIn)).Refused(RefusalCode.NotAllowed);
        scene.Pass(0, 1);
        scene.Do(DrCyd, new TakeOver(CydIn)).Refused(RefusalCode.LicensureDenied);
        scene.Do(DrBen, new TakeOver(BenIn)).Did<VisitTakenOver>();
        Assert.Equal((Ben, VisitPhase.InProgress), (scene.Visit.ClinicianId, scene.Visit.Phase));
        Assert.Equal(ParticipantState.Removed, scene.Visit.Find(AdaIn)!.State);
    }

    [Fact]
    public void A_waiting_patient_of_an_absent_clinician_can_be_taken_over_after_the_start_and_is_then_admitted_through_the_gate()
    {
        var scene = Scene.Waiting();
        scene.Do(DrBen, new TakeOver(BenIn)).Refused(RefusalCode.NotAllowed);
        scene.Now = Start + Duration.FromMinutes(2);
        scene.Do(DrBen, new TakeOver(BenIn)).Did<VisitTakenOver>();
        Assert.Equal(VisitPhase.Waiting, scene.Visit.Phase);
        scene.Admit(DrBen, BenIn).Did<PatientAdmitted>();
    }

    [Fact]
    public void Presence_forgotten_at_a_restart_counts_as_seen_then()
    {
        var scene = Scene.InProgress();
        scene.Pass(30);
        scene.Facts = scene.Facts with { Presence = PresenceFacts.Nobody with { ForgottenBefore = scene.Now } };
        scene.Pass(1).Do(DrBen, new TakeOver(BenIn)).Refused(RefusalCode.NotAllowed);
    }

    [Fact]
    public void The_front_desk_reassigns_before_the_start_and_a_claim_falls()
    {
        var scene = Scene.Waiting();
        scene.Do(DrAda, Claim(AdaIn));
        scene.Do(FrontDesk, new ReassignVisit(Ben, BenIn)).Did<VisitReassigned>();
        Assert.Equal((Ben, null), (scene.Visit.ClinicianId, scene.Visit.Claim));
        scene.Do(DrAda, new AdmitPatient(null, false)).Refused(RefusalCode.NotAllowed);
        scene.Do(FrontDesk, new ReassignVisit(Ada, AdaIn)).Did<VisitReassigned>();
        scene.Admit(DrAda, AdaIn).Did<PatientAdmitted>();
        scene.Do(FrontDesk, new ReassignVisit(Ben, BenIn)).Refused(RefusalCode.WrongPhase);
    }

    [Fact]
    public void A_visit_that_goes_on_by_phone_keeps_its_phase_and_a_stated_time_is_marked()
    {
        var scene = Scene.InProgress();
        scene.Pass(10).Do(DrAda, new ChangeModality(Modality.Phone, Start + Duration.FromMinutes(5)));
        Assert.Equal(Start + Duration.FromMinutes(5), scene.Last.Events.OfType<ModalityChanged>().Single().StatedAt);
        Assert.Equal((VisitPhase.InProgress, Modality.Phone), (scene.Visit.Phase, scene.Visit.Modality));
        scene.Do(DrAda, new ChangeModality(Modality.Video, scene.Now + Duration.FromMinutes(1))).Refused(RefusalCode.Invalid);
    }

    [Fact]
    public void Holding_the_visit_puts_everybody_but_the_clinician_out_of_the_room()
    {
        var scene = Scene.InProgress();
        var before = scene.Visit;
        var held = scene.Do(DrAda, new HoldVisit());
        Assert.Equal(new RemoveFromRoom(before.Room!, Patient), Assert.Single(VisitEffects.Of(before, held.Events, scene.Visit)));
    }

    [Fact]
    public void A_new_room_completes_the_old_one()
    {
        var scene = Scene.InProgress();
        var before = scene.Visit;
        var replaced = scene.Do(DrAda, new ReplaceRoom("peer", "room-2", null));
        Assert.Equal(new CompleteRoom(before.Room!), Assert.Single(VisitEffects.Of(before, replaced.Events, scene.Visit)));
        Assert.Equal("room-2", scene.Do(ThePatient, new GetRoomGrant()).Grant!.Room.Name);
    }

    [Fact]
    public void Revoking_an_authority_alerts_the_running_visit_without_cutting_it()
    {
        var scene = Scene.InProgress();
        scene.Licensed(Clinician(Ada));
        Assert.True(scene.Do(Actor.System, new ReevaluateLicensure()).Raised(VisitAlert.ContinuationDenied));
        scene.Last.Evaluated(Verdict.Deny);
        Assert.Equal(VisitPhase.InProgress, scene.Visit.Phase);
        Assert.Empty(scene.Do(Actor.System, new ReevaluateLicensure()).Events);
        scene.Licensed(Clinician(Ada, "UT"));
        scene.Do(Actor.System, new ReevaluateLicensure()).Did<AlertCleared>();
    }

    [Fact]
    public void Between_browsers_a_hold_leaves_nothing_to_do_outside()
    {
        var scene = Scene.InProgress();
        var before = scene.Visit with { Room = scene.Visit.Room! with { VideoProvider = "peer", VendorRoomId = null } };
        Assert.Empty(VisitEffects.Of(before, [new VisitHeld()], before.Apply(new VisitHeld(), scene.Now)));
    }

    [Fact]
    public void A_stale_place_cannot_be_taken_over_until_the_patient_confirms_it()
    {
        var scene = Scene.Waiting();
        scene.Now = Start + Duration.FromMinutes(40);
        scene.Do(DrBen, new TakeOver(BenIn)).Refused(RefusalCode.LicensureHold);
        Assert.NotEqual(BenIn, scene.Visit.Clinician?.Id);
    }
}
