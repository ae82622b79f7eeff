import { useState } from 'preact/hooks';
import type { Admitted } from '../../contract';
import { stepAfter, type AdmitStep } from './admit';
import { useClinicLink } from './ClinicLink';

export interface AdmitChoices {
  anyway?: boolean;
  /** Where the clinician says they are: a USPS code or OUTSIDE. */
  clinicianLocation?: string;
  /** Not the clinic's video service, which does not answer. */
  videoProvider?: 'peer';
  /** Talk on the phone; the visit is started and recorded all the same. */
  byPhone?: boolean;
}

/** The one press that lets a patient in, for the board and for the visit's own screen. */
export function useAdmit(onAdmitted: (visitId: string) => void) {
  const link = useClinicLink();
  const [asked, setAsked] = useState<{ visitId: string; choices: AdmitChoices; busy: boolean; step?: AdmitStep }>();
  const admit = async (visitId: string, choices: AdmitChoices = {}) => {
    if (asked?.busy) return;
    // A question that is open stays so while its answer is carried out.
    const open = asked?.visitId === visitId && asked.step?.kind !== 'requested' ? asked.step : undefined;
    setAsked({ visitId, choices, busy: true, step: open });
    const { byPhone, ...request } = choices;
    const step = stepAfter(await link.command<Admitted>('AdmitPatient', { visitId, ...request }));
    // Should the change to the phone not go through, the visit's own menu still has it.
    if (step.kind === 'admitted' && byPhone) await link.command('ChangeModality', { visitId, to: 'Phone' });
    setAsked({ visitId, choices, busy: false, step });
    if (step.kind === 'admitted') onAdmitted(visitId);
  };
  return { asked, admit, close: () => setAsked(undefined) };
}

export type AdmitControl = ReturnType<typeof useAdmit>;
