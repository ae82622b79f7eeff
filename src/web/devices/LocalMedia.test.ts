import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocalMedia } from './LocalMedia';

class Track extends EventTarget {
  enabled = true;
  stopped = false;
  constructor(readonly kind: string) {
    super();
  }
  stop = () => void (this.stopped = true);
}

class Stream {
  constructor(private readonly tracks: Track[] = []) {}
  getTracks = () => this.tracks;
}

type Wish = { audio?: unknown; video?: unknown };
const failing = (name: string) => Object.assign(new Error(name), { name });

/** Devices that give what they have, and refuse all when one of two is missing, as browsers do. */
function devices(have: { audio: boolean | string; video: boolean | string }) {
  return vi.fn((wish: Wish) => {
    const kinds = (['audio', 'video'] as const).filter((kind) => wish[kind]);
    const wrong = kinds.map((kind) => have[kind]).find((state) => state !== true);
    if (wrong !== undefined) return Promise.reject(failing(typeof wrong === 'string' ? wrong : 'NotFoundError'));
    return Promise.resolve(new Stream(kinds.map((kind) => new Track(kind))));
  });
}

function stub(getUserMedia: unknown) {
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true });
}

describe('LocalMedia', () => {
  beforeEach(() => {
    vi.stubGlobal('MediaStream', Stream);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('asks once for both', async () => {
    const ask = devices({ audio: true, video: true });
    stub(ask);
    const media = new LocalMedia();
    await Promise.all([media.open(), media.open()]);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(media.state).toMatchObject({ camera: 'ok', microphone: 'ok' });
  });

  it('keeps the microphone when there is no camera', async () => {
    stub(devices({ audio: true, video: false }));
    const media = new LocalMedia();
    await media.open();
    expect(media.state).toMatchObject({ camera: 'missing', microphone: 'ok' });
    expect(media.works('audio')).toBe(true);
  });

  it('tells denied, missing and taken apart', async () => {
    stub(devices({ audio: 'NotReadableError', video: 'NotAllowedError' }));
    const media = new LocalMedia();
    await media.open();
    expect(media.state).toMatchObject({ camera: 'denied', microphone: 'failed' });
  });

  it('asks again for what did not work when it is turned on', async () => {
    stub(devices({ audio: true, video: 'NotAllowedError' }));
    const media = new LocalMedia();
    await media.open();
    stub(devices({ audio: true, video: true }));
    await media.turn('video', true);
    expect(media.state.camera).toBe('ok');
    expect(media.works('video')).toBe(true);
  });

  it('turns off without giving the device back, and stays off on another device', async () => {
    stub(devices({ audio: true, video: true }));
    const media = new LocalMedia();
    await media.open();
    await media.turn('audio', false);
    expect(media.track('audio')?.enabled).toBe(false);
    await media.switchTo('audio', 'other');
    expect(media.track('audio')?.enabled).toBe(false);
  });

  it('notices an unplugged camera', async () => {
    stub(devices({ audio: true, video: true }));
    const media = new LocalMedia();
    await media.open();
    media.track('video')?.dispatchEvent(new Event('ended'));
    expect(media.state.camera).toBe('missing');
    expect(media.works('video')).toBe(false);
  });

  it('gives every device back when it closes', async () => {
    stub(devices({ audio: true, video: true }));
    const media = new LocalMedia();
    await media.open();
    const tracks = media.state.stream.getTracks() as unknown as Track[];
    media.close();
    expect(tracks.map(({ stopped }) => stopped)).toEqual([true, true]);
    expect(media.state.stream.getTracks()).toEqual([]);
  });
});
