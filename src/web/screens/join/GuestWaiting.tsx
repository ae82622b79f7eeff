import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Banner, Button, Card, ScreenTitle } from '../../ui';
import { Chat } from '../shared/Chat';
import { CheckInFlow } from './checkin/CheckInFlow';
import { CallClinic, EmergencyNote } from './emergency';
import { GuardianConsent } from './GuardianConsent';
import type { PlaceAnswer, VisitScreenProps } from './VisitScreens';

type Doing = 'nothing' | 'checkIn' | 'consent';

/** Someone beside the patient, waiting to be let in. A guardian may speak for the patient from here. */
export function GuestWaiting(props: VisitScreenProps & { onAnswer: (answer: PlaceAnswer) => void }) {
  const { view, connection, chat, onAnswer } = props;
  const [doing, setDoing] = useState<Doing>('nothing');
  const agreed = view.checkIn?.consent === true;
  const guardian = view.me.role === 'Guardian';
  const patient = view.participants.find(({ role }) => role === 'Patient');

  if (doing === 'consent') return <GuardianConsent connection={connection} onClose={() => setDoing('nothing')} />;
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
