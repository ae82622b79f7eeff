import { useState } from 'preact/hooks';
import type { Refusal } from '../../../contract';
import { useClinicLink } from '../ClinicLink';

/** Moves the visit to a new room; where the vendor does not answer, says whether the clinic allows to go on without it. */
export function useReplaceRoom(visitId: string) {
  const link = useClinicLink();
  const [state, setState] = useState<{ busy: boolean; refusal?: Refusal; fallback?: 'peer' }>({ busy: false });
  const replace = async (videoProvider?: 'peer') => {
    setState({ ...state, busy: true, refusal: undefined });
    const { refusal, fallback } = await link.command<{ version: number; fallback?: 'peer' }>('ReplaceRoom', { visitId, ...(videoProvider && { videoProvider }) });
    setState({ busy: false, refusal, fallback });
  };
  return { ...state, replace };
}
