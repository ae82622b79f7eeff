import { describe, expect, it } from 'vitest';
import { addressOf, emptyFilter, filterFrom, queryOf } from './refusedFilter';

describe('the filter of refused starts', () => {
  it('stands in the address and is read back from it', () => {
    const filter = { ...emptyFilter, state: 'NV', reason: 'AUTHORITY_EXPIRED', from: '2026-11-01' };
    const address = addressOf(filter);
    expect(filterFrom(new URLSearchParams(address.split('?')[1]))).toEqual(filter);
    expect(addressOf(emptyFilter)).toBe('/admin/licensure/refused');
  });

  it('asks for whole days in the clinic’s zone, the last one included', () => {
    expect(queryOf({ ...emptyFilter, from: '2026-11-01', to: '2026-11-01', verdict: 'Deny' }, 'America/Denver')).toEqual({
      verdict: 'Deny',
      from: '2026-11-01T06:00:00Z',
      to: '2026-11-02T07:00:00Z',
    });
  });

  it('leaves out what is empty', () => {
    expect(queryOf(emptyFilter, 'America/Denver')).toEqual({});
  });
});
