import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { HubLink } from '../../../live';
import { FakeSocket } from '../../../live/testing';
import { GivenLink } from '../ClinicLink';
import { rowOf } from '../testing';
import { useBoard } from './useBoard';

const came = vi.fn();

function Names() {
  const { state, refusal } = useBoard(undefined, came);
  return <p>{refusal?.code ?? [...state.rows.values()].map((row) => `${row.visitId}:${row.phase}`).join(' ')}</p>;
}

async function watch(socket: FakeSocket) {
  const link = new HubLink(socket);
  const root = document.body.appendChild(document.createElement('div'));
  await act(async () => {
    render(<GivenLink value={link}><Names /></GivenLink>, root);
    link.start();
    await Promise.resolve();
  });
  await act(async () => void (await vi.advanceTimersByTimeAsync(0)));
  return link;
}

const shown = () => document.querySelector('p')?.textContent;

afterEach(() => {
  for (const child of [...document.body.children]) render(null, child);
  document.body.innerHTML = '';
  came.mockReset();
  vi.useRealTimers();
});

it('the board is watched anew after every reconnect, and tells of arrivals once', async () => {
  vi.useFakeTimers();
  const socket = new FakeSocket();
  socket.answer('WatchBoard', () => ({ board: { at: '2026-11-23T17:00:00Z', rows: [rowOf('a', { phase: 'Scheduled' })] } }));
  const link = await watch(socket);
  expect(shown()).toBe('a:Scheduled');

  await act(async () => socket.receive('BoardChanged', { at: '2026-11-23T17:01:00Z', rows: [rowOf('a', { version: 8 })], removed: [] }));
  expect(shown()).toBe('a:Waiting');
  expect(came).toHaveBeenCalledOnce();

  socket.answer('WatchBoard', () => ({ board: { at: '2026-11-23T17:02:00Z', rows: [rowOf('b')] } }));
  await act(async () => {
    socket.lose();
    await vi.advanceTimersByTimeAsync(1_000);
  });
  expect(shown()).toBe('b:Waiting');
  await link.stop();
});

it('a refused board says so and is asked for again', async () => {
  vi.useFakeTimers();
  const socket = new FakeSocket();
  socket.answer('WatchBoard', () => ({ refusal: { code: 'UNAVAILABLE' } }));
  const link = await watch(socket);
  expect(shown()).toBe('UNAVAILABLE');
  socket.answer('WatchBoard', () => ({ board: { at: '2026-11-23T17:00:00Z', rows: [rowOf('a')] } }));
  await act(async () => void (await vi.advanceTimersByTimeAsync(3_000)));
  expect(shown()).toBe('a:Waiting');
  await link.stop();
});
