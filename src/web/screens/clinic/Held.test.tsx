import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HubLink } from '../../live';
import { Api } from '../../live';
import { StaffContext } from '../staff/StaffSession';
import { GivenLink } from './ClinicLink';
import { HeldDialog } from './Held';
import { useGated, type GatedMethod } from './useGated';

function Bar({ method }: { method: GatedMethod }) {
  const gate = useGated('v');
  return (
    <>
      <button id="start" onClick={() => void gate.start(method)}>Start</button>
      <p id="refusal">{gate.refusal?.code}</p>
      <HeldDialog visitId="v" gate={gate} />
    </>
  );
}

async function start(method: GatedMethod, ...answers: object[]) {
  const command = vi.fn<(method: string, request: object) => Promise<object>>();
  for (const answer of answers) command.mockResolvedValueOnce(answer);
  const staff = { api: new Api(), me: { staffId: 'dana', name: 'Dana', roles: ['Clinician' as const] }, credentials: { sessionId: 's', csrfToken: 'c' }, signOut: async () => undefined, expired: () => undefined };
  const root = document.body.appendChild(document.createElement('div'));
  await act(() => render(<StaffContext.Provider value={staff}><GivenLink value={{ command } as unknown as HubLink}><Bar method={method} /></GivenLink></StaffContext.Provider>, root));
  await press('#start');
  return command;
}

const press = (selector: string) => act(async () => document.querySelector<HTMLElement>(selector)?.click());
const pressNamed = (text: string) =>
  act(async () => [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(text))?.click());
const dialog = () => document.querySelector('dialog')?.textContent ?? '';
const held = (...reasons: [string, string[]][]) => ({
  refusal: { code: 'LICENSURE_HOLD', decision: { verdict: 'Hold', reasons: reasons.map(([code, remedies]) => ({ code, severity: 'Hold', text: code, remedies })), candidates: ['ID', 'WA'] } },
});

async function choosePlace(value: string) {
  await act(async () => {
    const select = document.querySelector<HTMLSelectElement>('#own-place');
    if (select) select.value = value;
    select?.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

afterEach(() => {
  for (const child of [...document.body.children]) render(null, child);
  document.body.innerHTML = '';
});

describe('a start that the license check holds', () => {
  it.each(['ResumeVisit', 'AcceptTransfer', 'TakeOver'] as const)('offers the same remedies at %s as at the admission, and tries again', async (method) => {
    const command = await start(method, held(['GEO_AMBIGUOUS_BORDER', ['GiveAddress', 'ConfirmOnCamera']]), { version: 8 }, { version: 9 });
    expect(dialog()).toContain('GEO_AMBIGUOUS_BORDER');
    await press('#confirm-how');
    await pressNamed('Record it and try again');
    await vi.waitFor(() => expect(command).toHaveBeenCalledTimes(3));
    expect(command.mock.calls).toEqual([[method, { visitId: 'v' }], ['ConfirmLocation', { visitId: 'v', method: 'OnCamera' }], [method, { visitId: 'v' }]]);
    await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
  });

  it('tells where the clinician is again with every later try', async () => {
    const command = await start('ResumeVisit', held(['CLINICIAN_LOCATION_REQUIRED', ['StateClinicianLocation']]), held(['CONSENT_MISSING', ['GiveConsent']]), { version: 9 });
    await choosePlace('UT');
    await pressNamed('Record it and try again');
    expect(dialog()).toContain('CONSENT_MISSING');
    await pressNamed('Try again');
    expect(command.mock.calls.slice(1)).toEqual([
      ['ResumeVisit', { visitId: 'v', clinicianLocation: 'UT' }],
      ['ResumeVisit', { visitId: 'v', clinicianLocation: 'UT' }],
    ]);
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('offers no remedy where the answer is no, but who else could', async () => {
    await start('AcceptTransfer', { refusal: { code: 'LICENSURE_DENIED', decision: { verdict: 'Deny', reasons: [{ code: 'NO_AUTHORITY_IN_STATE', severity: 'Deny', text: 'None there.' }], candidates: ['FL'] } } });
    expect(dialog()).toContain('None there.');
    expect(dialog()).toContain('Who else could?');
    expect(dialog()).not.toContain('Try again');
  });

  it('leaves every other refusal to its own place', async () => {
    await start('TakeOver', { refusal: { code: 'NOT_ALLOWED' } });
    expect(document.querySelector('dialog')).toBeNull();
    expect(document.querySelector('#refusal')?.textContent).toBe('NOT_ALLOWED');
  });
});
