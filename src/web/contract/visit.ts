import type { Decision } from './licensure';

export type VisitPhase = 'Scheduled' | 'Waiting' | 'InProgress' | 'OnHold' | 'Closed';
export type VisitOutcome =
  | 'Completed'
  | 'PatientNoShow'
  | 'ClinicNoShow'
  | 'LeftUnseen'
  | 'Refused'
  | 'Cancelled'
  | 'Abandoned';
export type VisitKind = 'Intake' | 'FollowUp' | 'Therapy' | 'Other';
export type Modality = 'Video' | 'Phone';
export type ParticipantRole = 'Patient' | 'Clinician' | 'Guardian' | 'SupportPerson' | 'Interpreter' | 'Observer';
export type StaffRole = 'Clinician' | 'FrontDesk' | 'Admin' | 'Auditor';
export type ParticipantState = 'Invited' | 'Waiting' | 'Admitted' | 'Held' | 'Left' | 'Removed';
export type Presence = 'Connected' | 'Reconnecting' | 'Away' | 'Offline';
export type Disposition = 'Completed' | 'ReferredToEmergency' | 'ConvertedToPhone' | 'TechnicalFailure' | 'PatientLeft';
export type MinorBasis =
  | 'GuardianConsented'
  | 'SelfConsentByStateLaw'
  | 'Emancipated'
  | 'Married'
  | 'Military'
  | 'Emergency'
  | 'SelfConsentInCrisis'
  | 'Homeless'
  | 'LivingApart'
  | 'Parent'
  | 'SeriousHazard';
export type DeviceStatus = 'ok' | 'denied' | 'missing' | 'failed';
export type DeclineReason = 'NoPhone' | 'PrefersNotToSay' | 'Unsafe' | 'Other';
export type LeaveReason =
  | 'WaitTooLong'
  | 'TechnicalProblem'
  | 'FeelingBetter'
  | 'PreferInPerson'
  | 'WillCallBack'
  | 'Other';

export interface ClinicContact {
  name: string;
  phone: string;
}

export interface Person {
  name: string;
  relationship: string;
}

export interface Contact extends Person {
  phone: string;
}

export interface DeviceReport {
  camera: DeviceStatus;
  microphone: DeviceStatus;
  speaker: DeviceStatus;
}

export interface Place {
  country: string;
  state?: string;
  city?: string;
  line?: string;
  postalCode?: string;
  landmark?: string;
}

export interface EstimatedWait {
  minutes: number;
  basis: 'ScheduledStart' | 'RunningVisit' | 'PeopleAhead';
}

export interface Line {
  place: number;
  ahead: number;
  estimatedWait?: EstimatedWait;
  waitingSince: string;
}

export interface ParticipantView {
  participantId: string;
  role: ParticipantRole;
  state: ParticipantState;
  name?: string;
  presence: Presence;
}

export interface CheckInView {
  checkedInAt?: string;
  identity: boolean;
  location: boolean;
  consent: boolean;
  attestedAt?: string;
  reaffirmDueAt?: string;
  place?: Place;
}

export interface PatientView {
  patientId: string;
  name: string;
  birthDate?: string;
  age?: number;
  minor: boolean;
  minorBasis?: MinorBasis;
  minorGuardianId?: string;
  guardianVerified?: boolean;
  minorOffered?: MinorBasis[];
  preferredLanguage?: string;
  callbackPhone?: string;
  callbackPhoneDeclined?: DeclineReason;
  emergencyContact?: Contact;
  emergencyContactDeclined?: DeclineReason;
  privateSpace?: boolean;
  othersPresent?: Person[];
  device?: DeviceReport;
  identityConfirmed: boolean;
  joinedFromAnotherDevice: boolean;
  checkedInBy?: 'Self' | 'Guardian' | 'ByStaff';
}

export interface SafetyView {
  open: boolean;
  concernId?: string;
  acknowledged?: boolean;
  raisedAt?: string;
  staffConnected: boolean;
}

/** A visit as one audience sees it; absent members are not for this audience, or there are none. */
export interface VisitView {
  visitId: string;
  version: number;
  phase: VisitPhase;
  outcome?: VisitOutcome;
  disposition?: Disposition;
  closedAt?: string;
  kind: VisitKind;
  modality: Modality;
  startsAt: string;
  durationMinutes: number;
  zone: string;
  waitingRoomOpensAt: string;
  identityOpensAt: string;
  expectedEnd?: string;
  startedAt?: string;
  clinic: ClinicContact;
  me: { kind: 'Participant' | 'Staff'; participantId?: string; role: ParticipantRole | StaffRole };
  clinician?: { staffId: string; name: string; credentials?: string; status: 'Offline' | 'Here' | 'WithAnother' };
  participants: ParticipantView[];
  checkIn?: CheckInView;
  line?: Line;
  hold?: { since: string; by: 'Clinician' | 'Patient' };
  lateNotice?: { since: string };
  claim?: { staffId: string; name: string; until: string };
  admitRequested?: { until: string };
  transfer?: { fromStaffId: string; toStaffId: string; toName: string; offeredAt: string; note?: string };
  safety: SafetyView;
  continuedAs?: string;
  patient?: PatientView;
  decision?: Decision;
  alerts?: { code: string; since: string }[];
  room?: { videoProvider: 'peer' | 'twilio' };
  noShowOffer?: 'Patient' | null;
  lastMessageNumber?: number;
}
