using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.CheckIn;

/// <summary>The arrival act. Identity, location and consent are hard gates; whatever the verdict, the stated place is stored.</summary>
internal static class CheckInRules
{
    public static VisitDecision Decide(Turn turn, CheckInPatient command)
    {
        if (NotNow(turn) is { } wrong) return wrong;
        if (CheckInAnswers.Check(command) is { } code) return Answer.No(code);
        if (!LocationRules.MaySay(turn, command.StatedBy)) return Answer.No(RefusalCode.Invalid);
        if (ArrivalRules.TooEarlyToWait(turn)) return Answer.No(RefusalCode.TooEarly);
        if (!LocationRules.IsKnown(turn)) return Answer.No(RefusalCode.CheckInIncomplete);

        var patient = turn.Visit.Patient!;
        VisitEvent[] said =
        [
            .. patient.Identified ? [] : new VisitEvent[] { new ParticipantIdentified(patient.Id, IdentityMethod.ByStaff, false) },
            .. LocationRules.Attest(turn, command.Location, command.StatedBy),
            new ConsentGiven(patient.Id, command.Consent.Version, command.Consent.Language, command.Consent.State, command.Consent.TextHash),
        ];
        var evaluation = LocationRules.Judge(turn, said);
        return evaluation.Verdict is Verdict.Deny
            ? Answer.No(evaluation, evaluation.Refuse(), [.. said, Refused(turn, command), .. LocationRules.Consequences(turn, said, evaluation)])
            : Answer.Of(evaluation, [.. said, Arrived(turn, command), .. LocationRules.Consequences(turn, said, evaluation)]);
    }

    public static VisitDecision Decide(Turn turn, CheckInGuest command)
    {
        if (turn.NotIn(VisitPhase.Scheduled, VisitPhase.Waiting, VisitPhase.InProgress, VisitPhase.OnHold) is { } wrong) return wrong;
        if (turn.Visit.Find(command.ParticipantId) is not { } guest || guest.Role is ParticipantRole.Patient or ParticipantRole.Clinician)
            return Answer.No(RefusalCode.Invalid);
        if (!turn.Is(Standing.FrontDesk) && turn.Actor.Participant != guest.Id) return Answer.No(RefusalCode.NotAllowed);
        if (!CheckInAnswers.IsWellFormed(command.Device)) return Answer.No(RefusalCode.Invalid);
        if (ArrivalRules.TooEarlyToWait(turn)) return Answer.No(RefusalCode.TooEarly);
        if (!guest.Identified) return Answer.No(RefusalCode.CheckInIncomplete);

        var source = turn.Actor.Participant == guest.Id ? guest.Role is ParticipantRole.Guardian ? StatedBy.Guardian : StatedBy.Patient : StatedBy.ByStaff;
        return guest.State switch
        {
            ParticipantState.Removed => Answer.No(RefusalCode.NotAllowed),
            ParticipantState.Admitted or ParticipantState.Held => VisitDecision.Nothing,
            ParticipantState.Left when guest.AdmittedAt is not null => VisitDecision.Nothing,
            ParticipantState.Invited or ParticipantState.Waiting or ParticipantState.Left =>
                Answer.Of(new ParticipantCheckedIn(guest.Id, source, command.Device, 0)),
        };
    }

    /// <summary>Once started, only a patient of whom nothing is known any more (a wrong person was reported) checks in again.</summary>
    private static VisitDecision? NotNow(Turn turn) =>
        turn.Visit is { Phase: VisitPhase.InProgress or VisitPhase.OnHold, Patient.Consent: null } ? null : turn.NotIn(VisitPhase.Scheduled, VisitPhase.Waiting);

    private static ParticipantCheckedIn Arrived(Turn turn, CheckInPatient said) =>
        new(turn.Visit.Patient!.Id, said.StatedBy, said.Device, said.OthersPresent.IsDefault ? 0 : said.OthersPresent.Length) { Detail = Answers(said) };

    private static CheckInRefused Refused(Turn turn, CheckInPatient said) => new(turn.Visit.Patient!.Id) { Detail = Answers(said) };

    private static PersonalDetail Answers(CheckInPatient said) => new()
    {
        CallbackPhone = said.CallbackPhone,
        CallbackPhoneDeclined = said.CallbackPhoneDeclined,
        EmergencyContact = said.EmergencyContact,
        EmergencyContactDeclined = said.EmergencyContactDeclined,
        AddressDeclined = said.AddressDeclined,
        OthersPresent = said.OthersPresent.IsDefault ? [] : said.OthersPresent,
        PrivateSpace = said.PrivateSpace,
    };
}
