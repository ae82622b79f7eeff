import { EventEmitter } from 'node:events';
import type { Room } from 'twilio-video';
import type { Connect } from './twilioConnect';

/** An error as the vendor's code makes it. */
export const twilioError = (code: number) => Object.assign(new Error(`twilio ${code}`), { code });

export class FakeTrack {
  enabled = true;
  constructor(readonly kind: 'audio' | 'video') {}
}

/** A track as the vendor's code wraps it: it tells the others only about a switch that it makes itself. */
class FakePublication {
  readonly told: boolean[] = [];
  readonly kind: string;
  isTrackEnabled = true;
  readonly track: { kind: string; mediaStreamTrack: FakeTrack; enable: (on: boolean) => void; switchOn: () => void; switchedOn: boolean };

  constructor(mediaStreamTrack: FakeTrack) {
    this.kind = mediaStreamTrack.kind;
    this.track = {
      kind: mediaStreamTrack.kind,
      mediaStreamTrack,
      enable: (on) => {
        if (mediaStreamTrack.enabled !== on) this.told.push((mediaStreamTrack.enabled = on));
      },
      switchOn: () => void (this.track.switchedOn = true),
      switchedOn: false,
    };
  }
}

class FakeParticipant extends EventEmitter {
  state = 'connected';
  networkQualityLevel: number | null = null;
  readonly tracks = new Map<string, FakePublication>();
  private readonly ofKind = (kind: string) => new Map([...this.tracks].filter(([, one]) => one.kind === kind));

  constructor(
    readonly sid: string,
    readonly identity: string,
  ) {
    super();
  }

  get audioTracks() {
    return this.ofKind('audio');
  }

  get videoTracks() {
    return this.ofKind('video');
  }

  publishTrack = (track: FakeTrack) => {
    const made = new FakePublication(track);
    this.tracks.set(`MT${this.tracks.size}`, made);
    return Promise.resolve(made);
  };

  unpublishTrack = (track: FakeTrack) => {
    for (const [sid, one] of this.tracks) if (one.track.mediaStreamTrack === track) this.tracks.delete(sid);
  };
}

export class FakeRoom extends EventEmitter {
  state = 'connected';
  left = false;
  refreshed = 0;
  dominantSpeaker: FakeParticipant | null = null;
  readonly participants = new Map<string, FakeParticipant>();
  readonly localParticipant = new FakeParticipant('PA0', 'me');

  disconnect = () => {
    this.left = true;
    this.ends();
  };
  getStats = () => Promise.resolve([]);
  refreshInactiveMedia = () => void this.refreshed++;

  ends(code?: number) {
    this.state = 'disconnected';
    this.emit('disconnected', this, code === undefined ? undefined : twilioError(code));
  }

  stutters(code: number) {
    this.state = 'reconnecting';
    this.emit('reconnecting', twilioError(code));
  }

  recovers() {
    this.state = 'connected';
    this.emit('reconnected');
  }

  comes(sid: string, identity: string, ...tracks: FakeTrack[]) {
    const one = new FakeParticipant(sid, identity);
    this.participants.set(sid, one);
    this.emit('participantConnected', one);
    for (const track of tracks) {
      void one.publishTrack(track);
      const publication = [...one.tracks.values()].at(-1);
      this.emit('trackSubscribed', publication?.track, publication, one);
    }
    return one;
  }

  goes(sid: string) {
    const one = this.participants.get(sid);
    this.participants.delete(sid);
    this.emit('participantDisconnected', one);
  }
}

/** The vendor: gives a room to each who asks, or the error that it was told to give. */
export class FakeVendor {
  readonly rooms: FakeRoom[] = [];
  readonly asked: { token: string; name?: string | null }[] = [];
  fails?: number;
  hangs = false;

  connect: Connect = (token, { name }) => {
    this.asked.push({ token, name });
    if (this.hangs) return new Promise((resolve) => (this.answersAtLast = () => resolve(this.newRoom())));
    if (this.fails !== undefined) return Promise.reject(this.fails === 0 ? new Error('no code') : twilioError(this.fails));
    return Promise.resolve(this.newRoom());
  };

  answersAtLast: () => void = () => undefined;

  private newRoom() {
    const room = new FakeRoom();
    this.rooms.push(room);
    return room as unknown as Room;
  }

  get room() {
    return this.rooms.at(-1) as FakeRoom;
  }
}
