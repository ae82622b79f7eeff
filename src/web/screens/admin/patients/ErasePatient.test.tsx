import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Api } from '../../../live';
import { StaffContext } from '../../staff/StaffSession';
import { ErasePatient, type Erasure } from './ErasePatient';

const patient = { id: 'p', givenName: 'Pat', familyName: 'Probe' };
const asked: Erasure = { patientId: 'p', id: 'e', requestedBy: 'ann', requestedByName: 'Ann Admin', requestedAt: '2026-11-28T18:00:00Z', expiresAt: '2026-12-01T18:00:00Z' };

async function shown(state: Erasure, me = 'ben') {
  const post = vi.fn(async () => ({}));
  const api = { get: async () => state, post } as unknown as Api;
  const staff = { api, me: { staffId: me, name: 'Ben', roles: ['Admin' as const] }, credentials: { sessionId: 's', csrfToken: 'c' }, signOut: async () => undefined, expired: () => undefined };
  const erased = vi.fn();
  const root = document.body.appendChild(document.createElement('div'));
  await act(() => render(<StaffContext.Provider value={staff}><ErasePatient patient={patient} onErased={erased} /></StaffContext.Provider>, root));
  await act(async () => undefined);
  return { post, erased };
}

const buttons = () => [...document.querySelectorAll('button')];
const named = (text: string, within: ParentNode = document) => [...within.querySelectorAll('button')].find((one) => one.textContent?.trim() === text);
const press = (button?: HTMLElement) => act(async () => button?.click());

afterEach(() => {
  for (const child of [...document.body.children]) render(null, child);
  document.body.innerHTML = '';
});

describe('erasing a patient', () => {
  it('is asked for with a reason from the list', async () => {
    const { post, erased } = await shown({ patientId: 'p' });
    await press(named('Ask to erase'));
    await act(async () => document.querySelector<HTMLInputElement>('#erase-basis-CourtOrder')?.click());
    await press(named('Ask to erase', document.querySelector('dialog')!));
    expect(post).toHaveBeenCalledWith('/api/patients/p/erasure', { basis: 'CourtOrder' });
    expect(erased).not.toHaveBeenCalled();
  });

  it('is confirmed by another admin only', async () => {
    await shown(asked, 'ann');
    expect(named('Confirm the erasure')).toBeUndefined();
    expect(document.body.textContent).toContain('Another admin');
    document.body.innerHTML = '';
    const { post, erased } = await shown(asked, 'ben');
    await press(named('Confirm the erasure'));
    await press(named('Confirm the erasure', document.querySelector('dialog')!));
    expect(post).toHaveBeenCalledWith('/api/patients/p/erasure/confirm');
    expect(erased).toHaveBeenCalled();
  });

  it('says what stands in the way, and offers nothing then', async () => {
    await shown({ patientId: 'p', obstacle: 'LEGAL_HOLD' });
    expect(document.body.textContent).toContain('legal hold');
    expect(named('Ask to erase')?.disabled).toBe(true);
  });

  it('says since when the patient is erased', async () => {
    await shown({ patientId: 'p', erasedAt: '2026-11-28T18:00:00Z' });
    expect(document.body.textContent).toContain('Erased on');
    expect(buttons()).toEqual([]);
  });
});
