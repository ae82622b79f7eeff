import { describe, expect, it } from 'vitest';
import type { MatrixCell } from '../../../contract';
import { cellWhy, moved } from './matrix';

const authority: MatrixCell['authority'] = { id: 'a', kind: 'FullLicense', issuer: 'Utah DOPL', number: '1', effectiveOn: '2020-01-01', expiresOn: '2026-12-31', verifiedOn: '2026-11-01' };

describe('the words of a cell', () => {
  it('say until when a clinician may', () => {
    expect(cellWhy({ verdict: 'Allow', reasons: [], authority })).toBe('until Dec 31, 2026');
    expect(cellWhy({ verdict: 'Allow', reasons: [{ code: 'AUTHORITY_EXPIRING_SOON', severity: 'Warning', text: '' }], authority })).toBe('until Dec 31, 2026');
  });

  it('say first what stands against it', () => {
    const reasons = [{ code: 'AUTHORITY_EXPIRED', severity: 'Deny' as const, text: '' }, { code: 'VERIFICATION_MISSING', severity: 'Deny' as const, text: '' }];
    expect(cellWhy({ verdict: 'Deny', reasons })).toBe('expired');
    expect(cellWhy({ verdict: 'Allow', reasons: [{ code: 'VERIFICATION_STALE', severity: 'Warning', text: '' }], authority })).toBe('verify again');
  });

  it('send to the reasons where the code is newer than this page', () => {
    expect(cellWhy({ verdict: 'Deny', reasons: [{ code: 'NEWER_THAN_THIS', severity: 'Deny', text: 'New.' }] })).toBe('see why');
  });
});

describe('the arrow keys', () => {
  it('move from cell to cell and stop at the edges', () => {
    expect(moved({ row: 0, column: 0 }, 'ArrowRight', 2, 7)).toEqual({ row: 0, column: 1 });
    expect(moved({ row: 1, column: 6 }, 'ArrowRight', 2, 7)).toEqual({ row: 1, column: 6 });
    expect(moved({ row: 1, column: 3 }, 'ArrowUp', 2, 7)).toEqual({ row: 0, column: 3 });
    expect(moved({ row: 0, column: 3 }, 'End', 2, 7)).toEqual({ row: 0, column: 6 });
    expect(moved({ row: 0, column: 3 }, 'Tab', 2, 7)).toBeUndefined();
  });
});
