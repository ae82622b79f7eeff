import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { Board, BoardChanged, BoardRow, Refusal } from '../../../contract';
import { boardChanged, boardLoaded, arrivals, emptyBoard, type BoardState } from './boardState';
import { useClinicLink } from '../ClinicLink';

type Change = { loaded: Board } | { changed: BoardChanged } | { emptied: true };

const reduce = (state: BoardState, change: Change): BoardState => {
  if ('loaded' in change) return boardLoaded(state, change.loaded);
  if ('changed' in change) return boardChanged(state, change.changed);
  return emptyBoard;
};

const againMs = 3_000;

/** The live board of one day (today when none is named), watched anew after every reconnect. */
export function useBoard(day: string | undefined, onArrival: (rows: BoardRow[]) => void) {
  const link = useClinicLink();
  const [state, dispatch] = useReducer(reduce, emptyBoard);
  const [refusal, setRefusal] = useState<Refusal>();
  const before = useRef(state);
  const tell = useRef(onArrival);
  tell.current = onArrival;

  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    dispatch({ emptied: true });
    const watch = async () => {
      clearTimeout(timer);
      const answer = await link.invoke<{ board: Board }>('WatchBoard', day ? { filter: { day } } : {});
      if (over) return;
      if (!answer.refusal) {
        setRefusal(undefined);
        dispatch({ loaded: answer.board });
      } else if (answer.refusal.code !== 'OFFLINE') {
        setRefusal(answer.refusal);
        timer = setTimeout(() => void watch(), againMs);
      }
    };
    const forget = [
      link.on('BoardChanged', (changed) => dispatch({ changed })),
      link.stateChanged.add((linkState) => {
        if (linkState === 'connected') void watch();
      }),
    ];
    if (link.state === 'connected') void watch();
    return () => {
      over = true;
      clearTimeout(timer);
      for (const stop of forget) stop();
      void link.invoke('UnwatchBoard', {});
    };
  }, [link, day]);

  useEffect(() => {
    const came = arrivals(before.current, state);
    before.current = state;
    if (came.length > 0) tell.current(came);
  }, [state]);

  return { state, refusal };
}
