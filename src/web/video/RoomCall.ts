import type { LocalMedia } from '../devices';
import type { MediaSample, Refusal, RoomGrant } from '../contract';
import type { VisitConnection } from '../live';
import { Listeners } from '../live/Listeners';
import { PeerCall } from './PeerCall';
import type { CallState, VideoCall } from './VideoCall';

const sampleEveryMs = 10_000;
const retryMs = 3_000;
const renewAheadMs = 60_000;

/** The call of one visit for as long as it is shown: fetches the grant, renews it, opens the vendor's call. */
export class RoomCall {
  state: CallState = { status: 'starting', people: [] };
  readonly changed = new Listeners<CallState>();
  private call?: VideoCall;
  private room?: string;
  private sampled: MediaSample = {};
  private timer?: ReturnType<typeof setTimeout>;
  private readonly sampling: ReturnType<typeof setInterval>;
  private readonly forget: (() => void)[];
  private closed = false;

  constructor(
    private readonly visit: VisitConnection,
    private readonly media: LocalMedia,
  ) {
    this.forget = [
      visit.link.stateChanged.add((state) => {
        if (state === 'connected') void this.renew();
      }),
      visit.link.on('AlertRaised', ({ visitId, code }) => {
        if (visitId === visit.visitId && code === 'ROOM_ENDED') void this.renew();
      }),
      visit.link.on('VisitChanged', ({ visitId, events }) => {
        if (visitId === visit.visitId && events.some(({ type }) => type === 'VisitRoomReplaced')) void this.renew();
      }),
    ];
    this.sampling = setInterval(() => void this.report(), sampleEveryMs);
    void this.renew();
  }

  private async sample(): Promise<MediaSample> {
    const { camera, microphone } = this.media.state;
    const total = (await this.call?.sample()) ?? {};
    const before = this.sampled;
    this.sampled = total;
    return {
      ...total,
      packetsLost: since(before.packetsLost, total.packetsLost),
      framesDecoded: since(before.framesDecoded, total.framesDecoded),
      permissionDenied: camera === 'denied' || microphone === 'denied',
      deviceMissing: camera === 'missing' || microphone === 'missing',
    };
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    clearInterval(this.sampling);
    for (const forget of this.forget) forget();
    this.call?.close();
  }

  private async renew() {
    clearTimeout(this.timer);
    const answer = await this.visit.invoke<RoomGrant>('GetRoomGrant');
    if (this.closed) return;
    if (answer.refusal) this.refused(answer.refusal);
    else this.granted(answer);
  }

  private granted(grant: RoomGrant) {
    const left = Date.parse(grant.expiresAt) - Date.now();
    // A timer holds at most 2^31 ms; a grant that lasts longer is renewed early.
    this.timer = setTimeout(() => void this.renew(), Math.min(Math.max(left - renewAheadMs, left / 2, retryMs), 2 ** 31 - 1));
    if (this.call && this.room === grant.room) {
      this.call.renewed(grant);
      return;
    }
    this.call?.close();
    this.call = undefined;
    if (grant.videoProvider !== 'peer') return this.set({ status: 'refused', people: [], refusal: { code: 'VIDEO_UNAVAILABLE' } });
    this.room = grant.room;
    this.call = new PeerCall(this.visit, this.media, grant);
    this.call.changed.add((state) => this.set(state));
    this.set(this.call.state);
  }

  /** A call that runs is not cut by a refused renewal; the server closes what must be closed. */
  private refused(refusal: Refusal) {
    this.timer = setTimeout(() => void this.renew(), retryMs * (refusal.code === 'OFFLINE' ? 1 : 3));
    const passing = refusal.code === 'OFFLINE' || refusal.code === 'TIMED_OUT';
    if (!this.call && !passing) this.set({ status: 'refused', people: [], refusal });
  }

  private async report() {
    if (this.visit.link.state === 'connected') await this.visit.invoke('ReportMedia', { sample: await this.sample() });
  }

  private set(state: CallState) {
    this.state = state;
    this.changed.tell(state);
  }
}

/** Counters start anew with a new connection, which is no loss. */
function since(before = 0, now = 0) {
  return Math.max(0, now - before);
}
