import { describe, expect, it } from 'vitest';
import { nothingAsked, whatIfErrors, whatIfRequest, type WhatIfForm } from './whatIf';

const asked = (change: Partial<WhatIfForm>): WhatIfForm => ({ ...nothingAsked, clinicianId: 'c', state: 'ID', ...change });
const wrong = (change: Partial<WhatIfForm>) => whatIfErrors(asked(change)).map(({ id }) => id);

describe('a question to the license check', () => {
  it('needs a clinician, and a device’s place in full or not at all', () => {
    expect(wrong({ clinicianId: '' })).toEqual(['clinicianId']);
    expect(wrong({})).toEqual([]);
    expect(wrong({ device: 'coordinates' })).toEqual(['latitude', 'longitude']);
    expect(wrong({ device: 'coordinates', latitude: '46.4', longitude: '-117.02' })).toEqual([]);
    expect(wrong({ device: 'coordinates', latitude: '91', longitude: 'west' })).toEqual(['latitude', 'longitude']);
    expect(wrong({ device: 'coordinates', latitude: '46', longitude: '-117', accuracy: '' })).toEqual(['accuracy']);
    expect(wrong({ device: 'states' })).toEqual(['candidates']);
    expect(wrong({ device: 'states', candidates: 'id, wa outside' })).toEqual([]);
    expect(wrong({ device: 'states', candidates: 'Idaho' })).toEqual(['candidates']);
    expect(wrong({ device: 'states', candidates: '', accuracy: '30000' })).toEqual([]);
    expect(wrong({ device: 'states', candidates: 'ID', accuracy: '30000' })).toEqual(['candidates']);
  });

  it('sends the device’s place as points or as states, never as both', () => {
    expect(whatIfRequest(asked({ device: 'coordinates', latitude: '46.4', longitude: '-117.02', candidates: 'WA' }), undefined, 50).location).toEqual({
      country: 'US', state: 'ID', hasAddress: false, coordinates: { latitude: 46.4, longitude: -117.02, accuracyMeters: 50 },
    });
    expect(whatIfRequest(asked({ device: 'states', candidates: 'wa id wa', latitude: '1' }), undefined, 50).location).toEqual({
      country: 'US', state: 'ID', hasAddress: false, device: { candidates: ['WA', 'ID'], accuracyMeters: 50 },
    });
    expect(whatIfRequest(asked({ state: 'OUTSIDE' }), undefined, 50).location).toEqual({ country: 'CA', hasAddress: false });
  });

  it('takes a confirmation only of an address that was given', () => {
    expect(whatIfRequest(asked({ confirmed: true }), undefined, 50).confirmed).toBe(false);
    expect(whatIfRequest(asked({ confirmed: true, hasAddress: true }), undefined, 50).confirmed).toBe(true);
  });

  it('sends how the patient stands to the clinician with the authority that was chosen', () => {
    const request = whatIfRequest(asked({ clinicianPlace: 'UT', chosenAuthorityId: 'a', relationship: 'Established' }), '2026-11-28T18:00:00Z', 45);
    expect(request).toMatchObject({ clinicianLocation: 'UT', chosenAuthorityId: 'a', relationship: 'Established', startsAt: '2026-11-28T18:00:00Z', durationMinutes: 45 });
    expect(whatIfRequest(asked({ relationship: 'Established' }), undefined, 50)).not.toHaveProperty('relationship');
  });
});
