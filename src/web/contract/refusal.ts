import type { Decision } from './licensure';

export const refusalCodes = [
  'NOT_SIGNED_IN',
  'NOT_ALLOWED',
  'NOT_FOUND',
  'INVALID',
  'VERSION_CONFLICT',
  'WRONG_PHASE',
  'ALREADY_CLAIMED',
  'LINK_EXPIRED',
  'LINK_LOCKED',
  'TOO_EARLY',
  'TOO_LATE',
  'RATE_LIMITED',
  'TOO_LARGE',
  'LICENSURE_DENIED',
  'LICENSURE_HOLD',
  'CHECK_IN_INCOMPLETE',
  'PATIENT_AWAY',
  'CLINICIAN_BUSY',
  'SEAT_TAKEN',
  'IDEMPOTENCY_MISMATCH',
  'VIDEO_UNAVAILABLE',
  'UNAVAILABLE',
  'DRAINING',
  'LEGAL_HOLD',
  'VISITS_OPEN',
  'SECOND_PERSON_NEEDED',
  'PRUNED',
] as const;

/** The server's stable codes, and three that only this client gives: no answer reached it. */
export type RefusalCode = (typeof refusalCodes)[number] | 'OFFLINE' | 'TIMED_OUT' | 'FAULT';

export interface Refusal {
  code: RefusalCode;
  title?: string;
  detail?: string;
  decision?: Decision;
}

/** Every answer is an object: the value's members, or a refusal (CheckInResult may carry both). */
export type Answer<T> = (T & { refusal?: undefined }) | (Partial<T> & { refusal: Refusal });
