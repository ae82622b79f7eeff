using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Visits;

public class AdmissionTests
{
    [Fact]
    public void Admit_claims_passes_the_gate_and_grants_the_clinician()
    {
        var scene = Scene.Waiting();
        scene.Now = Start;
        scene.Here(Patient, AdaIn);
        scene.Do(DrAda, Claim(AdaIn)).Did<PatientClaimed>();
        Assert.Equal(VisitPhase.Waiting, scene.Visit.Phase);

        var admit = scene.Do(DrAda, new AdmitPatient("RM1", false));

        admit.Did<PatientAdmitted>();
        admit.Evaluated(Verdict.Allow);
        Assert.IsType<EvaluationEntry>(admit.Entries[0]);
        Assert.Equal(AdaIn, admit.Grant!.ParticipantId);
        Assert.Equal("RM1", admit.Grant.Room.VendorRoomId);
        Assert.Equal(VisitPhase.InProgress, scene.Visit.Phase);
        Assert.Null(scene.Visit.Claim);
        Assert.All([Patient, AdaIn], p => Assert.Equal(ParticipantState.Admitted, scene.Visit.Find(p)!.State));
    }

    [Fact]
    public void Two_clinicians_cannot_take_the_same_patient()
    {
        var scene = Scene.UnassignedWaiting();
        scene.Do(DrAda, Claim(AdaIn)).Did<PatientClaimed>();
        scene.Do(DrBen, Claim(BenIn)).Refused(RefusalCode.AlreadyClaimed);
        scene.Do(DrAda, new AdmitPatient(null, false)).Did<PatientAdmitted>();
        scene.Do(DrBen, Claim(BenIn)).Refused(RefusalCode.AlreadyClaimed);
        Assert.Equal(Ada, scene.Visit.ClinicianId);
    }

    [Fact]
    public void A_claim_lasts_two_minutes_and_then_another_may_take_the_patient()
    {
        var scene = Scene.UnassignedWaiting();
        scene.Do(DrAda, Claim(AdaIn));
        scene.Pass(2);
        scene.Do(DrAda, new AdmitPatient(null, true)).Refused(RefusalCode.WrongPhase);
        scene.Do(DrBen, Claim(BenIn)).Did<PatientClaimed>();
        Assert.Contains(scene.Last.Events, e => e is ClaimReleased { ClinicianId: var who, Reason: ClaimReleaseReason.Expired } && who == Ada);
        Assert.Equal(Ben, scene.Visit.Claim!.ClinicianId);
    }

    [Fact]
    public void Claiming_again_keeps_the_rooms_name()
    {
        var scene = Scene.Waiting();
        scene.Do(DrAda, Claim(AdaIn));
        scene.Do(DrAda, new ClaimPatient("peer", "another-name", AdaIn, false)).Did<PatientClaimed>();
        Assert.Equal("room-" + AdaIn, scene.Visit.Room!.Name);
    }

    [Fact]
    public void A_claim_given_back_leaves_the_patient_in_line()
    {
        var scene = Scene.UnassignedWaiting();
        scene.Do(DrAda, Claim(AdaIn));
        scene.Do(DrBen, new ReleasePatient()).Refused(RefusalCode.AlreadyClaimed);
        scene.Do(DrAda, new ReleasePatient()).Did<ClaimReleased>();
        Assert.Equal(VisitPhase.Waiting, scene.Visit.Phase);
        scene.Do(DrBen, Claim(BenIn)).Did<PatientClaimed>();
    }

    [Fact]
    public void Another_clinicians_patient_cannot_be_claimed()
    {
        Scene.Waiting().Do(DrBen, Claim(BenIn)).Refused(RefusalCode.NotAllowed);
    }

    [Fact]
    public void A_clinician_without_authority_cannot_admit_and_the_refusal_is_recorded_with_its_evidence()
    {
        var scene = Scene.UnassignedWaiting();
        var answer = scene.Do(DrCyd, Claim(CydIn));
        answer.Refused(RefusalCode.LicensureDenied);
        Assert.Contains(ReasonCode.NoAuthorityInState, answer.Reasons());
        Assert.Equal("ClaimPatientRefused", answer.Entries.OfType<RefusalEntry>().Single().Command);
        Assert.NotNull(answer.Refusal!.Decision);
        Assert.Null(scene.Visit.Claim);
        Assert.Empty(answer.Events);
    }

    [Fact]
    public void Authority_lost_between_claim_and_admit_refuses_and_frees_the_patient()
    {
        var scene = Scene.UnassignedWaiting();
        scene.Do(DrBen, Claim(BenIn));
        scene.Licensed(Clinician(Ben) with { Authorities = [License(Ben, "UT", 1), License(Ben, "UT", 2, BoardStatus.Revoked)] });
        scene.Do(DrBen, new AdmitPatient(null, false)).Refused(RefusalCode.LicensureDenied);
        Assert.Contains(scene.Last.Events, e => e is ClaimReleased { Reason: ClaimReleaseReason.Refused });
        Assert.Equal(VisitPhase.Waiting, scene.Visit.Phase);
    }

    [Fact]
    public void Authority_must_hold_on_the_local_date_of_the_expected_end_too()
    {
        var scene = Scene.Waiting();
        scene.Licensed(Clinician(Ada) with { Authorities = [License(Ada, "UT", 1, expires: new(2026, 11, 23))] });
        scene.Now = Instant.FromUtc(2026, 11, 24, 6, 30); // 23:30 in Utah, so the 50 minutes end on the 24th
        scene.Do(ThePatient, new ReaffirmLocation(StatedBy.Patient));
        scene.Admit(DrAda, AdaIn, anyway: true).Refused(RefusalCode.LicensureDenied);
        Assert.Contains(ReasonCode.AuthorityExpiresDuringVisit, scene.Last.Reasons());
    }

    [Fact]
    public void A_stale_place_turns_an_admit_into_a_request_that_completes_on_the_patients_word()
    {
        var scene = Scene.Waiting();
        scene.Pass(31);
        scene.Here(Patient, AdaIn);
        var asked = scene.Do(DrAda, Claim(AdaIn));
        asked.Did<AdmitRequested>();
        asked.Evaluated(Verdict.Hold);
        Assert.Equal(scene.Now + Duration.FromMinutes(2), scene.Visit.AdmitRequestedUntil);
        Assert.Null(AdmitRequests.ReadyToComplete(scene.Visit, scene.Facts, scene.Now));

        scene.Pass(1);
        scene.Do(ThePatient, new ReaffirmLocation(StatedBy.Patient)).Did<LocationReaffirmed>();
        Assert.Equal(VisitPhase.Waiting, scene.Visit.Phase);
        Assert.Equal(Ada, AdmitRequests.ReadyToComplete(scene.Visit, scene.Facts, scene.Now));
        scene.Do(DrAda, new AdmitPatient(null, true)).Did<PatientAdmitted>();
    }

    [Fact]
    public void An_admit_request_lapses_after_two_minutes_with_its_claim()
    {
        var scene = Scene.Waiting();
        scene.Pass(31);
        scene.Here(Patient);
        scene.Do(DrAda, Claim(AdaIn)).Did<AdmitRequested>();
        scene.Pass(2);
        Assert.Null(AdmitRequests.ReadyToComplete(scene.Visit, scene.Facts, scene.Now));
        Assert.Contains(scene.Tick().Events, e => e is ClaimReleased { Reason: ClaimReleaseReason.AdmitRequestLapsed });
        Assert.Null(scene.Visit.AdmitRequestedUntil);
    }

    [Fact]
    public void A_hold_that_the_patient_cannot_lift_is_refused()
    {
        var scene = Scene.Waiting();
        scene.Born(2012, 1, 1);
        scene.Do(DrAda, Claim(AdaIn)).Refused(RefusalCode.LicensureHold);
        Assert.Contains(ReasonCode.GuardianConsentRequired, scene.Last.Reasons());
    }

    [Fact]
    public void Not_sure_of_the_state_waits_but_is_not_admitted()
    {
        var scene = Scene.Identified();
        scene.Here(Patient);
        scene.Do(ThePatient, GoodCheckIn with { Location = In(null) }).Did<ParticipantCheckedIn>();
        Assert.Equal(VisitPhase.Waiting, scene.Visit.Phase);
        scene.Do(DrAda, Claim(AdaIn)).Did<AdmitRequested>();
        scene.Do(ThePatient, new UpdateLocation(In("UT"), StatedBy.Patient));
        Assert.Equal(Ada, AdmitRequests.ReadyToComplete(scene.Visit, scene.Facts, scene.Now));
    }

    [Fact]
    public void An_away_patient_is_admitted_only_anyway()
    {
        var scene = Scene.Waiting();
        scene.Gone(Patient);
        scene.Pass(1, 59);
        scene.Do(DrAda, Claim(AdaIn)).Did<PatientClaimed>();
        scene.Do(DrAda, new ReleasePatient());
        scene.Pass(0, 1);
        scene.Do(DrAda, Claim(AdaIn)).Refused(RefusalCode.PatientAway);
        scene.Last.Evaluated(Verdict.Allow);
        scene.Admit(DrAda, AdaIn, anyway: true).Did<PatientAdmitted>();
    }

    [Fact]
    public void A_patient_who_never_connected_after_their_check_in_is_away_after_the_limit()
    {
        var scene = Scene.Identified();
        scene.Do(ThePatient, GoodCheckIn).Did<ParticipantCheckedIn>();
        scene.Pass(1, 59);
        scene.Do(DrAda, Claim(AdaIn)).Did<PatientClaimed>();
        scene.Do(DrAda, new ReleasePatient());
        scene.Pass(0, 1);
        scene.Do(DrAda, Claim(AdaIn)).Refused(RefusalCode.PatientAway);
    }

    [Fact]
    public void A_patient_checked_in_by_phone_is_away_at_once_until_they_connect()
    {
        var scene = Scene.Scheduled();
        scene.Do(FrontDesk, GoodCheckIn with { StatedBy = StatedBy.ByStaff }).Did<ParticipantCheckedIn>();
        scene.Do(DrAda, Claim(AdaIn)).Refused(RefusalCode.PatientAway);
        scene.Do(DrAda, Claim(AdaIn, anyway: true)).Did<PatientClaimed>();
        scene.Do(DrAda, new ReleasePatient());
        scene.Here(Patient);
        scene.Do(DrAda, Claim(AdaIn)).Did<PatientClaimed>();
    }

    [Fact]
    public void Whoever_is_unknown_after_a_restart_is_not_away_before_the_limit()
    {
        var scene = Scene.Scheduled();
        scene.Do(FrontDesk, GoodCheckIn with { StatedBy = StatedBy.ByStaff }).Did<ParticipantCheckedIn>();
        scene.Pass(10);
        scene.Facts = scene.Facts with { Presence = PresenceFacts.Nobody with { ForgottenBefore = scene.Now } };
        scene.Do(DrAda, Claim(AdaIn)).Did<PatientClaimed>();
        scene.Do(DrAda, new ReleasePatient());
        scene.Pass(2);
        scene.Do(DrAda, Claim(AdaIn)).Refused(RefusalCode.PatientAway);
    }

    [Fact]
    public void A_clinician_in_another_visit_holds_it_first_or_confirms()
    {
        var scene = Scene.Waiting();
        scene.Busy(Ada);
        scene.Do(DrAda, Claim(AdaIn)).Refused(RefusalCode.ClinicianBusy);
        scene.Admit(DrAda, AdaIn, anyway: true).Did<PatientAdmitted>();
    }

    [Fact]
    public void Admit_warns_when_the_interpreter_has_not_joined()
    {
        var scene = Scene.Waiting(new InvitedParticipant(Interpreter, ParticipantRole.Interpreter, null, "Ana"));
        Assert.True(scene.Admit(DrAda, AdaIn).Raised(VisitAlert.InterpreterMissing));
        scene.Do(TheInterpreter, new IdentifyParticipant(Interpreter, IdentityMethod.GuestName, false));
        scene.Do(TheInterpreter, new CheckInGuest(Interpreter, GoodDevice));
        Assert.False(scene.Visit.Alerted(VisitAlert.InterpreterMissing));
    }

    [Fact]
    public void Expected_end_is_the_later_of_planned_end_and_admit_plus_planned_duration()
    {
        var early = Scene.Waiting();
        early.Admit(DrAda, AdaIn);
        Assert.Equal(Start + Duration.FromMinutes(50), early.Visit.ExpectedEnd);

        var late = Scene.Waiting();
        late.Now = Start;
        late.Do(ThePatient, new ReaffirmLocation(StatedBy.Patient));
        late.Pass(17);
        late.Admit(DrAda, AdaIn, anyway: true);
        Assert.Equal(late.Now + Duration.FromMinutes(50), late.Visit.ExpectedEnd);
    }
}
