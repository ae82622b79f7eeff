using System.Collections.Frozen;
using Telehealth.Domain.LogSearch;

namespace Telehealth.Ledger.Views;

/// <summary>The AuditEvent of each record code. A code that is not named here is told by its category.</summary>
public static class FhirKinds
{
    private static readonly FrozenDictionary<string, FhirKind> ByCode = Table(
        (FhirKind.Created,
            "VisitScheduled VisitContinued ParticipantInvited PatientAdded ConsentGiven AuthorityAdded ConsentTextAdded NoticePlanned WorkItemAdded MessageSent MessageCameIn NoticeKeyMade LegalHoldPlaced "
            + "PatientErasureRequested RoomGranted"),
        (FhirKind.Changed,
            "VisitRescheduled VisitReassigned WaitingRoomOpened VisitCancelled PatientCorrected PatientMerged PatientUnmerged ConsentWithdrawn MinorBasisRecorded LocationAttested LocationReaffirmed LocationConfirmed "
            + "CheckInCarried OutcomeCorrected ModalityChanged VisitRoomReplaced NoticeAdvanced NoticePutBack AddressSuppressed SuppressionLifted LegalHoldLifted PatientErasureWithdrawn RulesChanged ReviewSignedOff"),
        (FhirKind.Erased, "PatientErased PersonalDetailsErased"),
        (FhirKind.Done,
            "ParticipantIdentified WeakSignalsTold MediaConnectionNoted MediaQualityNoted GuardianIdentityVerified IdentityConfirmed DeviceLocated ClinicianLocated ExemptionChosen AuthorityUsed ParticipantCheckedIn CheckInRefused WaitingRoomLeft CallbackRequested ClinicianOpened "
            + "PatientClaimed AdmitRequested ClaimReleased PatientAdmitted ParticipantAdmitted ParticipantHeld ParticipantLeft ParticipantReturned ParticipantRemoved VisitHeld VisitResumed TransferOffered TransferWithdrawn "
            + "TransferAccepted VisitTakenOver ContinuationRenewed AlertRaised AlertCleared AlertTold VisitEnded NoShowMarked VisitRefused VisitClosedByRule LicensureEvaluated LicensureDryRun NoticeNotSent NoticeNewsIgnored "
            + "WorkItemDone DeliveryRetried VendorEventIgnored AttendanceStarted AttendanceEnded VideoRoomEnded SpareRoomEnded OrphanRoomEnded UnexpectedGuestPutOut RefusalShown"),
        (FhirKind.Alert, "SafetyConcernRaised SafetyConcernAcknowledged SafetyConcernResolved WrongPersonReported PatientErasureRefused"),
        (FhirKind.Override, "SafetyContinuationUsed"),
        (FhirKind.SignIn, "StaffSignedIn ParticipantSignedIn SignInRefused JoinRefused AccountLocked LinkLocked"),
        (FhirKind.SignOut, "SignedOut StaffSessionsEnded VisitSessionsEnded ParticipantSessionsEnded"),
        (FhirKind.Barred, "AccessRefused VisitAccessRefused KnocksRefused ReviewSignOffRefused"),
        (FhirKind.RolesChanged, "StaffRolesChanged"),
        (FhirKind.AccountAdded, "StaffAdded"),
        (FhirKind.AccountChanged, "StaffDisabled"),
        (FhirKind.LinkAdded, "LinkIssued"),
        (FhirKind.LinkChanged, "LinkRevoked LinkUnlocked"),
        (FhirKind.Configured, "SettingsNoted SettingsChanged MasterKeyChanged DetailKeysRewrapped KeyRotated"),
        (FhirKind.Started, "ServiceStarted"),
        (FhirKind.Stopped, "ServiceStopped"),
        (FhirKind.Recording, "RecordingStarted LogReopened"),
        (FhirKind.Activity, "VideoServiceTested CheckpointReported AuthorityImportLookedAt"),
        (FhirKind.Read, "PatientRead MinorBasesRead VisitRead VisitViewed MessagesRead PractitionerRead LegalHoldsRead PatientErasureRead DisclosuresRead DecisionsRead DecisionReplayed DetailRead"),
        (FhirKind.Query, "PatientsListed VisitsListed StaffListed NoticesListed BoardViewed LicensureMatrixRead EndangeredVisitsRead RefusedStartsRead WhoMayRead ReviewsRead"),
        (FhirKind.LogRead, "TimelineRead PatientAccessRead LogRead LogFollowed LogStreamed LogChartsRead AnomaliesRead CheckpointsRead ProofRead LogStateRead LogTilesRead LogEntriesRead"),
        (FhirKind.LogUsed, "LogSearchSaved LogSearchCancelled LogSearchFinished LogExportRequested LogExportFinished LogExportFailed LogExportCancelled LogExportResumed LogExportRemoved"),
        (FhirKind.LogPruned, "LogPruned"),
        (FhirKind.Exported, "LogExportDownloaded"),
        (FhirKind.Imported, "AuthoritiesImported"),
        (FhirKind.Disclosed, "DisclosureRecorded"));

    /// <summary>Every code that has its line here.</summary>
    public static IReadOnlyCollection<string> Codes => ByCode.Keys;

    /// <summary>Whether the code, or the command that it is the refusal of, has its own line here.</summary>
    public static bool Knows(string code) => ByCode.ContainsKey(code);

    /// <param name="outcome">A licence that was denied, and a command that was refused for whatever reason, is an alert.</param>
    internal static FhirKind Of(string code, RecordOutcome outcome) => outcome switch
    {
        RecordOutcome.Denied => FhirKind.Alert,
        _ when ByCode.TryGetValue(code, out var kind) => kind,
        RecordOutcome.Refused => FhirKind.Barred,
        _ => RecordCategories.Of(code) switch
        {
            RecordCategory.Reads => FhirKind.Query,
            RecordCategory.System => FhirKind.Activity,
            RecordCategory.Access => FhirKind.LinkChanged,
            _ => FhirKind.Done,
        },
    };

    private static FrozenDictionary<string, FhirKind> Table(params (FhirKind Kind, string Codes)[] lines) =>
        lines.SelectMany(l => l.Codes.Split(' ').Select(code => KeyValuePair.Create(code, l.Kind))).ToFrozenDictionary(StringComparer.Ordinal);
}
