import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RoomGrant } from '../contract';
import { LocalMedia } from '../devices';
import { FakeStream } from './fakePeer';
import { FakeTrack, FakeVendor } from './fakeTwilio';
import { TwilioCall } from './TwilioCall';

const grantNumber = (number: number): RoomGrant => ({
  videoProvider: 'twilio',
  room: 'RM1',
  identity: `me.${number}`,
  token: `token ${number}`,
  expiresAt: '2099-01-01T00:00:00Z',
});

/** In the vendor's room, with a server that gives a new grant whenever it is asked. */
async function inCall(vendor = new FakeVendor()) {
  const media = new LocalMedia();
  let grants = 1;
  const ask = vi.fn(() => call.renewed(grantNumber(++grants)));
  const call = new TwilioCall({ media, grant: grantNumber(1), ask, connect: vendor.connect, random: () => 1 });
  await settle();
  return { vendor, media, call, ask };
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const use = (media: LocalMedia, ...tracks: FakeTrack[]) => {
  media.state = { ...media.state, stream: new MediaStream(tracks as unknown as MediaStreamTrack[]) };
  media.changed.tell(media.state);
};
const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('MediaStream', FakeStream);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the vendor’s room lets go of this device', () => {
  it.each([20104, 20156])('with a token that has ended (%i): a new grant at once', async (code) => {
    const { vendor, call, ask } = await inCall();
    vendor.room.ends(code);
    expect(call.state.status).toBe('reconnecting');
    await settle();
    expect(ask).toHaveBeenCalledOnce();
    expect(vendor.asked.map(({ token }) => token)).toEqual(['token 1', 'token 2']);
    expect(call.state.status).toBe('waiting');
  });

  it('because the same identity came again (53205): never by itself, but when the person asks', async () => {
    const { vendor, call, ask } = await inCall();
    vendor.room.ends(53205);
    await seconds(600);
    expect([call.state.status, call.state.trouble]).toEqual(['stopped', 'elsewhere']);
    call.renewed(grantNumber(7));
    await seconds(600);
    expect(vendor.asked).toHaveLength(1);
    expect(ask).not.toHaveBeenCalled();
    call.retry();
    await settle();
    expect(call.state.status).toBe('waiting');
  });

  it.each([53118, 53103, 53104, 53106, 53216, undefined])('because the room is over or we were put out (%s): asks the server, which knows why', async (code) => {
    const { vendor, ask } = await inCall();
    vendor.room.ends(code);
    await settle();
    expect(ask).toHaveBeenCalledExactlyOnceWith(code !== undefined && code !== 53216);
  });

  it.each([
    [53000, 'network'],
    [53001, 'network'],
    [53002, 'network'],
    [53006, 'vendor'],
    [53305, 'vendor'],
    [53105, 'vendor'],
    [53206, 'vendor'],
    [53119, 'vendor'],
    [20101, 'vendor'],
    [20105, 'vendor'],
    [53405, 'network'],
    [53407, 'network'],
    [53501, 'network'],
    [99999, 'network'],
  ])('with %i: waits, then asks the server whether the visit is still open', async (code, trouble) => {
    const { vendor, call, ask } = await inCall();
    vendor.room.ends(code);
    expect(call.state).toMatchObject({ status: 'reconnecting', people: [], trouble });
    await seconds(0.9);
    expect(ask).not.toHaveBeenCalled();
    await seconds(0.2);
    expect(ask).toHaveBeenCalledOnce();
    expect(call.state.status).toBe('waiting');
  });
});

describe('TwilioCall', () => {
  it('waits twice as long after each failure, at most thirty seconds, and starts anew after a steady connection', async () => {
    const vendor = new FakeVendor();
    vendor.fails = 53000;
    const { ask, call } = await inCall(vendor);
    const asked = async (count: number) => {
      await seconds(count);
      return ask.mock.calls.length;
    };
    expect(await asked(1)).toBe(1);
    expect(await asked(2)).toBe(2);
    expect(await asked(4 + 8 + 16)).toBe(5);
    expect(await asked(30 + 30)).toBe(7);
    vendor.fails = undefined;
    await seconds(30);
    expect(call.state.status).toBe('waiting');
    await seconds(20);
    vendor.room.ends(53000);
    expect(await asked(1)).toBe(9);
  });

  it('does not hammer a room that is over again and again', async () => {
    const { vendor, ask } = await inCall();
    vendor.fails = 53118;
    vendor.room.ends(53118);
    await seconds(10);
    // At once, then after 1, 2 and 4 seconds.
    expect(ask).toHaveBeenCalledTimes(4);
  });

  it('takes a vendor that never answers for one that is away', async () => {
    const vendor = new FakeVendor();
    vendor.hangs = true;
    const { call, ask } = await inCall(vendor);
    expect(call.state.status).toBe('starting');
    await seconds(30);
    expect(call.state).toMatchObject({ status: 'reconnecting', trouble: 'network' });
    await seconds(1);
    expect(ask).toHaveBeenCalledOnce();
  });

  it('leaves the room when it closes, and one that it is let into too late', async () => {
    const { vendor, call } = await inCall();
    call.close();
    expect(vendor.room.left).toBe(true);
    const slow = new FakeVendor();
    slow.hangs = true;
    (await inCall(slow)).call.close();
    slow.answersAtLast();
    await settle();
    expect(slow.room.left).toBe(true);
  });

  it('shows that the vendor’s own code reconnects, and what came back with it', async () => {
    const { vendor, call } = await inCall();
    vendor.room.comes('PA1', 'p2.aa');
    vendor.room.stutters(53001);
    expect(call.state).toMatchObject({ status: 'reconnecting', people: [{ participantId: 'p2' }] });
    vendor.room.recovers();
    expect(call.state.status).toBe('live');
  });

  it('waits when media is lost once, and points to the network when it is lost again', async () => {
    const { vendor, call } = await inCall();
    vendor.room.stutters(53405);
    expect(call.state.trouble).toBe('network');
    vendor.room.recovers();
    vendor.room.stutters(53405);
    expect(call.state.trouble).toBe('firewall');
    vendor.room.recovers();
    await seconds(20);
    vendor.room.stutters(53405);
    expect(call.state.trouble).toBe('network');
  });

  it('knows people by our own ids, and not itself', async () => {
    const { vendor, call } = await inCall();
    vendor.room.comes('PA9', 'me.older', new FakeTrack('audio'));
    expect(call.state.status).toBe('waiting');
    vendor.room.comes('PA1', 'p2.aa', new FakeTrack('audio'), new FakeTrack('video'));
    expect(call.state.people).toMatchObject([{ participantId: 'p2', status: 'connected', cameraOn: true, microphoneOn: true }]);
  });

  it('shows a person once who came back on another connection', async () => {
    const { vendor, call } = await inCall();
    const ghost = vendor.room.comes('PA1', 'p2.aa', new FakeTrack('video'));
    vendor.room.comes('PA2', 'p2.bb', new FakeTrack('video'));
    ghost.state = 'reconnecting';
    vendor.room.emit('participantReconnecting', ghost);
    expect(call.state.people).toMatchObject([{ participantId: 'p2', status: 'connected' }]);
    vendor.room.goes('PA2');
    expect(call.state.people).toMatchObject([{ participantId: 'p2', status: 'reconnecting' }]);
  });

  it('keeps a picture’s stream while its tracks stay, and asks the vendor for the picture', async () => {
    const { vendor, call } = await inCall();
    const one = vendor.room.comes('PA1', 'p2.aa', new FakeTrack('video'));
    const before = call.state.people[0]?.stream;
    one.networkQualityLevel = 2;
    one.emit('networkQualityLevelChanged');
    expect(call.state.people[0]).toMatchObject({ quality: 2 });
    expect(call.state.people[0]?.stream).toBe(before);
    expect([...one.tracks.values()][0]?.track.switchedOn).toBe(true);
  });

  it('tells who speaks, and how good this side’s own connection is', async () => {
    const { vendor, call } = await inCall();
    const one = vendor.room.comes('PA1', 'p2.aa');
    vendor.room.dominantSpeaker = one;
    vendor.room.localParticipant.networkQualityLevel = 4;
    vendor.room.emit('dominantSpeakerChanged', one);
    expect(call.state).toMatchObject({ quality: 4, people: [{ speaking: true }] });
  });

  it('publishes what this device gives, also what it gives later, and takes back what is gone', async () => {
    const { vendor, media } = await inCall();
    const [microphone, camera, screen] = [new FakeTrack('audio'), new FakeTrack('video'), new FakeTrack('video')];
    use(media, microphone, camera);
    use(media, microphone, camera);
    await settle();
    const published = () => [...vendor.room.localParticipant.tracks.values()].map(({ track }) => track.mediaStreamTrack);
    expect(published()).toEqual([microphone, camera]);
    use(media, microphone, screen);
    await settle();
    expect(published()).toEqual([microphone, screen]);
  });

  it('tells the others that the microphone was switched off', async () => {
    const { vendor, media } = await inCall();
    const microphone = new FakeTrack('audio');
    use(media, microphone);
    await settle();
    microphone.enabled = false;
    use(media, microphone);
    const publication = [...vendor.room.localParticipant.tracks.values()][0];
    expect(publication?.told.at(-1)).toBe(false);
    expect(microphone.enabled).toBe(false);
  });

  it('wakes media that a phone put to sleep', async () => {
    const { vendor } = await inCall();
    document.dispatchEvent(new Event('visibilitychange'));
    expect(vendor.room.refreshed).toBe(1);
  });
});
