import { describe, expect, it } from 'vitest';
import type { RefusalCode } from '../../contract';
import { secondsLeft, stepAfter } from './admit';

const stepFor = (code: RefusalCode) => stepAfter({ refusal: { code } }).kind;

describe('the one press', () => {
  it('admits, or waits for the patient to say where they are', () => {
    expect(stepAfter({ version: 3, grant: {} })).toEqual({ kind: 'admitted' });
    expect(stepAfter({ version: 3, admitRequested: { until: 'x' } })).toEqual({ kind: 'requested', until: 'x' });
  });

  it('asks for confirmation only where the rules allow "anyway"', () => {
    expect(['PATIENT_AWAY', 'CLINICIAN_BUSY'].map((code) => stepFor(code as RefusalCode))).toEqual(['confirm', 'confirm']);
    expect(stepFor('LICENSURE_DENIED')).toBe('licensure');
    expect(stepFor('LICENSURE_HOLD')).toBe('licensure');
    expect(stepFor('ALREADY_CLAIMED')).toBe('refused');
    expect(stepFor('WRONG_PHASE')).toBe('refused');
  });

  it('offers to try again when only the way there failed', () => {
    for (const code of ['UNAVAILABLE', 'DRAINING', 'TIMED_OUT', 'OFFLINE'] as const) expect(stepFor(code)).toBe('retry');
  });

  it('offers another way when the video service is down, where the clinic allows one', () => {
    const refusal = { code: 'VIDEO_UNAVAILABLE' as const };
    expect(stepAfter({ refusal, fallback: 'peer' })).toEqual({ kind: 'vendorDown', refusal, fallback: 'peer' });
    expect(stepAfter({ refusal })).toMatchObject({ kind: 'vendorDown', fallback: undefined });
  });

  it('counts the two minutes down and then has lapsed', () => {
    const now = Date.parse('2026-11-23T17:00:00Z');
    expect(secondsLeft('2026-11-23T17:02:00Z', now)).toBe(120);
    expect(secondsLeft('2026-11-23T17:00:00Z', now)).toBeUndefined();
    expect(secondsLeft(undefined, now)).toBeUndefined();
  });
});
