import type { Decision, PatientScope } from './licensure';
import type {
  ParticipantRole,
  StaffRole,
  VisitKind,
  VisitOutcome,
  VisitPhase,
  VisitView,
} from './visit';

export type CancelReason =
  | 'PatientAsked'
  | 'ClinicianUnavailable'
  | 'ClinicClosed'
  | 'Duplicate'
  | 'ScheduledInError'
  | 'Other';

export type SafetyOutcome = 'Safe' | 'EmergencyServicesCalled' | 'HandedToContact' | 'FalseAlarm';

export type Profession = 'APRN' | 'MD' | 'DO' | 'PA' | 'PSYCHOLOGIST' | 'LCSW' | 'LMFT' | 'LPC' | 'RN';

export interface VisitSummary {
  id: string;
  version: number;
  phase: VisitPhase;
  outcome?: VisitOutcome;
  kind: VisitKind;
  startsAt: string;
  durationMinutes: number;
  zone: string;
  patient: { patientId: string; name: string };
  clinician?: { staffId: string; name: string };
  state?: string;
}

export interface VisitDetail extends VisitView {
  links: { participantId: string; role: ParticipantRole; expiresAt: string; revoked: boolean }[];
}

export interface JoinLink {
  url: string;
  expiresAt: string;
}

export interface NewPatient {
  givenName: string;
  familyName: string;
  birthDate: string;
  phone?: string;
  email?: string;
  preferredLanguage?: string;
  externalId?: string;
}

export interface ScheduleVisit {
  patientId?: string;
  patient?: NewPatient;
  clinicianId?: string;
  startsAt: string;
  durationMinutes: number;
  kind: VisitKind;
}

export interface VisitScheduled {
  id: string;
  patientId: string;
  version: number;
  joinLinks: (JoinLink & { participantId: string; role: ParticipantRole })[];
  warnings?: { code: string; visitId?: string; text?: string }[];
}

export interface Patient extends Omit<NewPatient, 'birthDate'> {
  birthDate?: string;
  id: string;
  mergedInto?: string;
  /** Since when nothing personal is known of them any more. */
  erasedAt?: string;
}

export interface Clinician {
  id: string;
  email: string;
  givenName: string;
  familyName: string;
  credentials: string;
  profession: Profession;
  active: boolean;
}

export interface NewClinician {
  email: string;
  password?: string;
  givenName: string;
  familyName: string;
  credentials: string;
  profession: Profession;
}

export type AuthorityKind =
  | 'FullLicense'
  | 'MultistateLicense'
  | 'CompactPrivilege'
  | 'CompactAuthority'
  | 'TelehealthRegistration'
  | 'LimitedPermit'
  | 'Exemption';

export type BoardStatus = 'Active' | 'Probation' | 'Suspended' | 'Expired' | 'Revoked';

export type AuthorityStatus =
  | 'Current'
  | 'NotYetEffective'
  | 'Expired'
  | 'Suspended'
  | 'Encumbered'
  | 'Superseded'
  | 'NotOnRecord';

export type CompactId = 'IMLC' | 'NLC' | 'APRN' | 'PSYPACT' | 'COUNSELING' | 'SOCIAL_WORK' | 'PA';

export interface UsageLimit {
  unit: 'Day' | 'Encounter' | 'Patient';
  max: number;
  window: 'CalendarYear' | 'Rolling12Months' | 'SinceEvent';
  days?: number;
}

export interface NewAuthority {
  kind: AuthorityKind;
  profession: Profession;
  jurisdictions: string[];
  number: string;
  issuer: string;
  effectiveOn: string;
  expiresOn: string;
  boardStatus: BoardStatus;
  verifiedOn: string;
  source: string;
  compact?: CompactId;
  /** Id of the rules' path that it is on. */
  path?: string;
  /** Any record of the home license that it rests on. */
  dependsOn?: string;
  encumbrances?: string[];
  /** Where the clinician must sit: one of these states. */
  requiresClinicianIn?: string[];
  telehealthOnly?: boolean;
  scope?: PatientScope;
  limit?: UsageLimit;
  eventOn?: string;
  verifiedBy?: string;
  sourceUrl?: string;
  supersedes?: string;
}

export interface Authority extends NewAuthority {
  id: string;
  recordedAt: string;
  supersededBy?: string;
  status: AuthorityStatus;
}

export interface StaffAccount {
  id: string;
  email: string;
  givenName: string;
  familyName: string;
  roles: StaffRole[];
  active: boolean;
}

export interface AuditRecord {
  id: string;
  stream: string;
  seq: number;
  at: string;
  code: string;
  actor: { kind: string; id?: string; role?: string; name?: string };
  /** As the record writes it, or with the wire's names. */
  subject?: { visit?: string; visitId?: string; [member: string]: string | undefined };
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  reasons: (string | { code: string; severity?: string; subject?: string })[];
  refused: boolean;
  hash?: string;
  prev?: string;
  bytes?: string;
  /** One plain sentence, where the record has one. */
  text?: string;
  /** Its place in the sealed log; absent while it waits for its seal. */
  leafIndex?: number;
}

export interface Delivery {
  id: string;
  kind: string;
  attempts: number;
  state: 'Pending' | 'Sending' | 'Done' | 'Dead' | 'Unknown';
  visitId?: string;
  lastErrorCode?: string;
  createdAt: string;
}

export type NoticeStatus = 'Planned' | 'Sending' | 'Unknown' | 'Accepted' | 'Sent' | 'Delivered' | 'Failed' | 'Suppressed' | 'Dropped';

export interface NoticeItem {
  id: string;
  at: string;
  updatedAt: string;
  kind: 'Invitation' | 'Reminder' | 'ClinicianReady' | 'ClinicianLate' | 'VisitRescheduled' | 'VisitCancelled';
  channel: 'Sms' | 'Email';
  status: NoticeStatus;
  code?: string;
  visitId: string;
  /** These three from a development machine only. */
  to?: string;
  subject?: string;
  text?: string;
}

export type WorkKind =
  | 'LinkLocked'
  | 'HelpAsked'
  | 'CheckInRefused'
  | 'CallbackRequested'
  | 'ClinicianLate'
  | 'HoldLong'
  | 'SafetyConcern'
  | 'NumberFlagged'
  | 'NoticeUnknown';

export interface WorkItem {
  id: string;
  kind: WorkKind;
  visitId?: string;
  at: string;
  doneAt?: string;
}

export interface Admitted {
  grant?: unknown;
  admitRequested?: { until: string; decision?: Decision };
  version: number;
  /** Beside VIDEO_UNAVAILABLE: the clinic allows to start on this provider. */
  fallback?: 'peer';
}
