import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BoardRow } from '../../../contract';
import { Api } from '../../../live';
import { StaffContext } from '../../staff/StaffSession';
import { rowOf } from '../testing';
import { useGate } from './Gate';

function Row({ row }: { row: BoardRow }) {
  const { chip, details } = useGate(row);
  return <>{chip}{details}</>;
}

async function show(verdict: BoardRow['verdict'], answer: object = {}) {
  const send = vi.fn<typeof fetch>(async () => new Response(JSON.stringify(answer)));
  const staff = { api: new Api(undefined, send), me: { staffId: 'dana', name: 'Dana', roles: ['Clinician' as const] }, credentials: { sessionId: 's', csrfToken: 'c' }, signOut: async () => undefined, expired: () => undefined };
  const root = document.body.appendChild(document.createElement('div'));
  await act(() => render(<StaffContext.Provider value={staff}><Row row={rowOf('v', { verdict })} /></StaffContext.Provider>, root));
  return send;
}

const press = (text: string) => act(async () => [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(text))?.click());
const shown = () => document.body.textContent ?? '';

afterEach(() => {
  for (const child of [...document.body.children]) render(null, child);
  document.body.innerHTML = '';
});

describe('the license check on the board', () => {
  it('says that a visit may start, and nothing more where nothing stands against it', async () => {
    await show({ verdict: 'Allow', reasons: [{ code: 'GEO_CONFIRMS_STATE', severity: 'Info', text: 'It agrees.' }] });
    expect(shown()).toBe('May start');
  });

  it('says what is needed first, and what to do about it', async () => {
    await show({ verdict: 'Hold', reasons: [{ code: 'ATTESTATION_STALE', severity: 'Hold', text: 'Stated too long ago.' }] });
    expect(shown()).toContain('Needs something first');
    expect(shown()).toContain('Stated too long ago.');
    expect(shown()).not.toContain('still there');
    await press('Why');
    expect(shown()).toContain('still there');
  });

  it('says why a visit may not start, and who else could take the patient', async () => {
    const send = await show(
      { verdict: 'Deny', reasons: [{ code: 'NO_AUTHORITY_IN_STATE', severity: 'Deny', text: 'No license there.' }] },
      { at: '', considered: 2, items: [{ clinicianId: 'nora', name: 'Nora Diaz', credentials: 'LCSW', profession: 'LCSW', verdict: 'Allow', reasons: [] }] },
    );
    await press('Why');
    await press('Who else could?');
    expect(send.mock.calls[0]?.[0]).toBe('/api/visits/v/who-may');
    await vi.waitFor(() => expect(shown()).toContain('Nora Diaz, LCSW'));
  });
});
