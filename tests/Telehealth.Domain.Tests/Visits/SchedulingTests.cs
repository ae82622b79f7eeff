using NodaTime;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Visits;

public class SchedulingTests
{
    public static TheoryData<string, ScheduleVisit> Wrong => new()
    {
        { "no patient", Schedule(null) with { Participants = [] } },
        { "two patients", Schedule(null, new InvitedParticipant(new(Id(0x60)), ParticipantRole.Patient, null, null)) },
        { "one id for two", Schedule(null, new InvitedParticipant(Patient, ParticipantRole.Observer, null, null)) },
        { "unknown clinician", Schedule(Desk) }, { "clinician without a seat", Schedule(null) with { ClinicianId = Ada } },
        { "staff as a guest", Schedule(null, new InvitedParticipant(Guardian, ParticipantRole.Guardian, Ada, null)) },
        { "no such zone", Schedule(Ada) with { Zone = "America/Nowhere" } }, { "no zone", Schedule(Ada) with { Zone = null! } },
        { "too short", Schedule(Ada) with { DurationMinutes = 4 } }, { "too long", Schedule(Ada) with { DurationMinutes = 481 } },
        { "long ago", Schedule(Ada) with { StartsAt = Start - Duration.FromDays(2) } }, { "far ahead", Schedule(Ada) with { StartsAt = Instant.MaxValue } },
        { "no such kind", Schedule(Ada) with { Kind = (VisitKind)9 } }, { "long name", Schedule(Ada, new InvitedParticipant(Guardian, ParticipantRole.Guardian, null, new('x', 101))) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_planned_is_invalid(string what, ScheduleVisit command)
    {
        Assert.NotEmpty(what);
        var answer = VisitRules.Decide(Visit.Unscheduled(TheVisit), command, FrontDesk, Scene.Scheduled().Facts, Start);
        answer.Refused(RefusalCode.Invalid);
        Assert.Empty(answer.Events);
    }

    [Fact]
    public void Scheduling_names_everybody_and_is_version_one()
    {
        var scene = Scene.Scheduled(new InvitedParticipant(Guardian, ParticipantRole.Guardian, null, "Gil"));
        Assert.Equal((VisitPhase.Scheduled, 1L, 3), (scene.Visit.Phase, scene.Visit.Version, scene.Visit.Participants.Length));
        Assert.Equal("Gil", scene.Visit.Details.GuestNames[Guardian.Value]);
        scene.Do(FrontDesk, Schedule(Ada)).Refused(RefusalCode.WrongPhase);
    }

    [Fact]
    public void A_waiting_patient_is_moved_only_within_the_waiting_rooms_time()
    {
        var scene = Scene.Waiting();
        scene.Do(FrontDesk, new RescheduleVisit(scene.Now + Duration.FromHours(4), null)).Refused(RefusalCode.WrongPhase);
        scene.Do(FrontDesk, new RescheduleVisit(scene.Now + Duration.FromMinutes(30), 30)).Did<VisitRescheduled>();
        Assert.Equal(Duration.FromMinutes(30), scene.Visit.Planned);
        Assert.Contains(new Notice(NoticeKind.VisitRescheduled, Patient), VisitEffects.Of(scene.Visit, scene.Last.Events, scene.Visit));
        scene.Do(FrontDesk, new RescheduleVisit(scene.Visit.StartsAt, null)).DidNothing();
    }

    [Fact]
    public void A_device_that_was_not_seen_before_is_told_to_the_clinician()
    {
        var scene = Scene.Identified();
        scene.Do(ThePatient, new IdentifyParticipant(Patient, IdentityMethodOfLink, false)).DidNothing();
        scene.Do(ThePatient, new IdentifyParticipant(Patient, IdentityMethodOfLink, true)).Did<ParticipantIdentified>();
        Assert.True(scene.Visit.Patient!.JoinedFromAnotherDevice);
    }

    private const Telehealth.Domain.CheckIn.IdentityMethod IdentityMethodOfLink = Telehealth.Domain.CheckIn.IdentityMethod.BirthDate;
}
