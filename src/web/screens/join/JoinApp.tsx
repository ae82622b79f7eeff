import { useEffect, useState } from 'preact/hooks';
import type { LinkPreview } from '../../contract';
import { startLanguage, t } from '../../i18n';
import { Api, ApiProblem, sessions } from '../../live';
import type { Route } from '../../route';
import { Banner, Button, ScreenTitle, Spinner } from '../../ui';
import { EmergencyNote } from './emergency';
import { IdentityScreen } from './IdentityScreen';
import { LinkScreen } from './LinkScreen';
import { clearDraft } from './checkin/draft';
import { Shell } from './Shell';
import { VisitApp } from './VisitApp';

const api = new Api();

export function JoinApp({ route }: { route: Route }) {
  const linkToken = route.area === 'join' ? route.linkToken : '';
  const [session, setSession] = useState(() => sessions.forLink(linkToken));
  const [signedOut, setSignedOut] = useState(false);
  const [cleared, setCleared] = useState(false);

  const forget = () => {
    sessions.forgetLink(linkToken);
    clearDraft(linkToken);
    setSession(undefined);
  };
  const clear = async () => {
    await new Api(() => session).post('/api/join/sign-out').catch(() => undefined);
    sessions.forgetEverything();
    setCleared(true);
  };

  if (cleared) return <Cleared />;
  if (session)
    return (
      <VisitApp
        key={session.sessionId}
        session={session}
        linkToken={linkToken}
        onNotMyPhone={() => void clear()}
        onSignedOut={() => {
          forget();
          setSignedOut(true);
        }}
        onClosed={() => {
          sessions.forgetLink(linkToken);
          clearDraft(linkToken);
        }}
      />
    );
  return (
    <Doorstep
      linkToken={linkToken}
      signedOut={signedOut}
      onJoined={() => {
        setSignedOut(false);
        setSession(sessions.forLink(linkToken));
      }}
    />
  );
}

/** Before anyone is known: what the link is for, then who is here. */
function Doorstep({ linkToken, signedOut, onJoined }: { linkToken: string; signedOut: boolean; onJoined: () => void }) {
  const [preview, setPreview] = useState<LinkPreview>();
  const [failed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    api.post<LinkPreview>('/api/join/preview', { linkToken }).then(
      (answer) => {
        startLanguage(answer.language);
        setPreview(answer);
      },
      (error: unknown) => {
        if (error instanceof ApiProblem && error.code === 'LINK_EXPIRED') setPreview(expired(error));
        else setFailed(true);
      },
    );
  };
  useEffect(load, [linkToken]);

  if (failed)
    return (
      <Shell>
        <ScreenTitle>{t('home.title')}</ScreenTitle>
        <Banner tone="warning" title={t('link.checkFailed')}>
          <Button onClick={load}>{t('app.reload')}</Button>
        </Banner>
        <EmergencyNote />
      </Shell>
    );
  if (!preview)
    return (
      <Shell>
        <Spinner label={t('link.checking')} page />
      </Shell>
    );
  if (preview.state !== 'Open') return <LinkScreen linkToken={linkToken} preview={preview} onAgain={load} />;
  return (
    <IdentityScreen
      linkToken={linkToken}
      preview={preview}
      notice={signedOut ? t('visit.signedOut') : undefined}
      onJoined={onJoined}
      onState={(change) => setPreview({ ...preview, ...change })}
    />
  );
}

function Cleared() {
  return (
    <Shell>
      <ScreenTitle>{t('shell.clearedTitle')}</ScreenTitle>
      <p class="lead">{t('shell.clearedText')}</p>
    </Shell>
  );
}

function expired({ members }: ApiProblem): LinkPreview {
  return { state: 'Expired', clinic: members.clinic as LinkPreview['clinic'] };
}
