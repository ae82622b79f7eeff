import { useState } from 'preact/hooks';
import type { Admitted } from '../../contract';
import { stepAfter, type AdmitStep } from './admit';
import { useClinicLink } from './ClinicLink';

/** The one press that lets a patient in, for the board and for the visit's own screen. */
export function useAdmit(onAdmitted: (visitId: string) => void) {
  const link = useClinicLink();
  const [asked, setAsked] = useState<{ visitId: string; busy: boolean; step?: AdmitStep }>();
  const admit = async (visitId: string, anyway = false) => {
    if (asked?.busy) return;
    setAsked({ visitId, busy: true });
    const step = stepAfter(await link.command<Admitted>('AdmitPatient', anyway ? { visitId, anyway } : { visitId }));
    setAsked({ visitId, busy: false, step });
    if (step.kind === 'admitted') onAdmitted(visitId);
  };
  return { asked, admit, close: () => setAsked(undefined) };
}

export type AdmitControl = ReturnType<typeof useAdmit>;
