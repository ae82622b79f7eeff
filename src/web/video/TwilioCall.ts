import type { Room, TwilioError } from 'twilio-video';
import type { LocalMedia } from '../devices';
import type { MediaSample, RoomGrant } from '../contract';
import { Backoff } from '../live/Backoff';
import { Listeners } from '../live/Listeners';
import { connectOptions, connectToTwilio, type Connect } from './twilioConnect';
import { participantOf, TwilioPeople } from './twilioPeople';
import { TwilioPublisher } from './twilioPublish';
import { gatherTwilio } from './twilioStats';
import { remedyOf, type Remedy } from './twilioTrouble';
import type { CallState, Trouble, VideoCall } from './VideoCall';

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
const connectPatienceMs = 30_000;
/** A connection that held for so long is a new start for every count. */
const steadyMs = 20_000;

export interface TwilioCallOptions {
  media: LocalMedia;
  grant: RoomGrant;
  /** Asks the server for a grant: `renewed` answers, or this call is closed because the room is another. `gone`: the vendor says that this room is over. */
  ask: (gone: boolean) => void;
  connect?: Connect;
  random?: () => number;
}

/** A call through the vendor's room. */
export class TwilioCall implements VideoCall {
  state: CallState = { status: 'starting', people: [] };
  readonly changed = new Listeners<CallState>();
  private grant: RoomGrant;
  private room?: Room;
  private people?: TwilioPeople;
  private publisher?: TwilioPublisher;
  private connecting?: symbol;
  private timer?: ReturnType<typeof setTimeout>;
  private steady?: ReturnType<typeof setTimeout>;
  private eager = true;
  private mediaFailures = 0;
  private closed = false;
  private readonly backoff: Backoff;
  private readonly forget: () => void;

  constructor(private readonly options: TwilioCallOptions) {
    this.grant = options.grant;
    this.backoff = new Backoff(firstWaitMs, longestWaitMs, options.random);
    this.forget = options.media.changed.add(() => this.publisher?.sync());
    document.addEventListener('visibilitychange', this.shown);
    void this.connect();
  }

  /** A token cannot be exchanged in a running connection: it is for the next one. */
  renewed(grant: RoomGrant) {
    this.grant = grant;
    if (!this.room && !this.connecting && this.state.status !== 'stopped') void this.connect();
  }

  retry() {
    if (this.room || this.connecting) return;
    this.backoff.reset();
    this.set({ status: 'reconnecting', people: [] });
    this.ask();
  }

  async sample(): Promise<MediaSample> {
    const reports = await this.room?.getStats().catch(() => []);
    return gatherTwilio(reports ?? []);
  }

  close() {
    this.closed = true;
    this.forget();
    document.removeEventListener('visibilitychange', this.shown);
    clearTimeout(this.timer);
    clearTimeout(this.steady);
    this.connecting = undefined;
    const { room } = this;
    this.room = undefined;
    room?.disconnect();
  }

  private async connect() {
    clearTimeout(this.timer);
    const attempt = Symbol();
    this.connecting = attempt;
    const patience = setTimeout(() => this.gaveUp(attempt), connectPatienceMs);
    const connect = this.options.connect ?? connectToTwilio;
    try {
      const room = await connect(this.grant.token ?? '', { ...connectOptions, name: this.grant.room, tracks: this.options.media.state.stream.getTracks() });
      if (this.connecting === attempt) this.entered(room);
      else room.disconnect();
    } catch (error) {
      if (this.connecting === attempt) this.dropped(codeOf(error));
    } finally {
      clearTimeout(patience);
    }
  }

  private gaveUp(attempt: symbol) {
    if (this.connecting === attempt) this.dropped(53002);
  }

  private entered(room: Room) {
    this.connecting = undefined;
    this.room = room;
    this.people = new TwilioPeople(room, participantOf(this.grant.identity), () => this.tell());
    this.publisher = new TwilioPublisher(room, this.options.media);
    this.steady = setTimeout(() => this.held(), steadyMs);
    room.on('disconnected', (_, error?: TwilioError) => this.room === room && this.dropped(error?.code));
    room.on('reconnecting', (error: TwilioError) => this.interrupted(error.code));
    room.on('reconnected', () => this.tell());
    room.localParticipant.on('networkQualityLevelChanged', () => this.tell());
    this.publisher.sync();
    this.tell();
  }

  private held() {
    this.eager = true;
    this.mediaFailures = 0;
    this.backoff.reset();
  }

  /** The vendor's own code is bringing the connection back. */
  private interrupted(code: number) {
    this.set({ ...this.state, status: 'reconnecting', trouble: this.troubleOf(remedyOf(code)) });
  }

  private dropped(code: number | undefined) {
    this.room = undefined;
    this.people = undefined;
    this.publisher = undefined;
    this.connecting = undefined;
    clearTimeout(this.steady);
    const remedy = remedyOf(code);
    const trouble = this.troubleOf(remedy);
    if (remedy.again === 'never') return this.set({ status: 'stopped', people: [], trouble });
    this.set({ status: 'reconnecting', people: [], trouble });
    const wait = remedy.again === 'now' && this.eager ? 0 : this.backoff.next();
    this.eager = false;
    this.timer = setTimeout(() => this.ask(remedy.gone), wait);
  }

  private ask(gone = false) {
    clearTimeout(this.timer);
    this.options.ask(gone);
  }

  /** Lost once is the weather; again and again is a network that lets no media through. */
  private troubleOf({ media, trouble }: Remedy): Trouble | undefined {
    if (media) this.mediaFailures++;
    return media && this.mediaFailures > 1 ? 'firewall' : trouble;
  }

  /** A phone that was busy with a call of its own comes back with its media asleep. */
  private readonly shown = () => {
    if (document.visibilityState === 'visible') this.room?.refreshInactiveMedia();
  };

  private tell() {
    if (!this.room || !this.people || this.room.state === 'reconnecting') return;
    const people = this.people.list();
    this.set({ status: people.length > 0 ? 'live' : 'waiting', people, quality: this.room.localParticipant.networkQualityLevel ?? undefined });
  }

  private set(state: CallState) {
    if (this.closed) return;
    this.state = state;
    this.changed.tell(state);
  }
}

function codeOf(error: unknown) {
  const { code } = (error ?? {}) as Partial<TwilioError>;
  // Without a code it is not the vendor speaking: this device did not reach it.
  return typeof code === 'number' && code > 0 ? code : 53000;
}
