import { describe, expect, it } from 'vitest';
import type { Access } from '../../../contract';
import { addressOf, byDay, byPerson, filterFrom, isStrange } from './accessGroups';

const look = (actorId: string, at: string, more: Partial<Access> = {}): Access => ({ recordId: at, at, code: 'VisitRead', reads: true, refused: false, actorId, actorName: actorId, part: 'FrontDesk', text: '', ...more });

const items = [
  look('ann', '2026-11-28T06:30:00Z'),
  look('ben', '2026-11-28T06:20:00Z', { part: 'OtherClinician' }),
  look('ann', '2026-11-27T18:00:00Z', { reads: false, part: 'Admin' }),
  look('ann', '2026-11-27T17:00:00Z', { refused: true }),
];

describe('who saw a patient', () => {
  it('counts looks, changes and refusals of each person, and puts whoever has no visit with them first', () => {
    const [first, second] = byPerson(items);
    expect(first && isStrange(first)).toBe(true);
    expect(first).toMatchObject({ id: 'ben', looks: 1, changes: 0 });
    expect(second).toMatchObject({ id: 'ann', looks: 1, changes: 1, refused: 1, last: '2026-11-28T06:30:00Z', parts: ['FrontDesk', 'Admin'] });
  });

  it('takes days as the clinic has them', () => {
    expect(byDay(items, 'America/Denver').map(({ day, items: those }) => [day, those.length])).toEqual([['2026-11-27', 4]]);
    expect(byDay(items, 'UTC').map(({ day, items: those }) => [day, those.length])).toEqual([['2026-11-28', 2], ['2026-11-27', 2]]);
  });

  it('keeps the time in the address, and no name', () => {
    const filter = { from: '2026-11-01', to: '2026-11-28', readsOnly: true };
    const address = addressOf('p', filter);
    expect(address).toBe('/admin/log/patients/p?from=2026-11-01&to=2026-11-28&reads=only');
    expect(filterFrom(new URL(address, 'http://x').searchParams)).toEqual(filter);
    expect(addressOf('p', { from: '', to: '', readsOnly: false })).toBe('/admin/log/patients/p');
  });
});
