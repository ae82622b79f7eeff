import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HubLink } from '../../live';
import { Api } from '../../live';
import { StaffContext } from '../staff/StaffSession';
import { AdmitDialog } from './AdmitDialog';
import { GivenLink } from './ClinicLink';
import { useAdmit } from './useAdmit';

const admitted = vi.fn();

function Board() {
  const control = useAdmit(admitted);
  return (
    <>
      <button id="admit" onClick={() => void control.admit('v')}>Admit</button>
      <AdmitDialog control={control} visit={{ name: 'Maria', state: 'FL', startsAt: '2026-11-23T17:00:00Z', durationMinutes: 50 }} />
    </>
  );
}

async function pressAdmit(...answers: object[]) {
  const command = vi.fn<(method: string, request: object) => Promise<object>>();
  for (const answer of answers) command.mockResolvedValueOnce(answer);
  const staff = { api: new Api(), me: { staffId: 'dana', name: 'Dana', roles: ['Clinician' as const] }, credentials: { sessionId: 's', csrfToken: 'c' }, signOut: async () => undefined, expired: () => undefined };
  const root = document.body.appendChild(document.createElement('div'));
  await act(() => render(<StaffContext.Provider value={staff}><GivenLink value={{ command } as unknown as HubLink}><Board /></GivenLink></StaffContext.Provider>, root));
  await press('#admit');
  return command;
}

const press = (selector: string) => act(async () => document.querySelector<HTMLElement>(selector)?.click());
const pressNamed = (text: string) =>
  act(async () => [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(text))?.click());
const dialog = () => document.querySelector('dialog')?.textContent ?? '';

afterEach(() => {
  for (const child of [...document.body.children]) render(null, child);
  document.body.innerHTML = '';
  admitted.mockReset();
});

describe('admitting', () => {
  it('opens the visit when the patient is admitted', async () => {
    await pressAdmit({ version: 8, grant: {} });
    expect(admitted).toHaveBeenCalledWith('v');
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('asks before admitting a patient who is away, and then says "anyway"', async () => {
    const command = await pressAdmit({ refusal: { code: 'PATIENT_AWAY' } }, { version: 8 });
    expect(dialog()).toContain('not connected right now');
    await press('dialog .button-primary');
    expect(command.mock.calls.map(([, request]) => request)).toEqual([{ visitId: 'v' }, { visitId: 'v', anyway: true }]);
    expect(admitted).toHaveBeenCalledWith('v');
  });

  it('says every reason of a refused license check, with what to do, and never offers "anyway"', async () => {
    const decision = { verdict: 'Deny', reasons: [{ code: 'NO_AUTHORITY_IN_STATE', severity: 'Deny', text: '' }, { code: 'AUTHORITY_EXPIRED', severity: 'Deny', text: 'It expired.' }], candidates: ['FL'] };
    await pressAdmit({ refusal: { code: 'LICENSURE_DENIED', decision } });
    expect(dialog()).toContain('no license or other authority');
    expect(dialog()).toContain('It expired.');
    expect(dialog()).toContain('Reassign or transfer');
    expect(dialog()).not.toContain('anyway');
    expect(dialog()).toContain('Who else could?');
  });

  it('lets the clinician say where they are, and tries again with it', async () => {
    const reasons = [{ code: 'CLINICIAN_LOCATION_REQUIRED', severity: 'Hold', text: 'Where are you?', remedies: ['StateClinicianLocation'] }];
    const command = await pressAdmit({ refusal: { code: 'LICENSURE_HOLD', decision: { verdict: 'Hold', reasons, candidates: ['FL'] } } }, { version: 8 });
    const select = document.querySelector<HTMLSelectElement>('#own-place');
    await act(async () => {
      if (select) select.value = 'UT';
      select?.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await pressNamed('Record it and try again');
    expect(command.mock.calls[1]).toEqual(['AdmitPatient', { visitId: 'v', clinicianLocation: 'UT' }]);
  });

  it('records how the place was confirmed before it tries again', async () => {
    const reasons = [{ code: 'GEO_AMBIGUOUS_BORDER', severity: 'Hold', text: 'Near a border.', remedies: ['GiveAddress', 'ConfirmOnCamera'] }];
    const command = await pressAdmit({ refusal: { code: 'LICENSURE_HOLD', decision: { verdict: 'Hold', reasons, candidates: ['ID', 'OR'] } } }, { version: 8 }, { version: 9 });
    await press('#confirm-how');
    await pressNamed('Record it and try again');
    await vi.waitFor(() => expect(command).toHaveBeenCalledTimes(3));
    expect(command.mock.calls.slice(1)).toEqual([
      ['ConfirmLocation', { visitId: 'v', method: 'OnCamera' }],
      ['AdmitPatient', { visitId: 'v' }],
    ]);
  });

  it('tries again, not anyway, when the video room could not be made, and offers no way that the clinic does not allow', async () => {
    const command = await pressAdmit({ refusal: { code: 'VIDEO_UNAVAILABLE' } }, { version: 8 });
    expect(dialog()).toContain('does not answer');
    expect(dialog()).not.toContain('browser to browser');
    await press('dialog .button-primary');
    expect(command.mock.calls[1]?.[1]).toEqual({ visitId: 'v' });
  });

  it('starts browser to browser with one press, and keeps an "anyway" that was given', async () => {
    const command = await pressAdmit({ refusal: { code: 'PATIENT_AWAY' } }, { refusal: { code: 'VIDEO_UNAVAILABLE' }, fallback: 'peer' }, { version: 8 });
    await press('dialog .button-primary');
    await pressNamed('Start without it');
    expect(command.mock.calls[2]?.[1]).toEqual({ visitId: 'v', anyway: true, videoProvider: 'peer' });
    expect(admitted).toHaveBeenCalledWith('v');
  });

  it('starts by phone in the same press', async () => {
    const command = await pressAdmit({ refusal: { code: 'VIDEO_UNAVAILABLE' }, fallback: 'peer' }, { version: 8 }, { version: 9 });
    await pressNamed('Start by phone');
    expect(command.mock.calls.slice(1)).toEqual([
      ['AdmitPatient', { visitId: 'v', videoProvider: 'peer' }],
      ['ChangeModality', { visitId: 'v', to: 'Phone' }],
    ]);
    expect(admitted).toHaveBeenCalledWith('v');
  });
});
