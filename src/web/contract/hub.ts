import type { Decision } from './licensure';
import type { Refusal } from './refusal';
import type {
  Contact,
  DeclineReason,
  DeviceReport,
  EstimatedWait,
  Person,
  Presence,
  VisitPhase,
  VisitView,
} from './visit';

export interface VisitChanged {
  visitId: string;
  version: number;
  at: string;
  events: { type: string }[];
  view?: VisitView;
}

export interface VisitJoined {
  view?: VisitView;
  missed?: VisitChanged[];
  version: number;
}

export interface PlaceChanged {
  visitId: string;
  place: number;
  ahead: number;
  estimatedWait?: EstimatedWait;
}

export interface PresenceChanged {
  visitId: string;
  participantId?: string;
  staffId?: string;
  presence: Presence;
}

export interface Message {
  visitId: string;
  number: number;
  from: { participantId?: string; role: string; name?: string };
  text: string;
  at: string;
  clientMessageId?: string;
}

export interface SignalRelayed {
  visitId: string;
  fromParticipantId: string;
  payload: unknown;
}

export interface AlertRaised {
  visitId?: string;
  code: string;
  text?: string;
  at: string;
}

/** What the server sends, by method name. */
export interface ServerMessages {
  VisitChanged: VisitChanged;
  PlaceChanged: PlaceChanged;
  PresenceChanged: PresenceChanged;
  MessageReceived: Message;
  SignalRelayed: SignalRelayed;
  AlertRaised: AlertRaised;
  Resync: { visitId: string };
  ServerDraining: { reconnectWithin: number };
  MediaChanged: MediaChanged;
  BoardChanged: BoardChanged;
  OperationsChanged: Record<string, unknown>;
}

export interface Location {
  country: string;
  state?: string;
  address?: { line: string; city: string; postalCode: string };
  landmark?: string;
  coordinates?: { latitude: number; longitude: number; accuracyMeters: number };
  /** IANA id of the device's clock: a hint that can only warn. */
  timeZone?: string;
}

export interface CheckInRequest {
  location: Location;
  consent: { version: string; language: string; accepted: boolean };
  callbackPhone?: string;
  callbackPhoneDeclined?: DeclineReason;
  emergencyContact?: Contact;
  emergencyContactDeclined?: DeclineReason;
  addressDeclined?: DeclineReason;
  othersPresent: Person[];
  privateSpace: boolean;
  statedBy?: 'Patient' | 'Guardian';
  device: DeviceReport;
}

export interface CheckInResult {
  phase?: VisitPhase;
  version?: number;
  place?: number;
  estimatedWait?: EstimatedWait;
  decision?: Decision;
  refusal?: Refusal;
}

export interface IceServer {
  urls: string | string[];
  username?: string;
  credential?: string;
}

export interface RoomGrant {
  videoProvider: 'peer' | 'twilio';
  room: string;
  identity: string;
  token?: string;
  expiresAt: string;
  iceServers?: IceServer[];
  peers?: string[];
  /** The visit's clinician may move it to this provider. */
  fallback?: 'peer';
}

export interface BoardRow {
  visitId: string;
  version: number;
  phase: VisitPhase;
  kind: VisitView['kind'];
  startsAt: string;
  durationMinutes: number;
  zone: string;
  patient: { name: string; age?: number; preferredLanguage?: string };
  clinician?: { staffId: string; name: string };
  presence: Presence;
  waitingSince?: string;
  place?: number;
  state?: string;
  readiness: {
    identity: boolean;
    location: boolean;
    consent: boolean;
    device: 'Ok' | 'Problem' | 'Unknown';
    minor: 'NotNeeded' | 'Missing' | 'Recorded';
    interpreter?: 'Needed' | 'Here';
  };
  verdict?: Pick<Decision, 'verdict' | 'reasons'>;
  claim?: { staffId: string; name: string; until: string };
  safetyOpen: boolean;
  alerts: string[];
  hold?: { since: string };
  modality: VisitView['modality'];
  others: number;
}

export interface Board {
  at: string;
  rows: BoardRow[];
}

export interface BoardChanged extends Board {
  removed: string[];
}

export interface MediaSample {
  packetsLost?: number;
  jitterMs?: number;
  roundTripTimeMs?: number;
  framesDecoded?: number;
  permissionDenied?: boolean;
  deviceMissing?: boolean;
  /** This side's own connection, 0 to 5; absent while unknown. */
  quality?: number;
  /** Sent when it changed, and while it is not `Connected`. */
  connection?: MediaConnection;
}

export type MediaConnection = 'Connected' | 'Reconnecting' | 'Lost';

/** How the video of one participant does, to the visit's staff. */
export interface MediaChanged {
  visitId: string;
  participantId: string;
  connection: MediaConnection;
}


export type MessageList = { messages: Message[] };

/** A guest's own arrival: no place, no contacts. */
export type GuestCheckInRequest = Pick<CheckInRequest, 'device'>;

export interface MessageSent {
  number: number;
  at: string;
}
