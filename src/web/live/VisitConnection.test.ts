import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeSocket, settle, viewOf } from './testing';
import { HubLink } from './HubLink';
import { VisitConnection } from './VisitConnection';

const visitId = 'v1';
const envelope = (version: number) => ({ visitId, version, at: '', events: [], view: viewOf(visitId, version) });

async function joinedAt(version: number) {
  const socket = new FakeSocket();
  socket.answer('JoinVisit', () => ({ view: viewOf(visitId, version), version }));
  const link = new HubLink(socket);
  const visit = new VisitConnection(link, visitId);
  link.start();
  await settle();
  return { socket, link, visit };
}

describe('VisitConnection', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  it('shows the snapshot it joined with', async () => {
    const { visit } = await joinedAt(7);
    expect(visit.version).toBe(7);
    expect(visit.state.live).toBe(true);
  });

  it('shows a visit that was refused once it is read anew', async () => {
    const { socket, visit } = await joinedAt(7);
    socket.answer('JoinVisit', () => ({ refusal: { code: 'NOT_FOUND', message: '' } }));
    await visit.refresh();
    expect(visit.state.refusal?.code).toBe('NOT_FOUND');
    socket.answer('JoinVisit', () => ({ view: viewOf(visitId, 8), version: 8 }));
    await visit.refresh();
    expect(visit.state.refusal).toBeUndefined();
    expect(visit.version).toBe(8);
    expect(socket.calls('JoinVisit')[2]).toEqual({ visitId, sinceVersion: undefined });
  });

  it('applies the next version and drops old and repeated ones', async () => {
    const { socket, visit } = await joinedAt(7);
    const shown: number[] = [];
    visit.changed.add(({ view }) => shown.push(view?.version ?? 0));
    for (const version of [8, 8, 6, 7, 9]) socket.receive('VisitChanged', envelope(version));
    expect(shown).toEqual([8, 9]);
  });

  it('puts versions that overtook each other in order without asking', async () => {
    const { socket, visit } = await joinedAt(7);
    socket.receive('VisitChanged', envelope(9));
    expect(visit.version).toBe(7);
    socket.receive('VisitChanged', envelope(8));
    expect(visit.version).toBe(9);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(socket.calls('JoinVisit')).toHaveLength(1);
  });

  it('rejoins with the version it has when a gap stays open for 250 ms', async () => {
    const { socket, visit } = await joinedAt(7);
    socket.answer('JoinVisit', () => ({ missed: [envelope(8), envelope(9)], version: 10 }));
    socket.receive('VisitChanged', envelope(10));
    await vi.advanceTimersByTimeAsync(249);
    expect(socket.calls('JoinVisit')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2);
    expect(socket.calls('JoinVisit')[1]).toEqual({ visitId, sinceVersion: 7 });
    expect(visit.version).toBe(10);
  });

  it('asks for a snapshot when what it missed does not reach the version', async () => {
    const { socket, visit } = await joinedAt(7);
    socket.answer('JoinVisit', ({ sinceVersion }) =>
      sinceVersion ? { missed: [envelope(9)], version: 9 } : { view: viewOf(visitId, 9), version: 9 },
    );
    socket.receive('VisitChanged', envelope(9));
    await vi.advanceTimersByTimeAsync(600);
    expect(socket.calls('JoinVisit').at(-1)).toEqual({ visitId, sinceVersion: undefined });
    expect(visit.version).toBe(9);
  });

  it('never goes back to an older snapshot', async () => {
    const { socket, visit } = await joinedAt(7);
    socket.receive('VisitChanged', envelope(8));
    socket.receive('Resync', { visitId });
    await settle();
    expect(socket.calls('JoinVisit')).toHaveLength(2);
    expect(visit.version).toBe(8);
  });

  it('rejoins after the connection was lost, from the version it has', async () => {
    const { socket, visit } = await joinedAt(7);
    socket.lose();
    expect(visit.state.live).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(socket.calls('JoinVisit')[1]).toEqual({ visitId, sinceVersion: 7 });
    expect(visit.state.live).toBe(true);
  });

  it('keeps the view and says why when joining is refused', async () => {
    const { socket, visit } = await joinedAt(7);
    socket.answer('JoinVisit', () => ({ refusal: { code: 'NOT_ALLOWED' } }));
    socket.receive('Resync', { visitId });
    await settle();
    expect(visit.state.refusal?.code).toBe('NOT_ALLOWED');
    expect(visit.version).toBe(7);
  });

  it('moves the place in line without a version', async () => {
    const { socket, visit } = await joinedAt(7);
    const line = { place: 3, ahead: 2, waitingSince: '' };
    socket.receive('VisitChanged', { ...envelope(8), view: { ...viewOf(visitId, 8), line } });
    socket.receive('PlaceChanged', { visitId, place: 2, ahead: 1 });
    expect(visit.state.view?.line?.place).toBe(2);
    expect(visit.version).toBe(8);
  });

  it('shows who is connected without a version', async () => {
    const { socket, visit } = await joinedAt(7);
    const clinician = { staffId: 'c1', name: 'Dana', status: 'Here' };
    socket.receive('VisitChanged', { ...envelope(8), view: { ...viewOf(visitId, 8), clinician } });
    socket.receive('PresenceChanged', { visitId, participantId: 'p1', presence: 'Away' });
    socket.receive('PresenceChanged', { visitId, staffId: 'c1', presence: 'Offline' });
    expect(visit.state.view?.participants[0]?.presence).toBe('Away');
    expect(visit.state.view?.clinician?.status).toBe('Offline');
    socket.receive('PresenceChanged', { visitId, staffId: 'c1', presence: 'Connected' });
    expect(visit.state.view?.clinician?.status).toBe('Here');
  });

  it('ignores messages of other visits', async () => {
    const { socket, visit } = await joinedAt(7);
    socket.receive('VisitChanged', { ...envelope(8), visitId: 'other' });
    expect(visit.version).toBe(7);
  });
});
