import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocalMedia } from '../devices';
import { HubLink, VisitConnection } from '../live';
import { FakeSocket, settle, viewOf } from '../live/testing';
import { FakePeer, FakeStream } from './fakePeer';
import { FakeVendor } from './fakeTwilio';
import { RoomCall } from './RoomCall';
import { gather } from './stats';

const grantFor = (minutes: number, change: object = {}) => ({
  videoProvider: 'peer',
  room: 'r1',
  identity: 'p1',
  peers: [],
  expiresAt: new Date(Date.now() + minutes * 60_000).toISOString(),
  ...change,
});

const twilio = { videoProvider: 'twilio', room: 'RM1', identity: 'p1.aa', token: 't', expiresAt: '2099-01-01T00:00:00Z' };

async function opened(answer: () => object, vendor = new FakeVendor()) {
  const socket = new FakeSocket();
  socket.answer('JoinVisit', () => ({ view: viewOf('v1', 1), version: 1 }));
  socket.answer('GetRoomGrant', answer);
  const visit = new VisitConnection(new HubLink(socket), 'v1');
  visit.link.start();
  await settle();
  const call = new RoomCall(visit, new LocalMedia(), vendor.connect);
  await settle();
  const replaced = () => socket.receive('VisitChanged', { visitId: 'v1', version: 2, at: '', events: [{ type: 'VisitRoomReplaced' }], view: viewOf('v1', 2) });
  const connections = () => socket.calls('ReportMedia').map(({ sample }) => (sample as { connection?: string }).connection);
  return { socket, call, vendor, replaced, connections, grants: () => socket.calls('GetRoomGrant').length };
}

describe('RoomCall', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('RTCPeerConnection', FakePeer);
    vi.stubGlobal('MediaStream', FakeStream);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('renews its grant before it ends', async () => {
    const { call, grants } = await opened(() => grantFor(10));
    expect([call.state.status, grants()]).toEqual(['waiting', 1]);
    await vi.advanceTimersByTimeAsync(8.9 * 60_000);
    expect(grants()).toBe(1);
    await vi.advanceTimersByTimeAsync(0.2 * 60_000);
    expect(grants()).toBe(2);
  });

  it('says why there is no way in, and keeps trying', async () => {
    let answer: object = { refusal: { code: 'LICENSURE_DENIED' } };
    const { call } = await opened(() => answer);
    expect(call.state.refusal?.code).toBe('LICENSURE_DENIED');
    answer = grantFor(10);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(call.state.status).toBe('waiting');
  });

  it('does not cut a running call when a renewal is refused', async () => {
    let answer: object = grantFor(10);
    const { call } = await opened(() => answer);
    answer = { refusal: { code: 'LICENSURE_DENIED' } };
    await vi.advanceTimersByTimeAsync(30 * 60_000);
    expect(call.state.status).toBe('waiting');
  });

  it('asks again after the connection came back, and when the room was replaced', async () => {
    const { socket, grants, replaced } = await opened(() => grantFor(60));
    socket.lose();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(grants()).toBe(2);
    replaced();
    await settle();
    expect(grants()).toBe(3);
  });

  it('refuses a vendor that it does not know', async () => {
    const { call } = await opened(() => grantFor(10, { videoProvider: 'another' }));
    expect(call.state.refusal?.code).toBe('VIDEO_UNAVAILABLE');
  });

  it('moves from the vendor to the other browsers, and back, without a reload', async () => {
    let answer: object = twilio;
    const { call, vendor, replaced } = await opened(() => answer);
    expect(vendor.asked).toEqual([{ token: 't', name: 'RM1' }]);
    answer = grantFor(10, { room: 'r2', peers: ['p2'] });
    replaced();
    await settle();
    expect(vendor.room.left).toBe(true);
    expect(call.state.status).toBe('waiting');
    answer = { ...twilio, room: 'RM2' };
    replaced();
    await settle();
    expect(vendor.asked.at(-1)).toEqual({ token: 't', name: 'RM2' });
  });

  it('names the room that the vendor says is over, so that the server looks for itself', async () => {
    const { socket, vendor } = await opened(() => twilio);
    vendor.room.ends(53118);
    await settle();
    expect(socket.calls('GetRoomGrant').map(({ gone }) => gone)).toEqual([undefined, 'RM1']);
  });

  it('takes no older answer for the newest', async () => {
    const late: ((grant: object) => void)[] = [];
    const { call, vendor, replaced } = await opened(() => new Promise<object>((resolve) => late.push(resolve)) as object);
    replaced();
    await settle();
    late[1]?.(grantFor(10, { room: 'r2' }));
    await settle();
    late[0]?.(twilio);
    await settle();
    expect(vendor.asked).toEqual([]);
    expect(call.state.status).toBe('waiting');
  });

  it('says that the call is lost once nothing came through for twenty seconds, and what the clinic allows then', async () => {
    const vendor = new FakeVendor();
    vendor.fails = 53000;
    const { call, connections } = await opened(() => ({ ...twilio, fallback: 'peer' }), vendor);
    await vi.advanceTimersByTimeAsync(19_000);
    expect(call.state.lost).toBeFalsy();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(call.state).toMatchObject({ lost: true, fallback: 'peer' });
    expect(connections().at(-1)).toBe('Lost');
    vendor.fails = undefined;
    await vi.advanceTimersByTimeAsync(40_000);
    expect(call.state).toMatchObject({ lost: false, status: 'waiting' });
    expect(connections().filter((one) => one === 'Connected')).toHaveLength(1);
  });

  it('tells the staff at once that a running call reconnects, and that it is back', async () => {
    const { vendor, connections } = await opened(() => twilio);
    vendor.room.comes('PA1', 'p2.aa');
    vendor.room.stutters(53001);
    await settle();
    vendor.room.recovers();
    await settle();
    expect(connections()).toEqual(['Reconnecting', 'Connected']);
  });

  it('says why nobody gets back into a vendor’s room that let go', async () => {
    let answer: object = twilio;
    const { call, vendor } = await opened(() => answer);
    answer = { refusal: { code: 'LICENSURE_DENIED' } };
    vendor.room.ends();
    await settle();
    expect(call.state).toMatchObject({ status: 'refused', refusal: { code: 'LICENSURE_DENIED' } });
    answer = twilio;
    await vi.advanceTimersByTimeAsync(9_000);
    expect(call.state.status).toBe('waiting');
  });

  it('reports what its devices and connections do, every ten seconds, until it is closed', async () => {
    const { socket, call } = await opened(() => grantFor(60));
    await vi.advanceTimersByTimeAsync(10_000);
    const sample = { packetsLost: 0, framesDecoded: 0, jitterMs: 0, roundTripTimeMs: 0, permissionDenied: false, deviceMissing: false };
    expect(socket.calls('ReportMedia')).toEqual([{ visitId: 'v1', sample }]);
    call.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket.calls('ReportMedia')).toHaveLength(1);
  });

  it('reports how good its own connection is while somebody is there', async () => {
    const { socket, vendor } = await opened(() => twilio);
    const qualities = () => socket.calls('ReportMedia').map(({ sample }) => (sample as { quality?: number }).quality);
    vendor.room.localParticipant.networkQualityLevel = 2;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(qualities()).toEqual([undefined]);
    vendor.room.comes('PA1', 'd1.bb');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(qualities().at(-1)).toBe(2);
  });
});

describe('gather', () => {
  it('adds up losses and frames, and keeps the worst times', () => {
    const first = [
      { type: 'inbound-rtp', packetsLost: 3, jitter: 0.01, framesDecoded: 20 },
      { type: 'inbound-rtp', packetsLost: 2, jitter: 0.03 },
      { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.08 },
    ];
    const second = new Map([['a', { type: 'inbound-rtp', packetsLost: 1, framesDecoded: 5 }]]);
    expect(gather([first, second])).toEqual({ packetsLost: 6, jitterMs: 30, roundTripTimeMs: 80, framesDecoded: 25 });
  });
});
