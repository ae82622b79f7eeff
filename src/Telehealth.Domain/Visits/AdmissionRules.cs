using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>From the waiting room to the room: claim, then admit, the gate asked at both.</summary>
internal static class AdmissionRules
{
    public static VisitDecision DecideOpen(Turn turn)
    {
        if (Stranger(turn)) return Answer.No(RefusalCode.NotFound);
        var expected = turn.Visit.Phase is not VisitPhase.Scheduled || !ArrivalRules.TooEarlyToWait(turn);
        return turn.Visit.Closing is null && turn.Visit.ClinicianOpenedAt is null && expected && !turn.Is(Standing.AddedClinician)
            ? Answer.Of(new ClinicianOpened(turn.Actor.Staff!.Value))
            : VisitDecision.Nothing;
    }

    public static VisitDecision Decide(Turn turn, ClaimPatient command)
    {
        if (NotTheirs(turn) is { } wrong) return wrong;
        if (!Shape.Text(command.VideoProvider, 40) || !Shape.Text(command.RoomName, 128)) return Answer.No(RefusalCode.Invalid);
        if (FallbackRules.Unwanted(turn, command.Fallback, command.VideoProvider) is { } unwanted) return unwanted;

        var me = turn.Actor.Staff!.Value;
        if (!SchedulingRules.TryBringIn(turn, me, command.NewParticipantId, out var invited)) return Answer.No(RefusalCode.Invalid);
        if (!ClinicianPlaces.TryTell(turn, command.ClinicianLocation, out var told, out turn)) return Answer.No(RefusalCode.Invalid, ClinicianPlaces.Unknown);

        var evaluation = turn.Evaluate(me, DecisionPurpose.Admit, DecisionBasis.Start);
        if (Obstacle(turn, me, evaluation, command.Anyway) is { } no) return no;

        var until = turn.Now + turn.Policy.ClaimLasts;
        return Answer.Of(evaluation, [
            .. turn.Visit.Claim?.ClinicianId == me ? [] : ReleaseClaim(turn.Visit, ClaimReleaseReason.Expired),
            .. invited,
            .. told,
            Claimed(turn, me, command, until),
            .. evaluation.Verdict is Verdict.Allow ? [] : new VisitEvent[] { new AdmitRequested(me, turn.Now + turn.Policy.AdmitRequestLasts) },
        ]);
    }

    public static VisitDecision Decide(Turn turn, AdmitPatient command)
    {
        if (NotTheirs(turn) is { } wrong) return wrong;
        var me = turn.Actor.Staff!.Value;
        if (turn.Visit.Claim is not { } claim || claim.ClinicianId != me || claim.Until <= turn.Now || turn.Visit.Room is not { } room)
            return Answer.No(RefusalCode.WrongPhase, "The claim has lapsed. Press admit again.");
        if (command.RoomName is { } made && made != room.Name) return Answer.No(RefusalCode.WrongPhase, "The visit went on with another room.");

        var evaluation = turn.Evaluate(me, DecisionPurpose.Admit, DecisionBasis.Start);
        if (Obstacle(turn, me, evaluation, command.Anyway) is { } no) return no;
        if (evaluation.Verdict is Verdict.Hold) return Answer.Of(evaluation, new AdmitRequested(me, turn.Now + turn.Policy.AdmitRequestLasts));

        var end = VisitLicensure.ExpectedEnd(turn.Visit, turn.Now);
        var own = turn.Self!;
        return Answer.Of(evaluation, [
            new PatientAdmitted(me, command.VendorRoomId, end), .. VisitLicensure.Used(turn.Visit, me, evaluation), .. MissingInterpreter(turn.Visit),
        ])
            .With(new GrantEntry(new(own.Id, own.Role, room with { VendorRoomId = command.VendorRoomId }, GrantBasis.Start, GrantRules.Expiry(turn, end))));
    }

    public static VisitDecision DecideRelease(Turn turn)
    {
        if (Stranger(turn)) return Answer.No(RefusalCode.NotFound);
        if (turn.NotIn(VisitPhase.Waiting) is { } wrong) return wrong;
        if (turn.Visit.Claim is not { } claim) return VisitDecision.Nothing;
        return claim.ClinicianId == turn.Actor.Staff ? Answer.Of(ReleaseClaim(turn.Visit, ClaimReleaseReason.GivenBack)) : Answer.No(RefusalCode.AlreadyClaimed);
    }

    public static IEnumerable<VisitEvent> ReleaseClaim(Visit visit, ClaimReleaseReason reason) =>
        visit.Claim is { } claim ? [new ClaimReleased(claim.ClinicianId, reason)] : [];

    public static bool ClaimedByAnother(Turn turn) =>
        turn.Visit.Claim is { } claim && claim.ClinicianId != turn.Actor.Staff && claim.Until > turn.Now;

    /// <summary>A clinician who is not in this visit, where nobody is waiting for just anyone.</summary>
    public static bool Stranger(Turn turn) =>
        turn.Visit.ClinicianId is not null && !turn.Is(Standing.Member) && turn.Visit.Claim?.ClinicianId != turn.Actor.Staff;

    /// <summary>An unassigned patient is for whoever claims first; an assigned one for their own clinician, unless someone takes over.</summary>
    private static VisitDecision? NotTheirs(Turn turn)
    {
        var another = turn.Visit.ClinicianId is { } assigned && assigned != turn.Actor.Staff;
        if (turn.Visit.Phase is VisitPhase.Closed && another) return Answer.No(RefusalCode.NotFound);
        if (ClaimedByAnother(turn) || (another && turn.Visit is { StartedAt: not null, Closing: null })) return Answer.No(RefusalCode.AlreadyClaimed);
        if (another) return Answer.No(RefusalCode.NotAllowed, "This patient has a clinician. Take over, or ask the front desk to reassign.");
        return turn.NotIn(VisitPhase.Waiting);
    }

    /// <summary>What stands in the way, the law before courtesy; a Hold that the patient can lift is none.</summary>
    private static VisitDecision? Obstacle(Turn turn, StaffId me, LicensureDecision evaluation, bool anyway)
    {
        if (evaluation.Verdict is Verdict.Deny || (evaluation.Verdict is Verdict.Hold && !evaluation.FixableByPatient()))
            return Answer.No(evaluation, evaluation.Refuse(), turn.Visit.Claim?.ClinicianId == me ? ReleaseClaim(turn.Visit, ClaimReleaseReason.Refused) : []);
        if (anyway) return null;
        if (turn.Facts.BusyClinicians.TryGetValue(me, out var other) && other != turn.Visit.Id)
            return Answer.No(evaluation, new(RefusalCode.ClinicianBusy, null, evaluation));
        return turn.PatientAway() ? Answer.No(evaluation, new(RefusalCode.PatientAway, null, evaluation)) : null;
    }

    /// <summary>Claiming again keeps the name of the room, so that the vendor's create-or-fetch finds what a first try made.</summary>
    private static PatientClaimed Claimed(Turn turn, StaffId me, ClaimPatient command, Instant until) =>
        turn.Visit is { Claim: { } claim, Room: { } room } && claim.ClinicianId == me && room.VideoProvider == command.VideoProvider
            ? new(me, room.VideoProvider, room.Name, until)
            : new(me, command.VideoProvider, command.RoomName, until);

    private static IEnumerable<VisitEvent> MissingInterpreter(Visit visit) =>
        visit.Participants.Any(p => p is { Role: ParticipantRole.Interpreter, State: ParticipantState.Invited or ParticipantState.Left })
        && !visit.Alerted(VisitAlert.InterpreterMissing)
            ? [new AlertRaised(VisitAlert.InterpreterMissing)]
            : [];
}
