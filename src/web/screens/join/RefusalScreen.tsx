import { useState } from 'preact/hooks';
import type { Decision } from '../../contract';
import { t } from '../../i18n';
import { Banner, Button, Card, ScreenTitle } from '../../ui';
import { CallClinic, EmergencyNote } from './emergency';
import { placeText } from './placeText';
import { plainReasons } from './reasons';
import type { VisitScreenProps } from './VisitScreens';

interface Props extends VisitScreenProps {
  decision?: Decision;
  onCorrect: () => void;
}

/** The visit cannot start from where the patient is: why, and what can be done now. */
export function RefusalScreen({ view, connection, decision, onCorrect }: Props) {
  const place = view.checkIn?.place;
  return (
    <>
      <ScreenTitle>{decision?.verdict === 'Hold' ? t('refused.holdTitle') : t('refused.title')}</ScreenTitle>
      <Card>
        {place && <p>{t('refused.place', { place: placeText(place) })}</p>}
        {plainReasons(decision).map((key) => (
          <p key={key}>{t(key)}</p>
        ))}
        <p class="soft">{t('refused.kept')}</p>
      </Card>
      <Card title={t('refused.next')}>
        <Button block icon="pin" onClick={onCorrect}>
          {t('refused.correct')}
        </Button>
        <AskForCall onAsk={async () => !(await connection.command('RequestCallback')).refusal} />
        <CallClinic clinic={view.clinic} />
      </Card>
      <EmergencyNote country={place?.country} />
    </>
  );
}

export function AskForCall({ onAsk }: { onAsk: () => Promise<boolean> }) {
  const [state, setState] = useState<'idle' | 'busy' | 'asked' | 'failed'>('idle');
  if (state === 'asked') return <Banner tone="good" live>{t('refused.callbackAsked')}</Banner>;
  const ask = async () => {
    setState('busy');
    setState((await onAsk()) ? 'asked' : 'failed');
  };
  return (
    <>
      {state === 'failed' && <Banner tone="danger" live>{t('app.failed')}</Banner>}
      <Button kind="secondary" block icon="phone" busy={state === 'busy'} onClick={() => void ask()}>
        {t('refused.callback')}
      </Button>
    </>
  );
}
