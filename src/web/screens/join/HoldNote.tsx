import type { Decision, Place } from '../../contract';
import { t } from '../../i18n';
import type { VisitConnection } from '../../live';
import { Banner, Button } from '../../ui';
import { placeMayHelp, useReasonWords } from './useReasonWords';
import { useTellShown } from './useTellShown';

/** In line, and something is still to be settled: what, and what the patient can do. */
export function HoldNote({ connection, decision, place, onCorrect }: { connection: VisitConnection; decision: Decision; place?: Place; onCorrect: () => void }) {
  const words = useReasonWords(decision, place);
  useTellShown(connection, 'Hold', decision, words);
  return (
    <Banner tone="warning" live title={t('waiting.holdTitle')}>
      {words ? words.map(({ topic, what, next }) => <p key={topic} data-topic={topic}>{what} {next}</p>) : <p>{t('refused.other')}</p>}
      {placeMayHelp(words) && (
        <Button kind="secondary" icon="pin" onClick={onCorrect}>
          {t('refused.correct')}
        </Button>
      )}
    </Banner>
  );
}
