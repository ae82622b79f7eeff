import { useEffect, useState } from 'preact/hooks';
import type { MediaConnection } from '../contract';
import type { VisitConnection } from './VisitConnection';

/** Told anew every ten seconds for as long as it lasts. */
const staleMs = 30_000;

export type MediaNews = ReadonlyMap<string, Exclude<MediaConnection, 'Connected'>>;

/** Whose video does not come through, as their own device says. */
export function useMediaNews(visit: VisitConnection): MediaNews {
  const [news, setNews] = useState<MediaNews>(new Map());
  useEffect(() => {
    const timers = new Map<string, ReturnType<typeof setTimeout>>();
    const note = (participantId: string, connection: MediaConnection) => {
      clearTimeout(timers.get(participantId));
      if (connection !== 'Connected') timers.set(participantId, setTimeout(() => note(participantId, 'Connected'), staleMs));
      setNews((old) => {
        const next = new Map(old);
        if (connection === 'Connected') next.delete(participantId);
        else next.set(participantId, connection);
        return next;
      });
    };
    const forget = visit.link.on('MediaChanged', ({ visitId, participantId, connection }) => {
      if (visitId === visit.visitId) note(participantId, connection);
    });
    return () => {
      forget();
      for (const timer of timers.values()) clearTimeout(timer);
    };
  }, [visit]);
  return news;
}
