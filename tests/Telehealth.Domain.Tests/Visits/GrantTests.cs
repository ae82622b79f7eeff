using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Visits;

public class GrantTests
{
    private static readonly InvitedParticipant InvitedInterpreter = new(Interpreter, ParticipantRole.Interpreter, null, "Ana");
    private static readonly ClinicianFacts AdaRevoked = Clinician(Ada) with { Authorities = [License(Ada, "UT", 1), License(Ada, "UT", 3, BoardStatus.Revoked)] };

    [Fact]
    public void There_is_no_grant_before_admission()
    {
        Scene.Scheduled().Do(DrAda, new GetRoomGrant()).Refused(RefusalCode.WrongPhase);
        Scene.Waiting().Do(ThePatient, new GetRoomGrant()).Refused(RefusalCode.WrongPhase);
        var claimed = Scene.Waiting();
        claimed.Do(DrAda, Claim(AdaIn));
        claimed.Do(ThePatient, new GetRoomGrant()).Refused(RefusalCode.WrongPhase);
    }

    [Fact]
    public void There_is_no_grant_on_hold_and_none_after_the_end()
    {
        Scene.OnHold().Do(ThePatient, new GetRoomGrant()).Refused(RefusalCode.WrongPhase);
        Scene.Completed().Do(ThePatient, new GetRoomGrant()).Refused(RefusalCode.WrongPhase);
    }

    [Fact]
    public void An_admitted_patient_gets_a_grant_decided_as_a_continuation()
    {
        var grant = Scene.InProgress().Do(ThePatient, new GetRoomGrant());
        Assert.Null(grant.Refusal);
        grant.Evaluated(Verdict.Allow);
        Assert.Equal(DecisionBasis.Continuation, grant.Evaluation!.Basis);
        Assert.Equal((Patient, GrantBasis.Continuation), (grant.Grant!.ParticipantId, grant.Grant.Basis));
        Assert.Empty(grant.Events);
    }

    [Fact]
    public void A_grant_lasts_to_an_hour_after_the_expected_end_and_at_least_ninety_minutes()
    {
        var scene = Scene.InProgress();
        Assert.Equal(Start + Duration.FromMinutes(110), scene.Do(ThePatient, new GetRoomGrant()).Grant!.ExpiresAt);
        scene.Pass(45);
        Assert.Equal(scene.Now + Duration.FromMinutes(90), scene.Do(ThePatient, new GetRoomGrant()).Grant!.ExpiresAt);
    }

    [Fact]
    public void The_age_of_the_place_alone_never_blocks_a_continuation()
    {
        var scene = Scene.InProgress();
        scene.Pass(120);
        Assert.NotNull(scene.Do(ThePatient, new GetRoomGrant()).Grant);
    }

    [Fact]
    public void After_local_midnight_the_place_is_asked_again()
    {
        var scene = Scene.InProgress();
        scene.Now = Instant.FromUtc(2026, 11, 24, 7, 0); // 00:00 in Utah
        scene.Do(ThePatient, new GetRoomGrant()).Refused(RefusalCode.LicensureHold);
        Assert.Contains(ReasonCode.AttestationStale, scene.Last.Reasons());
        scene.Do(ThePatient, new ReaffirmLocation(StatedBy.Patient)).Did<ContinuationRenewed>();
        scene.Pass(40);
        Assert.NotNull(scene.Do(ThePatient, new GetRoomGrant()).Grant);
    }

    [Fact]
    public void A_reported_move_to_another_licensed_state_goes_on_from_there()
    {
        var scene = Scene.InProgress();
        scene.Do(ThePatient, new UpdateLocation(In("ID"), StatedBy.Patient)).Did<ContinuationRenewed>();
        scene.Pass(40);
        Assert.Equal(GrantBasis.Continuation, scene.Do(ThePatient, new GetRoomGrant()).Grant!.Basis);
    }

    [Fact]
    public void A_reported_move_out_of_licence_cuts_nothing_grants_nothing_and_alerts()
    {
        var scene = Scene.InProgress();
        var moved = scene.Do(ThePatient, new UpdateLocation(In("CA"), StatedBy.Patient));
        moved.Refused(RefusalCode.LicensureDenied);
        Assert.Equal("CA", scene.Visit.Attestation!.State);
        Assert.True(moved.Raised(VisitAlert.ContinuationDenied));
        Assert.Equal(VisitPhase.InProgress, scene.Visit.Phase);
        Assert.Null(scene.Do(ThePatient, new GetRoomGrant()).Grant);
        scene.Last.Refused(RefusalCode.LicensureDenied);
        Assert.Null(scene.Do(DrAda, new GetRoomGrant()).Grant);
    }

    [Fact]
    public void A_revoked_authority_stops_the_next_grant()
    {
        var scene = Scene.InProgress();
        scene.Licensed(AdaRevoked);
        var answer = scene.Do(ThePatient, new GetRoomGrant());
        answer.Refused(RefusalCode.LicensureDenied);
        Assert.True(answer.Raised(VisitAlert.ContinuationDenied));
        Assert.False(scene.Do(ThePatient, new GetRoomGrant()).Raised(VisitAlert.ContinuationDenied));
    }

    [Fact]
    public void Safety_continuation_needs_the_policy_and_an_open_concern()
    {
        var scene = Scene.InProgress();
        scene.Licensed(AdaRevoked);
        scene.Do(DrAda, new RaiseSafetyConcern(Concern));
        scene.Do(ThePatient, new GetRoomGrant()).Refused(RefusalCode.LicensureDenied);

        scene.Policy = VisitPolicy.Default with { SafetyContinuationAllowed = true };
        var grant = scene.Do(ThePatient, new GetRoomGrant());
        grant.Did<SafetyContinuationUsed>();
        Assert.Equal((GrantBasis.SafetyContinuation, scene.Now + Duration.FromMinutes(30)), (grant.Grant!.Basis, grant.Grant.ExpiresAt));
        Assert.Contains(new WorkItem(WorkItemKind.SafetyContinuation), VisitEffects.Of(scene.Visit, grant.Events, scene.Visit));

        scene.Do(DrAda, new ResolveSafetyConcern(Concern, SafetyOutcome.Safe));
        scene.Do(ThePatient, new GetRoomGrant()).Refused(RefusalCode.LicensureDenied);
    }

    [Fact]
    public void Safety_continuation_is_for_the_same_two_people_only()
    {
        var scene = Scene.InProgress(InvitedInterpreter);
        Arrive(scene);
        scene.Do(DrAda, new AdmitParticipant(Interpreter));
        scene.Policy = VisitPolicy.Default with { SafetyContinuationAllowed = true };
        scene.Licensed(AdaRevoked);
        scene.Do(DrAda, new RaiseSafetyConcern(Concern));
        scene.Do(TheInterpreter, new GetRoomGrant()).Refused(RefusalCode.LicensureDenied);
        Assert.Equal(GrantBasis.SafetyContinuation, scene.Do(DrAda, new GetRoomGrant()).Grant!.Basis);
    }

    [Fact]
    public void A_guest_gets_a_grant_only_once_let_in()
    {
        var scene = Scene.InProgress(InvitedInterpreter);
        scene.Do(TheInterpreter, new GetRoomGrant()).Refused(RefusalCode.NotAllowed);
        scene.Do(DrAda, new AdmitParticipant(Interpreter)).Refused(RefusalCode.CheckInIncomplete);
        Arrive(scene);
        scene.Do(TheInterpreter, new GetRoomGrant()).Refused(RefusalCode.NotAllowed);
        scene.Do(DrAda, new AdmitParticipant(Interpreter)).Did<ParticipantAdmitted>();
        Assert.Equal(Interpreter, scene.Do(TheInterpreter, new GetRoomGrant()).Grant!.ParticipantId);
    }

    [Fact]
    public void An_interpreter_let_in_alone_waits_for_the_visit_to_start()
    {
        var scene = Scene.Waiting(InvitedInterpreter);
        Arrive(scene);
        scene.Do(DrAda, new AdmitParticipant(Interpreter)).Did<ParticipantAdmitted>();
        Assert.Equal(VisitPhase.Waiting, scene.Visit.Phase);
        scene.Do(TheInterpreter, new GetRoomGrant()).Refused(RefusalCode.WrongPhase);
        scene.Admit(DrAda, AdaIn);
        Assert.NotNull(scene.Do(TheInterpreter, new GetRoomGrant()).Grant);
    }

    [Fact]
    public void A_held_person_gets_no_grant_and_cannot_leave_to_come_back_in()
    {
        var scene = Scene.InProgress();
        scene.Do(DrAda, new HoldParticipant(Patient)).Did<ParticipantHeld>();
        Assert.Equal(VisitPhase.InProgress, scene.Visit.Phase);
        scene.Do(ThePatient, new GetRoomGrant()).Refused(RefusalCode.NotAllowed);
        scene.Do(ThePatient, new LeaveVisit()).Refused(RefusalCode.WrongPhase);
        scene.Do(DrAda, new AdmitParticipant(Patient)).Did<ParticipantAdmitted>();
        Assert.NotNull(scene.Do(ThePatient, new GetRoomGrant()).Grant);
    }

    [Fact]
    public void Hanging_up_is_not_finishing_and_a_grant_brings_back()
    {
        var scene = Scene.InProgress();
        scene.Do(ThePatient, new LeaveVisit()).Did<ParticipantLeft>();
        Assert.Equal(VisitPhase.InProgress, scene.Visit.Phase);
        scene.Do(ThePatient, new GetRoomGrant()).Did<ParticipantReturned>();
        Assert.Equal(ParticipantState.Admitted, scene.Visit.Patient!.State);
    }

    [Fact]
    public void A_removed_guest_is_out_and_their_link_revoked()
    {
        var scene = Scene.InProgress(InvitedInterpreter);
        Arrive(scene);
        scene.Do(DrAda, new AdmitParticipant(Interpreter));
        var before = scene.Visit;
        var removed = scene.Do(DrAda, new RemoveParticipant(Interpreter, "not needed"));
        removed.Did<ParticipantRemoved>();
        var effects = VisitEffects.Of(before, removed.Events, scene.Visit);
        Assert.Contains(new RevokeLink(Interpreter), effects);
        Assert.Contains(new EndSession(Interpreter), effects);
        Assert.Contains(new RemoveFromRoom(before.Room!, Interpreter), effects);
        scene.Do(TheInterpreter, new GetRoomGrant()).Refused(RefusalCode.NotAllowed);
    }

    [Fact]
    public void An_added_clinician_is_a_start_of_their_own()
    {
        var scene = Scene.InProgress();
        scene.Do(DrAda, new InviteParticipant(new(CydIn, ParticipantRole.Clinician, Cyd, null)));
        scene.Do(DrAda, new InviteParticipant(new(BenIn, ParticipantRole.Clinician, Ben, null)));
        scene.Do(DrAda, new AdmitParticipant(CydIn)).Refused(RefusalCode.LicensureDenied);
        scene.Do(DrAda, new AdmitParticipant(BenIn)).Did<ParticipantAdmitted>();
        Assert.Equal((Ben, DecisionBasis.Start), (scene.Last.Evaluation!.ClinicianId!.Value, scene.Last.Evaluation.Basis));
        scene.Pass(40);
        Assert.Equal(GrantBasis.Continuation, scene.Do(DrBen, new GetRoomGrant()).Grant!.Basis);
        scene.Do(DrCyd, new GetRoomGrant()).Refused(RefusalCode.NotAllowed);
    }

    [Fact]
    public void A_wrong_person_loses_the_way_in_and_the_right_one_starts_anew()
    {
        var scene = Scene.InProgress();
        var before = scene.Visit;
        var reported = scene.Do(DrAda, new ReportWrongPerson());
        var effects = VisitEffects.Of(before, reported.Events, scene.Visit);
        Assert.Contains(new EndSession(Patient), effects);
        Assert.Contains(new RevokeLink(Patient), effects);
        Assert.Equal(VisitPhase.InProgress, scene.Visit.Phase);
        scene.Do(ThePatient, new GetRoomGrant()).Refused(RefusalCode.LicensureHold);

        scene.Do(ThePatient, new IdentifyParticipant(Patient, IdentityMethod.BirthDate, false)).Did<ParticipantIdentified>();
        scene.Do(ThePatient, new GetRoomGrant()).Refused(RefusalCode.LicensureHold);
        scene.Do(ThePatient, GoodCheckIn).Did<ParticipantCheckedIn>();
        Assert.Equal(2, scene.Visit.Attestation!.Sequence);
        Assert.NotNull(scene.Do(ThePatient, new GetRoomGrant()).Grant);
    }

    private static void Arrive(Scene scene)
    {
        scene.Do(TheInterpreter, new IdentifyParticipant(Interpreter, IdentityMethod.GuestName, false));
        scene.Do(TheInterpreter, new CheckInGuest(Interpreter, GoodDevice));
    }
}
