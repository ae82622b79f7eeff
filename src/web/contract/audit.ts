import type { AuditRecord, VisitSummary } from './staff';
import type { ParticipantRole } from './visit';

export type ReviewKind = 'CorrectedOutcome' | 'SafetyContinuation' | 'ChosenExemption' | 'DeniedContinuation' | 'WrongPerson' | 'UnexpectedGuest';

/** A record that somebody other than who did it has to look at. */
export interface Review {
  record: AuditRecord & { text: string };
  kind: ReviewKind;
  visit?: VisitSummary;
  signedBy?: string;
  signedByName?: string;
  signedAt?: string;
  note?: string;
}

export type AccessPart = 'VisitClinician' | 'PatientClinician' | 'OtherClinician' | 'FrontDesk' | 'Admin' | 'Auditor' | 'Staff';

/** One look at a patient, or one change. */
export interface Access {
  recordId: string | number;
  at: string;
  code: string;
  reads: boolean;
  refused: boolean;
  actorId?: string;
  actorName?: string;
  role?: string;
  part: AccessPart;
  visitId?: string;
  text: string;
}

export interface AccessPage {
  /** The latest time of what retention has removed, where the time that was asked for reaches back so far. */
  prunedUntil?: string;
  patient: { id: string; name: string; birthDate?: string; erasedAt?: string };
  items: Access[];
  nextCursor?: string;
}

/** What was told of a patient to somebody outside. Without a recipient its words were erased. */
export interface Disclosure {
  id: string;
  disclosedAt: string;
  recordedAt: string;
  recordedBy: string;
  recordedByName?: string;
  suspendedUntil?: string;
  recipient?: string;
  recipientAddress?: string;
  what?: string;
  purpose?: string;
  erasedAt?: string;
}

/** The personal part of a record, opened for this look. */
export interface RecordDetail {
  state: 'None' | 'Sealed' | 'Erased';
  detail?: Record<string, unknown>;
  erasedAt?: string;
}

/** One stay of one device in the video room. Without `from`, only its end is known; without `to`, it goes on. */
export interface VideoStay {
  participantId: string;
  role?: ParticipantRole;
  /** Of a member of staff. */
  name?: string;
  from?: string;
  to?: string;
  minutes?: number;
  /** Found afterwards, not told at the time. */
  reconciled: boolean;
}

export interface Timeline {
  visit: VisitSummary;
  items: (AuditRecord & { text: string })[];
  chain: { length: number; head: string; intact: boolean; firstBad?: number };
  /** Recorded about the visit outside its chain: who was told of an alert, messages, work. Oldest first. */
  beside: (AuditRecord & { text: string })[];
  people: TimelinePerson[];
  attendance: VideoStay[];
  /** Since when nothing says who the patient was. */
  patientErasedAt?: string;
}

export interface TimelinePerson {
  participantId: string;
  role: ParticipantRole;
  staffId?: string;
  /** Of a member of staff. */
  name?: string;
}
