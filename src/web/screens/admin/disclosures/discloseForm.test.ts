import { describe, expect, it } from 'vitest';
import { bodyOf, emptyForm, errorsOf } from './discloseForm';
import { letter } from './texts';

const zone = 'America/Denver';
const now = Date.parse('2026-11-28T18:00:00Z');
const whole = { ...emptyForm('2026-11-28', '10:30'), recipient: ' County court ', what: 'Dates of visits', purpose: 'Subpoena 12' };

describe('a disclosure', () => {
  it('says to whom, what, why and when, in the clinic’s time', () => {
    expect(errorsOf(whole, now, zone)).toEqual([]);
    expect(bodyOf(whole, zone)).toEqual({ recipient: 'County court', what: 'Dates of visits', purpose: 'Subpoena 12', disclosedAt: '2026-11-28T17:30:00Z' });
    expect(errorsOf(emptyForm('', ''), now, zone).map(({ id }) => id)).toEqual(['recipient', 'what', 'purpose', 'day']);
  });

  it('is not of the future, and is kept from the patient up to the end of a day', () => {
    expect(errorsOf({ ...whole, time: '11:30' }, now, zone).map(({ id }) => id)).toEqual(['day']);
    expect(errorsOf({ ...whole, suspend: true, until: '2026-11-27' }, now, zone).map(({ id }) => id)).toEqual(['until']);
    expect(bodyOf({ ...whole, suspend: true, until: '2026-12-01', recipientAddress: 'Main St 1' }, zone)).toMatchObject({ suspendedUntil: '2026-12-02T07:00:00Z', recipientAddress: 'Main St 1' });
  });

  it('has a paper in both languages with the same parts', () => {
    expect(Object.keys(letter.es)).toEqual(Object.keys(letter.en));
    for (const key of Object.keys(letter.en) as (keyof typeof letter.en)[])
      expect(letter.es[key].match(/\{\w+\}/g)).toEqual(letter.en[key].match(/\{\w+\}/g));
  });
});
