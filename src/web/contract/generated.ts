// Written from the server's types by ContractTests; do not edit.

export interface AcceptTransferRequest {
  clinicianLocation?: string;
  commandId?: string;
  expectedVersion?: number;
  visitId: string;
}

export interface AcknowledgeSafetyConcernRequest {
  commandId?: string;
  concernId: string;
  expectedVersion?: number;
  visitId: string;
}

export interface AdmitAnswer {
  admitRequested?: AdmitRequestedView;
  fallback?: string;
  grant?: RoomGrant;
  refusal?: RefusalView;
  version?: number;
}

export interface AdmitParticipantRequest {
  commandId?: string;
  expectedVersion?: number;
  participantId: string;
  visitId: string;
}

export interface AdmitPatientRequest {
  anyway?: boolean;
  clinicianLocation?: string;
  commandId?: string;
  expectedVersion?: number;
  videoProvider?: string;
  visitId: string;
}

export interface AdmitRequestedView {
  decision?: LicensureDecisionView;
  until: string;
}

export interface AlertView {
  code: string;
  since: string;
}

export type AuthorityKind = 'FullLicense' | 'MultistateLicense' | 'CompactPrivilege' | 'CompactAuthority' | 'TelehealthRegistration' | 'LimitedPermit' | 'Exemption';

export interface BoardChanged {
  at: string;
  removed: string[];
  rows: BoardRow[];
}

export interface BoardClinician {
  name: string;
  staffId: string;
}

export interface BoardFilter {
  day?: string;
  mine?: boolean;
}

export interface BoardPatient {
  age?: number;
  name: string;
  preferredLanguage?: string;
}

export interface BoardRow {
  alerts: string[];
  claim?: ClaimView;
  clinician?: BoardClinician;
  durationMinutes: number;
  hold?: SinceView;
  kind: VisitKind;
  modality: Modality;
  others: number;
  patient: BoardPatient;
  phase: VisitPhase;
  place?: number;
  presence: Presence;
  readiness: ReadinessView;
  safetyOpen: boolean;
  startsAt: string;
  state?: string;
  verdict?: BoardVerdict;
  version: number;
  visitId: string;
  waitingSince?: string;
  zone: string;
}

export interface BoardVerdict {
  reasons: ReasonView[];
  verdict: Verdict;
}

export interface BoardView {
  at: string;
  rows: BoardRow[];
}

export interface ChangeModalityRequest {
  commandId?: string;
  expectedVersion?: number;
  to: Modality;
  visitId: string;
}

export interface ChatMessage {
  at: string;
  clientMessageId?: string;
  from: ChatSender;
  number: number;
  text: string;
  visitId: string;
}

export interface ChatSender {
  name?: string;
  participantId?: string;
  role: string;
}

export interface CheckInRequest {
  addressDeclined?: DeclineReason;
  callbackPhone?: string;
  callbackPhoneDeclined?: DeclineReason;
  commandId?: string;
  consent?: ConsentBody;
  device: DeviceCheck;
  emergencyContact?: EmergencyContact;
  emergencyContactDeclined?: DeclineReason;
  expectedVersion?: number;
  location?: LocationBody;
  othersPresent?: OtherPerson[];
  privateSpace?: boolean;
  statedBy?: StatedBy;
  visitId: string;
}

export interface CheckInResult {
  decision?: LicensureDecisionView;
  estimatedWait?: EstimatedWaitView;
  phase?: VisitPhase;
  place?: number;
  refusal?: RefusalView;
  version?: number;
}

export interface CheckInView {
  attestedAt?: string;
  checkedInAt?: string;
  consent: boolean;
  identity: boolean;
  location: boolean;
  place?: PlaceView;
  reaffirmDueAt?: string;
}

export interface ChooseExemptionRequest {
  authorityId: string;
  commandId?: string;
  expectedVersion?: number;
  note?: string;
  reason: JustificationReason;
  relationship: PatientScope;
  visitId: string;
}

export interface ClaimView {
  name: string;
  staffId: string;
  until: string;
}

export interface ClinicContact {
  name: string;
  phone: string;
}

export type ClinicianStatus = 'Offline' | 'Here' | 'WithAnother';

export interface ClinicianView {
  credentials?: string;
  name: string;
  staffId: string;
  status: ClinicianStatus;
}

export interface ConfirmIdentityRequest {
  commandId?: string;
  expectedVersion?: number;
  visitId: string;
}

export interface ConfirmLocationRequest {
  commandId?: string;
  expectedVersion?: number;
  method: ConfirmationMethod;
  note?: string;
  visitId: string;
}

export type ConfirmationMethod = 'OnCamera' | 'ByPhone';

export interface ConfirmationView {
  at: string;
  by: string;
  method: ConfirmationMethod;
  name?: string;
  ofThisPlace: boolean;
}

export interface ConsentAsGuardianRequest {
  commandId?: string;
  consent: ConsentBody;
  expectedVersion?: number;
  visitId: string;
}

export interface ConsentBody {
  accepted: boolean;
  language: string;
  version: string;
}

export interface CoordinatesBody {
  accuracyMeters: number;
  latitude: number;
  longitude: number;
}

export interface DecisionEvidenceView {
  clinicianLocation?: string;
  confirmation?: ConfirmationView;
  device?: DeviceEvidenceView;
  exemption?: ExemptionView;
  hasAddress: boolean;
  usage?: UsageView[];
}

export type DeclineReason = 'NoPhone' | 'PrefersNotToSay' | 'Unsafe' | 'Other';

export interface DeclineTransferRequest {
  commandId?: string;
  expectedVersion?: number;
  visitId: string;
}

export interface DeviceCheck {
  camera: DeviceState;
  microphone: DeviceState;
  speaker: DeviceState;
}

export interface DeviceEvidenceView {
  accuracyMeters: number;
  at: string;
  candidates: string[];
  containing?: string;
  counted: boolean;
  nearShore: boolean;
  nearestBorder: DistanceBucket;
  tooCoarse: boolean;
}

export type DeviceState = 'Ok' | 'Denied' | 'Missing' | 'Failed';

export interface DeviceView {
  camera: string;
  microphone: string;
  speaker: string;
}

export type Disposition = 'Completed' | 'ReferredToEmergency' | 'ConvertedToPhone' | 'TechnicalFailure' | 'PatientLeft';

export type DistanceBucket = 'Under500m' | 'Under1km' | 'Under2500m' | 'Under10km' | 'Beyond';

export interface EmergencyContact {
  name: string;
  phone: string;
  relationship: string;
}

export interface EndVisitRequest {
  commandId?: string;
  disposition: Disposition;
  expectedVersion?: number;
  note?: string;
  visitId: string;
}

export interface EstimatedWaitView {
  basis: string;
  minutes: number;
}

export interface EventView {
  participantId?: string;
  staffId?: string;
  type: string;
  word?: string;
}

export interface ExemptionView {
  at: string;
  authorityId: string;
  by: string;
  kind?: AuthorityKind;
  name?: string;
  reason: JustificationReason;
  relationship: PatientScope;
}

export interface GetMessagesAnswer {
  messages?: ChatMessage[];
  refusal?: RefusalView;
}

export interface GetMessagesRequest {
  afterNumber?: number;
  visitId: string;
}

export interface GetRoomGrantRequest {
  gone?: string;
  visitId: string;
}

export type GuardianIdMethod = 'PhotoIdShown' | 'KnownToClinic' | 'DocumentsOnFile';

export interface HoldParticipantRequest {
  commandId?: string;
  expectedVersion?: number;
  participantId: string;
  visitId: string;
}

export interface HoldView {
  by: string;
  since: string;
}

export interface HoldVisitRequest {
  commandId?: string;
  expectedVersion?: number;
  visitId: string;
}

export interface IceServerView {
  credential?: string;
  urls: string[];
  username?: string;
}

export interface JoinVisitAnswer {
  missed?: VisitChanged[];
  refusal?: RefusalView;
  version?: number;
  view?: VisitView;
}

export interface JoinVisitRequest {
  sinceVersion?: number;
  visitId: string;
}

export type JustificationReason = 'EstablishedPatientAway' | 'ContinuityOfCare' | 'PatientMoved' | 'Consultation' | 'Disaster' | 'InPersonVisitPrepared' | 'FacilityContract' | 'LowVolume' | 'Other';

export type LeaveReason = 'WaitTooLong' | 'TechnicalProblem' | 'FeelingBetter' | 'PreferInPerson' | 'WillCallBack' | 'Other';

export interface LeaveVisitRequest {
  commandId?: string;
  expectedVersion?: number;
  reason?: string;
  visitId: string;
}

export interface LeaveWaitingRoomRequest {
  commandId?: string;
  expectedVersion?: number;
  reason: LeaveReason;
  visitId: string;
}

export interface LicensureDecisionView {
  authorityId?: string;
  candidates: string[];
  decidedAt: string;
  evidence?: DecisionEvidenceView;
  jurisdiction?: string;
  reasons: ReasonView[];
  rulesVersion: string;
  validUntil: string;
  verdict: Verdict;
}

export interface LineView {
  ahead: number;
  estimatedWait?: EstimatedWaitView;
  place: number;
  waitingSince: string;
}

export interface LiveAlert {
  at: string;
  code: string;
  text?: string;
  visitId?: string;
}

export interface LocationBody {
  address?: PostalAddress;
  coordinates?: CoordinatesBody;
  country: string;
  landmark?: string;
  state?: string;
  timeZone?: string;
}

export interface LogNews {
  alarm: boolean;
  pendingSeconds: number;
  state: string;
}

export interface MarkNoShowRequest {
  commandId?: string;
  expectedVersion?: number;
  visitId: string;
  who: NoShowWho;
}

export interface MeView {
  kind: string;
  participantId?: string;
  role: string;
}

export interface MediaChanged {
  connection: MediaConnection;
  participantId: string;
  visitId: string;
}

export type MediaConnection = 'Connected' | 'Reconnecting' | 'Lost';

export interface MediaSample {
  connection?: MediaConnection;
  deviceMissing?: boolean;
  framesDecoded?: number;
  jitterMs?: number;
  packetsLost?: number;
  permissionDenied?: boolean;
  quality?: number;
  roundTripTimeMs?: number;
}

export type MinorBasis = 'GuardianConsented' | 'SelfConsentByStateLaw' | 'Emancipated' | 'Married' | 'Military' | 'Emergency' | 'SelfConsentInCrisis' | 'Homeless' | 'LivingApart' | 'Parent' | 'SeriousHazard';

export type Modality = 'Video' | 'Phone';

export type NoShowWho = 'Patient' | 'Clinic';

export interface Operations {
  at: string;
  connections: number;
  draining: boolean;
  log: LogNews;
  openConcerns: number;
  visits: Record<string, number>;
  watchedVisits: number;
}

export interface OtherPerson {
  name: string;
  relationship: string;
}

export type ParticipantRole = 'Patient' | 'Clinician' | 'Guardian' | 'SupportPerson' | 'Interpreter' | 'Observer';

export type ParticipantState = 'Invited' | 'Waiting' | 'Admitted' | 'Held' | 'Left' | 'Removed';

export interface ParticipantView {
  name?: string;
  participantId: string;
  presence: Presence;
  role: ParticipantRole;
  state: ParticipantState;
}

export type PatientScope = 'Any' | 'Established' | 'TemporarilyPresent' | 'Transferring';

export interface PatientView {
  age?: number;
  birthDate?: string;
  callbackPhone?: string;
  callbackPhoneDeclined?: DeclineReason;
  checkedInBy?: string;
  device?: DeviceView;
  emergencyContact?: EmergencyContact;
  emergencyContactDeclined?: DeclineReason;
  guardianVerified?: boolean;
  identityConfirmed: boolean;
  joinedFromAnotherDevice: boolean;
  minor: boolean;
  minorBasis?: MinorBasis;
  minorGuardianId?: string;
  minorOffered?: MinorBasis[];
  name: string;
  othersPresent?: OtherPerson[];
  patientId: string;
  preferredLanguage?: string;
  privateSpace?: boolean;
}

export interface PlaceChanged {
  ahead: number;
  estimatedWait?: EstimatedWaitView;
  place: number;
  visitId: string;
}

export interface PlaceView {
  city?: string;
  country: string;
  landmark?: string;
  line?: string;
  postalCode?: string;
  state?: string;
}

export interface PlainAnswer {
  refusal?: RefusalView;
}

export interface PostalAddress {
  city: string;
  line: string;
  postalCode: string;
}

export type Presence = 'Connected' | 'Reconnecting' | 'Away' | 'Offline';

export interface PresenceChanged {
  participantId?: string;
  presence: Presence;
  staffId?: string;
  visitId: string;
}

export interface RaiseSafetyConcernRequest {
  commandId?: string;
  expectedVersion?: number;
  visitId: string;
}

export interface ReadinessView {
  consent: boolean;
  device: string;
  identity: boolean;
  interpreter?: string;
  location: boolean;
  minor: string;
}

export interface ReaffirmLocationRequest {
  commandId?: string;
  expectedVersion?: number;
  visitId: string;
}

export type ReasonSeverity = 'Info' | 'Warning' | 'Hold' | 'Deny';

export interface ReasonView {
  code: string;
  remedies?: Remedy[];
  severity: ReasonSeverity;
  text: string;
}

export interface RecordMinorBasisRequest {
  basis: MinorBasis;
  commandId?: string;
  expectedVersion?: number;
  keepGuardian?: boolean;
  visitId: string;
}

export type RefusalScreen = 'Refusal' | 'Hold';

export interface RefusalView {
  code: string;
  decision?: LicensureDecisionView;
  detail: string;
  retryAfter?: number;
  title: string;
}

export interface RefuseVisitRequest {
  commandId?: string;
  expectedVersion?: number;
  reason?: string;
  visitId: string;
}

export interface RelaySignalRequest {
  payload: unknown;
  toParticipantId: string;
  visitId: string;
}

export interface ReleasePatientRequest {
  commandId?: string;
  expectedVersion?: number;
  visitId: string;
}

export type Remedy = 'AttestLocation' | 'ReaffirmLocation' | 'GiveAddress' | 'ConfirmOnCamera' | 'StateClinicianLocation' | 'JustifyExemption' | 'RecordRelationship' | 'GuardianConsent' | 'VerifyGuardian' | 'GiveConsent' | 'Identify' | 'GiveEmergencyContact';

export interface RemoveParticipantRequest {
  commandId?: string;
  expectedVersion?: number;
  participantId: string;
  reason?: string;
  visitId: string;
}

export interface ReplaceRoomAnswer {
  fallback?: string;
  refusal?: RefusalView;
  version?: number;
}

export interface ReplaceRoomRequest {
  commandId?: string;
  expectedVersion?: number;
  videoProvider?: string;
  visitId: string;
}

export interface ReportMediaRequest {
  sample: MediaSample;
  visitId: string;
}

export interface ReportRefusalShownRequest {
  codes: string[];
  language: string;
  screen: RefusalScreen;
  textHash: string;
  textVersion: string;
  visitId: string;
}

export interface ReportWrongPersonRequest {
  commandId?: string;
  expectedVersion?: number;
  visitId: string;
}

export interface RequestCallbackRequest {
  commandId?: string;
  expectedVersion?: number;
  visitId: string;
}

export interface ResolveSafetyConcernRequest {
  commandId?: string;
  concernId: string;
  expectedVersion?: number;
  outcome: SafetyOutcome;
  visitId: string;
}

export interface ResumeVisitRequest {
  clinicianLocation?: string;
  commandId?: string;
  expectedVersion?: number;
  visitId: string;
}

export interface Resync {
  visitId: string;
}

export interface RoomGrant {
  expiresAt?: string;
  fallback?: string;
  iceServers?: IceServerView[];
  identity?: string;
  peers?: string[];
  refusal?: RefusalView;
  room?: string;
  token?: string;
  videoProvider?: string;
}

export interface RoomView {
  videoProvider: string;
}

export type SafetyOutcome = 'Safe' | 'EmergencyServicesCalled' | 'HandedToContact' | 'FalseAlarm';

export interface SafetyView {
  acknowledged?: boolean;
  concernId?: string;
  open: boolean;
  raisedAt?: string;
  staffConnected: boolean;
}

export interface SendMessageAnswer {
  at?: string;
  number?: number;
  refusal?: RefusalView;
}

export interface SendMessageRequest {
  clientMessageId: string;
  text: string;
  visitId: string;
}

export interface ServerDraining {
  reconnectWithin: number;
}

export interface SignalRelayed {
  fromParticipantId: string;
  payload: unknown;
  visitId: string;
}

export interface SinceView {
  since: string;
}

export type StatedBy = 'Patient' | 'Guardian' | 'ByStaff';

export interface TakeOverRequest {
  clinicianLocation?: string;
  commandId?: string;
  expectedVersion?: number;
  visitId: string;
}

export interface TransferView {
  fromStaffId: string;
  note?: string;
  offeredAt: string;
  toName: string;
  toStaffId: string;
}

export interface TransferVisitRequest {
  clinicianId: string;
  commandId?: string;
  expectedVersion?: number;
  note?: string;
  visitId: string;
}

export interface UntilView {
  until: string;
}

export interface UnwatchBoardRequest {
}

export interface UpdateLocationRequest {
  commandId?: string;
  expectedVersion?: number;
  location: LocationBody;
  visitId: string;
}

export type UsageUnit = 'Day' | 'Encounter' | 'Patient';

export interface UsageView {
  adds: number;
  authorityId: string;
  kind: AuthorityKind;
  max: number;
  open: boolean;
  state?: string;
  unit: UsageUnit;
  used?: number;
}

export type Verdict = 'Allow' | 'Hold' | 'Deny';

export interface VerdictAnswer {
  decision?: LicensureDecisionView;
  refusal?: RefusalView;
  version?: number;
}

export interface VerifyGuardianRequest {
  commandId?: string;
  expectedVersion?: number;
  guardianId?: string;
  method: GuardianIdMethod;
  visitId: string;
}

export interface VersionAnswer {
  refusal?: RefusalView;
  version?: number;
}

export interface VisitChanged {
  at: string;
  events: EventView[];
  version: number;
  view?: VisitView;
  visitId: string;
}

export type VisitKind = 'Intake' | 'FollowUp' | 'Therapy' | 'Other';

export type VisitOutcome = 'Completed' | 'PatientNoShow' | 'ClinicNoShow' | 'LeftUnseen' | 'Refused' | 'Cancelled' | 'Abandoned';

export type VisitPhase = 'Scheduled' | 'Waiting' | 'InProgress' | 'OnHold' | 'Closed';

export interface VisitView {
  admitRequested?: UntilView;
  alerts?: AlertView[];
  checkIn?: CheckInView;
  claim?: ClaimView;
  clinic: ClinicContact;
  clinician?: ClinicianView;
  closedAt?: string;
  continuedAs?: string;
  decision?: LicensureDecisionView;
  disposition?: Disposition;
  durationMinutes: number;
  expectedEnd?: string;
  hold?: HoldView;
  identityOpensAt: string;
  kind: VisitKind;
  lastMessageNumber?: number;
  lateNotice?: SinceView;
  line?: LineView;
  me: MeView;
  modality: Modality;
  noShowOffer?: NoShowWho;
  outcome?: VisitOutcome;
  participants: ParticipantView[];
  patient?: PatientView;
  phase: VisitPhase;
  room?: RoomView;
  safety: SafetyView;
  startedAt?: string;
  startsAt: string;
  transfer?: TransferView;
  version: number;
  visitId: string;
  waitingRoomOpensAt: string;
  zone: string;
}

export interface WatchBoardAnswer {
  board?: BoardView;
  refusal?: RefusalView;
}

export interface WatchBoardRequest {
  filter?: BoardFilter;
}

export interface WatchOperationsAnswer {
  operations?: Operations;
  refusal?: RefusalView;
}

export interface WatchOperationsRequest {
}

export interface WithdrawConsentRequest {
  commandId?: string;
  expectedVersion?: number;
  participantId?: string;
  visitId: string;
}

export interface YieldSeatRequest {
  visitId: string;
  yes: boolean;
}

export interface HubMethods {
  AcceptTransfer: { request: AcceptTransferRequest; answer: VersionAnswer };
  AcknowledgeSafetyConcern: { request: AcknowledgeSafetyConcernRequest; answer: VersionAnswer };
  AdmitParticipant: { request: AdmitParticipantRequest; answer: VersionAnswer };
  AdmitPatient: { request: AdmitPatientRequest; answer: AdmitAnswer };
  ChangeModality: { request: ChangeModalityRequest; answer: VersionAnswer };
  CheckIn: { request: CheckInRequest; answer: CheckInResult };
  ChooseExemption: { request: ChooseExemptionRequest; answer: VerdictAnswer };
  ConfirmIdentity: { request: ConfirmIdentityRequest; answer: VersionAnswer };
  ConfirmLocation: { request: ConfirmLocationRequest; answer: VerdictAnswer };
  ConsentAsGuardian: { request: ConsentAsGuardianRequest; answer: VersionAnswer };
  DeclineTransfer: { request: DeclineTransferRequest; answer: VersionAnswer };
  EndVisit: { request: EndVisitRequest; answer: VersionAnswer };
  GetMessages: { request: GetMessagesRequest; answer: GetMessagesAnswer };
  GetRoomGrant: { request: GetRoomGrantRequest; answer: RoomGrant };
  HoldParticipant: { request: HoldParticipantRequest; answer: VersionAnswer };
  HoldVisit: { request: HoldVisitRequest; answer: VersionAnswer };
  JoinVisit: { request: JoinVisitRequest; answer: JoinVisitAnswer };
  LeaveVisit: { request: LeaveVisitRequest; answer: VersionAnswer };
  LeaveWaitingRoom: { request: LeaveWaitingRoomRequest; answer: VersionAnswer };
  MarkNoShow: { request: MarkNoShowRequest; answer: VersionAnswer };
  RaiseSafetyConcern: { request: RaiseSafetyConcernRequest; answer: VersionAnswer };
  ReaffirmLocation: { request: ReaffirmLocationRequest; answer: CheckInResult };
  RecordMinorBasis: { request: RecordMinorBasisRequest; answer: VersionAnswer };
  RefuseVisit: { request: RefuseVisitRequest; answer: VersionAnswer };
  RelaySignal: { request: RelaySignalRequest; answer: PlainAnswer };
  ReleasePatient: { request: ReleasePatientRequest; answer: VersionAnswer };
  RemoveParticipant: { request: RemoveParticipantRequest; answer: VersionAnswer };
  ReplaceRoom: { request: ReplaceRoomRequest; answer: ReplaceRoomAnswer };
  ReportMedia: { request: ReportMediaRequest; answer: PlainAnswer };
  ReportRefusalShown: { request: ReportRefusalShownRequest; answer: PlainAnswer };
  ReportWrongPerson: { request: ReportWrongPersonRequest; answer: VersionAnswer };
  RequestCallback: { request: RequestCallbackRequest; answer: VersionAnswer };
  ResolveSafetyConcern: { request: ResolveSafetyConcernRequest; answer: VersionAnswer };
  ResumeVisit: { request: ResumeVisitRequest; answer: VersionAnswer };
  SendMessage: { request: SendMessageRequest; answer: SendMessageAnswer };
  TakeOver: { request: TakeOverRequest; answer: VersionAnswer };
  TransferVisit: { request: TransferVisitRequest; answer: VersionAnswer };
  UnwatchBoard: { request: UnwatchBoardRequest; answer: PlainAnswer };
  UpdateLocation: { request: UpdateLocationRequest; answer: CheckInResult };
  VerifyGuardian: { request: VerifyGuardianRequest; answer: VersionAnswer };
  WatchBoard: { request: WatchBoardRequest; answer: WatchBoardAnswer };
  WatchOperations: { request: WatchOperationsRequest; answer: WatchOperationsAnswer };
  WithdrawConsent: { request: WithdrawConsentRequest; answer: VersionAnswer };
  YieldSeat: { request: YieldSeatRequest; answer: PlainAnswer };
}

export interface HubMessages {
  AlertRaised: LiveAlert;
  BoardChanged: BoardChanged;
  MediaChanged: MediaChanged;
  MessageReceived: ChatMessage;
  OperationsChanged: Operations;
  PlaceChanged: PlaceChanged;
  PresenceChanged: PresenceChanged;
  Resync: Resync;
  ServerDraining: ServerDraining;
  SignalRelayed: SignalRelayed;
  VisitChanged: VisitChanged;
}
