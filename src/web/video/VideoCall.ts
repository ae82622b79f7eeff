import type { MediaSample, Refusal, RoomGrant } from '../contract';
import type { Listeners } from '../live/Listeners';

export type PersonStatus = 'connecting' | 'connected' | 'reconnecting';

export interface RemotePerson {
  participantId: string;
  stream: MediaStream;
  status: PersonStatus;
  cameraOn: boolean;
  microphoneOn: boolean;
  /** From 0, broken, to 5, excellent; absent while unknown. */
  quality?: number;
  speaking?: boolean;
}

/** What stands between this device and the video, as far as one can tell. `elsewhere`: the same person on another screen. */
export type Trouble = 'vendor' | 'network' | 'firewall' | 'elsewhere';

export interface CallState {
  /**
   * `waiting`: in the room, alone. `reconnecting`: thrown out, and on the way back. `stopped`: out until the person asks for it.
   * `refused`: no grant, see `refusal`.
   */
  status: 'starting' | 'waiting' | 'live' | 'reconnecting' | 'stopped' | 'refused';
  people: RemotePerson[];
  refusal?: Refusal;
  /** This side's own connection, as {@link RemotePerson.quality}. */
  quality?: number;
  trouble?: Trouble;
}

/** What a screen needs from a call, whichever vendor carries it. */
export interface VideoCall {
  readonly state: CallState;
  readonly changed: Listeners<CallState>;
  sample(): Promise<MediaSample>;
  /** A new grant for the same room. */
  renewed(grant: RoomGrant): void;
  /** Somebody asks to try anew, now. */
  retry(): void;
  /** Leaves the media room; the visit goes on. */
  close(): void;
}
