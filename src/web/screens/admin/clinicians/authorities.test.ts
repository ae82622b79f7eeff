import { describe, expect, it } from 'vitest';
import type { Authority } from '../../../contract';
import { authorityErrors, emptyAuthority, expiring, formOf, requestOf, statesOf, storyOf, supersededBy } from './authorities';

const utah: Authority = {
  id: 'a',
  kind: 'FullLicense',
  profession: 'APRN',
  jurisdictions: ['UT'],
  number: '88213',
  issuer: 'Utah DOPL',
  effectiveOn: '2024-02-01',
  expiresOn: '2027-01-31',
  boardStatus: 'Active',
  verifiedOn: '2026-11-01',
  source: 'dopl.utah.gov',
  recordedAt: '2026-11-01T10:00:00Z',
  status: 'Current',
};

describe('an authority', () => {
  it('takes the place of one with the same kind, profession, issuer and number', () => {
    const again = { ...formOf(utah), boardStatus: 'Revoked' as const };
    expect(supersededBy(again, [utah])?.id).toBe('a');
    expect(supersededBy({ ...again, number: '88214' }, [utah])).toBeUndefined();
    expect(supersededBy(again, [{ ...utah, status: 'Superseded' }])).toBeUndefined();
  });

  it('has a story of every record of its license', () => {
    const old = { ...utah, id: 'b', status: 'Superseded' as const };
    expect(storyOf(utah, [utah, old, { ...utah, id: 'c', number: '9' }]).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('is refused while anything is missing or impossible', () => {
    expect(authorityErrors(formOf(utah))).toEqual([]);
    expect(authorityErrors({ ...formOf(utah), jurisdictions: 'Utah', expiresOn: '2023-01-01', verifiedOn: '2999-01-01' }).map(({ id }) => id)).toEqual(['jurisdictions', 'expiresOn', 'verifiedOn']);
    expect(authorityErrors(emptyAuthority('APRN')).map(({ id }) => id)).toContain('number');
  });

  it('reads states however they are separated', () => {
    expect(statesOf(' ut, ID;wa ')).toEqual(['UT', 'ID', 'WA']);
    expect(requestOf({ ...formOf(utah), number: ' 88213 ' })).toMatchObject({ jurisdictions: ['UT'], number: '88213' });
  });

  it('is named before it expires, the soonest first', () => {
    const soon = { ...utah, id: 'b', expiresOn: '2026-12-01' };
    const over = { ...utah, id: 'c', expiresOn: '2026-11-20', status: 'Expired' as const };
    const revoked = { ...utah, id: 'd', expiresOn: '2026-12-01', boardStatus: 'Revoked' as const };
    expect(expiring([utah, soon, over, revoked], '2026-11-23').map(({ authority, days }) => [authority.id, days])).toEqual([['c', -3], ['b', 8]]);
  });
});
