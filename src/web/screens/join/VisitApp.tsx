import { useEffect, useState } from 'preact/hooks';
import { LocalMedia } from '../../devices';
import { t } from '../../i18n';
import { HubLink, useChat, useLinkState, useVisit, VisitConnection, type JoinSession } from '../../live';
import { announce, Banner, ScreenTitle, Spinner } from '../../ui';
import { CallClinic, EmergencyNote } from './emergency';
import { SeatAsked } from './SeatAsked';
import { Shell } from './Shell';
import { VisitScreens } from './VisitScreens';
import { YourConsent } from './YourConsent';

interface Props {
  session: JoinSession;
  linkToken: string;
  onNotMyPhone: () => void;
  onSignedOut: () => void;
  onClosed: () => void;
}

function connect(session: JoinSession) {
  const link = HubLink.to(session);
  const connection = new VisitConnection(link, session.visitId);
  link.start();
  return { connection, media: new LocalMedia() };
}

/** The visit of a known participant: one hub connection and one set of devices for all its screens. */
export function VisitApp({ session, linkToken, onNotMyPhone, onSignedOut, onClosed }: Props) {
  const [{ connection, media }] = useState(() => connect(session));
  const { view, refusal } = useVisit(connection);
  const link = useLinkState(connection.link);
  const chat = useChat(connection);
  const closed = view?.phase === 'Closed';
  const out = link === 'signedOut' || refusal?.code === 'NOT_SIGNED_IN';
  const away = view !== undefined && link === 'reconnecting' && !closed;

  useEffect(
    () => () => {
      connection.close();
      media.close();
      void connection.link.stop();
    },
    [connection],
  );
  useEffect(() => {
    if (out && !closed) onSignedOut();
  }, [out, closed]);
  useEffect(() => {
    if (!closed) return;
    media.close();
    onClosed();
  }, [closed]);
  useEffect(() => {
    if (away) announce(t('visit.reconnecting'));
  }, [away]);

  if (!view)
    return (
      <Shell clinic={session.clinic} onNotMyPhone={onNotMyPhone}>
        {refusal ? <ScreenTitle>{t('visit.unavailable')}</ScreenTitle> : <Spinner label={t('visit.connecting')} page />}
        {link === 'reconnecting' && <Banner tone="warning" live title={t('visit.slow')} />}
        {(refusal ?? link === 'reconnecting') && (
          <>
            <CallClinic clinic={session.clinic} />
            <EmergencyNote />
          </>
        )}
      </Shell>
    );

  const country = view.checkIn?.place?.country;
  const raise = async () => !(await connection.command('RaiseSafetyConcern')).refusal;
  const inCall = view.phase === 'InProgress' && view.modality === 'Video';
  return (
    <Shell
      clinic={view.clinic}
      wide={inCall}
      safety={{ country, safety: view.safety, onRaise: closed ? undefined : raise }}
      onNotMyPhone={onNotMyPhone}
      foot={!refusal && <YourConsent view={view} connection={connection} />}
      notice={away && <Banner tone="warning" icon="refresh">{t('visit.reconnecting')}</Banner>}
    >
      {refusal ? (
        <>
          <ScreenTitle>{t('visit.unavailable')}</ScreenTitle>
          <CallClinic clinic={view.clinic} />
        </>
      ) : (
        <VisitScreens view={view} connection={connection} media={media} chat={chat} linkToken={linkToken} />
      )}
      {!closed && <SeatAsked connection={connection} />}
    </Shell>
  );
}
