import { useCallback, useEffect, useState } from 'preact/hooks';
import type { BoardRow } from '../../../contract';
import { announce } from '../../../ui';
import { say } from '../texts';
import { bell } from './bell';

/** Says who came, rings when that is on, and counts in the tab's title while nobody looks. */
export function useArrivals() {
  const [unseen, setUnseen] = useState(0);
  useEffect(() => {
    const title = document.title;
    const seen = () => document.visibilityState === 'visible' && setUnseen(0);
    document.addEventListener('visibilitychange', seen);
    return () => {
      document.removeEventListener('visibilitychange', seen);
      document.title = title;
    };
  }, []);
  useEffect(() => {
    document.title = unseen > 0 ? say('board.tabTitle', { count: unseen }) : `${say('area')} · Telehealth`;
  }, [unseen]);
  return useCallback((rows: BoardRow[]) => {
    announce(say('board.arrived', { count: rows.length, names: rows.map((row) => row.patient.name).join(', ') }));
    if (bell.on()) void bell.ring();
    if (document.visibilityState === 'hidden') setUnseen((count) => count + rows.length);
  }, []);
}
