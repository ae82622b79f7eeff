import { useEffect, useState } from 'preact/hooks';
import type { LocalMedia, LocalState } from './LocalMedia';

export function useLocalMedia(media: LocalMedia): LocalState {
  const [state, setState] = useState(media.state);
  useEffect(() => {
    setState(media.state);
    return media.changed.add(setState);
  }, [media]);
  return state;
}
