import { useState } from 'preact/hooks';
import type { Answer, Refusal } from '../../contract';
import { toast } from '../../ui';
import { useClinicLink } from './ClinicLink';

/** What goes through the gate besides the admission. */
export type GatedMethod = 'ResumeVisit' | 'AcceptTransfer' | 'TakeOver';

interface Asked {
  method: GatedMethod;
  said?: string;
  /** Where the clinician says they are; told again with every try. */
  clinicianLocation?: string;
  busy: boolean;
  refusal?: Refusal;
}

export const isGate = (refusal: Refusal | undefined) => refusal?.code === 'LICENSURE_HOLD' || refusal?.code === 'LICENSURE_DENIED';

/** A start that the license check may hold: what it said, and the same once more when that was settled. */
export function useGated(visitId: string) {
  const link = useClinicLink();
  const [asked, setAsked] = useState<Asked>();
  const run = async (next: Omit<Asked, 'busy' | 'refusal'>): Promise<boolean> => {
    const { method, said, clinicianLocation } = next;
    // What the check said stays in sight while it is asked again.
    setAsked((before) => ({ ...next, busy: true, refusal: isGate(before?.refusal) ? before?.refusal : undefined }));
    const { refusal } = (await link.command(method, { visitId, ...(clinicianLocation ? { clinicianLocation } : {}) })) as Answer<object>;
    setAsked({ ...next, busy: false, refusal });
    if (!refusal && said) toast(said, 'good');
    return !refusal;
  };
  const again = (clinicianLocation?: string) =>
    asked ? run({ method: asked.method, said: asked.said, clinicianLocation: clinicianLocation ?? asked.clinicianLocation }) : Promise.resolve(false);
  return {
    method: asked?.method,
    busy: asked?.busy ?? false,
    held: isGate(asked?.refusal) ? asked?.refusal : undefined,
    refusal: isGate(asked?.refusal) ? undefined : asked?.refusal,
    start: (method: GatedMethod, said?: string) => run({ method, said }),
    again,
    close: () => setAsked(undefined),
  };
}

export type Gated = ReturnType<typeof useGated>;
