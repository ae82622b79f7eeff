import { describe, expect, it } from 'vitest';
import type { Decision, Severity } from '../../contract';
import { plainReasons } from './reasons';

const decided = (...reasons: [string, Severity][]): Decision => ({
  verdict: 'Deny',
  reasons: reasons.map(([code, severity]) => ({ code, severity, text: '' })),
  candidates: [],
  decidedAt: '',
  rulesVersion: '1',
});

describe('plainReasons', () => {
  it('says only what stands in the way, each once', () => {
    const decision = decided(['GEO_CONFIRMS_STATE', 'Info'], ['AUTHORITY_EXPIRED', 'Deny'], ['PRIVILEGE_MISSING', 'Deny']);
    expect(plainReasons(decision)).toEqual(['refused.clinician']);
  });

  it('does not blame the clinician where nobody could help', () => {
    expect(plainReasons(decided(['STATE_NOT_SERVED', 'Deny'], ['NO_AUTHORITY_IN_STATE', 'Deny']))).toEqual(['refused.unserved']);
  });

  it('has words for a reason that it does not know', () => {
    expect(plainReasons(decided(['SOMETHING_NEW', 'Deny']))).toEqual(['refused.other']);
    expect(plainReasons(undefined)).toEqual(['refused.other']);
  });
});
