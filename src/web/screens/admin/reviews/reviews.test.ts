import { describe, expect, it } from 'vitest';
import { addressOf, around, filterFrom } from './reviewFilter';

describe('the filter of reviews', () => {
  it('survives in the address, and what the address does not know is left out', () => {
    for (const filter of [{ state: 'open' }, { state: 'signed', kind: 'WrongPerson' }] as const)
      expect(filterFrom(new URL(addressOf(filter), 'http://x').searchParams)).toEqual(filter);
    expect(filterFrom(new URLSearchParams({ state: 'x', kind: 'y' }))).toEqual({ state: 'open' });
  });
});

describe('what led to a record', () => {
  const items = Array.from({ length: 12 }, (_, n) => ({ id: n, at: `2026-11-28T10:${String(n).padStart(2, '0')}:00Z` }));

  it('is some before it, itself, and some after it', () => {
    expect(around(items, items[8]!, 2, 1).map(({ id }) => id)).toEqual([6, 7, 8, 9]);
    expect(around(items, items[0]!, 2, 1).map(({ id }) => id)).toEqual([0, 1]);
  });

  it('is found by time where the record stands in another chain', () => {
    expect(around(items, { id: 99, at: '2026-11-28T10:03:30Z' }, 1, 1).map(({ id }) => id)).toEqual([2, 3, 4]);
    expect(around(items, { id: 99, at: '2026-11-28T09:00:00Z' }, 1, 1).map(({ id }) => id)).toEqual([0]);
  });
});
