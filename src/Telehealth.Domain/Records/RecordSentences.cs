using System.Collections.Frozen;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;

namespace Telehealth.Domain.Records;

/// <summary>Says in one sentence what a record means. <c>{name}</c> stands for a field of what the record says came after.</summary>
public static partial class RecordSentences
{
    private static readonly FrozenDictionary<string, string> Texts = new Dictionary<string, string>
    {
        ["VisitScheduled"] = "scheduled the visit ({kind}, {durationMinutes} minutes, for {startsAt})",
        ["VisitRescheduled"] = "moved the visit to {startsAt}",
        ["VisitReassigned"] = "gave the visit to another clinician",
        ["WaitingRoomOpened"] = "opened the waiting room early",
        ["VisitCancelled"] = "cancelled the visit for {by} ({reason})",
        ["ParticipantInvited"] = "invited a participant ({role})",
        ["ParticipantIdentified"] = "passed identification ({method})",
        ["LocationAttested"] = "stated the patient's place: {place}",
        ["DeviceLocated"] = "was located by the device",
        ["WeakSignalsTold"] = "came with hints of the clock and the network",
        ["LocationConfirmed"] = "made sure of the patient's place ({method})",
        ["ExemptionChosen"] = "chose an authority for this visit ({reason})",
        ["ClinicianLocated"] = "stated where the clinician is: {location}",
        ["AuthorityUsed"] = "counted the visit against a limited authority",
        ["LocationReaffirmed"] = "confirmed the patient's place again",
        ["ConsentGiven"] = "consented to care by video",
        ["ParticipantCheckedIn"] = "completed check-in and waits",
        ["CheckInCarried"] = "carried the check-in over from the visit before",
        ["CheckInRefused"] = "could not be checked in",
        ["WaitingRoomLeft"] = "left the waiting room ({reason})",
        ["CallbackRequested"] = "asked the clinic to call",
        ["MinorBasisRecorded"] = "recorded why the minor may be treated ({basis})",
        ["ConsentWithdrawn"] = "took back the consent to care by video",
        ["GuardianIdentityVerified"] = "verified a guardian's identity ({method})",
        ["IdentityConfirmed"] = "confirmed the patient's identity on camera",
        ["WrongPersonReported"] = "reported that somebody else was behind the patient's link",
        ["ClinicianOpened"] = "opened the visit",
        ["PatientClaimed"] = "started to admit the patient",
        ["AdmitRequested"] = "asked the patient to confirm their place before admission",
        ["ClaimReleased"] = "gave the patient back to the line ({reason})",
        ["PatientAdmitted"] = "admitted the patient",
        ["ParticipantAdmitted"] = "admitted a participant",
        ["ParticipantHeld"] = "put a participant on hold",
        ["ParticipantLeft"] = "left the call",
        ["ParticipantReturned"] = "came back to the call",
        ["ParticipantRemoved"] = "removed a participant",
        ["VisitHeld"] = "put the visit on hold",
        ["VisitResumed"] = "resumed the visit",
        ["TransferOffered"] = "offered the visit to another clinician",
        ["TransferWithdrawn"] = "withdrew or declined the transfer",
        ["TransferAccepted"] = "accepted the transfer",
        ["VisitTakenOver"] = "took the visit over",
        ["ContinuationRenewed"] = "renewed the lawful start after a new statement of place",
        ["SafetyContinuationUsed"] = "went on because of an open safety concern",
        ["VisitRoomReplaced"] = "moved the call to a new room",
        ["ModalityChanged"] = "went on by {to}",
        ["SafetyConcernRaised"] = "raised a safety concern",
        ["SafetyConcernAcknowledged"] = "acknowledged the safety concern",
        ["SafetyConcernResolved"] = "resolved the safety concern ({outcome})",
        ["AlertRaised"] = "raised an alert: {alert}",
        ["AlertCleared"] = "cleared an alert: {alert}",
        ["VisitEnded"] = "ended the visit ({disposition})",
        ["NoShowMarked"] = "marked a no-show of the {who}",
        ["VisitRefused"] = "closed the visit as refused",
        ["VisitClosedByRule"] = "closed the visit by a rule of time: {rule}",
        ["OutcomeCorrected"] = "corrected the outcome from {from} to {to}",
        ["VisitContinued"] = "continued the visit as a new one",
        ["LicensureEvaluated"] = "had the license checked: {verdict}",
        ["RoomGranted"] = "was granted access to the video room",
        ["NoticePlanned"] = "planned a message ({kind}, {channel})",
        ["NoticeAdvanced"] = "noted what became of a message ({kind}): {to}",
        ["NoticePutBack"] = "could not send a message yet ({kind})",
        ["NoticeNotSent"] = "did not send a message ({kind})",
        ["NoticeNewsIgnored"] = "heard of a message again, too late to matter ({kind})",
        ["AddressSuppressed"] = "noted that a person wants no more messages ({channel})",
        ["SuppressionLifted"] = "noted that a person wants messages again ({channel})",
        ["NoticeKeyMade"] = "made the key under which opted-out addresses are kept",
        ["MessageCameIn"] = "received a text message ({kind})",
        ["WorkItemAdded"] = "put work on the front desk's list ({kind})",
        ["WorkItemDone"] = "finished work on the front desk's list ({kind})",
        ["DeliveryRetried"] = "tried failed work again",
        ["AuthoritiesImported"] = "imported authorities from a file ({layout})",
        ["AuthorityImportLookedAt"] = "looked at a file of authorities without writing it",
        ["PractitionerRead"] = "read a clinician's qualifications",
        ["LicensureMatrixRead"] = "looked at who may treat where",
        ["EndangeredVisitsRead"] = "looked at the booked visits that a license will break",
        ["RefusedStartsRead"] = "looked at refused and held starts",
        ["DecisionsRead"] = "looked at the license checks of a visit",
        ["DecisionReplayed"] = "replayed a license check of a visit",
        ["MinorBasesRead"] = "asked on what basis a minor may be treated",
        ["WhoMayRead"] = "asked who else could take a patient",
        ["VideoServiceTested"] = "tested the connection to the video service",
        ["VendorEventIgnored"] = "noted news that changed nothing ({kind})",
        ["AttendanceStarted"] = "noted that a participant came into the video room at {occurredAt}",
        ["AttendanceEnded"] = "noted that a participant left the video room at {occurredAt}",
        ["UnexpectedGuestPutOut"] = "noted somebody in the video room who was not admitted, and they were put out again",
        ["VideoRoomEnded"] = "noted that the video room ended at {occurredAt}",
        ["SpareRoomEnded"] = "ended a video room that was made too late to be used",
        ["LogPruned"] = "removed {count} records of before {before}, whose time was over, after they had been archived",
        ["KeyRotated"] = "began to sign the log with a new key",
        ["LogReopened"] = "began a new log, {origin}, after {before} ({reason})",
        ["CheckpointReported"] = "mailed the log's signed head of {size} records to {admins} admins",
        ["CheckpointsRead"] = "read signed heads of the log",
        ["ProofRead"] = "took the proof of a record",
        ["LogStateRead"] = "looked at how the log is sealed",
        ["LogTilesRead"] = "took hashes of the log",
        ["LogEntriesRead"] = "took records of the log as files",
        ["OrphanRoomEnded"] = "ended a video room that belonged to no visit any more",
        ["LogRead"] = "searched the log ({items} records shown)",
        ["LogFollowed"] = "began to follow the log",
        ["LogStreamed"] = "collected records of the sealed log ({items})",
        ["LogChartsRead"] = "looked at the log's charts",
        ["AnomaliesRead"] = "looked at what stands out in the log",
        ["LogSearchSaved"] = "began a saved search of the log",
        ["LogSearchCancelled"] = "stopped a saved search of the log",
        ["LogSearchFinished"] = "finished a saved search of the log ({items} records found)",
        ["LogExportRequested"] = "asked for an export of the log ({purpose})",
        ["LogExportFinished"] = "finished an export of the log ({count} records)",
        ["LogExportFailed"] = "could not finish an export of the log",
        ["LogExportCancelled"] = "stopped an export of the log",
        ["LogExportResumed"] = "let an export of the log go on",
        ["LogExportDownloaded"] = "downloaded an export of the log ({items} records)",
        ["LogExportRemoved"] = "removed the file of an export of the log",
        ["PatientAdded"] = "added a patient",
        ["PatientCorrected"] = "corrected what is known of the patient",
        ["PatientMerged"] = "merged a duplicate of the patient",
        ["PatientUnmerged"] = "took a merged duplicate of the patient apart again",
        ["StaffAdded"] = "added an account of staff",
        ["StaffRolesChanged"] = "changed the roles of a member of staff",
        ["StaffDisabled"] = "disabled an account of staff",
        ["LinkIssued"] = "issued a link to the visit",
        ["LinkRevoked"] = "revoked a link to the visit",
        ["LinkUnlocked"] = "unlocked a link to the visit",
        ["AuthorityAdded"] = "recorded an authority of a clinician",
        ["ConsentTextAdded"] = "added a text of the consent",
        ["RulesChanged"] = "put new licensing rules in force",
        ["LicensureDryRun"] = "tried out a license check: {verdict}",
        ["MessageSent"] = "sent a message in the visit",
        ["StaffSessionsEnded"] = "ended all sessions of a member of staff",
        ["VisitSessionsEnded"] = "ended all sessions of the visit",
        ["ParticipantSessionsEnded"] = "ended all sessions of a participant",
        ["PersonalDetailsErased"] = "took out what the visit knew of people, since the patient was erased",
        ["PatientErasureRequested"] = "asked that the patient be erased ({basis})",
        ["PatientErasureWithdrawn"] = "took back the wish to erase the patient",
        ["PatientErased"] = "confirmed that the patient be erased: the key of their personal details was destroyed ({visits} visits, {messages} messages)",
        ["PatientErasureRefused"] = "was not allowed to erase the patient",
        ["PatientErasureRead"] = "looked at how the patient's erasure stands",
        ["LegalHoldPlaced"] = "placed a legal hold",
        ["LegalHoldLifted"] = "lifted a legal hold",
        ["LegalHoldsRead"] = "looked at the legal holds of a patient",
        ["DisclosureRecorded"] = "recorded that something was told to somebody outside at {disclosedAt}",
        ["DisclosuresRead"] = "looked at what was told of the patient to others ({items} entries)",
        ["DetailRead"] = "opened the personal part of a record ({of})",
        ["PatientAccessRead"] = "looked at who had seen the patient's data ({items} entries)",
        ["ReviewsRead"] = "looked at the list of reviews ({items} entries)",
        ["ReviewSignedOff"] = "reviewed and signed off a record ({reviewed})",
        ["ReviewSignOffRefused"] = "was not allowed to sign off a record ({reviewed})",
        ["VisitViewed"] = "opened the visit",
        ["VisitRead"] = "looked at the visit",
        ["TimelineRead"] = "looked at the visit's timeline",
        ["MessagesRead"] = "read the visit's messages",
        ["PatientRead"] = "looked at the patient's file",
        ["PatientsListed"] = "looked at a list of patients ({items} entries)",
        ["VisitsListed"] = "looked at a list of visits ({items} entries)",
        ["StaffListed"] = "looked at the list of staff ({items} entries)",
        ["NoticesListed"] = "looked at the list of messages ({items} entries)",
        ["BoardViewed"] = "opened the board",
        ["MediaConnectionNoted"] = "had their video {connection}",
        ["MediaQualityNoted"] = "had {quality}",
        ["AlertTold"] = "told those of the staff who were connected to one server of an alert: {alert} ({toldCount} in the visit, {onBoardCount} at the board)",
        ["RefusalShown"] = "saw why it cannot go on ({screen}, {language})",
        ["AccessRefused"] = "asked for what is not theirs, or not there: {door}",
        ["VisitAccessRefused"] = "was not let in to a visit that is not theirs, or not there",
        ["KnocksRefused"] = "counted knocks that were turned away",
        ["StaffSignedIn"] = "signed in",
        ["ParticipantSignedIn"] = "came in by their link",
        ["SignedOut"] = "signed out",
        ["SignInRefused"] = "turned a sign-in away",
        ["AccountLocked"] = "locked an account after wrong passwords",
        ["JoinRefused"] = "was turned away at the link",
        ["LinkLocked"] = "had the link locked after wrong tries",
        ["RecordingStarted"] = "began to record",
        ["ServiceStarted"] = "started (version {version})",
        ["ServiceStopped"] = "stopped (version {version})",
        ["SettingsNoted"] = "noted the settings for the first time ({settings})",
        ["SettingsChanged"] = "started with changed settings",
        ["MasterKeyChanged"] = "started with another master key, or with settings marked anew",
        ["DetailKeysRewrapped"] = "wrapped the keys of personal details anew ({keys} keys)",
    }.ToFrozenDictionary();

    /// <param name="zone">The visit's; instants are told in it.</param>
    public static string Of(ToldRecord record, DateTimeZone zone) =>
        string.Join(' ', [WithoutReasons(record, zone), .. record.Reasons.Select(RecordWords.OfReason).Distinct()]);

    /// <param name="zone">As above.</param>
    public static string WithoutReasons(ToldRecord record, DateTimeZone zone)
    {
        var after = record.After ?? [];
        var said = Texts.TryGetValue(record.Code, out var text) ? Fill(text, after, zone)
            : record.Refused ? $"was refused: {RecordWords.Apart(record.Code[..^"Refused".Length])}"
            : RecordWords.Apart(record.Code);
        return $"{WhoOf(record)} {said}.";
    }

    /// <summary>Every code that has a sentence of its own.</summary>
    public static IReadOnlyCollection<string> Codes => Texts.Keys;

    /// <summary>Whether the code has a sentence of its own.</summary>
    public static bool Knows(string code) => Texts.ContainsKey(code);

    private static string WhoOf(ToldRecord record) => record switch
    {
        { ActorName: { } name } => name,
        { ActorRole: { } role } => RecordWords.Capital(RecordWords.Apart(role).Replace("+", " and", StringComparison.Ordinal)),
        { ActorKind: ActorKind.System } => "The system",
        { ActorKind: ActorKind.VideoProvider } => "The video service",
        { ActorKind: ActorKind.Participant } => "A participant",
        _ => "Staff",
    };

    private static string Fill(string text, JsonObject after, DateTimeZone zone)
    {
        var filled = new StringBuilder(text);
        if (text.Contains("{place}", StringComparison.Ordinal)) filled.Replace("{place}", RecordWords.OfPlace(after));
        foreach (var (name, value) in after) filled.Replace($"{{{name}}}", RecordWords.OfField(name, value, zone));
        // What the record leaves out leaves no braces behind.
        return Unfilled().Replace(filled.ToString(), "").Trim();
    }

    [GeneratedRegex(@" ?\(?\{\w+\}\)?")]
    private static partial Regex Unfilled();
}
