using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Visits;

public class TimeTests
{
    private static Duration Minutes(int minutes) => Duration.FromMinutes(minutes);

    private static Instant? DueOf(VisitAlert alert, Visit visit) => RulesOfTime.All.Single(r => r.Name == alert.ToString()).Due(visit, VisitPolicy.Default);

    [Fact]
    public void A_late_clinician_shows_at_five_ten_and_fifteen_minutes()
    {
        var scene = Scene.Waiting();
        scene.Here(Patient);
        foreach (var (minutes, alert) in new[] { (5, VisitAlert.ClinicianLateBoard), (10, VisitAlert.ClinicianLatePatientTold), (15, VisitAlert.ClinicianLateFrontDesk) })
        {
            scene.Now = Start + Minutes(minutes) - Duration.FromSeconds(1);
            Assert.False(scene.Tick().Raised(alert));
            scene.Pass(0, 1);
            var before = scene.Visit;
            Assert.True(scene.Tick().Raised(alert));
            if (minutes is 10) Assert.Contains(new Notice(NoticeKind.ClinicianLate, Patient), VisitEffects.Of(before, scene.Last.Events, scene.Visit));
            if (minutes is 15) Assert.Contains(new WorkItem(WorkItemKind.ClinicianLate), VisitEffects.Of(before, scene.Last.Events, scene.Visit));
            Assert.False(scene.Tick().Raised(alert));
        }
    }

    [Fact]
    public void The_place_is_asked_again_at_twenty_minutes_of_age()
    {
        var scene = Scene.Waiting();
        Assert.Equal(scene.Now + Minutes(20), VisitTimers.NextDue(scene.Visit, VisitPolicy.Default));
        Assert.True(scene.Pass(20).Tick().Raised(VisitAlert.AttestationAgeing));
        scene.Do(ThePatient, new ReaffirmLocation(StatedBy.Patient));
        Assert.False(scene.Visit.Alerted(VisitAlert.AttestationAgeing));
        Assert.True(scene.Pass(20).Tick().Raised(VisitAlert.AttestationAgeing));
    }

    [Fact]
    public void A_hold_nudges_at_five_minutes_reaches_the_front_desk_at_fifteen_and_never_ends_by_itself()
    {
        var scene = Scene.OnHold();
        scene.Here(Patient, AdaIn);
        Assert.True(scene.Pass(5).Tick().Raised(VisitAlert.HoldNudge));
        Assert.True(scene.Pass(10).Tick().Raised(VisitAlert.HoldFrontDesk));
        scene.Pass(600).Tick();
        Assert.Equal(VisitPhase.OnHold, scene.Visit.Phase);
    }

    [Fact]
    public void Hold_alerts_start_anew_with_the_next_hold()
    {
        var scene = Scene.OnHold();
        scene.Pass(5).Tick();
        scene.Do(DrAda, new ResumeVisit());
        scene.Do(DrAda, new HoldVisit());
        Assert.True(scene.Pass(5).Tick().Raised(VisitAlert.HoldNudge));
    }

    [Fact]
    public void Nobody_came_closes_as_patient_no_show_thirty_minutes_after_the_planned_end()
    {
        var scene = Scene.Scheduled();
        Assert.Equal(Start + Minutes(80), VisitTimers.NextDue(scene.Visit, VisitPolicy.Default));
        scene.Now = Start + Minutes(80) - Duration.FromSeconds(1);
        scene.Tick().DidNothing();
        scene.Pass(0, 1).Tick().Did<VisitClosedByRule>();
        Assert.Equal(VisitOutcome.PatientNoShow, scene.Visit.Outcome);
        Assert.Null(VisitTimers.NextDue(scene.Visit, VisitPolicy.Default));
    }

    [Theory]
    [InlineData(9, false, VisitOutcome.LeftUnseen)]
    [InlineData(10, false, VisitOutcome.ClinicNoShow)]
    [InlineData(10, true, VisitOutcome.LeftUnseen)]
    public void Who_waited_and_left_unseen_is_told_apart_from_a_clinic_that_never_came(int leftAfter, bool opened, VisitOutcome outcome)
    {
        var scene = Scene.Waiting();
        if (opened) scene.Do(DrAda, new OpenVisit()).Did<ClinicianOpened>();
        scene.Now = Start + Minutes(leftAfter);
        scene.Do(ThePatient, new LeaveWaitingRoom(LeaveReason.WaitTooLong));
        scene.Now = Start + Minutes(79);
        scene.Tick();
        Assert.Null(scene.Visit.Outcome);
        scene.Pass(1).Tick();
        Assert.Equal(outcome, scene.Visit.Outcome);
    }

    [Fact]
    public void Who_still_waits_is_not_closed_upon_and_who_was_away_is()
    {
        var scene = Scene.Waiting();
        scene.Now = Start + Minutes(80);
        scene.Here(Patient);
        scene.Tick();
        Assert.Equal(VisitPhase.Waiting, scene.Visit.Phase);
        Assert.Equal(scene.Now + Minutes(1), VisitTimers.NextLook(scene.Visit, VisitPolicy.Default, scene.Now));

        scene.Gone(Patient);
        scene.Pass(1).Tick();
        Assert.Null(scene.Visit.Outcome);
        scene.Pass(1).Tick();
        Assert.Equal(VisitOutcome.ClinicNoShow, scene.Visit.Outcome);
    }

    [Fact]
    public void Only_refusals_close_as_refused_two_hours_after_the_planned_end()
    {
        var scene = Scene.Identified();
        scene.Do(ThePatient, GoodCheckIn with { Location = In("CA") }).Refused(RefusalCode.LicensureDenied);
        scene.Now = Start + Minutes(169);
        scene.Tick().DidNothing();
        scene.Pass(1).Tick();
        Assert.Equal(VisitOutcome.Refused, scene.Visit.Outcome);
    }

    [Fact]
    public void Abandoned_needs_an_hour_of_nobody_two_hours_past_the_expected_end()
    {
        var scene = Scene.InProgress();
        scene.Now = Start + Minutes(169);
        scene.Gone(Patient, AdaIn);
        scene.Pass(1).Tick();
        Assert.Equal(VisitPhase.InProgress, scene.Visit.Phase);
        scene.Pass(58).Tick();
        Assert.Equal(VisitPhase.InProgress, scene.Visit.Phase);
        scene.Pass(1).Tick();
        Assert.Equal(VisitOutcome.Abandoned, scene.Visit.Outcome);
    }

    [Fact]
    public void Nothing_closes_while_two_people_are_connected()
    {
        var scene = Scene.InProgress();
        scene.Here(Patient, AdaIn);
        scene.Pass(12 * 60).Tick();
        Assert.Equal(VisitPhase.InProgress, scene.Visit.Phase);
    }

    [Fact]
    public void Nothing_closes_while_a_safety_concern_is_open()
    {
        var scene = Scene.Scheduled();
        scene.Do(FrontDesk, new RaiseSafetyConcern(Concern));
        scene.Do(FrontDesk, new AcknowledgeSafetyConcern(Concern));
        scene.Here(AdaIn);
        scene.Now = Start + Minutes(500);
        scene.Tick().DidNothing();
        scene.Do(DrAda, new MarkNoShow(NoShowWho.Patient)).Refused(RefusalCode.NotAllowed);
        Assert.Null(VisitTimers.NextDue(scene.Visit, VisitPolicy.Default));
        scene.Do(FrontDesk, new ResolveSafetyConcern(Concern, SafetyOutcome.Safe));
        scene.Tick();
        Assert.Equal(VisitOutcome.PatientNoShow, scene.Visit.Outcome);
    }

    [Fact]
    public void An_overrun_warns_fifteen_minutes_before_midnight_and_decides_again_there()
    {
        var scene = Scene.InProgress();
        scene.Here(Patient, AdaIn);
        scene.Licensed(Clinician(Ada) with { Authorities = [License(Ada, "UT", 1, expires: new(2026, 11, 23))] });
        var midnight = Instant.FromUtc(2026, 11, 24, 7, 0);
        scene.Now = midnight - Minutes(16);
        Assert.False(scene.Tick().Raised(VisitAlert.AuthorityEndsSoon));
        Assert.Equal(midnight - Minutes(15), DueOf(VisitAlert.AuthorityEndsSoon, scene.Visit));
        Assert.True(scene.Pass(1).Tick().Raised(VisitAlert.AuthorityEndsSoon));

        scene.Now = midnight;
        Assert.True(scene.Tick().Raised(VisitAlert.LocalMidnightPassed));
        Assert.True(scene.Last.Raised(VisitAlert.ContinuationDenied));
        scene.Last.Evaluated(Verdict.Deny);
        Assert.Equal(VisitPhase.InProgress, scene.Visit.Phase);
        scene.Tick().DidNothing();
        Assert.Equal(midnight + Minutes(24 * 60 - 15), DueOf(VisitAlert.AuthorityEndsSoon, scene.Visit));
    }

    [Fact]
    public void Everything_due_at_one_instant_is_one_decision()
    {
        var scene = Scene.Waiting();
        scene.Here(Patient);
        scene.Do(ThePatient, new RaiseSafetyConcern(Concern));
        scene.Now = Start + Minutes(30);
        var version = scene.Visit.Version;
        var tick = scene.Tick();
        Assert.All(
            [VisitAlert.ClinicianLateBoard, VisitAlert.ClinicianLatePatientTold, VisitAlert.ClinicianLateFrontDesk, VisitAlert.AttestationAgeing, VisitAlert.SafetyUnacknowledged],
            alert => Assert.True(tick.Raised(alert)));
        Assert.Equal(version + 1, scene.Visit.Version);
    }

    [Fact]
    public void A_clock_change_moves_no_deadline()
    {
        // Clocks go back in Denver at 2026-11-01 08:00 UTC; the planned end is 50 minutes of real time later.
        var start = Instant.FromUtc(2026, 11, 1, 7, 40);
        var visit = Visit.Unscheduled(TheVisit).Apply(new VisitScheduled(TheOne, null, VisitKind.Intake, start, 50, "America/Denver", null), start)
            .Apply(new ParticipantInvited(Patient, ParticipantRole.Patient, null), start);
        Assert.Equal(start + Minutes(80), VisitTimers.NextDue(visit, VisitPolicy.Default));
        Assert.Equal(Instant.FromUtc(2026, 11, 2, 7, 0), LocalMidnight.Next("UT", Instant.FromUtc(2026, 11, 1, 8, 30)));
        Assert.Equal(Instant.FromUtc(2028, 2, 29, 7, 0), LocalMidnight.Next("UT", Instant.FromUtc(2028, 2, 28, 12, 0)));
    }
}
