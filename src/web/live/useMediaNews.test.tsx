import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HubLink } from './HubLink';
import { FakeSocket } from './testing';
import { useMediaNews } from './useMediaNews';
import { VisitConnection } from './VisitConnection';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  document.body.innerHTML = '';
});

it('tells whose video does not come through, until it does or nothing more is heard', async () => {
  const socket = new FakeSocket();
  const visit = new VisitConnection(new HubLink(socket), 'v1');
  const Shown = () => <p>{[...useMediaNews(visit)].map(([who, how]) => `${who} ${how}`).join()}</p>;
  const root = document.body.appendChild(document.createElement('div'));
  await act(() => render(<Shown />, root));
  const hear = (connection: string, visitId = 'v1') => act(() => socket.receive('MediaChanged', { visitId, participantId: 'p1', connection }));
  await hear('Lost', 'another');
  expect(root.textContent).toBe('');
  await hear('Lost');
  expect(root.textContent).toBe('p1 Lost');
  await hear('Connected');
  expect(root.textContent).toBe('');
  await hear('Reconnecting');
  await act(async () => void (await vi.advanceTimersByTimeAsync(30_000)));
  expect(root.textContent).toBe('');
  render(null, root);
});
