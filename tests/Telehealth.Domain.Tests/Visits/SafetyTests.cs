using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Visits;

public class SafetyTests
{
    [Fact]
    public void A_concern_may_be_raised_in_any_phase_closed_included()
    {
        foreach (var scene in new[] { Scene.Scheduled(), Scene.Waiting(), Scene.InProgress(), Scene.OnHold(), Scene.Completed() })
        {
            var phase = scene.Visit.Phase;
            scene.Do(ThePatient, new RaiseSafetyConcern(Concern)).Did<SafetyConcernRaised>();
            Assert.Contains(new WorkItem(WorkItemKind.SafetyConcern), VisitEffects.Of(scene.Visit, scene.Last.Events, scene.Visit));
            Assert.Equal((phase, Concern), (scene.Visit.Phase, scene.Visit.OpenConcern!.Id));
            scene.Do(ThePatient, new RaiseSafetyConcern(Concern)).DidNothing();
        }
    }

    [Fact]
    public void An_unacknowledged_concern_escalates_after_a_minute()
    {
        var scene = Scene.InProgress();
        scene.Do(ThePatient, new RaiseSafetyConcern(Concern));
        scene.Pass(0, 59).Tick().DidNothing();
        Assert.True(scene.Pass(0, 1).Tick().Raised(VisitAlert.SafetyUnacknowledged));
        scene.Do(FrontDesk, new AcknowledgeSafetyConcern(Concern)).Did<SafetyConcernAcknowledged>();
        Assert.False(scene.Visit.Alerted(VisitAlert.SafetyUnacknowledged));
        scene.Do(FrontDesk, new AcknowledgeSafetyConcern(Concern)).DidNothing();
    }

    [Fact]
    public void Staff_resolve_with_an_outcome_and_the_patient_cannot()
    {
        var scene = Scene.InProgress();
        scene.Do(ThePatient, new RaiseSafetyConcern(Concern));
        scene.Do(ThePatient, new ResolveSafetyConcern(Concern, SafetyOutcome.FalseAlarm)).Refused(RefusalCode.NotAllowed);
        scene.Do(DrAda, new ResolveSafetyConcern(new(Id(9)), SafetyOutcome.Safe)).Refused(RefusalCode.Invalid);
        scene.Do(DrAda, new ResolveSafetyConcern(Concern, SafetyOutcome.EmergencyServicesCalled)).Did<SafetyConcernResolved>();
        Assert.Null(scene.Visit.OpenConcern);
        Assert.Equal(Ada, scene.Visit.SafetyConcerns[0].AcknowledgedBy);
    }
}
