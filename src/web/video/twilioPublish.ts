import type { LocalAudioTrackPublication, LocalVideoTrackPublication, Room } from 'twilio-video';
import type { LocalMedia } from '../devices';

type Publication = LocalAudioTrackPublication | LocalVideoTrackPublication;

/** What this device gives, kept published in the vendor's room. */
export class TwilioPublisher {
  private readonly underWay = new Set<MediaStreamTrack>();
  private readonly told = new WeakMap<object, boolean>();

  constructor(
    private readonly room: Room,
    private readonly media: LocalMedia,
  ) {}

  sync() {
    if (this.room.state === 'disconnected') return;
    const wanted = this.media.state.stream.getTracks();
    const published = this.published();
    for (const { track } of published) if (!wanted.includes(track.mediaStreamTrack)) this.room.localParticipant.unpublishTrack(track.mediaStreamTrack);
    for (const track of wanted) {
      const known = published.find((one) => one.track.mediaStreamTrack === track);
      if (known) this.tell(known, track.enabled);
      else if (!this.underWay.has(track)) void this.publish(track);
    }
  }

  /** A track that cannot be published now is tried again with the next change; the call goes on without it. */
  private async publish(track: MediaStreamTrack) {
    this.underWay.add(track);
    const done = await this.room.localParticipant.publishTrack(track).catch(() => undefined);
    this.underWay.delete(track);
    if (done) this.sync();
  }

  /** The others hear of a switch only when the vendor's own track makes it, and that does nothing where there is nothing to change. */
  private tell({ track }: Publication, on: boolean) {
    if (this.told.get(track) === on) return;
    this.told.set(track, on);
    track.mediaStreamTrack.enabled = !on;
    track.enable(on);
  }

  private published(): Publication[] {
    const { audioTracks, videoTracks } = this.room.localParticipant;
    return [...audioTracks.values(), ...videoTracks.values()];
  }
}
