import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RoomGrant } from '../contract';
import { LocalMedia } from '../devices';
import { HubLink, VisitConnection } from '../live';
import { FakeSocket, settle, viewOf } from '../live/testing';
import { FakePeer, FakeStream } from './fakePeer';
import { PeerCall } from './PeerCall';

const grant: RoomGrant = { videoProvider: 'peer', room: 'r1', identity: 'p1', expiresAt: '2099-01-01T00:00:00Z', peers: ['p2'] };

async function inCall() {
  const socket = new FakeSocket();
  socket.answer('JoinVisit', () => ({ view: viewOf('v1', 1), version: 1 }));
  const visit = new VisitConnection(new HubLink(socket), 'v1');
  visit.link.start();
  await settle();
  const call = new PeerCall(visit, new LocalMedia(), grant);
  const hear = async (from: string, payload: object) => {
    socket.receive('SignalRelayed', { visitId: 'v1', fromParticipantId: from, payload });
    await settle();
  };
  const said = () => socket.calls('RelaySignal').map(({ toParticipantId, payload }) => `${(payload as { kind: string }).kind} to ${String(toParticipantId)}`);
  return { socket, call, hear, said };
}

describe('PeerCall', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    FakePeer.made = [];
    vi.stubGlobal('RTCPeerConnection', FakePeer);
    vi.stubGlobal('MediaStream', FakeStream);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('greets whoever is in the room already and waits for their offer', async () => {
    const { call, said, hear } = await inCall();
    expect(said()).toEqual(['hello to p2']);
    expect(call.state.status).toBe('waiting');
    await hear('p2', { kind: 'offer', sdp: 'o', from: 'a' });
    expect(said()).toEqual(['hello to p2', 'answer to p2']);
    expect(call.state.people.map(({ participantId }) => participantId)).toEqual(['p2']);
  });

  it('offers to whoever comes later', async () => {
    const { said, hear } = await inCall();
    await hear('p3', { kind: 'hello', from: 'c' });
    expect(said()).toEqual(['hello to p2', 'offer to p3']);
  });

  it('starts anew with someone who reloaded the page', async () => {
    const { hear, call } = await inCall();
    await hear('p2', { kind: 'offer', sdp: 'o', from: 'a' });
    await hear('p2', { kind: 'hello', from: 'b' });
    expect(FakePeer.made.map(({ connectionState }) => connectionState)).toEqual(['closed', 'new']);
    expect(FakePeer.made[1]?.did).toEqual(['local offer']);
    expect(call.state.people).toHaveLength(1);
  });

  it('ignores late words of a connection that is gone', async () => {
    const { hear, call } = await inCall();
    await hear('p2', { kind: 'offer', sdp: 'o', from: 'b' });
    await hear('p2', { kind: 'answer', sdp: 'late', from: 'a' });
    await hear('p2', { kind: 'bye', from: 'a' });
    expect(call.state.people).toHaveLength(1);
    await hear('p2', { kind: 'bye', from: 'b' });
    expect(call.state.people).toHaveLength(0);
  });

  it('greets anew, with the next grant, only whom it neither hears nor sees', async () => {
    const { hear, call, said } = await inCall();
    await hear('p2', { kind: 'offer', sdp: 'o', from: 'a' });
    FakePeer.made[0]?.becomes('connected');
    call.renewed({ ...grant, peers: ['p2', 'p3'] });
    expect(said().filter((text) => text.startsWith('hello'))).toEqual(['hello to p2', 'hello to p3']);
  });

  it('lets go of whoever was removed', async () => {
    const { socket, hear, call } = await inCall();
    await hear('p2', { kind: 'offer', sdp: 'o', from: 'a' });
    const view = viewOf('v1', 2);
    view.participants.push({ participantId: 'p2', role: 'Interpreter', state: 'Removed', presence: 'Offline' });
    socket.receive('VisitChanged', { visitId: 'v1', version: 2, at: '', events: [], view });
    expect(call.state.people).toEqual([]);
  });

  it('says goodbye when it closes, and hears nothing more', async () => {
    const { call, hear, said } = await inCall();
    await hear('p2', { kind: 'offer', sdp: 'o', from: 'a' });
    call.close();
    await settle();
    expect(said().at(-1)).toBe('bye to p2');
    await hear('p2', { kind: 'hello', from: 'b' });
    expect(FakePeer.made).toHaveLength(1);
  });
});
