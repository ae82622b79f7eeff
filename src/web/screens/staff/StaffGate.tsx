import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { SessionAnswer, StaffRole } from '../../contract';
import { showIn } from '../../i18n';
import { sessions, type StaffSession } from '../../live';
import { Banner, ButtonLink, ScreenTitle } from '../../ui';
import { SignIn } from './SignIn';
import { hasRole, staffApi, StaffContext, type Staff } from './StaffSession';
import { say } from './texts';
import '../../styles/staff.css';

interface Props {
  area: 'clinic' | 'admin';
  allowed: StaffRole[];
  children: ComponentChildren;
}

/** Shows its children to a signed-in member of staff with one of the roles, and the sign-in to everybody else. */
export function StaffGate({ area, allowed, children }: Props) {
  const [session, setSession] = useState<StaffSession | undefined>(() => sessions.staff());
  const [expired, setExpired] = useState(false);

  const forget = useCallback((ended: boolean) => {
    sessions.forgetStaff();
    setExpired(ended);
    setSession(undefined);
  }, []);

  useEffect(() => showIn('en'), []);

  const staff = useMemo<Staff | undefined>(() => {
    if (!session) return undefined;
    const api = staffApi(session, () => forget(true));
    const signOut = async () => {
      await api.post('/api/auth/sign-out').catch(() => undefined);
      forget(false);
    };
    return { api, me: session.staff, credentials: session, signOut, expired: () => forget(true) };
  }, [session, forget]);

  useEffect(() => {
    // A kept session may have ended while the window was closed; the first call that answers 401 tells.
    staff?.api.get<SessionAnswer>('/api/session').catch(() => undefined);
  }, [staff]);

  if (!staff) {
    return (
      <SignIn
        area={area}
        expired={expired}
        onSignedIn={(signedIn) => {
          setExpired(false);
          setSession(signedIn);
        }}
      />
    );
  }
  if (!hasRole(staff.me, ...allowed)) return <NoAccess area={area} />;
  return <StaffContext.Provider value={staff}>{children}</StaffContext.Provider>;
}

function NoAccess({ area }: { area: 'clinic' | 'admin' }) {
  const other = area === 'clinic' ? 'admin' : 'clinic';
  return (
    <main class="page" lang="en">
      <ScreenTitle>{say('noAccess.title')}</ScreenTitle>
      <Banner tone="warning">{say(`noAccess.${area}`)}</Banner>
      <div class="actions">
        <ButtonLink href={`/${other}`}>{say(other === 'clinic' ? 'noAccess.toClinic' : 'noAccess.toAdmin')}</ButtonLink>
      </div>
    </main>
  );
}
