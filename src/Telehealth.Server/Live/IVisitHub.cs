using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Features.CheckIn;
using Telehealth.Server.Features.VideoRooms;
using Telehealth.Server.Features.Visits;
using Telehealth.Server.Features.WaitingRoom;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>
/// What clients may ask of the hub. Every method takes exactly one object and answers one: the value's members, or <c>refusal</c>. A refusal may
/// also be NOT_FOUND (to whoever may not know the visit), INVALID, TOO_LARGE, RATE_LIMITED, VERSION_CONFLICT, IDEMPOTENCY_MISMATCH or UNAVAILABLE.
/// An error instead of an answer is a fault of the server; it carries a number and nothing else.
/// </summary>
public interface IVisitHub
{
    /// <summary>Watch a visit: a snapshot, or what was missed since the version that is named; then VisitChanged.</summary>
    /// <remarks>Who: Its participants, its clinician, FrontDesk, Admin; a clinician also on a visit that is nobody's yet. Refusals: NOT_FOUND, DRAINING.</remarks>
    Task<JoinVisitAnswer> JoinVisit(JoinVisitRequest request);

    /// <summary>The arrival act. Allow or Hold waits in line; Deny stays Scheduled and answers a refusal beside the decision.</summary>
    /// <remarks>Who: Patient, Guardian, FrontDesk for the patient; guests for themselves. Refusals: CHECK_IN_INCOMPLETE, LICENSURE_DENIED, WRONG_PHASE, TOO_EARLY, INVALID, TOO_LARGE.</remarks>
    Task<CheckInResult> CheckIn(CheckInRequest request);

    /// <summary>The patient has moved, or corrects the place. Stored whatever the verdict.</summary>
    /// <remarks>Who: Patient, Guardian, FrontDesk. Refusals: LICENSURE_DENIED, WRONG_PHASE, INVALID.</remarks>
    Task<CheckInResult> UpdateLocation(UpdateLocationRequest request);

    /// <summary>"Yes, still there."</summary>
    /// <remarks>Who: Patient, Guardian, FrontDesk. Refusals: WRONG_PHASE.</remarks>
    Task<CheckInResult> ReaffirmLocation(ReaffirmLocationRequest request);

    /// <summary>The clinician saw on camera that this is the right person.</summary>
    /// <remarks>Who: The visit's Clinician. Refusals: WRONG_PHASE.</remarks>
    Task<VersionAnswer> ConfirmIdentity(ConfirmIdentityRequest request);

    /// <summary>The clinician made sure of the stated address with the patient, which settles a device near a border or one that says otherwise. The verdict is asked again.</summary>
    /// <remarks>Who: The visit's Clinician, one in it or offered it, or one who may take a visit that is nobody's yet. Refusals: CHECK_IN_INCOMPLETE (no place, or no street address), WRONG_PHASE, INVALID.</remarks>
    Task<VerdictAnswer> ConfirmLocation(ConfirmLocationRequest request);

    /// <summary>The clinician relies on this authority of theirs for this visit and says why; an exemption is never relied on without. The verdict is asked again.</summary>
    /// <remarks>Who: The visit's Clinician, one in it or offered it, or one who may take a visit that is nobody's yet. Refusals: INVALID (not an authority of theirs), WRONG_PHASE.</remarks>
    Task<VerdictAnswer> ChooseExemption(ChooseExemptionRequest request);

    /// <summary>It is somebody else: that session ends, the link is revoked, the place is kept.</summary>
    /// <remarks>Who: The visit's Clinician. Refusals: WRONG_PHASE.</remarks>
    Task<VersionAnswer> ReportWrongPerson(ReportWrongPersonRequest request);

    /// <summary>Why a person under 18 may be treated.</summary>
    /// <remarks>Who: The visit's Clinician. Refusals: WRONG_PHASE, CHECK_IN_INCOMPLETE (birth date or place unknown), INVALID (no rule holds at this age and place).</remarks>
    Task<VersionAnswer> RecordMinorBasis(RecordMinorBasisRequest request);

    /// <summary>A guardian consents to the care of a minor.</summary>
    /// <remarks>Who: Guardian. Refusals: WRONG_PHASE, INVALID.</remarks>
    Task<VersionAnswer> ConsentAsGuardian(ConsentAsGuardianRequest request);

    /// <summary>The clinician made sure who a guardian is; where a state asks for it, their consent counts from then on.</summary>
    /// <remarks>Who: The visit's Clinician. Refusals: WRONG_PHASE, CHECK_IN_INCOMPLETE, INVALID.</remarks>
    Task<VersionAnswer> VerifyGuardian(VerifyGuardianRequest request);

    /// <summary>Consent is taken back: nothing starts and no grant follows until it is given again. A running call goes on, and staff are told.</summary>
    /// <remarks>Who: Patient, Guardian, the visit's Clinician, FrontDesk. Refusals: WRONG_PHASE, CHECK_IN_INCOMPLETE (there is none), INVALID.</remarks>
    Task<VersionAnswer> WithdrawConsent(WithdrawConsentRequest request);

    /// <summary>Leave the line with a reason; the visit stays open.</summary>
    /// <remarks>Who: Patient, Guardian. Refusals: WRONG_PHASE.</remarks>
    Task<VersionAnswer> LeaveWaitingRoom(LeaveWaitingRoomRequest request);

    /// <summary>Ask the clinic to call.</summary>
    /// <remarks>Who: Patient, Guardian. Refusals: WRONG_PHASE.</remarks>
    Task<VersionAnswer> RequestCallback(RequestCallbackRequest request);

    /// <summary>Watch the board: its rows now, then BoardChanged. A second call replaces the filter.</summary>
    /// <remarks>Who: Clinician, FrontDesk, Admin. Refusals: NOT_ALLOWED, DRAINING.</remarks>
    Task<WatchBoardAnswer> WatchBoard(WatchBoardRequest request);

    /// <summary>Stop watching the board.</summary>
    /// <remarks>Who: Anybody.</remarks>
    Task<PlainAnswer> UnwatchBoard(UnwatchBoardRequest request);

    /// <summary>Bring the waiting patient into the room. The same command id goes on where a first try stopped; another one with <c>videoProvider</c> goes on over that provider, where <c>fallback</c> offered it.</summary>
    /// <remarks>Who: The visit's Clinician, or one who takes a visit that is nobody's yet. Refusals: LICENSURE_DENIED, LICENSURE_HOLD, PATIENT_AWAY, CLINICIAN_BUSY, ALREADY_CLAIMED, VIDEO_UNAVAILABLE, WRONG_PHASE, NOT_ALLOWED.</remarks>
    Task<AdmitAnswer> AdmitPatient(AdmitPatientRequest request);

    /// <summary>Give a claim back, so that a colleague may admit.</summary>
    /// <remarks>Who: Whoever claimed. Refusals: WRONG_PHASE.</remarks>
    Task<VersionAnswer> ReleasePatient(ReleasePatientRequest request);

    /// <summary>Let one person in.</summary>
    /// <remarks>Who: The visit's Clinician. Refusals: WRONG_PHASE, NOT_FOUND.</remarks>
    Task<VersionAnswer> AdmitParticipant(AdmitParticipantRequest request);

    /// <summary>Put one person back into the waiting room; that grant ends.</summary>
    /// <remarks>Who: The visit's Clinician. Refusals: WRONG_PHASE, NOT_FOUND.</remarks>
    Task<VersionAnswer> HoldParticipant(HoldParticipantRequest request);

    /// <summary>Put one person out for good; grant, link and session end.</summary>
    /// <remarks>Who: The visit's staff. Refusals: WRONG_PHASE, NOT_FOUND.</remarks>
    Task<VersionAnswer> RemoveParticipant(RemoveParticipantRequest request);

    /// <summary>Hang up. Nothing ends by it; GetRoomGrant returns.</summary>
    /// <remarks>Who: Whoever is admitted. Refusals: WRONG_PHASE.</remarks>
    Task<VersionAnswer> LeaveVisit(LeaveVisitRequest request);

    /// <summary>Put the visit on hold; grants end.</summary>
    /// <remarks>Who: The visit's Clinician. Refusals: WRONG_PHASE.</remarks>
    Task<VersionAnswer> HoldVisit(HoldVisitRequest request);

    /// <summary>Go on after a hold, through the gate.</summary>
    /// <remarks>Who: The visit's Clinician. Refusals: LICENSURE_DENIED, LICENSURE_HOLD, WRONG_PHASE.</remarks>
    Task<VersionAnswer> ResumeVisit(ResumeVisitRequest request);

    /// <summary>Offer the visit to a colleague; the sender stays responsible until it is accepted.</summary>
    /// <remarks>Who: The visit's Clinician. Refusals: LICENSURE_DENIED, WRONG_PHASE.</remarks>
    Task<VersionAnswer> TransferVisit(TransferVisitRequest request);

    /// <summary>Take an offered visit, through the gate.</summary>
    /// <remarks>Who: The clinician to whom it is offered. Refusals: LICENSURE_DENIED, LICENSURE_HOLD, WRONG_PHASE.</remarks>
    Task<VersionAnswer> AcceptTransfer(AcceptTransferRequest request);

    /// <summary>Decline an offer, or withdraw it.</summary>
    /// <remarks>Who: The two clinicians. Refusals: WRONG_PHASE.</remarks>
    Task<VersionAnswer> DeclineTransfer(DeclineTransferRequest request);

    /// <summary>Rescue a visit whose clinician is absent, through the gate.</summary>
    /// <remarks>Who: Any Clinician. Refusals: LICENSURE_DENIED, LICENSURE_HOLD, WRONG_PHASE, TOO_EARLY.</remarks>
    Task<VersionAnswer> TakeOver(TakeOverRequest request);

    /// <summary>The visit is over: it closes as Completed, the disposition beside it.</summary>
    /// <remarks>Who: The visit's Clinician; Admin when nobody is in the room. Refusals: WRONG_PHASE.</remarks>
    Task<VersionAnswer> EndVisit(EndVisitRequest request);

    /// <summary>Close as Refused: the clinic cannot treat this patient in this place.</summary>
    /// <remarks>Who: The visit's staff. Refusals: WRONG_PHASE.</remarks>
    Task<VersionAnswer> RefuseVisit(RefuseVisitRequest request);

    /// <summary>Name a no-show, where the rules allow it.</summary>
    /// <remarks>Who: The visit's staff. Refusals: WRONG_PHASE, TOO_EARLY.</remarks>
    Task<VersionAnswer> MarkNoShow(MarkNoShowRequest request);

    /// <summary>The visit goes on by phone, or by video again.</summary>
    /// <remarks>Who: The visit's Clinician. Refusals: WRONG_PHASE.</remarks>
    Task<VersionAnswer> ChangeModality(ChangeModalityRequest request);

    /// <summary>Go on in a new room; everybody asks a new grant. With <c>videoProvider</c> over another provider, where <c>fallback</c> offered it.</summary>
    /// <remarks>Who: The visit's Clinician. Refusals: VIDEO_UNAVAILABLE, WRONG_PHASE, NOT_ALLOWED (the clinic does not want that provider).</remarks>
    Task<ReplaceRoomAnswer> ReplaceRoom(ReplaceRoomRequest request);

    /// <summary>One's own way into the room. Decided and recorded each time; a participant who had left returns by it. Who was turned away by the vendor because the room is over says so in <c>gone</c>.</summary>
    /// <remarks>Who: Admitted participants, phase InProgress. Refusals: LICENSURE_DENIED, LICENSURE_HOLD, WRONG_PHASE, NOT_ALLOWED, VIDEO_UNAVAILABLE.</remarks>
    Task<RoomGrant> GetRoomGrant(GetRoomGrantRequest request);

    /// <summary>Say something in the chat: stored, numbered, then MessageReceived. The same clientMessageId is stored once.</summary>
    /// <remarks>Who: Participants (guests once admitted), the visit's staff. Refusals: WRONG_PHASE, NOT_ALLOWED, TOO_LARGE.</remarks>
    Task<SendMessageAnswer> SendMessage(SendMessageRequest request);

    /// <summary>Read the chat. Guests see nothing from before their admission.</summary>
    /// <remarks>Who: Participants, the visit's staff.</remarks>
    Task<GetMessagesAnswer> GetMessages(GetMessagesRequest request);

    /// <summary>Pass a signal of peer-to-peer video to one other person in the room.</summary>
    /// <remarks>Who: Holders of a live grant for the same room. Refusals: NOT_ALLOWED, WRONG_PHASE, TOO_LARGE, RATE_LIMITED.</remarks>
    Task<PlainAnswer> RelaySignal(RelaySignalRequest request);

    /// <summary>How the media do on this side. For metrics, alerts and the story of the visit.</summary>
    /// <remarks>Who: Participants, the visit's staff. Refusals: INVALID.</remarks>
    Task<PlainAnswer> ReportMedia(ReportMediaRequest request);

    /// <summary>Why it cannot go on stood before the participant's eyes: which words, as a hash. Recorded once for each text and connection; another 32 of them is the most.</summary>
    /// <remarks>Who: Participants. Refusals: INVALID, NOT_ALLOWED, RATE_LIMITED.</remarks>
    Task<PlainAnswer> ReportRefusalShown(ReportRefusalShownRequest request);

    /// <summary>Somebody may be in danger. In any phase.</summary>
    /// <remarks>Who: Anybody in the visit, the visit's staff.</remarks>
    Task<VersionAnswer> RaiseSafetyConcern(RaiseSafetyConcernRequest request);

    /// <summary>A member of staff is on it.</summary>
    /// <remarks>Who: The visit's staff. Refusals: NOT_FOUND.</remarks>
    Task<VersionAnswer> AcknowledgeSafetyConcern(AcknowledgeSafetyConcernRequest request);

    /// <summary>How it came out.</summary>
    /// <remarks>Who: The visit's staff. Refusals: NOT_FOUND.</remarks>
    Task<VersionAnswer> ResolveSafetyConcern(ResolveSafetyConcernRequest request);

    /// <summary>The live old device answers SEAT_ASKED within 30 seconds.</summary>
    /// <remarks>Who: The participant who was asked. Refusals: TOO_LATE, NOT_ALLOWED.</remarks>
    Task<PlainAnswer> YieldSeat(YieldSeatRequest request);

    /// <summary>Counts now, then OperationsChanged.</summary>
    /// <remarks>Who: Admin. Refusals: NOT_ALLOWED, DRAINING.</remarks>
    Task<WatchOperationsAnswer> WatchOperations(WatchOperationsRequest request);
}
