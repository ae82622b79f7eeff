using CsCheck;
using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Visits;

/// <summary>One step of a random history: the clock turns, the world changes, somebody asks for something.</summary>
internal sealed record Step(Duration Turn, WorldChange World, Actor Actor, VisitCommand Command);

internal enum WorldChange { None, PatientComes, PatientGoes, AdaComes, AdaGoes, GuestComes, AllGo, AdaLosesUtah, AdaRegains, BenLosesUtah, BenRegains, CydIsUsedUp, CydHasRoom, Forgetting }

/// <summary>Random histories: by anybody, in any order, rubbish included, but leaning towards what makes a visit go on.</summary>
internal static class Walk
{
    private static readonly ParticipantId[] People = [Patient, AdaIn, BenIn, CydIn, Guardian, Interpreter, new(Id(0x98))];
    private static readonly Actor[] Actors = [ThePatient, DrAda, DrBen, DrCyd, FrontDesk, Admin, TheGuardian, TheInterpreter, Auditor, Stranger, Actor.System, Actor.VideoProvider];
    private static readonly string?[] States = ["UT", "UT", "UT", "ID", "CA", null];

    private static readonly Gen<ParticipantId> Person = Gen.OneOf(People);
    private static readonly Gen<StaffId> Staff = Gen.OneOf(Ada, Ben, Cyd, Desk);
    private static readonly Gen<StatedBy> By = Gen.OneOf(StatedBy.Patient, StatedBy.Patient, StatedBy.Guardian, StatedBy.ByStaff, (StatedBy)9);
    private static readonly Gen<StatedLocation> Place = Gen.OneOf(
        Gen.OneOf(States).Select(s => In(s)), Gen.Select(Gen.OneOf(States), Told, Gen.Bool, (s, d, address) => (address ? In(s) : In(s) with { Address = null }) with { Device = d }), Gen.Select(Gen.OneOf(States), Hints, (s, h) => In(s) with { Signals = h }), Gen.OneOf(In(null, "CA"), In("ut"), In(""), In("ZZ"), In("UT", "MX"), null!));

    /// <summary>Hints that may fit the place or not.</summary>
    private static Gen<WeakSignals> Hints =>
        Gen.Select(Gen.OneOf("UT", "CA", "OUTSIDE", null), Gen.Bool, Gen.OneOf("America/Denver", "America/Los_Angeles", "Europe/Paris", null), (region, hides, zone) => new WeakSignals(region, hides, zone));

    /// <summary>What a device may say, as old as it may be.</summary>
    private static Gen<DeviceLocation> Told => Gen.Select(
        Gen.Frequency((4, Gen.Const(("UT", new[] { "UT" }))), (4, Gen.Const(("UT", new[] { "ID", "UT" }))), (1, Gen.Const(("ID", new[] { "ID" }))),
            (1, Gen.OneOf(("NV", new[] { "NV", "UT" }), ("CA", new[] { "CA" }), ("WA", new[] { "OUTSIDE", "WA" }), ("", new[] { "OUTSIDE" }), ("", new[] { "OUTSIDE", "UT" })))),
        Gen.Int[-15, 200], Gen.Int[0, 9], Gen.Bool, (at, minutes, coarse, shore) => new DeviceLocation
        {
            Candidates = coarse is 0 ? [] : [.. at.Item2], Containing = at.Item1 is "" || coarse is 0 ? null : at.Item1, NearestBorder = DistanceBucket.Under1km, AccuracyMeters = 50,
            TooCoarse = coarse is 0, Zones = [], NearShore = shore && at.Item1 is "", Coasts = at.Item2 is ["OUTSIDE"] && coarse is 1 or 2 ? [coarse is 1 ? "WA" : "CA"] : [], MapVersion = "map", At = Start + Duration.FromMinutes(minutes - 40),
        });

    private static Gen<string?> Sits => Gen.Frequency((3, Gen.Const((string?)null)), (3, Gen.Const((string?)"UT")), (1, Gen.OneOf<string?>("NV", "OUTSIDE", "ut")));

    private static Gen<VisitCommand> Remedies(StaffId who) => Gen.OneOf(
        Gen.Enum<ConfirmationMethod>().Select(m => (VisitCommand)new ConfirmLocation(m)),
        Gen.Select(Gen.Enum<JustificationReason>(), Gen.Enum<PatientScope>(), Gen.Int[0, 5], (reason, scope, wrong) =>
            (VisitCommand)new ChooseExemption(wrong is 0 ? new(Id(0x66)) : WiderClinic.ExemptionOf(who), reason, scope, "because")));

    public static Gen<Step> Any { get; } = Gen.Frequency(
        (3, Gen.Select(Clock, World, Gen.OneOf(Actors), Anything, (t, w, a, c) => new Step(t, w, a, c))),
        (7, Gen.Select(Clock, World, Gen.OneOf(Likely), (t, w, l) => new Step(t, w, l.Actor, l.Command))));

    private static Gen<Duration> Clock => Gen.Frequency(
        (24, Gen.Int[0, 40].Select(s => Duration.FromSeconds(s))),
        (6, Gen.Int[1, 12].Select(m => Duration.FromMinutes(m))),
        (1, Gen.Int[20, 400].Select(m => Duration.FromMinutes(m))));

    private static Gen<WorldChange> World => Gen.Frequency(
        (30, Gen.Const(WorldChange.None)),
        (6, Gen.OneOf(WorldChange.PatientComes, WorldChange.AdaComes)),
        (2, Gen.OneOf(WorldChange.AdaRegains, WorldChange.BenRegains)),
        (2, Gen.Enum<WorldChange>()));

    /// <summary>How far the visit is brought before chance takes over: booked, waiting, admitted, held; taken over; or waiting for nobody in particular, and Cyd takes the patient on an exemption.</summary>
    public static IEnumerable<Step> Opening(int stage)
    {
        var quick = Duration.FromSeconds(30);
        if (stage >= 1) yield return new(Duration.FromMinutes(15), WorldChange.PatientComes, ThePatient, new IdentifyParticipant(Patient, IdentityMethod.BirthDate, false));
        if (stage >= 1) yield return new(quick, WorldChange.None, ThePatient, GoodCheckIn);
        if (stage is 5)
        {
            yield return new(quick, WorldChange.None, DrCyd, new ChooseExemption(WiderClinic.ExemptionOf(Cyd), JustificationReason.LowVolume, PatientScope.Any));
            yield return new(quick, WorldChange.None, DrCyd, Claim(CydIn, anyway: true));
            yield return new(quick, WorldChange.None, DrCyd, new AdmitPatient("RM", true));
            yield break;
        }

        if (stage >= 2) yield return new(quick, WorldChange.AdaComes, DrAda, Claim(AdaIn));
        if (stage >= 2) yield return new(quick, WorldChange.None, DrAda, new AdmitPatient(null, false));
        if (stage is 3) yield return new(quick, WorldChange.None, DrAda, new HoldVisit());
        if (stage is 4) yield return new(Duration.FromMinutes(25), WorldChange.AdaGoes, ThePatient, new ReaffirmLocation(StatedBy.Patient));
        if (stage is 4) yield return new(Duration.FromMinutes(3), WorldChange.None, DrBen, new TakeOver(BenIn));
    }

    /// <summary>Commands from those who would send them.</summary>
    private static Gen<(Actor Actor, VisitCommand Command)>[] Likely =>
    [
        From(ThePatient, Gen.Const<VisitCommand>(new IdentifyParticipant(Patient, IdentityMethod.BirthDate, false))),
        From(ThePatient, CheckIn), From(ThePatient, CheckIn), From(FrontDesk, CheckIn), From(TheGuardian, CheckIn),
        From(ThePatient, Moves), From(ThePatient, Moves),
        From(ThePatient, Gen.Const<VisitCommand>(new ReaffirmLocation(StatedBy.Patient))),
        From(DrAda, Admits(AdaIn)), From(DrAda, Admits(AdaIn)), From(DrAda, Admits(AdaIn)), From(DrBen, Admits(BenIn)), From(DrCyd, Admits(CydIn)),
        From(ThePatient, Gen.Const<VisitCommand>(new GetRoomGrant())), From(DrAda, Gen.Const<VisitCommand>(new GetRoomGrant())),
        From(TheInterpreter, Guests), From(TheGuardian, Guests), From(TheGuardian, Guardians),
        From(TheInterpreter, Gen.OneOf<VisitCommand>(
            new IdentifyParticipant(Interpreter, IdentityMethod.GuestName, false), new CheckInGuest(Interpreter, GoodDevice), new CheckInGuest(Interpreter, GoodDevice))),
        From(DrAda, InVisit), From(DrAda, InVisit), From(DrBen, InVisit),
        From(DrAda, Gen.OneOf<VisitCommand>(new AdmitParticipant(Interpreter), new AdmitParticipant(Interpreter), new HoldParticipant(Patient), new AdmitParticipant(Patient))),
        From(DrAda, Remedies(Ada)), From(DrBen, Remedies(Ben)), From(DrCyd, Remedies(Cyd)), From(DrCyd, Remedies(Cyd)), From(DrCyd, Admits(CydIn)), From(DrCyd, Admits(CydIn)), From(ThePatient, Moves),
        From(DrAda, Gen.Const<VisitCommand>(new ResumeVisit())), From(ThePatient, Gen.OneOf<VisitCommand>(new LeaveVisit(), new GetRoomGrant())),
        From(DrAda, Gen.Const<VisitCommand>(new TransferVisit(Ben, null))), From(DrBen, Sits.Select(s => (VisitCommand)new AcceptTransfer(BenIn, s))),
        From(DrBen, Gen.OneOf<VisitCommand>(new AcceptTransfer(BenIn), new TakeOver(BenIn), new DeclineTransfer())),
        From(DrAda, Gen.OneOf<VisitCommand>(new MarkNoShow(NoShowWho.Patient), new CorrectOutcome(VisitOutcome.Abandoned, "so it was"), new ContinueAs(new(Id(3))))),
        From(DrAda, Gen.Frequency((1, Gen.OneOf<VisitCommand>(new ReportWrongPerson(), new EndVisit(Disposition.Completed, null))), (2, Gen.Const<VisitCommand>(new ConfirmIdentity())))),
        From(FrontDesk, Front), From(DrAda, Gen.OneOf<VisitCommand>(new OpenVisit(), new ConfirmIdentity(), new RecordMinorBasis(MinorBasis.Emergency), new VerifyGuardian(Guardian, GuardianIdMethod.PhotoIdShown), new WithdrawConsent())),
        From(Actor.System, Gen.Const<VisitCommand>(new ApplyRulesOfTime())), From(Actor.System, Gen.Const<VisitCommand>(new ApplyRulesOfTime())),
        From(Actor.System, Gen.OneOf<VisitCommand>(new ReevaluateLicensure(), new ErasePersonalDetails())),
        From(ThePatient, Safety), From(FrontDesk, Safety),
        From(DrAda, Rarely(Closing)), From(Admin, Rarely(Closing)), From(FrontDesk, Rarely(Closing)),
    ];

    private static Gen<VisitCommand> Anything => Gen.OneOf(
        CheckIn, Moves, Remedies(Cyd), Admits(BenIn), Guests, Guardians, InVisit, Front, Safety, Rarely(Closing), Rubbish,
        By.Select(b => (VisitCommand)new ReaffirmLocation(b)), Gen.OneOf<VisitCommand>(
            new GetRoomGrant(), new LeaveVisit(), new OpenVisit(), new OpenWaitingRoom(), new RequestCallback(), new ReportWrongPerson(), new ConfirmIdentity(),
            new ApplyRulesOfTime(), new ReevaluateLicensure(), new LeaveWaitingRoom(LeaveReason.Other), new TakeOver(CydIn), new AcceptTransfer(CydIn), new DeclineTransfer()));

    private static Gen<VisitCommand> CheckIn => Gen.Select(Place, By, Gen.Int[0, 9], (place, by, flaw) => (VisitCommand)(flaw switch
    {
        0 => GoodCheckIn with { Location = place, StatedBy = by, Consent = GoodConsent with { Accepted = false } },
        1 => GoodCheckIn with { Location = place, StatedBy = by, CallbackPhone = null },
        2 => GoodCheckIn with { Location = place, StatedBy = by, EmergencyContactDeclined = DeclineReason.Other },
        3 => GoodCheckIn with { Location = place, StatedBy = by, Consent = null! },
        _ => GoodCheckIn with { Location = place, StatedBy = by },
    }));

    private static Gen<VisitCommand> Moves => Gen.Select(Place, By, (place, by) => (VisitCommand)new UpdateLocation(place, by));

    private static Gen<VisitCommand> Admits(ParticipantId asWhom) => Gen.Select(Gen.Bool, Gen.Int[0, 9], Sits, (anyway, which, sits) => (VisitCommand)(which switch
    {
        0 => new ReleasePatient(),
        <= 4 => Claim(asWhom, anyway) with { ClinicianLocation = sits },
        _ => new AdmitPatient("RM", anyway),
    }));

    private static Gen<VisitCommand> Guests => Gen.OneOf(
        Person.Select(p => (VisitCommand)new IdentifyParticipant(p, IdentityMethod.GuestName, false)),
        Person.Select(p => (VisitCommand)new CheckInGuest(p, GoodDevice)),
        Gen.OneOf<VisitCommand>(new GetRoomGrant(), new LeaveVisit()));

    private static Gen<VisitCommand> Guardians => Gen.OneOf<VisitCommand>(new ConsentAsGuardian(GoodConsent), new WithdrawConsent(), new LeaveWaitingRoom(LeaveReason.WaitTooLong), new RequestCallback());

    private static Gen<VisitCommand> InVisit => Gen.OneOf(
        Gen.OneOf<VisitCommand>(
            new HoldVisit(), new ResumeVisit(), new ResumeVisit(), new ReplaceRoom("peer", "room-new", null), new ChangeModality(Modality.Phone), new ChangeModality(Modality.Video),
            new LeaveVisit(), new GetRoomGrant()),
        Person.Select(p => (VisitCommand)new AdmitParticipant(p)), Person.Select(p => (VisitCommand)new HoldParticipant(p)),
        Staff.Select(s => (VisitCommand)new TransferVisit(s, "note")),
        Gen.Select(Person, Staff, (p, s) => (VisitCommand)new InviteParticipant(new(p, ParticipantRole.Clinician, s, null))));

    private static Gen<VisitCommand> Front => Gen.OneOf(
        Staff.Select(s => (VisitCommand)new ReassignVisit(s, s == Ada ? AdaIn : BenIn)),
        Person.Select(p => (VisitCommand)new RemoveParticipant(p, null)),
        Gen.Int[-60, 600].Select(m => (VisitCommand)new RescheduleVisit(Start + Duration.FromMinutes(m), null)),
        Gen.OneOf<VisitCommand>(new OpenWaitingRoom(), new InviteParticipant(new(Interpreter, ParticipantRole.Interpreter, null, "Ana"))));

    private static Gen<VisitCommand> Safety => Gen.Select(Gen.Int[1, 3], Gen.Int[0, 2], (n, which) => (VisitCommand)(which switch
    {
        0 => new RaiseSafetyConcern(new(Id(n))),
        1 => new AcknowledgeSafetyConcern(new(Id(n))),
        _ => new ResolveSafetyConcern(new(Id(n)), SafetyOutcome.Safe),
    }));

    private static Gen<VisitCommand> Closing => Gen.OneOf<VisitCommand>(
        new EndVisit(Disposition.Completed, "done"), new MarkNoShow(NoShowWho.Patient), new MarkNoShow(NoShowWho.Clinic), new RefuseVisit("no"),
        new CancelVisit(CancelledBy.Clinic, CancelReason.Other, null), new CancelVisit(CancelledBy.System, CancelReason.Other, null),
        new CorrectOutcome(VisitOutcome.Completed, "it was"), new CorrectOutcome(VisitOutcome.LeftUnseen, "it was"), new ContinueAs(new(Id(3))));

    private static Gen<VisitCommand> Rubbish => Gen.OneOf<VisitCommand>(
        new EndVisit((Disposition)77, null), new MarkNoShow((NoShowWho)77), new RecordMinorBasis((MinorBasis)77), new VerifyGuardian(null, (GuardianIdMethod)77), new WithdrawConsent(new(Id(0x77))), new LeaveWaitingRoom((LeaveReason)77),
        new ChangeModality((Modality)77), new ChangeModality(Modality.Phone, Instant.MaxValue), new CorrectOutcome((VisitOutcome)77, ""), new CorrectOutcome(VisitOutcome.Refused, null!),
        new InviteParticipant(null!), new InviteParticipant(new(new(Id(0x50)), (ParticipantRole)77, null, null)), new RescheduleVisit(Instant.MaxValue, int.MaxValue),
        new RescheduleVisit(Instant.MinValue, -1), new ReassignVisit(default, default), new TransferVisit(default, new string('x', 9999)),
        new ClaimPatient(null!, null!, default, true), new ClaimPatient("", "", Patient, true), new ReplaceRoom("", "", null), new ConsentAsGuardian(null!),
        new ResolveSafetyConcern(default, (SafetyOutcome)77), new CancelVisit((CancelledBy)77, (CancelReason)77, default), new IdentifyParticipant(Patient, (IdentityMethod)77, true),
        new CheckInGuest(Interpreter, null!), new UpdateLocation(null!, StatedBy.Patient), new RemoveParticipant(Interpreter, "\ud800"),
        Schedule(null), new ScheduleVisit(default, null, (VisitKind)77, default, 0, null!, null, default),
        GoodCheckIn with { OthersPresent = default, Device = null! }, GoodCheckIn with { OthersPresent = [null!] });

    private static Gen<VisitCommand> Rarely(Gen<VisitCommand> commands) => Gen.Frequency((1, commands), (7, Gen.Const<VisitCommand>(new ApplyRulesOfTime())));

    private static Gen<(Actor, VisitCommand)> From(Actor actor, Gen<VisitCommand> commands) => commands.Select(c => (actor, c));
}
