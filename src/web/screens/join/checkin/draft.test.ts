import { describe, expect, it } from 'vitest';
import { countryCodes, usStates, type ConsentText } from '../../../contract';
import type { LocalState } from '../../../devices';
import { viewOf } from '../../../live/testing';
import { birthDateOf } from '../BirthDateFields';
import { checkContact, checkPeople, checkPlace } from './checks';
import { checkInOf, locationOf, newDraft, noPlace, type Draft } from './draft';

const consent: ConsentText = { version: '7', language: 'es', title: '', paragraphs: [], hash: '' };
const local = { camera: 'denied', microphone: 'ok' } as LocalState;
const complete: Draft = {
  ...newDraft(viewOf('v1', 1)),
  phone: ' 801 555 0123 ',
  contactDeclined: 'Unsafe',
  place: { ...noPlace, state: 'UT', how: 'address', line: '1 Main St', city: 'Moab', postalCode: '84532' },
  statedBy: 'Patient',
  others: 'no',
  privateSpace: 'no',
};

describe('a check-in', () => {
  it('sends exactly one of each pair, and the text that was on the screen', () => {
    expect(checkInOf(complete, consent, local)).toEqual({
      location: { country: 'US', state: 'UT', address: { line: '1 Main St', city: 'Moab', postalCode: '84532' }, landmark: undefined, coordinates: undefined, timeZone: expect.any(String) as string },
      consent: { version: '7', language: 'es', accepted: true },
      callbackPhone: '801 555 0123',
      emergencyContactDeclined: 'Unsafe',
      addressDeclined: undefined,
      othersPresent: [],
      privateSpace: false,
      statedBy: 'Patient',
      device: { camera: 'denied', microphone: 'ok', speaker: 'ok' },
    });
  });

  it('says "not sure" as the US without a state, and another country without one', () => {
    expect(locationOf({ ...noPlace, state: 'NOT_SURE' })).toMatchObject({ country: 'US', state: undefined });
    expect(locationOf({ ...noPlace, state: 'OUTSIDE', country: 'CA' })).toMatchObject({ country: 'CA', state: undefined });
  });

  it('asks for what is missing, field by field', () => {
    const empty = newDraft(viewOf('v1', 1));
    const ids = (errors: { id: string }[]) => errors.map(({ id }) => id);
    expect(ids(checkContact(empty))).toEqual(['phone', 'contact-name']);
    expect(ids(checkContact({ ...empty, phoneDeclined: '', contactDeclined: '' }))).toEqual(['phone-why', 'contact-why']);
    expect(ids(checkPlace(empty.place))).toEqual(['state', 'how']);
    expect(ids(checkPlace({ ...noPlace, state: 'OUTSIDE', how: 'address' }))).toEqual(['country', 'line', 'city', 'zip']);
    expect(ids(checkPeople({ ...empty, others: 'yes', people: [{ name: 'A', relationship: '' }] }))).toEqual(['stated-by', 'person-0', 'private']);
    expect([...checkContact(complete), ...checkPlace(complete.place), ...checkPeople(complete)]).toEqual([]);
  });
});

describe('the places offered', () => {
  it('are all states, DC and the territories, and every other country', () => {
    expect(Object.keys(usStates)).toHaveLength(56);
    expect(countryCodes).toHaveLength(new Set(countryCodes).size);
    expect(countryCodes.filter((code) => code in { US: 1, PR: 1, GU: 1, VI: 1, AS: 1, MP: 1 })).toEqual([]);
    expect(countryCodes.length).toBeGreaterThan(235);
  });
});

describe('birthDateOf', () => {
  it('takes dates that exist and are past', () => {
    expect(birthDateOf({ month: '2', day: '29', year: '1992' })).toBe('1992-02-29');
    expect(birthDateOf({ month: '2', day: '29', year: '1993' })).toBeUndefined();
    expect(birthDateOf({ month: '1', day: '1', year: '2999' })).toBeUndefined();
    expect(birthDateOf({ month: '1', day: '1', year: '92' })).toBeUndefined();
  });
});
