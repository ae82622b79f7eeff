using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Tests.Visits;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Consent;

public sealed class WithdrawalTests
{
    private static readonly InvitedParticipant InvitedGuardian = new(Guardian, ParticipantRole.Guardian, null, "Gil");

    [Fact]
    public void Who_takes_consent_back_in_the_waiting_room_cannot_be_admitted()
    {
        var scene = Scene.Waiting();
        scene.Do(ThePatient, new WithdrawConsent()).Did<ConsentWithdrawn>();
        Assert.Equal(VisitPhase.Waiting, scene.Visit.Phase);
        Assert.True(scene.Visit.Alerted(VisitAlert.ConsentWithdrawn));

        scene.Do(DrAda, Claim(AdaIn)).Refused(RefusalCode.LicensureHold);
        Assert.Contains(ReasonCode.ConsentMissing, scene.Last.Reasons());
    }

    [Fact]
    public void A_claim_that_was_made_before_admits_nobody_after()
    {
        var scene = Scene.Waiting();
        scene.Do(DrAda, Claim(AdaIn)).Did<PatientClaimed>();
        scene.Do(ThePatient, new WithdrawConsent()).Did<ConsentWithdrawn>();
        scene.Do(DrAda, new AdmitPatient("RM1", false)).Refused(RefusalCode.LicensureHold);
        Assert.Null(scene.Visit.StartedAt);
    }

    [Fact]
    public void A_running_call_goes_on_its_staff_hear_of_it_and_no_grant_follows()
    {
        var scene = Scene.InProgress();
        scene.Do(ThePatient, new WithdrawConsent()).Did<AlertRaised>();
        Assert.Equal(VisitPhase.InProgress, scene.Visit.Phase);
        Assert.Contains(scene.Last.Entries, e => e is EvaluationEntry { Decision.Verdict: not Verdict.Allow });

        scene.Do(ThePatient, new GetRoomGrant()).Refused(RefusalCode.LicensureHold);
        scene.Do(DrAda, new GetRoomGrant()).Refused(RefusalCode.LicensureHold);
        Assert.Null(scene.Last.Grant);
    }

    [Fact]
    public void Consent_that_is_given_again_lets_the_visit_go_on()
    {
        var scene = Scene.InProgress();
        scene.Do(ThePatient, new WithdrawConsent());
        scene.Do(ThePatient, GoodCheckIn).Did<ConsentGiven>();
        Assert.False(scene.Visit.Alerted(VisitAlert.ConsentWithdrawn));
        Assert.NotNull(scene.Do(ThePatient, new GetRoomGrant()).Grant);
    }

    [Fact]
    public void Staff_record_it_for_the_patient_and_for_a_guardian()
    {
        var scene = Scene.Waiting(InvitedGuardian);
        scene.Do(FrontDesk, new WithdrawConsent()).Did<ConsentWithdrawn>();
        Assert.Equal(Patient, scene.Last.Events.OfType<ConsentWithdrawn>().Single().ParticipantId);

        var minor = WithGuardiansConsent();
        minor.Do(DrAda, new WithdrawConsent(Guardian)).Did<ConsentWithdrawn>();
        Assert.Null(minor.Visit.MinorBasis);
    }

    [Fact]
    public void What_a_guardian_takes_back_takes_the_minors_basis_with_it()
    {
        var scene = WithGuardiansConsent();
        scene.Admit(DrAda, AdaIn).Did<PatientAdmitted>();
        scene.Do(TheGuardian, new WithdrawConsent()).Did<AlertRaised>();

        Assert.Null(scene.Visit.MinorBasis);
        Assert.NotNull(scene.Visit.Patient!.Consent);
        scene.Do(ThePatient, new GetRoomGrant()).Refused(RefusalCode.LicensureHold);
        Assert.Contains(ReasonCode.GuardianConsentRequired, scene.Last.Reasons());
    }

    [Fact]
    public void A_word_of_a_guardian_that_the_clinician_recorded_can_be_taken_back_by_one()
    {
        var scene = Scene.Waiting(InvitedGuardian);
        scene.Born(2015, 1, 1);
        scene.Do(DrAda, new RecordMinorBasis(MinorBasis.GuardianConsented)).Did<MinorBasisRecorded>();
        scene.Do(TheGuardian, new WithdrawConsent()).Did<ConsentWithdrawn>();
        Assert.Null(scene.Visit.MinorBasis);
    }

    [Fact]
    public void Nothing_is_taken_back_that_was_never_given_and_nothing_twice()
    {
        Scene.Identified().Do(ThePatient, new WithdrawConsent()).Refused(RefusalCode.CheckInIncomplete);
        var scene = Scene.Waiting(InvitedGuardian);
        scene.Do(TheGuardian, new WithdrawConsent()).Refused(RefusalCode.CheckInIncomplete);
        scene.Do(FrontDesk, new WithdrawConsent(AdaIn)).Refused(RefusalCode.Invalid);
        scene.Do(ThePatient, new WithdrawConsent()).Did<ConsentWithdrawn>();
        scene.Do(ThePatient, new WithdrawConsent()).Refused(RefusalCode.CheckInIncomplete);
    }

    [Fact]
    public void A_closed_visit_keeps_its_consent() => Scene.Completed().Do(ThePatient, new WithdrawConsent()).Refused(RefusalCode.WrongPhase);

    [Fact]
    public void A_visit_that_goes_on_from_one_whose_consent_was_taken_back_asks_for_it_anew()
    {
        var scene = Scene.InProgress();
        scene.Do(ThePatient, new WithdrawConsent());
        scene.Do(DrAda, new EndVisit(Disposition.PatientLeft, null));
        Assert.Null(scene.Visit.Patient!.Consent);
    }

    private static Scene WithGuardiansConsent()
    {
        var scene = Scene.Waiting(InvitedGuardian);
        scene.Born(2015, 1, 1);
        scene.Do(TheGuardian, new IdentifyParticipant(Guardian, IdentityMethod.GuestName, false));
        scene.Do(TheGuardian, new ConsentAsGuardian(GoodConsent)).Did<MinorBasisRecorded>();
        return scene;
    }
}
