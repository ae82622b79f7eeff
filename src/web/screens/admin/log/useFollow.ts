import { useEffect, useState } from 'preact/hooks';
import type { AuditRecord, FollowAnswer } from '../../../contract';
import { announce } from '../../../ui';
import { refusalOf, type StaffRefusal } from '../../staff/refusals';
import { useStaff } from '../../staff/StaffSession';
import { say } from './texts';

const everyMs = 3_000;
const most = 500;

/** New records of a search as they are sealed, newest first, while it is on. Beginning is recorded; it begins again when its time has run out. */
export function useFollow(query: string) {
  const { api } = useStaff();
  const [on, setOn] = useState(false);
  const [items, setItems] = useState<readonly AuditRecord[]>([]);
  const [refusal, setRefusal] = useState<StaffRefusal>();
  useEffect(() => {
    if (!on) return;
    const abort = new AbortController();
    const { signal } = abort;
    const take = (news: readonly AuditRecord[]) => {
      if (news.length === 0) return;
      announce(say('live.new', { count: news.length }));
      setItems((before) => [...[...news].reverse(), ...before].slice(0, most));
    };
    const run = async () => {
      let { cursor, until } = await api.post<FollowAnswer>('/api/audit/follow', { q: query }, { signal });
      while (!signal.aborted) {
        await new Promise((resolve) => setTimeout(resolve, everyMs));
        if (signal.aborted) return;
        if (document.hidden) continue;
        if (Date.parse(until) - Date.now() < 2 * everyMs) ({ cursor, until } = await api.post<FollowAnswer>('/api/audit/follow', { q: query }, { signal }));
        const next = await api.get<FollowAnswer>('/api/audit/follow', { query: { cursor }, signal });
        cursor = next.cursor;
        take(next.items);
      }
    };
    setRefusal(undefined);
    run().catch((error: unknown) => {
      if (signal.aborted) return;
      setRefusal(refusalOf(error));
      setOn(false);
    });
    return () => abort.abort();
  }, [on, query]);
  return { on, items, refusal, toggle: () => setOn((before) => !before) };
}
