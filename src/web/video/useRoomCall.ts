import { useEffect, useState } from 'preact/hooks';
import { useWakeLock, type LocalMedia } from '../devices';
import type { VisitConnection } from '../live';
import { RoomCall } from './RoomCall';
import type { CallState } from './VideoCall';

/** The call lasts as long as the component is shown and the page is open. */
export function useRoomCall(visit: VisitConnection, media: LocalMedia): CallState {
  const [state, setState] = useState<CallState>({ status: 'starting', people: [] });
  useWakeLock();
  useEffect(() => {
    const call = new RoomCall(visit, media);
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
  return state;
}
