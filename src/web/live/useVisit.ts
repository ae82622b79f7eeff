import { useEffect, useState } from 'preact/hooks';
import type { HubLink, LinkState } from './HubLink';
import type { VisitConnection, VisitState } from './VisitConnection';

export function useVisit(connection: VisitConnection): VisitState {
  const [state, setState] = useState(connection.state);
  useEffect(() => {
    setState(connection.state);
    return connection.changed.add(setState);
  }, [connection]);
  return state;
}

export function useLinkState(link: HubLink): LinkState {
  const [state, setState] = useState(link.state);
  useEffect(() => {
    setState(link.state);
    return link.stateChanged.add(setState);
  }, [link]);
  return state;
}
