import type { VisitView } from '../../contract';
import { useWakeLock } from '../../devices';
import { t } from '../../i18n';
import { Button, Card, ScreenTitle } from '../../ui';
import { Chat } from '../shared/Chat';
import { CallClinic, EmergencyNote } from './emergency';
import { PlaceQuestion } from './PlaceQuestion';
import { useNow } from './useNow';
import type { VisitScreenProps } from './VisitScreens';

export function RemovedScreen({ view }: { view: VisitView }) {
  return (
    <>
      <ScreenTitle>{t('call.removedTitle')}</ScreenTitle>
      <p class="lead">{t('call.removedText')}</p>
      <CallClinic clinic={view.clinic} />
    </>
  );
}

export function PhoneScreen({ view, connection }: VisitScreenProps) {
  return (
    <>
      <ScreenTitle>{t('call.phoneTitle')}</ScreenTitle>
      <PlaceQuestion view={view} connection={connection} />
      <p class="lead">{t('call.phoneText')}</p>
      <CallClinic clinic={view.clinic} />
      <EmergencyNote country={view.checkIn?.place?.country} />
    </>
  );
}

export function HeldScreen({ view, connection, chat }: VisitScreenProps) {
  const now = useNow(20_000);
  useWakeLock();
  return (
    <>
      <ScreenTitle>{t('call.heldTitle')}</ScreenTitle>
      <PlaceQuestion view={view} connection={connection} now={now} />
      <p class="lead">{t('call.heldText')}</p>
      <Card title={t('chat.title')}>
        <Chat chat={chat} me={view.me.participantId} zone={view.zone} />
      </Card>
      <EmergencyNote country={view.checkIn?.place?.country} />
    </>
  );
}

export function LeftCallScreen({ view, onReturn }: VisitScreenProps & { onReturn: () => void }) {
  return (
    <>
      <ScreenTitle>{t('call.leftTitle')}</ScreenTitle>
      <p class="lead">{t('call.leftText')}</p>
      <Button block icon="camera" onClick={onReturn}>
        {t('call.rejoin')}
      </Button>
      <CallClinic clinic={view.clinic} />
    </>
  );
}

export function LeftLineScreen({ view, onReturn }: { view: VisitView; onReturn: () => void }) {
  return (
    <>
      <ScreenTitle>{t('leave.leftTitle')}</ScreenTitle>
      <p class="lead">{t('leave.leftText')}</p>
      <Button block onClick={onReturn}>
        {t('leave.return')}
      </Button>
      <CallClinic clinic={view.clinic} />
      <EmergencyNote country={view.checkIn?.place?.country} />
    </>
  );
}
