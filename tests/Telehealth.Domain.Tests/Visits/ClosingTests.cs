using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Visits;

public class ClosingTests
{
    [Fact]
    public void Ending_always_closes_as_completed_with_the_disposition_beside_it()
    {
        var scene = Scene.InProgress();
        var before = scene.Visit;
        var ended = scene.Do(DrAda, new EndVisit(Disposition.ReferredToEmergency, "handed over"));
        Assert.Equal((VisitOutcome.Completed, Disposition.ReferredToEmergency), (scene.Visit.Outcome, scene.Visit.Closing!.Disposition));
        var effects = VisitEffects.Of(before, ended.Events, scene.Visit);
        Assert.Contains(new CompleteRoom(before.Room!), effects);
        Assert.Contains(new EndSessionsAt(scene.Now + Duration.FromMinutes(15)), effects);
    }

    [Fact]
    public void Only_a_started_visit_is_ended_and_only_one_not_started_is_cancelled_or_refused()
    {
        Scene.Waiting().Do(DrAda, new EndVisit(Disposition.Completed, null)).Refused(RefusalCode.WrongPhase);
        Scene.InProgress().Do(FrontDesk, new CancelVisit(CancelledBy.Clinic, CancelReason.ClinicClosed, null)).Refused(RefusalCode.WrongPhase);
        Scene.InProgress().Do(FrontDesk, new RefuseVisit(null)).Refused(RefusalCode.WrongPhase);
        Scene.OnHold().Do(DrAda, new EndVisit(Disposition.TechnicalFailure, null)).Did<VisitEnded>();

        var refused = Scene.Waiting();
        refused.Do(FrontDesk, new RefuseVisit("out of state")).Did<VisitRefused>();
        Assert.Equal(VisitOutcome.Refused, refused.Visit.Outcome);
    }

    [Fact]
    public void An_admin_ends_with_a_reason_when_nobody_is_in_the_room()
    {
        var scene = Scene.InProgress();
        scene.Do(Admin, new EndVisit(Disposition.TechnicalFailure, "left open")).Refused(RefusalCode.NotAllowed);
        scene.Gone(Patient, AdaIn);
        scene.Do(Admin, new EndVisit(Disposition.TechnicalFailure, " ")).Refused(RefusalCode.Invalid);
        scene.Do(Admin, new EndVisit(Disposition.TechnicalFailure, "left open")).Did<VisitEnded>();
        Assert.Equal("left open", scene.Visit.Details.EndNote);
    }

    [Fact]
    public void A_cancelled_visit_says_by_whom_and_why_and_tells_the_patient()
    {
        var scene = Scene.Scheduled();
        var before = scene.Visit;
        var cancelled = scene.Do(FrontDesk, new CancelVisit(CancelledBy.Patient, CancelReason.PatientAsked, null));
        Assert.Equal((VisitOutcome.Cancelled, CancelledBy.Patient), (scene.Visit.Outcome, scene.Visit.Closing!.CancelledBy));
        Assert.Contains(new Notice(NoticeKind.VisitCancelled, Patient), VisitEffects.Of(before, cancelled.Events, scene.Visit));
        Scene.Scheduled().Do(FrontDesk, new CancelVisit(CancelledBy.System, CancelReason.Other, null)).Refused(RefusalCode.Invalid);
    }

    [Fact]
    public void A_duplicate_is_cancelled_naming_the_other_and_nobody_is_told()
    {
        var scene = Scene.Scheduled();
        scene.Do(FrontDesk, new CancelVisit(CancelledBy.Clinic, CancelReason.Duplicate, TheVisit)).Refused(RefusalCode.Invalid);
        scene.Do(FrontDesk, new CancelVisit(CancelledBy.Clinic, CancelReason.Other, new(Id(3)))).Refused(RefusalCode.Invalid);
        var before = scene.Visit;
        var cancelled = scene.Do(FrontDesk, new CancelVisit(CancelledBy.Clinic, CancelReason.Duplicate, new(Id(3))));
        Assert.DoesNotContain(VisitEffects.Of(before, cancelled.Events, scene.Visit), e => e is Notice);
    }

    [Fact]
    public void The_clinician_corrects_the_outcome_for_72_hours_and_an_admin_after()
    {
        var scene = Scene.Completed();
        scene.Do(DrAda, new CorrectOutcome(VisitOutcome.Completed, "same")).Refused(RefusalCode.Invalid);
        scene.Do(DrAda, new CorrectOutcome(VisitOutcome.LeftUnseen, "")).Refused(RefusalCode.Invalid);
        scene.Do(Admin, new CorrectOutcome(VisitOutcome.LeftUnseen, "wrong press")).Refused(RefusalCode.TooEarly);
        scene.Pass(72 * 60).Do(DrAda, new CorrectOutcome(VisitOutcome.LeftUnseen, "wrong press")).Did<OutcomeCorrected>();
        Assert.Equal((VisitOutcome.LeftUnseen, VisitOutcome.Completed, VisitPhase.Closed), (scene.Visit.Outcome, scene.Visit.Closing!.FirstOutcome, scene.Visit.Phase));
        scene.Pass(0, 1).Do(DrAda, new CorrectOutcome(VisitOutcome.Completed, "back")).Refused(RefusalCode.TooLate);
        scene.Do(Admin, new CorrectOutcome(VisitOutcome.Completed, "back")).Did<OutcomeCorrected>();
        Assert.Equal(VisitOutcome.Completed, scene.Visit.Closing!.FirstOutcome);
    }

    [Fact]
    public void A_patient_no_show_is_offered_fifteen_minutes_after_the_start_when_the_clinician_has_been_there_for_ten()
    {
        var scene = Scene.Scheduled();
        scene.Now = Start + Duration.FromMinutes(6);
        scene.Here(AdaIn);
        scene.Pass(9).Do(DrAda, new MarkNoShow(NoShowWho.Patient)).Refused(RefusalCode.TooEarly);
        scene.Pass(1).Do(FrontDesk, new MarkNoShow(NoShowWho.Patient)).Refused(RefusalCode.NotAllowed);
        scene.Do(DrAda, new MarkNoShow(NoShowWho.Patient)).Did<NoShowMarked>();
        Assert.Equal(VisitOutcome.PatientNoShow, scene.Visit.Outcome);

        var early = Scene.Scheduled();
        early.Here(AdaIn);
        early.Now = Start + Duration.FromMinutes(14);
        early.Do(DrAda, new MarkNoShow(NoShowWho.Patient)).Refused(RefusalCode.TooEarly);
    }

    [Fact]
    public void A_patient_who_has_checked_in_is_never_a_no_show()
    {
        var scene = Scene.Waiting();
        scene.Here(AdaIn);
        scene.Do(ThePatient, new LeaveWaitingRoom(LeaveReason.WaitTooLong));
        scene.Now = Start + Duration.FromMinutes(20);
        scene.Do(DrAda, new MarkNoShow(NoShowWho.Patient)).Refused(RefusalCode.WrongPhase);
    }

    [Fact]
    public void The_clinic_did_not_show_when_the_patient_left_after_ten_minutes_and_no_clinician_ever_opened_the_visit()
    {
        var scene = Scene.Waiting();
        scene.Now = Start + Duration.FromMinutes(9);
        scene.Do(ThePatient, new LeaveWaitingRoom(LeaveReason.WaitTooLong));
        scene.Do(FrontDesk, new MarkNoShow(NoShowWho.Clinic)).Refused(RefusalCode.NotAllowed);

        var later = Scene.Waiting();
        later.Now = Start + Duration.FromMinutes(10);
        later.Do(ThePatient, new LeaveWaitingRoom(LeaveReason.WaitTooLong));
        later.Do(FrontDesk, new MarkNoShow(NoShowWho.Clinic)).Did<NoShowMarked>();
        Assert.Equal(VisitOutcome.ClinicNoShow, later.Visit.Outcome);
    }

    [Fact]
    public void Continue_as_opens_a_linked_visit_with_the_check_in_but_not_the_decision()
    {
        var closed = Scene.Completed();
        var next = new VisitId(Id(3));
        closed.Do(DrAda, new ContinueAs(next)).Did<VisitContinued>();
        closed.Do(DrAda, new ContinueAs(next)).DidNothing();
        closed.Do(FrontDesk, new ContinueAs(new(Id(4)))).Refused(RefusalCode.WrongPhase);

        var now = closed.Now + Duration.FromMinutes(1);
        var schedule = Schedule(Ada) with { StartsAt = now, ContinuesVisit = TheVisit, CarriedFrom = closed.Visit };
        var carried = VisitRules.Decide(Visit.Unscheduled(next), schedule, DrAda, closed.Facts, now);
        var visit = Visit.Unscheduled(next).After(carried, now);

        carried.Did<CheckInCarried>();
        carried.Evaluated(Verdict.Allow);
        Assert.IsType<EvaluationEntry>(carried.Entries[0]);
        Assert.Equal((VisitPhase.Waiting, 1L, TheVisit), (visit.Phase, visit.Version, visit.ContinuesVisit));
        Assert.Equal(closed.Visit.Attestation!.At, visit.Attestation!.At);
        Assert.Equal("801-555-0101", visit.Details.EmergencyContact!.Phone);

        var denied = VisitRules.Decide(Visit.Unscheduled(next), schedule, DrAda, closed.Facts with { Clinic = Clinic() with { Clinicians = Clinic().Clinicians.SetItem(Ada, Clinician(Ada)) } }, now);
        Assert.Contains(denied.Events, e => e is CheckInRefused);
        Assert.Equal(VisitPhase.Scheduled, Visit.Unscheduled(next).After(denied, now).Phase);
    }

    [Fact]
    public void Continue_as_takes_the_verified_guardian_along_and_no_other()
    {
        var closed = Scene.Completed();
        closed.Born(2015, 1, 1);
        closed.Licensed(Clinician(Ada, "AZ"));
        var now = closed.Now + Duration.FromMinutes(1);
        Visit Next(bool verified) => closed.Visit with
        {
            Attestation = closed.Visit.Attestation! with { State = "AZ" }, MinorBasis = MinorBasis.GuardianConsented,
            MinorGuardianId = Guardian, GuardianVerification = new(verified ? Guardian : null, GuardianIdMethod.PhotoIdShown, closed.Now, Ada),
        };

        VisitDecision Carried(bool verified) => VisitRules.Decide(
            Visit.Unscheduled(new(Id(3))), Schedule(Ada) with { StartsAt = now, ContinuesVisit = TheVisit, CarriedFrom = Next(verified) }, DrAda, closed.Facts, now);

        Assert.Equal(new GuardianIdentityVerified(null, GuardianIdMethod.PhotoIdShown, Ada), Carried(true).Events.OfType<GuardianIdentityVerified>().Single());
        Assert.True(Visit.Unscheduled(new(Id(3))).After(Carried(true), now).GuardianVerified);
        Carried(true).Evaluated(Verdict.Allow);
        Assert.DoesNotContain(Carried(false).Events, e => e is GuardianIdentityVerified);
        Carried(false).Evaluated(Verdict.Hold);
    }

    [Fact]
    public void A_clinician_schedules_nothing_but_what_goes_on_from_their_own()
    {
        var scene = Scene.Completed();
        VisitDecision By(Actor actor, Visit? from) =>
            VisitRules.Decide(Visit.Unscheduled(new(Id(3))), Schedule(Ada) with { CarriedFrom = from }, actor, scene.Facts, Start);
        By(DrAda, null).Refused(RefusalCode.NotFound);
        By(DrBen, scene.Visit).Refused(RefusalCode.NotFound);
        By(DrAda, scene.Visit).Did<VisitScheduled>();
    }
}
