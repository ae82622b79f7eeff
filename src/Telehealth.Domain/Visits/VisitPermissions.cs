using System.Diagnostics;
using static Telehealth.Domain.Visits.Standing;

namespace Telehealth.Domain.Visits;

/// <summary>Who may ask for what. Whatever is not named here is not allowed.</summary>
internal static class VisitPermissions
{
    public static Standing MayAsk(VisitCommand command) => command switch
    {
        ScheduleVisit => FrontDesk | Admin | ClinicClinician | Standing.System,
        RescheduleVisit or OpenWaitingRoom or InviteParticipant => VisitStaff,
        ReassignVisit => FrontDesk | Admin,
        CancelVisit => VisitStaff | Standing.System,
        ContinueAs => VisitStaff,

        IdentifyParticipant => AnyParticipant | FrontDesk,
        CheckInPatient or UpdateLocation or ReaffirmLocation => Patient | Guardian | FrontDesk,
        CheckInGuest => Guardian | Guest | FrontDesk,
        LeaveWaitingRoom or RequestCallback => Patient | Guardian,
        ConsentAsGuardian => Guardian,
        WithdrawConsent => Patient | Guardian | FrontDesk | VisitClinician,
        RecordMinorBasis or VerifyGuardian or ConfirmIdentity or ReportWrongPerson => VisitClinician,
        ConfirmLocation or ChooseExemption => ClinicClinician,

        OpenVisit or ClaimPatient or AdmitPatient or ReleasePatient => ClinicClinician,
        AdmitParticipant or HoldParticipant => VisitClinician,
        RemoveParticipant => VisitStaff,
        LeaveVisit or GetRoomGrant => AnyParticipant | VisitClinician | AddedClinician,

        HoldVisit or ResumeVisit or TransferVisit or ChangeModality => VisitClinician,
        AcceptTransfer => Receiver,
        DeclineTransfer => Receiver | VisitClinician,
        TakeOver => ClinicClinician,
        ReplaceRoom => VisitClinician | Standing.System,

        RaiseSafetyConcern => AnyParticipant | VisitStaff | AddedClinician,
        AcknowledgeSafetyConcern or ResolveSafetyConcern => VisitStaff,

        EndVisit => VisitClinician | Admin,
        MarkNoShow or RefuseVisit => VisitStaff,
        CorrectOutcome => VisitClinician | Admin,
        ApplyRulesOfTime or ReportVideoLost or ErasePersonalDetails => Standing.System,
        ReevaluateLicensure => Standing.System | Admin,
        _ => throw new UnreachableException($"Nobody was named for {command.Name}."),
    };
}
