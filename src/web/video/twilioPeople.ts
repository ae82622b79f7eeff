import type { RemoteParticipant, RemoteTrackPublication, Room } from 'twilio-video';
import type { PersonStatus, RemotePerson } from './VideoCall';

const roomEvents = [
  'participantConnected',
  'participantDisconnected',
  'participantReconnecting',
  'participantReconnected',
  'trackSubscribed',
  'trackUnsubscribed',
  'trackEnabled',
  'trackDisabled',
  'trackPublished',
  'trackUnpublished',
  'dominantSpeakerChanged',
] as const;

/** An identity at the vendor is the participant's id, a dot, and a part that is new with every grant. */
export const participantOf = (identity: string) => identity.split('.', 1)[0] ?? identity;

/** The others in the vendor's room, by our own ids. */
export class TwilioPeople {
  private readonly streams = new Map<string, MediaStream>();
  private readonly listened = new WeakSet<RemoteParticipant>();

  constructor(
    private readonly room: Room,
    private readonly me: string,
    private readonly changed: () => void,
  ) {
    for (const event of roomEvents) (room.on as (name: string, listener: () => void) => Room).call(room, event, changed);
    room.on('trackSubscribed', (track) => {
      if (track.kind === 'video') track.switchOn();
    });
  }

  /** A device that dropped stays listed for a while beside the one that its owner came back with: the newest counts. */
  list(): RemotePerson[] {
    const people = new Map<string, RemotePerson>();
    for (const one of this.room.participants.values()) {
      const participantId = participantOf(one.identity);
      const known = people.get(participantId);
      if (participantId === this.me || (known?.status === 'connected' && one.state === 'reconnecting')) continue;
      people.set(participantId, this.personOf(participantId, one));
    }
    return [...people.values()];
  }

  private personOf(participantId: string, one: RemoteParticipant): RemotePerson {
    if (!this.listened.has(one)) {
      this.listened.add(one);
      one.on('networkQualityLevelChanged', this.changed);
    }
    const publications = [...one.tracks.values()];
    const status: PersonStatus = one.state === 'reconnecting' ? 'reconnecting' : 'connected';
    return {
      participantId,
      stream: this.streamOf(one.sid, publications),
      status,
      cameraOn: isOn(publications, 'video'),
      microphoneOn: isOn(publications, 'audio'),
      quality: one.networkQualityLevel ?? undefined,
      speaking: this.room.dominantSpeaker === one,
    };
  }

  /** The same stream for as long as it holds the same tracks: a picture that is set anew flickers. */
  private streamOf(sid: string, publications: RemoteTrackPublication[]): MediaStream {
    const tracks = publications.flatMap(({ track }) => (track && track.kind !== 'data' ? [track.mediaStreamTrack] : []));
    const known = this.streams.get(sid);
    const held = known?.getTracks() ?? [];
    if (known && held.length === tracks.length && tracks.every((track) => held.includes(track))) return known;
    const made = new MediaStream(tracks);
    this.streams.set(sid, made);
    return made;
  }
}

function isOn(publications: RemoteTrackPublication[], kind: string) {
  return publications.some((one) => one.kind === kind && one.isTrackEnabled);
}
