import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakePeer, FakeStream } from './fakePeer';
import { PeerLink } from './PeerLink';
import type { Signal } from './signals';

interface Side {
  link: PeerLink;
  peer: FakePeer;
  sent: Signal[];
}

function side(polite: boolean, gaveUp: () => void = () => undefined): Side {
  const sent: Signal[] = [];
  const link = new PeerLink({
    participantId: 'other',
    polite,
    iceServers: [],
    local: new MediaStream(),
    send: (signal) => sent.push(signal),
    changed: () => undefined,
    gaveUp,
  });
  return { link, peer: FakePeer.made.at(-1) as FakePeer, sent };
}

/** Hands over everything that was said, until both are silent. */
async function talk(a: Side, b: Side) {
  for (let quiet = 0; quiet < 2; ) {
    const [forB, forA] = [a.sent.splice(0), b.sent.splice(0)];
    quiet = forA.length + forB.length === 0 ? quiet + 1 : 0;
    await Promise.all([...forB.map((signal) => b.link.receive(signal)), ...forA.map((signal) => a.link.receive(signal))]);
    await Promise.resolve();
  }
}

const candidate = (name: string) => ({ candidate: { toJSON: () => ({ candidate: name }) } });

describe('PeerLink', () => {
  beforeEach(() => {
    FakePeer.made = [];
    vi.stubGlobal('RTCPeerConnection', FakePeer);
    vi.stubGlobal('MediaStream', FakeStream);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('is offered to by whom it greeted, and answers', async () => {
    const [joiner, present] = [side(true), side(false)];
    joiner.link.hello();
    await talk(joiner, present);
    expect(present.peer.did).toEqual(['local offer', 'remote answer']);
    expect(joiner.peer.did).toEqual(['remote offer', 'local answer']);
  });

  it('greets again while nobody answers, and no longer once somebody did', async () => {
    vi.useFakeTimers();
    const { link, sent } = side(true);
    link.hello();
    vi.advanceTimersByTime(8_500);
    expect(sent.map(({ kind }) => kind)).toEqual(['hello', 'hello', 'hello']);
    await link.receive({ kind: 'offer', sdp: 'o', from: 'theirs', to: link.id });
    vi.advanceTimersByTime(60_000);
    expect(sent.filter(({ kind }) => kind === 'hello')).toHaveLength(3);
  });

  it('settles on one offer when both greet at once', async () => {
    const [polite, impolite] = [side(true), side(false)];
    polite.link.hello();
    impolite.link.hello();
    await talk(polite, impolite);
    expect([polite.peer.signalingState, impolite.peer.signalingState]).toEqual(['stable', 'stable']);
    expect(impolite.peer.did).toEqual(['local offer', 'remote answer']);
    expect(polite.peer.did).toEqual(['local offer', 'remote offer', 'local answer']);
  });

  it('asks for the other picture without a camera of its own', async () => {
    const [joiner, present] = [side(true), side(false)];
    joiner.link.hello();
    await talk(joiner, present);
    expect(present.peer.getTransceivers().map(({ receiver }) => receiver.track.kind)).toEqual(['audio', 'video']);
  });

  it('keeps candidates that come before the description', async () => {
    const link = side(true);
    const from = 'theirs';
    const offer: Signal = { kind: 'offer', sdp: 'o', from };
    // The offer pairs the link; a candidate is slipped in while the description is being set.
    const early = link.link.receive({ kind: 'hello', from });
    const kept = link.link.receive({ kind: 'candidate', candidate: { candidate: 'c1' }, from });
    await Promise.all([early, kept]);
    expect(link.peer.candidates).toEqual([]);
    await link.link.receive(offer);
    expect(link.peer.candidates).toEqual([{ candidate: 'c1' }]);
  });

  it('sends its candidates only to whom it is paired with', async () => {
    const [joiner, present] = [side(true), side(false)];
    joiner.link.hello();
    await talk(joiner, present);
    present.peer.onicecandidate?.(candidate('c2'));
    expect(present.sent).toEqual([{ kind: 'candidate', candidate: { candidate: 'c2' }, from: present.link.id, to: joiner.link.id }]);
    await talk(joiner, present);
    expect(joiner.peer.candidates).toEqual([{ candidate: 'c2' }]);
  });

  it('drops what was meant for a connection that is gone', async () => {
    const [joiner, present] = [side(true), side(false)];
    joiner.link.hello();
    await talk(joiner, present);
    await joiner.link.receive({ kind: 'offer', sdp: 'late', from: present.link.id, to: 'an older one' });
    expect(joiner.peer.did).toEqual(['remote offer', 'local answer']);
    expect(joiner.link.isStranger({ kind: 'hello', from: 'a reloaded page' })).toBe(true);
  });

  it('says an offer again until it is answered, and takes the answer once', async () => {
    vi.useFakeTimers();
    const { link, peer, sent } = side(false);
    await link.receive({ kind: 'hello', from: 'theirs' });
    vi.advanceTimersByTime(4_000);
    const offers = sent.splice(0);
    expect(offers).toEqual([offers[0], offers[0]]);
    await Promise.all(offers.map(() => link.receive({ kind: 'answer', sdp: 'a', round: 1, from: 'theirs', to: link.id })));
    expect(peer.did).toEqual(['local offer', 'remote answer']);
    vi.advanceTimersByTime(60_000);
    expect(sent).toEqual([]);
  });

  it('does not take the late answer to an older offer for that to the newest', async () => {
    const { link, peer, sent } = side(false);
    await link.receive({ kind: 'hello', from: 'theirs' });
    await link.receive({ kind: 'answer', sdp: 'first', round: 1, from: 'theirs', to: link.id });
    peer.onnegotiationneeded?.();
    await link.receive({ kind: 'answer', sdp: 'first again', round: 1, from: 'theirs', to: link.id });
    expect(peer.signalingState).toBe('have-local-offer');
    await link.receive({ kind: 'answer', sdp: 'second', round: 2, from: 'theirs', to: link.id });
    expect(peer.remoteDescription?.sdp).toBe('second');
    expect(sent.map((signal) => 'round' in signal && signal.round)).toEqual([1, 2]);
  });

  it('leaves the candidates out of what it describes, however many addresses a device has', async () => {
    const { link, peer, sent } = side(false);
    peer.sdpEnd = 'a=mid:0\r\na=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\na=candidate:2 1 tcp 1 ::1 9 typ host\r\na=end-of-candidates\r\na=sendrecv\r\n';
    await link.receive({ kind: 'hello', from: 'theirs' });
    expect(sent[0]).toMatchObject({ kind: 'offer', sdp: expect.stringMatching(/^offer 0a=mid:0\r\na=sendrecv\r\n$/) as string });
  });

  it('gives up a connection that finds no way and does not say so', async () => {
    vi.useFakeTimers();
    const gaveUp = vi.fn();
    const { link } = side(true, gaveUp);
    await link.receive({ kind: 'offer', sdp: 'o', from: 'theirs' });
    vi.advanceTimersByTime(29_000);
    expect(gaveUp).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(gaveUp).toHaveBeenCalledOnce();
  });

  it('does not give up a call that runs for one signal that made no sense', async () => {
    vi.useFakeTimers();
    const gaveUp = vi.fn();
    const { link, peer } = side(true, gaveUp);
    await link.receive({ kind: 'offer', sdp: 'o', from: 'theirs' });
    peer.becomes('connected');
    peer.addIceCandidate = () => Promise.reject(new Error('nonsense'));
    await link.receive({ kind: 'candidate', candidate: { candidate: 'x' }, from: 'theirs', to: link.id });
    expect(peer.restarts).toBe(1);
    vi.advanceTimersByTime(60_000);
    expect(gaveUp).not.toHaveBeenCalled();
  });

  it('begins nothing anew for a signal that comes after it was closed', async () => {
    vi.useFakeTimers();
    const gaveUp = vi.fn();
    const { link, peer, sent } = side(true, gaveUp);
    link.close();
    peer.setRemoteDescription = () => Promise.reject(new Error('closed'));
    await link.receive({ kind: 'offer', sdp: 'late', from: 'theirs' });
    vi.advanceTimersByTime(60_000);
    expect(gaveUp).not.toHaveBeenCalled();
    expect(sent).toEqual([]);
  });

  it('tries other paths when the connection fails, and gives up after a while', () => {
    vi.useFakeTimers();
    const gaveUp = vi.fn();
    const { link, peer } = side(true, gaveUp);
    peer.becomes('connected');
    peer.becomes('failed');
    expect(peer.restarts).toBe(1);
    expect(link.person.status).toBe('reconnecting');
    vi.advanceTimersByTime(15_000);
    expect(gaveUp).toHaveBeenCalledOnce();
  });

  it('does not give up what came back', () => {
    vi.useFakeTimers();
    const gaveUp = vi.fn();
    const { link, peer } = side(true, gaveUp);
    peer.becomes('failed');
    peer.becomes('connected');
    vi.advanceTimersByTime(60_000);
    expect(gaveUp).not.toHaveBeenCalled();
    expect(link.person.status).toBe('connected');
  });
});
