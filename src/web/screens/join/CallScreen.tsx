import { useState } from 'preact/hooks';
import type { VisitView } from '../../contract';
import { t } from '../../i18n';
import { Button, Card, Dialog, IconButton, ScreenTitle } from '../../ui';
import { CallStage } from '../../video';
import { Chat } from '../shared/Chat';
import { useUnread } from '../shared/useUnread';
import { LostVideo } from './LostVideo';
import { PlaceQuestion } from './PlaceQuestion';
import type { VisitScreenProps } from './VisitScreens';

export function CallScreen({ view, connection, media, chat, onLeave }: VisitScreenProps & { onLeave: () => void }) {
  const [talking, setTalking] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const unread = useUnread(chat, view.me.participantId, talking);
  return (
    <>
      <div class="sr-only">
        <ScreenTitle>{t('call.title')}</ScreenTitle>
      </div>
      <PlaceQuestion view={view} connection={connection} />
      <div class={`call-layout ${talking ? 'call-layout-chat' : ''}`}>
        <CallStage
          connection={connection}
          media={media}
          nameOf={(participantId) => nameOf(view, participantId)}
          waitingText={t('call.waitingFor', { name: view.clinician?.name ?? t('role.Clinician') })}
          onLeave={() => setLeaving(true)}
          instead={(call, retry) => call.lost && <LostVideo view={view} call={call} onRetry={retry} />}
          controls={
            <IconButton
              icon="chat"
              label={unread > 0 ? t('chat.unread', { count: unread }) : t('chat.title')}
              aria-pressed={talking}
              badge={unread}
              onClick={() => setTalking(!talking)}
            />
          }
        />
        {talking && (
          <Card title={t('chat.title')}>
            <Chat chat={chat} me={view.me.participantId} zone={view.zone} />
          </Card>
        )}
      </div>
      {leaving && (
        <Dialog title={t('call.leaveTitle')} onClose={() => setLeaving(false)}>
          <p>{t('call.leaveText')}</p>
          <div class="actions">
            <Button onClick={() => setLeaving(false)}>{t('leave.stay')}</Button>
            <Button kind="danger" icon="hangUp" onClick={onLeave}>
              {t('call.leave')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function nameOf(view: VisitView, participantId: string) {
  const person = view.participants.find((one) => one.participantId === participantId);
  if (person?.role === 'Clinician' && view.clinician) return person.name ?? view.clinician.name;
  return person?.name ?? t(`role.${person?.role ?? 'Observer'}`);
}
