using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Visits;

/// <summary>One visit, driven by commands; named by the state that it starts from. Everybody named is connected until they are said to be gone.</summary>
internal sealed class Scene
{
    private Scene(StaffId? clinician, InvitedParticipant[] others)
    {
        Visit = Visit.Unscheduled(TheVisit);
        Facts = new() { Clinic = Clinic(), Patient = new(TheOne, new LocalDate(1990, 5, 17), 1) };
        Now = Start - Duration.FromMinutes(20);
        Do(FrontDesk, Schedule(clinician, others));
    }

    public Visit Visit { get; private set; }
    public VisitFacts Facts { get; set; }
    public Instant Now { get; set; }
    public List<(VisitEvent Event, Instant At)> History { get; } = [];
    public VisitDecision Last { get; private set; } = VisitDecision.Nothing;
    public VisitPolicy Policy { set => Facts = Facts with { Clinic = Facts.Clinic with { Policy = value } }; }

    public static Scene Scheduled(params InvitedParticipant[] others) => new(Ada, others);

    public static Scene Unassigned() => new(null, []);

    public static Scene Identified(params InvitedParticipant[] others)
    {
        var scene = Scheduled(others);
        scene.Do(ThePatient, new IdentifyParticipant(Patient, IdentityMethod.BirthDate, false));
        return scene;
    }

    public static Scene Waiting(params InvitedParticipant[] others)
    {
        var scene = Identified(others);
        scene.Here(Patient);
        scene.Do(ThePatient, GoodCheckIn);
        return scene;
    }

    public static Scene UnassignedWaiting()
    {
        var scene = Unassigned();
        scene.Do(ThePatient, new IdentifyParticipant(Patient, IdentityMethod.BirthDate, false));
        scene.Here(Patient);
        scene.Do(ThePatient, GoodCheckIn);
        return scene;
    }

    /// <summary>Admitted by Ada at the planned start.</summary>
    public static Scene InProgress(params InvitedParticipant[] others)
    {
        var scene = Waiting(others);
        scene.Now = Start;
        scene.Here(Patient, AdaIn);
        scene.Admit(DrAda, AdaIn);
        return scene;
    }

    public static Scene OnHold()
    {
        var scene = InProgress();
        scene.Do(DrAda, new HoldVisit());
        return scene;
    }

    public static Scene Completed()
    {
        var scene = InProgress();
        scene.Do(DrAda, new EndVisit(Disposition.Completed, null));
        return scene;
    }

    public VisitDecision Do(Actor actor, VisitCommand command)
    {
        Last = VisitRules.Decide(Visit, command, actor, Facts, Now);
        History.AddRange(Last.Events.Select(e => (e, Now)));
        Visit = Visit.After(Last, Now);
        return Last;
    }

    public VisitDecision Admit(Actor clinician, ParticipantId asWhom, bool anyway = false) =>
        Do(clinician, Claim(asWhom, anyway)).Refusal is null && Visit.AdmitRequestedUntil is null ? Do(clinician, new AdmitPatient("RM1", anyway)) : Last;

    public VisitDecision Tick() => Do(Actor.System, new ApplyRulesOfTime());

    public Scene Pass(int minutes, int seconds = 0)
    {
        Now += Duration.FromMinutes(minutes) + Duration.FromSeconds(seconds);
        return this;
    }

    public void Here(params ParticipantId[] people)
    {
        foreach (var person in people) See(person, new(Now, Now));
    }

    public void Gone(params ParticipantId[] people)
    {
        foreach (var person in people) See(person, new(null, Now));
    }

    public void Born(int year, int month, int day) => Facts = Facts with { Patient = Facts.Patient with { BirthDate = new(year, month, day) } };

    public void Licensed(ClinicianFacts clinician) =>
        Facts = Facts with { Clinic = Facts.Clinic with { Clinicians = Facts.Clinic.Clinicians.SetItem(clinician.Id, clinician) } };

    public void Busy(StaffId clinician) => Facts = Facts with { BusyClinicians = Facts.BusyClinicians.SetItem(clinician, new(Id(77))) };

    private void See(ParticipantId person, Seen seen) =>
        Facts = Facts with { Presence = Facts.Presence with { People = Facts.Presence.People.SetItem(person, seen) } };
}
