import type { ClinicContact, ParticipantRole, StaffRole } from './visit';

export type LinkState = 'Open' | 'TooEarly' | 'Expired' | 'Locked' | 'Closed';

export interface LinkPreview {
  state: LinkState;
  role?: ParticipantRole;
  opensAt?: string;
  clinic: ClinicContact;
  language?: string;
  startsAt?: string;
  zone?: string;
}

export interface Joined {
  visitId: string;
  participantId: string;
  role: ParticipantRole;
  sessionId: string;
  csrfToken?: string;
  expiresAt: string;
  newDevice?: boolean;
}

export interface StaffMember {
  staffId: string;
  name: string;
  roles: StaffRole[];
  clinician?: { profession: string; credentials: string };
}

export interface SignedIn {
  sessionId: string;
  csrfToken: string;
  expiresAt: string;
  staff: StaffMember;
}

export interface SessionAnswer {
  kind: 'Staff' | 'Participant';
  sessionId: string;
  csrfToken?: string;
  expiresAt: string;
  staff?: StaffMember;
  participant?: { visitId: string; participantId: string; role: ParticipantRole };
}

export interface Clinic extends ClinicContact {
  timeZone: string;
}

export interface ConsentText {
  version: string;
  language: string;
  title: string;
  paragraphs: string[];
  hash: string;
}

export interface Page<T> {
  items: T[];
  nextCursor?: string;
}
