import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Decision, PatientView } from '../../contract';
import type { HubLink } from '../../live';
import { Api } from '../../live';
import { StaffContext } from '../staff/StaffSession';
import { GivenLink } from './ClinicLink';
import { Remedies } from './Remedies';
import { danasVisit } from './testing';

const held: Decision = {
  verdict: 'Hold',
  reasons: [{ code: 'GUARDIAN_CONSENT_REQUIRED', severity: 'Hold', text: 'A guardian consents first.', remedies: ['GuardianConsent'] }],
  candidates: ['AZ'],
  decidedAt: '2026-11-23T17:00:00Z',
  rulesVersion: '1',
};
const kim: PatientView = { patientId: 'k', name: 'Kim Young', birthDate: '2014-01-01', age: 12, minor: true, minorOffered: ['GuardianConsented'], identityConfirmed: true, joinedFromAnotherDevice: false };

/** The remedies of a minor's visit in Arizona, whose basis and guardian the server keeps. */
async function show() {
  let patient = kim;
  let version = 7;
  const command = vi.fn(async (method: string) => {
    version += 1;
    patient = method === 'RecordMinorBasis' ? { ...patient, minorBasis: 'GuardianConsented', guardianVerified: false, minorOffered: undefined } : { ...patient, guardianVerified: true };
    return { version };
  });
  const send = vi.fn<typeof fetch>(async () => new Response(JSON.stringify(danasVisit({ phase: 'Waiting', version, patient }))));
  const again = vi.fn();
  const staff = { api: new Api(undefined, send), me: { staffId: 'dana', name: 'Dana', roles: ['Clinician' as const] }, credentials: { sessionId: 's', csrfToken: 'c' }, signOut: async () => undefined, expired: () => undefined };
  const root = document.body.appendChild(document.createElement('div'));
  await act(() =>
    render(
      <StaffContext.Provider value={staff}>
        <GivenLink value={{ command } as unknown as HubLink}><Remedies visitId="v" decision={held} onAgain={again} /></GivenLink>
      </StaffContext.Provider>,
      root,
    ),
  );
  return { command, again };
}

async function choose(selector: string, value: string) {
  await vi.waitFor(() => expect(document.querySelector(`${selector} option[value="${value}"]`)).not.toBeNull());
  await act(async () => {
    const select = document.querySelector<HTMLSelectElement>(selector)!;
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
const press = (text: string) => act(async () => [...document.querySelectorAll('button')].find((one) => one.textContent === text)?.click());

afterEach(() => {
  for (const child of [...document.body.children]) render(null, child);
  document.body.innerHTML = '';
});

describe('what a clinician settles for a minor', () => {
  it('asks who the guardian is once their consent is recorded, and for no basis again', async () => {
    const { command, again } = await show();
    await choose('#minor-basis', 'GuardianConsented');
    await press('Record');
    await vi.waitFor(() => expect(document.querySelector('#guardian-method')).not.toBeNull());
    expect(document.querySelector('#minor-basis')).toBeNull();
    await choose('#guardian-method', 'PhotoIdShown');
    await press('Record that I verified the guardian');
    await vi.waitFor(() => expect(document.body.textContent).toContain('The guardian’s identity was verified.'));
    expect(command.mock.calls.map(([method]) => method)).toEqual(['RecordMinorBasis', 'VerifyGuardian']);
    expect(again).toHaveBeenCalledTimes(2);
  });
});
