import { useRef, useState } from 'preact/hooks';
import { newCommandId } from '../../live';
import { refusalOf, type StaffRefusal } from './refusals';

/** One thing that a press does: busy while it runs, a refusal when it was not done. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<StaffRefusal>();
  const run = async (act: () => Promise<{ refusal?: StaffRefusal } | unknown>): Promise<boolean> => {
    setBusy(true);
    setRefusal(undefined);
    let refused: StaffRefusal | undefined;
    try {
      refused = ((await act()) as { refusal?: StaffRefusal } | undefined)?.refusal;
    } catch (error) {
      refused = refusalOf(error);
    }
    setBusy(false);
    setRefusal(refused);
    return refused === undefined;
  };
  return { busy, refusal, run, clear: () => setRefusal(undefined) };
}

/** The idempotency key of one intent: the same body keeps its key through retries, another body gets another. */
export function useIntent() {
  const kept = useRef<{ body: string; key: string } | undefined>(undefined);
  return (body: unknown) => {
    const text = JSON.stringify(body);
    if (kept.current?.body !== text) kept.current = { body: text, key: newCommandId() };
    return kept.current.key;
  };
}
