import { describe, expect, it } from 'vitest';
import type { Authority } from '../../../contract';
import { authorityErrors, emptyAuthority, expiring, formOf, isBound, requestOf, statesOf, storyOf, supersededBy, webAddress } from './authorities';

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

  it('links to its source only where that is safe to open', () => {
    expect(webAddress('https://dopl.utah.gov/license?n=1')?.host).toBe('dopl.utah.gov');
    for (const text of [undefined, '', 'dopl.utah.gov', 'http://dopl.utah.gov', 'javascript:alert(1)', 'data:text/html,x', 'https://dana:secret@dopl.utah.gov']) expect(webAddress(text)).toBeUndefined();
  });

  it('is said again with everything that binds it', () => {
    const conditions = {
      compact: 'PSYPACT',
      path: 'OR-visitor',
      dependsOn: 'z',
      encumbrances: ['Supervised', 'No controlled substances'],
      requiresClinicianIn: ['UT', 'ID'],
      telehealthOnly: true,
      scope: 'Established',
      limit: { unit: 'Day', max: 45, window: 'SinceEvent', days: 90 },
      eventOn: '2026-10-01',
      sourceUrl: 'https://dopl.utah.gov',
    } as const;
    const bound = { ...utah, ...conditions, kind: 'LimitedPermit', encumbrances: [...conditions.encumbrances], requiresClinicianIn: [...conditions.requiresClinicianIn] } as const satisfies Authority;
    const again = requestOf({ ...formOf(bound), expiresOn: '2028-01-31' });
    expect(again).toMatchObject({ ...conditions, kind: 'LimitedPermit', number: '88213', expiresOn: '2028-01-31' });
    expect(authorityErrors(formOf(bound))).toEqual([]);
    expect(isBound(formOf(bound))).toBe(true);
    expect(isBound(formOf(utah))).toBe(false);
  });

  it('is refused with half a limit, or a compact kind without its compact', () => {
    expect(authorityErrors({ ...formOf(utah), kind: 'CompactPrivilege', limitMax: '0' }).map(({ id }) => id)).toEqual(['compact', 'limitUnit', 'limitMax', 'limitWindow']);
    expect(authorityErrors({ ...formOf(utah), limitUnit: 'Day', limitMax: '45', limitWindow: 'SinceEvent' }).map(({ id }) => id)).toEqual(['limitDays', 'eventOn']);
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
