import type { Admitted, Answer, Refusal } from '../../contract';

/** What the one press led to, and so what the screen asks or says next. */
export type AdmitStep =
  | { kind: 'admitted' }
  | { kind: 'requested'; until: string }
  | { kind: 'confirm'; refusal: Refusal }
  | { kind: 'retry'; refusal: Refusal }
  | { kind: 'vendorDown'; refusal: Refusal; fallback?: 'peer' }
  | { kind: 'licensure'; refusal: Refusal }
  | { kind: 'refused'; refusal: Refusal };

export function stepAfter(answer: Answer<Admitted>): AdmitStep {
  if (answer.refusal?.code === 'VIDEO_UNAVAILABLE') return { kind: 'vendorDown', refusal: answer.refusal, fallback: answer.fallback };
  if (answer.refusal) return stepOf(answer.refusal);
  return answer.admitRequested ? { kind: 'requested', until: answer.admitRequested.until } : { kind: 'admitted' };
}

function stepOf(refusal: Refusal): AdmitStep {
  switch (refusal.code) {
    case 'PATIENT_AWAY':
    case 'CLINICIAN_BUSY':
      return { kind: 'confirm', refusal };
    case 'UNAVAILABLE':
    case 'DRAINING':
    case 'TIMED_OUT':
    case 'OFFLINE':
      return { kind: 'retry', refusal };
    case 'LICENSURE_DENIED':
    case 'LICENSURE_HOLD':
      return { kind: 'licensure', refusal };
    default:
      return { kind: 'refused', refusal };
  }
}

/** Seconds until an asked-for admission lapses; undefined when none is pending. */
export function secondsLeft(until: string | undefined, now: number): number | undefined {
  if (!until) return undefined;
  const left = Math.ceil((Date.parse(until) - now) / 1000);
  return left > 0 ? left : undefined;
}
