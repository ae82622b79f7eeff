import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HubLink } from './HubLink';
import { FakeSocket, settle } from './testing';

describe('HubLink', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  async function connected() {
    const socket = new FakeSocket();
    const link = new HubLink(socket);
    link.start();
    await settle();
    return { socket, link };
  }

  it('keeps trying to connect for as long as it takes', async () => {
    const socket = new FakeSocket();
    socket.startFails = new Error('no network');
    const link = new HubLink(socket);
    link.start();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(link.state).toBe('reconnecting');
    socket.startFails = undefined;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(link.state).toBe('connected');
  });

  it('stops trying when the session is over', async () => {
    const socket = new FakeSocket();
    socket.startFails = new Error("Failed to complete negotiation with the server: Error: Unauthorized: Status code '401'");
    const link = new HubLink(socket);
    link.start();
    await settle();
    expect(link.state).toBe('signedOut');
  });

  it('hurries when the network is back', async () => {
    const socket = new FakeSocket();
    socket.startFails = new Error('no network');
    const link = new HubLink(socket);
    link.start();
    await vi.advanceTimersByTimeAsync(120_000);
    socket.startFails = undefined;
    window.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(300);
    expect(link.state).toBe('connected');
  });

  it('starts once, however often it is hurried', async () => {
    const socket = new FakeSocket();
    let starts = 0;
    let open = () => undefined as void;
    socket.startFails = new Error('no network');
    const link = new HubLink(socket);
    link.start();
    await settle();
    socket.start = () => {
      starts++;
      return new Promise<void>((resolve) => (open = resolve));
    };
    for (let time = 0; time < 5; time++) {
      window.dispatchEvent(new Event('online'));
      await vi.advanceTimersByTimeAsync(400);
    }
    open();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([starts, link.state]).toEqual([1, 'connected']);
  });

  it('answers an unanswered call with a refusal', async () => {
    const { socket, link } = await connected();
    socket.answer('JoinVisit', () => new Promise(() => undefined));
    const answer = link.invoke('JoinVisit', {}, 5_000);
    await vi.advanceTimersByTimeAsync(5_000);
    expect((await answer).refusal?.code).toBe('TIMED_OUT');
  });

  it('asks again under the same commandId after a lost answer', async () => {
    const { socket, link } = await connected();
    let tries = 0;
    socket.answer('RequestCallback', () => {
      if (tries++ > 0) return { version: 3 };
      socket.lose();
      throw new Error('closed');
    });
    const answer = link.command<{ version: number }>('RequestCallback', { visitId: 'v1' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await answer).version).toBe(3);
    const [first, second] = socket.calls('RequestCallback');
    expect(first?.commandId).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).toEqual(first);
  });

  it('gives up a command after its patience, without an exception', async () => {
    const { socket, link } = await connected();
    socket.startFails = new Error('no network');
    socket.lose();
    const answer = link.command('RequestCallback', {}, 5_000);
    await vi.advanceTimersByTimeAsync(6_000);
    expect((await answer).refusal?.code).toBe('OFFLINE');
  });

  it('does not repeat what was refused', async () => {
    const { socket, link } = await connected();
    socket.answer('CheckIn', () => ({ refusal: { code: 'LICENSURE_DENIED' } }));
    expect((await link.command('CheckIn', {})).refusal?.code).toBe('LICENSURE_DENIED');
    expect(socket.calls('CheckIn')).toHaveLength(1);
  });

  it('reconnects within the time a draining server gives', async () => {
    const { socket, link } = await connected();
    const states: string[] = [];
    link.stateChanged.add((state) => states.push(state));
    socket.receive('ServerDraining', { reconnectWithin: 10 });
    await vi.advanceTimersByTimeAsync(11_000);
    expect(states).toEqual(['reconnecting', 'connected']);
  });
});
