import type { Decision, Place } from '../../contract';
import { t } from '../../i18n';
import { Banner, Button } from '../../ui';
import { useReasonWords } from './useReasonWords';

/** In line, and something is still to be settled: what, and what the patient can do. */
export function HoldNote({ decision, place, onCorrect }: { decision: Decision; place?: Place; onCorrect: () => void }) {
  const words = useReasonWords(decision, place);
  return (
    <Banner tone="warning" live title={t('waiting.holdTitle')}>
      {words ? words.map(({ topic, what, next }) => <p key={topic}>{what} {next}</p>) : <p>{t('refused.other')}</p>}
      <Button kind="secondary" icon="pin" onClick={onCorrect}>
        {t('refused.correct')}
      </Button>
    </Banner>
  );
}
