import type { ClinicContact, ParticipantRole, StaffMember } from '../contract';

interface Kept {
  sessionId: string;
  csrfToken: string;
}

export interface JoinSession extends Kept {
  visitId: string;
  participantId: string;
  role: ParticipantRole;
  /** Whom to call while the visit cannot be reached. */
  clinic?: ClinicContact;
}

export interface StaffSession extends Kept {
  staff: StaffMember;
}

// sessionStorage belongs to one window, so two windows hold two sessions side by side.
const joinKey = (linkToken: string) => `th.join.${linkToken}`;
const staffKey = 'th.staff';

export const sessions = {
  forLink: (linkToken: string) => read<JoinSession>(joinKey(linkToken)),
  keepForLink: (linkToken: string, session: JoinSession) => write(joinKey(linkToken), session),
  forgetLink: (linkToken: string) => sessionStorage.removeItem(joinKey(linkToken)),
  staff: () => read<StaffSession>(staffKey),
  keepStaff: (session: StaffSession) => write(staffKey, session),
  forgetStaff: () => sessionStorage.removeItem(staffKey),
  forgetEverything: () => {
    sessionStorage.clear();
    localStorage.clear();
  },
};

function read<T>(key: string): T | undefined {
  const text = sessionStorage.getItem(key);
  if (!text) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    sessionStorage.removeItem(key);
    return undefined;
  }
}

function write(key: string, value: unknown) {
  sessionStorage.setItem(key, JSON.stringify(value));
}
