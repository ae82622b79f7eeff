import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Page } from '../../contract';
import { refusalOf, type StaffRefusal } from './refusals';

interface State<T> {
  key: string;
  items?: T[];
  next?: string;
  refusal?: StaffRefusal;
  loading: boolean;
}

/** A list read page by page; a change of `key` starts it anew. */
export function usePages<T>(key: string, load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>) {
  const [state, setState] = useState<State<T>>({ key, loading: true });
  const [turn, setTurn] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  const abort = useRef(new AbortController());

  const fetchPage = useCallback(
    async (cursor: string | undefined) => {
      const { signal } = abort.current;
      setState((before) => ({ ...before, refusal: undefined, loading: true }));
      try {
        const page = await latest.current(cursor, signal);
        if (signal.aborted) return;
        setState((before) => ({ key, items: cursor ? [...(before.items ?? []), ...page.items] : page.items, next: page.nextCursor, loading: false }));
      } catch (error) {
        if (!signal.aborted) setState((before) => ({ ...before, refusal: refusalOf(error), loading: false }));
      }
    },
    [key],
  );

  useEffect(() => {
    abort.current = new AbortController();
    setState((before) => (before.key === key ? before : { key, loading: true }));
    void fetchPage(undefined);
    return () => abort.current.abort();
  }, [key, turn]);

  return {
    data: state.key === key ? state.items : undefined,
    refusal: state.refusal,
    loading: state.loading,
    more: state.next ? () => void fetchPage(state.next) : undefined,
    reload: useCallback(() => setTurn((n) => n + 1), []),
  };
}
