using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Visits;

public class PermissionTests
{
    private static readonly Dictionary<string, Actor> Actors = new()
    {
        ["patient"] = ThePatient, ["guardian"] = TheGuardian, ["interpreter"] = TheInterpreter, ["clinician"] = DrAda, ["another clinician"] = DrBen,
        ["front desk"] = FrontDesk, ["admin"] = Admin, ["auditor"] = Auditor, ["stranger"] = Stranger, ["system"] = Actor.System, ["vendor"] = Actor.VideoProvider,
    };

    private static readonly Dictionary<string, Func<Scene>> Scenes = new()
    {
        ["scheduled"] = () => Scene.Identified(Others), ["waiting"] = () => Scene.Waiting(Others), ["in progress"] = () => Scene.InProgress(Others),
        ["on hold"] = () => With(Scene.InProgress(Others), DrAda, new HoldVisit()), ["closed"] = () => With(Scene.InProgress(Others), DrAda, new EndVisit(Disposition.Completed, null)),
    };

    private static readonly VisitCommand[] Samples =
    [
        Schedule(Ada), new RescheduleVisit(Start + Duration.FromMinutes(10), null), new ReassignVisit(Ben, BenIn), new OpenWaitingRoom(), new CancelVisit(CancelledBy.Clinic, CancelReason.Other, null),
        new InviteParticipant(new(new(Id(0x51)), ParticipantRole.Observer, null, "Oz")), new ContinueAs(new(Id(3))), new IdentifyParticipant(Patient, IdentityMethod.BirthDate, true),
        GoodCheckIn, new CheckInGuest(Interpreter, GoodDevice), new UpdateLocation(In("ID"), StatedBy.Patient), new ReaffirmLocation(StatedBy.Patient), new LeaveWaitingRoom(LeaveReason.Other),
        new RequestCallback(), new ConsentAsGuardian(GoodConsent), new RecordMinorBasis(MinorBasis.Emergency), new VerifyGuardian(null, GuardianIdMethod.PhotoIdShown), new WithdrawConsent(), new ConfirmIdentity(), new ConfirmLocation(ConfirmationMethod.OnCamera),
        new ChooseExemption(new(Id(0x77)), JustificationReason.Disaster, PatientScope.Any), new ReportWrongPerson(), new OpenVisit(),
        Claim(AdaIn), new AdmitPatient(null, false), new ReleasePatient(), new AdmitParticipant(Interpreter), new HoldParticipant(Patient), new RemoveParticipant(Interpreter, null), new LeaveVisit(),
        new GetRoomGrant(), new HoldVisit(), new ResumeVisit(), new TransferVisit(Ben, null), new AcceptTransfer(BenIn), new DeclineTransfer(), new TakeOver(BenIn),
        new ReplaceRoom("peer", "room-2", null), new ChangeModality(Modality.Phone), new RaiseSafetyConcern(Concern), new AcknowledgeSafetyConcern(Concern),
        new ResolveSafetyConcern(Concern, SafetyOutcome.Safe), new EndVisit(Disposition.Completed, "note"), new MarkNoShow(NoShowWho.Patient), new RefuseVisit(null),
        new CorrectOutcome(VisitOutcome.Abandoned, "reason"), new ApplyRulesOfTime(), new ReevaluateLicensure(), new ReportVideoLost("room-1"), new ErasePersonalDetails(),
    ];

    private static InvitedParticipant[] Others =>
        [new(Guardian, ParticipantRole.Guardian, null, "Gil"), new(Interpreter, ParticipantRole.Interpreter, null, "Ana")];

    /// <summary>Who gets past the question of who they are; their answer may still be another refusal.</summary>
    private static readonly Dictionary<Type, string[]> May = new()
    {
        [typeof(RescheduleVisit)] = ["clinician", "front desk", "admin"],
        [typeof(ReassignVisit)] = ["front desk", "admin"],
        [typeof(OpenWaitingRoom)] = ["clinician", "front desk", "admin"],
        [typeof(CancelVisit)] = ["clinician", "front desk", "admin", "system"],
        [typeof(InviteParticipant)] = ["clinician", "front desk", "admin"],
        [typeof(ContinueAs)] = ["clinician", "front desk", "admin"],
        [typeof(IdentifyParticipant)] = ["patient", "front desk"],
        [typeof(CheckInPatient)] = ["patient", "guardian", "front desk"],
        [typeof(CheckInGuest)] = ["interpreter", "front desk"],
        [typeof(UpdateLocation)] = ["patient", "guardian", "front desk"],
        [typeof(ReaffirmLocation)] = ["patient", "guardian", "front desk"],
        [typeof(LeaveWaitingRoom)] = ["patient", "guardian"],
        [typeof(RequestCallback)] = ["patient", "guardian"],
        [typeof(ConsentAsGuardian)] = ["guardian"],
        [typeof(RecordMinorBasis)] = ["clinician"],
        [typeof(VerifyGuardian)] = ["clinician"],
        [typeof(WithdrawConsent)] = ["patient", "guardian", "clinician", "front desk"],
        [typeof(ConfirmIdentity)] = ["clinician"],
        [typeof(ConfirmLocation)] = ["clinician"],
        [typeof(ChooseExemption)] = ["clinician"],
        [typeof(ReportWrongPerson)] = ["clinician"],
        [typeof(OpenVisit)] = ["clinician"],
        [typeof(ReleasePatient)] = ["clinician"],
        [typeof(AdmitParticipant)] = ["clinician"],
        [typeof(HoldParticipant)] = ["clinician"],
        [typeof(RemoveParticipant)] = ["clinician", "front desk", "admin"],
        [typeof(LeaveVisit)] = ["patient", "guardian", "interpreter", "clinician"],
        [typeof(GetRoomGrant)] = ["patient", "guardian", "interpreter", "clinician"],
        [typeof(HoldVisit)] = ["clinician"],
        [typeof(ResumeVisit)] = ["clinician"],
        [typeof(TransferVisit)] = ["clinician"],
        [typeof(AcceptTransfer)] = [],
        [typeof(DeclineTransfer)] = ["clinician"],
        [typeof(ReplaceRoom)] = ["clinician", "system"],
        [typeof(ChangeModality)] = ["clinician"],
        [typeof(RaiseSafetyConcern)] = ["patient", "guardian", "interpreter", "clinician", "front desk", "admin"],
        [typeof(AcknowledgeSafetyConcern)] = ["clinician", "front desk", "admin"],
        [typeof(ResolveSafetyConcern)] = ["clinician", "front desk", "admin"],
        [typeof(EndVisit)] = ["clinician", "admin"],
        [typeof(MarkNoShow)] = ["clinician", "front desk", "admin"],
        [typeof(RefuseVisit)] = ["clinician", "front desk", "admin"],
        [typeof(CorrectOutcome)] = ["clinician", "admin"],
        [typeof(ApplyRulesOfTime)] = ["system"],
        [typeof(ReportVideoLost)] = ["system"],
        [typeof(ErasePersonalDetails)] = ["system"],
        [typeof(ReevaluateLicensure)] = ["system", "admin"],

        // Any clinician may ask for these, of a patient whom nobody has, or whose clinician is gone; the rules' own tests say when.
        [typeof(ScheduleVisit)] = ["clinician", "another clinician", "front desk", "admin", "system"],
        [typeof(ClaimPatient)] = ["clinician", "another clinician"],
        [typeof(AdmitPatient)] = ["clinician", "another clinician"],
        [typeof(TakeOver)] = ["clinician", "another clinician"],
    };

    [Fact]
    public void Every_command_has_a_sample_and_a_row()
    {
        var commands = typeof(VisitCommand).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(VisitCommand))).ToList();
        Assert.Empty(commands.Except(Samples.Select(s => s.GetType())).Select(t => t.Name));
        Assert.Empty(commands.Except(May.Keys).Select(t => t.Name));
    }

    [Fact]
    public void Nobody_does_what_is_not_theirs_in_any_phase()
    {
        foreach (var (phase, scene) in Scenes)
        {
            foreach (var command in Samples)
            {
                foreach (var (name, actor) in Actors.Where(a => !May[command.GetType()].Contains(a.Key))) NothingHappens(scene(), phase, name, actor, command);
            }
        }
    }

    [Fact]
    public void Who_may_ask_is_never_told_that_they_may_not_know()
    {
        foreach (var (phase, scene) in Scenes.Where(s => s.Key is not "closed"))
        {
            foreach (var command in Samples.Where(c => c is not (ScheduleVisit or ClaimPatient or AdmitPatient or TakeOver)))
            {
                foreach (var name in May[command.GetType()])
                {
                    var code = scene().Do(Actors[name], command).Refusal?.Code;
                    Assert.False(code is RefusalCode.NotFound, $"{command.Name} by {name} when {phase}: {code}");
                }
            }
        }
    }

    [Fact]
    public void A_member_hears_not_allowed_and_it_is_recorded_a_stranger_hears_not_found()
    {
        var refused = Scene.Waiting().Do(ThePatient, new HoldVisit());
        refused.Refused(RefusalCode.NotAllowed);
        Assert.Equal("HoldVisitRefused", Assert.IsType<RefusalEntry>(Assert.Single(refused.Entries)).Command);

        var unknown = Scene.Waiting().Do(Stranger, new HoldVisit());
        unknown.Refused(RefusalCode.NotFound);
        Assert.Empty(unknown.Entries);
    }

    [Fact]
    public void Nothing_can_be_done_to_a_visit_that_was_never_scheduled()
    {
        var facts = Scene.Scheduled().Facts;
        foreach (var command in Samples.Where(c => c is not ScheduleVisit))
        {
            Assert.All(Actors.Values, a => Assert.Empty(VisitRules.Decide(Visit.Unscheduled(TheVisit), command, a, facts, Start).Entries));
        }
    }

    private static void NothingHappens(Scene scene, string phase, string name, Actor actor, VisitCommand command)
    {
        var answer = scene.Do(actor, command);
        Assert.True(answer.Refusal?.Code is RefusalCode.NotAllowed or RefusalCode.NotFound or RefusalCode.WrongPhase, $"{command.Name} by {name} when {phase}: {answer.Refusal?.Code}");
        Assert.Empty(answer.Events);
        Assert.Null(answer.Grant);
    }

    private static Scene With(Scene scene, Actor actor, VisitCommand command)
    {
        scene.Do(actor, command);
        return scene;
    }
}
