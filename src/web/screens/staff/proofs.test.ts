import { describe, expect, it } from 'vitest';
import type { DecisionEvidence } from '../../contract';
import { proofsOf } from './proofs';

const at = '2026-11-28T18:00:00Z';
const said = (evidence: Partial<DecisionEvidence>) =>
  proofsOf({ hasAddress: true, ...evidence }, 'America/Boise').map(({ name, lines }) => `${name}: ${lines.join(' | ')}`).join('\n');

describe('what a decision rested on', () => {
  const device = { candidates: ['ID', 'WA'], containing: 'WA', nearestBorder: 'Under500m' as const, accuracyMeters: 50, tooCoarse: false, nearShore: false, at, counted: true };

  it('tells of the device where it may be, how near a line and how exact', () => {
    expect(said({ device })).toContain('May be in Idaho, Washington | Inside Washington on the map | Nearest state line: less than 500 m away | Exact to 50 m | Told Sat, Nov 28, 2026, 11:00 AM MST');
    expect(said({ device: { ...device, counted: false } })).toContain('Not counted');
  });

  it('says no place where the device was too vague', () => {
    const text = said({ device: { ...device, candidates: [], containing: undefined, accuracyMeters: 30_000, tooCoarse: true, counted: false } });
    expect(text).toContain('Too vague to tell a state | Exact to 30,000 m');
    expect(text).not.toContain('state line');
  });

  it('tells who confirmed the place and how, and when that was of another statement', () => {
    expect(said({ confirmation: { by: 'd', name: 'Dana Reyes', at, method: 'OnCamera', ofThisPlace: true } })).toContain('Place confirmed: On camera by Dana Reyes, Sat, Nov 28');
    expect(said({ confirmation: { by: 'd', at, method: 'ByPhone', ofThisPlace: false } })).toContain('By phone by a clinician');
    expect(said({ confirmation: { by: 'd', at, method: 'ByPhone', ofThisPlace: false } })).toContain('earlier statement');
  });

  it('tells a chosen exemption with its reason, and what is used of each limit', () => {
    const text = said({
      clinicianLocation: 'UT',
      exemption: { authorityId: 'a', kind: 'Exemption', reason: 'ContinuityOfCare', relationship: 'Established', by: 'd', name: 'Dana Reyes', at },
      usage: [
        { authorityId: 'a', kind: 'LimitedPermit', unit: 'Day', max: 30, used: 29, adds: 1, open: true },
        { authorityId: 'b', kind: 'Exemption', state: 'AZ', unit: 'Encounter', max: 9, adds: 1, open: false },
      ],
    });
    expect(text).toContain('Exemption | Why: Continuity of care | The patient is: An established patient | By Dana Reyes');
    expect(text).toContain('Limited permit: 29 of 30 days used; this visit adds 1');
    expect(text).toContain('Exemption: at most 9 visits, and what was used cannot be counted (Arizona); outside the time');
    expect(text).toContain('Where the clinician is: Utah');
  });
});
