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

  it('marks whoever speaks the loudest, until somebody else does', async () => {
    const { call, hear } = await inCall();
    await hear('p2', { kind: 'offer', sdp: 'o', from: 'a' });
    await hear('p3', { kind: 'offer', sdp: 'o', from: 'b' });
    const [two, three] = FakePeer.made.slice(-2) as [FakePeer, FakePeer];
    for (const peer of [two, three]) peer.becomes('connected');
    const says = async (peer: FakePeer, audioLevel: number) => {
      peer.getReceivers = () => [{ track: { kind: 'audio' }, getSynchronizationSources: () => [{ audioLevel }] }];
      await vi.advanceTimersByTimeAsync(700);
    };
    const speaking = () => call.state.people.filter((one) => one.speaking).map(({ participantId }) => participantId);
    await says(two, 0.01);
    expect(speaking()).toEqual([]);
    await says(two, 0.3);
    expect(speaking()).toEqual(['p2']);
    await says(two, 0);
    expect(speaking()).toEqual(['p2']);
    await says(three, 0.2);
    expect(speaking()).toEqual(['p3']);
  });

  it('shows the quality that it measures, and a broken one while a connection is gone', async () => {
    const { call, hear } = await inCall();
    await hear('p2', { kind: 'offer', sdp: 'o', from: 'a' });
    const peer = FakePeer.made.at(-1) as FakePeer;
    peer.getStats = () => Promise.resolve(new Map([['i', { type: 'inbound-rtp', packetsReceived: 1000, packetsLost: 0 }]]));
    peer.becomes('connected');
    await call.sample();
    expect(call.state.people[0]?.quality).toBe(5);
    peer.becomes('failed');
    await call.sample();
    expect(call.state).toMatchObject({ trouble: 'firewall', people: [{ status: 'reconnecting', quality: 0 }] });
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
