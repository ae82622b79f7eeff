import { useState } from 'preact/hooks';
import type { ConsentText } from '../../contract';
import { t } from '../../i18n';
import { Banner, Button, Card, ScreenTitle } from '../../ui';
import { Chat } from '../shared/Chat';
import { CheckInFlow } from './checkin/CheckInFlow';
import { ConsentStep } from './checkin/ConsentStep';
import { CallClinic, EmergencyNote } from './emergency';
import type { PlaceAnswer, VisitScreenProps } from './VisitScreens';

type Doing = 'nothing' | 'checkIn' | 'consent';

/** Someone beside the patient, waiting to be let in. A guardian may speak for the patient from here. */
export function GuestWaiting(props: VisitScreenProps & { onAnswer: (answer: PlaceAnswer) => void }) {
  const { view, connection, chat, onAnswer } = props;
  const [doing, setDoing] = useState<Doing>('nothing');
  const agreed = view.checkIn?.consent === true;
  const guardian = view.me.role === 'Guardian';
  const patient = view.participants.find(({ role }) => role === 'Patient');

  const agree = async ({ version, language }: ConsentText) => {
    const consent = { version, language, accepted: true };
    const { refusal } = await connection.command('ConsentAsGuardian', { consent });
    if (refusal) return t('app.failed');
    setDoing('nothing');
    return '';
  };
  const back = (
    <Button kind="secondary" icon="back" onClick={() => setDoing('nothing')}>
      {t('app.back')}
    </Button>
  );
  if (doing === 'consent') return <ConsentStep label={t('consent.acceptGuardian')} onAccept={agree} back={back} />;
  if (doing === 'checkIn')
    return (
      <CheckInFlow
        {...props}
        correcting={false}
        onAnswer={(answer) => {
          setDoing('nothing');
          onAnswer(answer);
        }}
      />
    );
  return (
    <>
      <ScreenTitle>{t('waiting.guestTitle')}</ScreenTitle>
      <p class="lead">{t('waiting.guestText')}</p>
      {agreed && <Banner tone="good" live>{t('waiting.readyFor')}</Banner>}
      {guardian && (
        <Card>
          <p>{t('guest.consentNeeded')}</p>
          {!agreed && <Button onClick={() => setDoing('consent')}>{t('consent.acceptGuardian')}</Button>}
          {patient?.state === 'Invited' && (
            <Button kind="secondary" onClick={() => setDoing('checkIn')}>
              {t('guest.checkInPatient')}
            </Button>
          )}
        </Card>
      )}
      <Card title={t('chat.title')}>
        <Chat chat={chat} me={view.me.participantId} zone={view.zone} />
      </Card>
      <CallClinic clinic={view.clinic} />
      <EmergencyNote />
    </>
  );
}
