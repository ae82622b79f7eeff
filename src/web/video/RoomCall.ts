import type { LocalMedia } from '../devices';
import type { MediaConnection, MediaSample, Refusal, RoomGrant } from '../contract';
import type { VisitConnection } from '../live';
import { Listeners } from '../live/Listeners';
import { PeerCall } from './PeerCall';
import { TwilioCall } from './TwilioCall';
import type { Connect } from './twilioConnect';
import type { CallState, VideoCall } from './VideoCall';

const sampleEveryMs = 10_000;
const retryMs = 3_000;
const renewAheadMs = 60_000;
/** Longer than a change of network takes, shorter than somebody waits in silence. */
const lostAfterMs = 20_000;

export interface RoomCallState extends CallState {
  /** Neither sound nor picture for so long that another way should be offered. */
  lost?: boolean;
  /** The clinician may move the visit to this provider. */
  fallback?: 'peer';
}

/** The call of one visit for as long as it is shown: fetches the grant, renews it, opens the vendor's call. */
export class RoomCall {
  state: RoomCallState = { status: 'starting', people: [] };
  readonly changed = new Listeners<RoomCallState>();
  private call?: VideoCall;
  private room?: string;
  private fallback?: 'peer';
  /** The call runs no more and waits for a grant. */
  private asked = false;
  private sampled: MediaSample = {};
  private told: MediaConnection = 'Connected';
  private timer?: ReturnType<typeof setTimeout>;
  private losing?: ReturnType<typeof setTimeout>;
  private lost = false;
  private everTogether = false;
  private turn = 0;
  private readonly sampling: ReturnType<typeof setInterval>;
  private readonly forget: (() => void)[];
  private closed = false;

  constructor(
    private readonly visit: VisitConnection,
    private readonly media: LocalMedia,
    private readonly connect?: Connect,
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

  /** Somebody asks to try anew, now. */
  retry() {
    if (this.call) this.call.retry();
    else void this.renew();
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    clearTimeout(this.losing);
    clearInterval(this.sampling);
    for (const forget of this.forget) forget();
    this.call?.close();
  }

  private async sample(): Promise<MediaSample> {
    const { camera, microphone } = this.media.state;
    const total = (await this.call?.sample()) ?? {};
    const before = this.sampled;
    this.sampled = total;
    const connection = this.connection();
    const news = connection !== 'Connected' || this.told !== connection;
    this.told = connection;
    return {
      ...total,
      packetsLost: since(before.packetsLost, total.packetsLost),
      framesDecoded: since(before.framesDecoded, total.framesDecoded),
      permissionDenied: camera === 'denied' || microphone === 'denied',
      deviceMissing: camera === 'missing' || microphone === 'missing',
      ...(this.state.status === 'live' && this.state.quality !== undefined && { quality: this.state.quality }),
      ...(news && { connection }),
    };
  }

  private async renew(gone = false) {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    const answer = await this.visit.invoke<RoomGrant>('GetRoomGrant', gone ? { gone: this.room } : {});
    // Only the last question counts: an older answer may name a room that was left behind.
    if (this.closed || turn !== this.turn) return;
    if (answer.refusal) this.refused(answer.refusal, answer.fallback);
    else this.granted(answer);
  }

  private granted(grant: RoomGrant) {
    this.asked = false;
    this.fallback = grant.fallback;
    const left = Date.parse(grant.expiresAt) - Date.now();
    // A timer holds at most 2^31 ms; a grant that lasts longer is renewed early.
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.renew(), Math.min(Math.max(left - renewAheadMs, left / 2, retryMs), 2 ** 31 - 1));
    if (this.call && this.room === grant.room) {
      this.call.renewed(grant);
      return;
    }
    this.call?.close();
    this.watch(false);
    this.room = grant.room;
    this.call = this.open(grant);
    if (!this.call) return this.set({ status: 'refused', people: [], refusal: { code: 'VIDEO_UNAVAILABLE' } });
    this.call.changed.add((state) => this.set(state));
    this.set(this.call.state);
  }

  private open(grant: RoomGrant): VideoCall | undefined {
    if (grant.videoProvider === 'peer') return new PeerCall(this.visit, this.media, grant);
    if (grant.videoProvider === 'twilio') return new TwilioCall({ media: this.media, grant, ask: (gone) => this.ask(gone), connect: this.connect });
    return undefined;
  }

  private ask(gone: boolean) {
    this.asked = true;
    void this.renew(gone);
  }

  /** A call that runs is not cut by a refused renewal; the server closes what must be closed. */
  private refused(refusal: Refusal, fallback?: 'peer') {
    if (refusal.code === 'VIDEO_UNAVAILABLE') this.fallback = fallback;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.renew(), retryMs * (refusal.code === 'OFFLINE' ? 1 : 3));
    const passing = refusal.code === 'OFFLINE' || refusal.code === 'TIMED_OUT';
    if ((!this.call || this.asked) && !passing) this.set({ status: 'refused', people: [], refusal });
  }

  private connection(): MediaConnection {
    return this.lost ? 'Lost' : this.everTogether && isBroken(this.state) ? 'Reconnecting' : 'Connected';
  }

  private async report() {
    if (this.visit.link.state === 'connected') await this.visit.invoke('ReportMedia', { sample: await this.sample() });
  }

  private set(state: CallState) {
    this.state = { ...state, lost: this.lost, fallback: this.fallback };
    this.everTogether ||= state.people.some(({ status }) => status === 'connected');
    this.watch(isBroken(state));
    this.changed.tell(this.state);
    // Staff should see at once that somebody is cut off, and that they are back.
    if (this.connection() !== this.told) void this.report();
  }

  private watch(broken: boolean) {
    if (!broken) {
      clearTimeout(this.losing);
      this.losing = undefined;
      this.lost = this.state.lost = false;
      return;
    }
    this.losing ??= setTimeout(() => {
      this.lost = true;
      this.set(this.state);
    }, lostAfterMs);
  }
}

/** No sound and no picture comes through, although somebody is or should be there. */
function isBroken({ status, people, refusal }: CallState) {
  if (status === 'refused') return refusal?.code === 'VIDEO_UNAVAILABLE';
  return status === 'starting' || status === 'reconnecting' || (status === 'live' && people.every((one) => one.status !== 'connected'));
}

/** Counters start anew with a new connection, which is no loss. */
function since(before = 0, now = 0) {
  return Math.max(0, now - before);
}
