import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { SignedIn, StaffMember, StaffRole } from '../../contract';
import { Api, sessions, type Credentials, type StaffSession } from '../../live';

export interface Staff {
  api: Api;
  me: StaffMember;
  credentials: Credentials;
  signOut: () => Promise<void>;
  /** The server no longer knows the session. */
  expired: () => void;
}

export const StaffContext = createContext<Staff | undefined>(undefined);

export function useStaff(): Staff {
  const staff = useContext(StaffContext);
  if (!staff) throw new Error('Staff screens are shown after sign-in only.');
  return staff;
}

export const hasRole = (me: StaffMember, ...roles: StaffRole[]) => roles.some((role) => me.roles.includes(role));

/** A staff session's API; an answer 401 to any call tells `expired`. */
export function staffApi(session: StaffSession, expired: () => void, send: typeof fetch = (input, init) => fetch(input, init)) {
  return new Api(
    () => session,
    async (input, init) => {
      const response = await send(input, init);
      if (response.status === 401) expired();
      return response;
    },
  );
}

export function keep({ sessionId, csrfToken, staff }: SignedIn): StaffSession {
  const session = { sessionId, csrfToken, staff };
  sessions.keepStaff(session);
  return session;
}
