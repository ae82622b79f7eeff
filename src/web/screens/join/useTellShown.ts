import { useEffect } from 'preact/hooks';
import type { Decision } from '../../contract';
import { language } from '../../i18n';
import type { VisitConnection } from '../../live';
import type * as WordsModule from './refusal/words';

const tries = 3;
const apartMs = 5_000;

/** The words of why a visit cannot go on, once they are on the screen, are told to the clinic as a hash: what exactly the patient read can be shown later. */
export function useTellShown(connection: VisitConnection, screen: 'Refusal' | 'Hold', decision: Decision | undefined, words: WordsModule.Words[] | undefined) {
  const what = words?.map(({ what: one, next }) => one + next).join();
  useEffect(() => {
    if (!words) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const tell = async (left: number) => {
      const { shownReport } = await import('./refusal/shown');
      const { refusal } = await connection.invoke('ReportRefusalShown', await shownReport(screen, decision, words, language()));
      const passing = refusal?.code === 'OFFLINE' || refusal?.code === 'TIMED_OUT' || refusal?.code === 'UNAVAILABLE';
      if (passing && left > 1 && !gone) timer = setTimeout(() => void tell(left - 1), apartMs);
    };
    // Nothing that a patient does waits for this, or fails by it.
    void tell(tries).catch(() => undefined);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [what, screen]);
}
