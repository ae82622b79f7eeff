import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { VisitView } from '../../contract';
import type { LocalMedia } from '../../devices';
import type { useChat, VisitConnection } from '../../live';
import { viewOf } from '../../live/testing';
import { VisitScreens } from './VisitScreens';

const text = { version: 'telehealth-2026-1', language: 'en', title: 'Agreeing to video care', paragraphs: ['You may take it back at any time.'] };
const chat = { messages: [], outgoing: [], send: vi.fn() } as unknown as ReturnType<typeof useChat>;

function onHold(consent: boolean): VisitView {
  const view = viewOf('v1', 4);
  return {
    ...view,
    phase: 'OnHold',
    me: { kind: 'Participant', participantId: 'p1', role: 'Guardian' },
    participants: view.participants.map((one) => ({ ...one, role: 'Guardian', state: 'Admitted' })),
    checkIn: { checkedInAt: '2026-11-23T17:40:00Z', identity: true, location: true, consent },
  };
}

async function show(consent: boolean) {
  const command = vi.fn<(method: string, request?: object) => Promise<object>>().mockResolvedValue({ version: 5 });
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(text), { headers: { 'Content-Type': 'application/json' } })));
  const root = document.body.appendChild(document.createElement('div'));
  const props = { connection: { command } as unknown as VisitConnection, media: { close: vi.fn() } as unknown as LocalMedia, chat, linkToken: '' };
  await act(() => render(<VisitScreens {...props} view={onHold(consent)} />, root));
  return command;
}

const button = (label: string) => [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(label));
const press = (label: string) => act(async () => button(label)?.click());

afterEach(() => {
  for (const child of [...document.body.children]) render(null, child);
  document.body.innerHTML = '';
});

describe('a guardian in a visit on hold', () => {
  it('who took the agreement back gives it again without the clinic’s help', async () => {
    const command = await show(false);
    await press('Agree again');
    await vi.waitFor(() => expect(document.body.textContent).toContain('You may take it back at any time.'));
    await press('I agree for the patient');
    await vi.waitFor(() => expect(command).toHaveBeenCalledWith('ConsentAsGuardian', { consent: { version: text.version, language: 'en', accepted: true } }));
    await vi.waitFor(() => expect(document.body.textContent).not.toContain('You may take it back at any time.'));
  });

  it('is asked for nothing while the agreement stands', async () => {
    await show(true);
    expect(button('Agree again')).toBeUndefined();
  });
});
