import { useEffect, useState } from 'preact/hooks';
import type { Decision, VisitView } from '../../contract';
import { useWakeLock } from '../../devices';
import { minutesSince, t, timeIn } from '../../i18n';
import { announce, Badge, Banner, Button, Card, ScreenTitle } from '../../ui';
import { Chat } from '../shared/Chat';
import { CallClinic, EmergencyNote } from './emergency';
import { HoldNote } from './HoldNote';
import { LeaveDialog } from './LeaveDialog';
import { PlaceDialog } from './PlaceDialog';
import { placeText } from './placeText';
import { AskForCall } from './RefusalScreen';
import { StillThere } from './StillThere';
import { useNow } from './useNow';
import type { PlaceAnswer, VisitScreenProps } from './VisitScreens';

interface Props extends VisitScreenProps {
  hold?: Decision;
  onAnswer: (answer: PlaceAnswer) => void;
}

export function WaitingRoom({ view, connection, chat, hold, onAnswer }: Props) {
  const [open, setOpen] = useState<'place' | 'leave'>();
  const [saved, setSaved] = useState(false);
  const now = useNow(20_000);
  useWakeLock();
  const { clinician, line, checkIn } = view;
  const spoken = [lineText(view), clinicianText(view)].filter(Boolean).join('. ');
  useEffect(() => announce(spoken), [spoken]);

  return (
    <>
      <ScreenTitle>{t('waiting.title')}</ScreenTitle>
      <p class="lead">{clinician ? t('waiting.with', { name: clinician.name }) : t('waiting.someone')}</p>
      <StillThere view={view} connection={connection} now={now} onMoved={() => setOpen('place')} />
      {hold && hold.verdict !== 'Allow' && <HoldNote connection={connection} decision={hold} place={checkIn?.place} onCorrect={() => setOpen('place')} />}
      {view.lateNotice && <Banner tone="warning" live icon="clock">{t('waiting.late')}</Banner>}
      {view.claim && <Banner tone="good" live>{t('waiting.claimed')}</Banner>}
      <Card>
        <dl class="wait">
          <div>
            <dt>{t('waiting.place')}</dt>
            <dd>{lineText(view)}</dd>
          </div>
          <div>
            <dt>{t('waiting.estimate')}</dt>
            <dd>{estimateText(view)}</dd>
          </div>
        </dl>
        <div>
          {line?.estimatedWait && <p class="soft small">{t(`waiting.basis${line.estimatedWait.basis}`)}</p>}
          {line && <p class="soft small">{t('waiting.since', { count: minutesSince(line.waitingSince, now) })}</p>}
          <p class="soft small">{t('waiting.at', { time: timeIn(view.startsAt, view.zone) })}</p>
        </div>
        {clinician && (
          <p>
            <Badge tone={clinician.status === 'Here' ? 'good' : 'neutral'} icon="user">
              {clinicianText(view)}
            </Badge>
          </p>
        )}
      </Card>
      {checkIn?.place && (
        <Card title={t('waiting.yourPlace')}>
          <p>{placeText(checkIn.place)}</p>
          {saved && <Banner tone="good" live>{t('update.saved')}</Banner>}
          <Button kind="secondary" icon="pin" onClick={() => setOpen('place')}>
            {t('waiting.moved')}
          </Button>
        </Card>
      )}
      <Card title={t('chat.title')}>
        <p class="hint">{t('chat.text')}</p>
        <Chat chat={chat} me={view.me.participantId} zone={view.zone} />
      </Card>
      <Card>
        <AskForCall onAsk={async () => !(await connection.command('RequestCallback')).refusal} />
        <CallClinic clinic={view.clinic} />
        <Button kind="quiet" block onClick={() => setOpen('leave')}>
          {t('waiting.leave')}
        </Button>
      </Card>
      <EmergencyNote country={checkIn?.place?.country} />
      {open === 'leave' && <LeaveDialog connection={connection} onClose={() => setOpen(undefined)} />}
      {open === 'place' && (
        <PlaceDialog
          connection={connection}
          onClose={() => setOpen(undefined)}
          onAnswer={(answer) => {
            setOpen(undefined);
            setSaved(true);
            onAnswer(answer);
          }}
        />
      )}
    </>
  );
}

function lineText({ line }: VisitView) {
  if (!line) return t('waiting.inLine');
  return line.ahead === 0 ? t('waiting.next') : t('waiting.ahead', { count: line.ahead });
}

function estimateText({ line }: VisitView) {
  if (!line?.estimatedWait) return t('waiting.noEstimate');
  const { minutes } = line.estimatedWait;
  return minutes > 0 ? t('waiting.wait', { count: minutes }) : t('waiting.anyMoment');
}

function clinicianText({ clinician }: VisitView) {
  return clinician ? t(`waiting.status${clinician.status}`, { name: clinician.name }) : '';
}
