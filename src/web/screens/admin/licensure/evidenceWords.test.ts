import { describe, expect, it } from 'vitest';
import type { Decision, Evidence } from '../../../contract';
import { evidenceWords } from './evidenceWords';

const evidence: Evidence = {
  country: 'US',
  state: 'NV',
  attestedAt: '2026-11-28T18:00:00Z',
  attestationSequence: 2,
  startsAt: '2026-11-28T18:05:00Z',
  expectedEnd: '2026-11-28T18:35:00Z',
  dates: [{ zone: 'America/Los_Angeles', startsOn: '2026-11-28', endsOn: '2026-11-28' }],
  timeZoneVersion: '2026a',
  patientAge: 16,
  minorBasisRecorded: true,
  consentGiven: true,
  identityVerified: true,
  servedStates: ['NV', 'UT'],
  clinicians: [
    {
      clinicianId: 'c',
      profession: 'APRN',
      active: true,
      factsVersion: 3,
      authorities: [{ id: 'a', kind: 'FullLicense', profession: 'APRN', effectiveOn: '2020-01-01', expiresOn: '2027-12-31', boardStatus: 'Active', verifiedOn: '2026-11-01' }],
    },
  ],
  cliniciansConsidered: 1,
  numbers: { attestationMaxAgeSeconds: 1800, verifiedWithinDays: 180, expiringWithinDays: 30 },
};

const decision: Decision = { verdict: 'Allow', reasons: [], authorityId: 'a', candidates: ['NV'], decidedAt: '2026-11-28T18:05:00Z', rulesVersion: '1-abc' };

const said = (change: Partial<Evidence> = {}) =>
  evidenceWords({ evidence: { ...evidence, ...change }, decision, clinicianName: 'Dana Reyes' }, 'America/Denver')
    .map(({ name, lines }) => `${name}: ${lines.join(' | ')}`)
    .join('\n');

describe('the evidence of a decision', () => {
  it('is told in sentences, with the record that was relied on', () => {
    expect(said()).toContain('Nevada, stated Sat, Nov 28, 2026, 11:00 AM MST');
    expect(said()).toContain('America/Los_Angeles: Nov 28, 2026');
    expect(said()).toContain('16 years old; consent given; identity checked; basis for treating a minor recorded');
    expect(said()).toContain('Dana Reyes, Nurse practitioner (APRN)');
    expect(said()).toContain('valid Jan 1, 2020 to Dec 31, 2027, board: Active, verified Nov 1, 2026; relied on');
    expect(said()).toContain('counts for 30 min');
    expect(said()).toContain('Rules 1-abc, time zones 2026a');
  });

  it('says what is not known', () => {
    expect(said({ country: undefined, attestedAt: undefined })).toContain('Not stated');
    expect(said({ state: undefined })).toContain('not sure of the state');
    expect(said({ country: 'CA', state: undefined })).toContain('Outside the United States (Canada)');
    expect(said({ patientAge: undefined })).toContain('age not known');
    expect(said({ clinicians: [], cliniciansConsidered: 7 })).toContain('7 clinicians looked at');
  });

  it('tells the device, the confirmation, the chosen exemption, the counters and the weak signs in words', () => {
    const at = '2026-11-28T18:04:00Z';
    const text = said({
      minors: [{ state: 'WA', age: 13, ruleId: 'WA-13', holds: true, guardianIdNeeded: false, stale: false }, { state: 'ID', age: 13, holds: false, guardianIdNeeded: true, stale: true }],
      clinicians: [
        {
          ...evidence.clinicians[0]!,
          authorities: [
            {
              ...evidence.clinicians[0]!.authorities[0]!,
              kind: 'LimitedPermit',
              terms: {
                named: true, encumbered: false, needsHome: true, clinicianIn: ['UT'], needsJustification: true, scope: 'Established', pathScope: 'Any', path: { id: 'NV-permit' },
                usage: [{ unit: 'Day', max: 30, used: 12, adds: 1, open: true }],
              },
            },
          ],
        },
      ],
      more: {
        engine: 2,
        numbers: { deviceMaxAgeSeconds: 600, ruleStaleAfterDays: 180, encumberedWarns: false },
        device: { candidates: ['CA', 'NV'], containing: 'NV', nearestBorder: 'Under1km', accuracyMeters: 100, tooCoarse: false, nearShore: false, at, zones: [], mapVersion: 'm1' },
        signals: { ipRegion: 'CA', ipAnonymizer: true, timeZone: 'America/Denver' },
        timeZoneDiffers: true,
        hasAddress: true,
        confirmation: { by: 'c', at, attestationSequence: 2, method: 'OnCamera' },
        exemption: { authorityId: 'a', reason: 'Other', relationship: 'Established', by: 'c', at },
        emergencyContactAsked: true,
        others: [{ state: 'CA', served: false, dates: [] }],
      },
    });
    expect(text).toContain('May be in California, Nevada | Inside Nevada on the map | Nearest state line: 500 m to 1 km away | Exact to 100 m');
    expect(text).toContain('On camera by a clinician');
    expect(text).toContain('Why: Another reason');
    expect(text).toContain('12 of 30 days used; this visit adds 1');
    expect(text).toContain('by the rule NV-permit; rests on a home license that is not on record; only while the clinician is in UT; has to be chosen and justified; only for: An established patient');
    expect(text).toContain('Washington, 13 years old; the basis holds (rule WA-13) | Idaho, 13 years old; the basis does not hold; the guardian’s identity has to be verified');
    expect(text).toContain('California; not served');
    expect(text).toContain('Network address: California | Network address hides where people are | Device’s clock: America/Denver, which does not fit');
    expect(text).not.toMatch(/[{}]/);
  });

  it('tells what is newer than this page by its own name', () => {
    expect(said({ device: { candidates: ['NV', 'CA'], accuracyMeters: 50 } })).toContain('Device: Candidates: ["NV","CA"] | Accuracy meters: 50');
  });
});
