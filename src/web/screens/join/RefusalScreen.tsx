import { useState } from 'preact/hooks';
import type { Decision } from '../../contract';
import { t } from '../../i18n';
import { Banner, Button, Card, ScreenTitle } from '../../ui';
import { CallClinic, EmergencyButtons, EmergencyNote } from './emergency';
import { placeText } from './placeText';
import { placeMayHelp, useReasonWords } from './useReasonWords';
import { useTellShown } from './useTellShown';
import type { VisitScreenProps } from './VisitScreens';

interface Props extends VisitScreenProps {
  decision?: Decision;
  onCorrect: () => void;
}

/** The visit cannot start from where the patient is: why, and what can be done now. */
export function RefusalScreen({ view, connection, decision, onCorrect }: Props) {
  const place = view.checkIn?.place;
  const words = useReasonWords(decision, place);
  const placeHelps = placeMayHelp(words);
  useTellShown(connection, 'Refusal', decision, words);
  return (
    <>
      <ScreenTitle>{t(decision?.verdict === 'Hold' ? 'refused.holdTitle' : placeHelps ? 'refused.title' : 'refused.titleOther')}</ScreenTitle>
      <Card>
        {place && <p>{t('refused.place', { place: placeText(place) })}</p>}
        {words ? words.map(({ topic, what }) => <p key={topic} data-topic={topic}>{what}</p>) : <p>{t('refused.other')}</p>}
        <p class="soft">{t('refused.kept')}</p>
      </Card>
      <Card title={t('refused.next')}>
        {words?.map(({ topic, next }) => <p key={topic}>{next}</p>)}
        {placeHelps && (
          <Button block icon="pin" onClick={onCorrect}>
            {t('refused.correct')}
          </Button>
        )}
        <AskForCall onAsk={async () => !(await connection.command('RequestCallback')).refusal} />
        <CallClinic clinic={view.clinic} />
        {!placeHelps && (
          <Button kind="quiet" block icon="refresh" onClick={onCorrect}>
            {t('refused.again')}
          </Button>
        )}
      </Card>
      <Card title={t('refused.now')}>
        <EmergencyNote country={place?.country} />
        <EmergencyButtons country={place?.country} quiet />
      </Card>
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
