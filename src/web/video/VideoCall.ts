import type { MediaSample, Refusal, RoomGrant } from '../contract';
import type { Listeners } from '../live/Listeners';

export type PersonStatus = 'connecting' | 'connected' | 'reconnecting';

export interface RemotePerson {
  participantId: string;
  stream: MediaStream;
  status: PersonStatus;
  cameraOn: boolean;
  microphoneOn: boolean;
}

export interface CallState {
  /** `waiting`: in the room, alone. `refused`: no grant, see `refusal`. */
  status: 'starting' | 'waiting' | 'live' | 'refused';
  people: RemotePerson[];
  refusal?: Refusal;
}

/** What a screen needs from a call, whichever vendor carries it. */
export interface VideoCall {
  readonly state: CallState;
  readonly changed: Listeners<CallState>;
  sample(): Promise<MediaSample>;
  /** A new grant for the same room. */
  renewed(grant: RoomGrant): void;
  /** Leaves the media room; the visit goes on. */
  close(): void;
}
