import { useEffect, useRef, useState } from 'preact/hooks';
import { useWakeLock, type LocalMedia } from '../devices';
import type { VisitConnection } from '../live';
import { RoomCall, type RoomCallState } from './RoomCall';

/** The call lasts as long as the component is shown and the page is open. */
export function useRoomCall(visit: VisitConnection, media: LocalMedia): { call: RoomCallState; retry: () => void } {
  const [state, setState] = useState<RoomCallState>({ status: 'starting', people: [] });
  const running = useRef<RoomCall>(undefined);
  useWakeLock();
  useEffect(() => {
    const call = new RoomCall(visit, media);
    running.current = call;
    const forget = call.changed.add(setState);
    const leave = () => call.close();
    void media.open();
    // A page brought back from the browser's cache has no call any more.
    const back = (event: PageTransitionEvent) => event.persisted && location.reload();
    window.addEventListener('pagehide', leave);
    window.addEventListener('pageshow', back);
    return () => {
      window.removeEventListener('pageshow', back);
      window.removeEventListener('pagehide', leave);
      forget();
      call.close();
    };
  }, [visit, media]);
  return { call: state, retry: () => running.current?.retry() };
}
