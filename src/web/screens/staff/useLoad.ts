import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { refusalOf, type StaffRefusal } from './refusals';

export interface Loaded<T> {
  data?: T;
  refusal?: StaffRefusal;
  loading: boolean;
  reload: () => void;
}

/** Loads when `key` changes and on `reload`; what was loaded before stays while the same key is loaded again. */
export function useLoad<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ key: string; data?: T; refusal?: StaffRefusal; loading: boolean }>({ key, loading: true });
  const [turn, setTurn] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    const abort = new AbortController();
    setState((before) => (before.key === key ? { ...before, loading: true } : { key, loading: true }));
    latest.current(abort.signal).then(
      (data) => !abort.signal.aborted && setState({ key, data, loading: false }),
      (error: unknown) =>
        !abort.signal.aborted && setState((before) => ({ ...before, key, refusal: refusalOf(error), loading: false })),
    );
    return () => abort.abort();
  }, [key, turn]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  return { data: state.key === key ? state.data : undefined, refusal: state.refusal, loading: state.loading, reload };
}
