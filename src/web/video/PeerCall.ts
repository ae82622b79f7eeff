import type { LocalMedia } from '../devices';
import type { MediaSample, RoomGrant } from '../contract';
import type { VisitConnection } from '../live';
import { Listeners } from '../live/Listeners';
import { PeerLink } from './PeerLink';
import { signalOf, type Signal } from './signals';
import { gather } from './stats';
import type { CallState, VideoCall } from './VideoCall';

const listenEveryMs = 700;
/** Below it is breath and a chair. */
const leastLoudness = 0.02;

/** A call without a vendor: one peer link to everyone else in the room, the hub carries the signals. */
export class PeerCall implements VideoCall {
  state: CallState = { status: 'waiting', people: [] };
  readonly changed = new Listeners<CallState>();
  private readonly links = new Map<string, PeerLink>();
  private readonly forget: (() => void)[];
  private readonly listening = setInterval(() => this.listen(), listenEveryMs);

  constructor(
    private readonly visit: VisitConnection,
    private readonly media: LocalMedia,
    private grant: RoomGrant,
  ) {
    this.forget = [
      visit.link.on('SignalRelayed', ({ visitId, fromParticipantId, payload }) => {
        const signal = signalOf(payload);
        if (visitId === visit.visitId && signal) this.receive(fromParticipantId, signal);
      }),
      visit.changed.add(() => this.dropAbsent()),
      media.changed.add(() => this.localChanged()),
    ];
    this.renewed(grant);
  }

  /** Whoever is not heard and seen is greeted anew: signals sent while the hub was away are gone. */
  renewed(grant: RoomGrant) {
    this.grant = grant;
    for (const peer of grant.peers ?? []) if (this.links.get(peer)?.person.status !== 'connected') this.greet(peer);
  }

  /** Everybody who is not seen is greeted anew, as after a reload. */
  retry() {
    for (const [participantId, link] of [...this.links]) if (link.person.status !== 'connected') this.greet(participantId);
  }

  async sample(): Promise<MediaSample> {
    const links = [...this.links.values()];
    const reports = await Promise.all(links.map((link) => link.measure()));
    if (links.length > 0) this.tell();
    return gather(reports);
  }

  close() {
    clearInterval(this.listening);
    for (const forget of this.forget) forget();
    for (const link of this.links.values()) link.bye();
    this.links.clear();
    this.tell();
  }

  private receive(participantId: string, signal: Signal) {
    const known = this.links.get(participantId);
    if (signal.kind === 'bye') {
      if (known && !known.isStranger(signal)) this.drop(participantId);
      return;
    }
    const opening = signal.kind === 'hello' || signal.kind === 'offer';
    if (known?.isStranger(signal) && !opening) return;
    const link = known && !known.isStranger(signal) ? known : opening ? this.open(participantId) : undefined;
    void link?.receive(signal);
  }

  private greet(participantId: string) {
    this.open(participantId).hello();
  }

  private open(participantId: string) {
    this.links.get(participantId)?.close();
    const link = new PeerLink({
      participantId,
      polite: this.grant.identity < participantId,
      iceServers: this.grant.iceServers ?? [],
      local: this.media.state.stream,
      send: (payload) => void this.visit.invoke('RelaySignal', { toParticipantId: participantId, payload }),
      changed: () => this.tell(),
      gaveUp: () => this.greet(participantId),
    });
    this.links.set(participantId, link);
    this.tellMedia(link);
    this.tell();
    return link;
  }

  private drop(participantId: string) {
    this.links.get(participantId)?.close();
    this.links.delete(participantId);
    this.tell();
  }

  private dropAbsent() {
    for (const { participantId, state } of this.visit.state.view?.participants ?? []) {
      const link = this.links.get(participantId);
      // Someone who left and comes back may be greeting already, so only a broken link is dropped then.
      if (link && (state === 'Removed' || (state === 'Left' && link.person.status === 'reconnecting')))
        this.drop(participantId);
    }
  }

  private localChanged() {
    for (const link of this.links.values()) {
      link.useLocal(this.media.state.stream);
      this.tellMedia(link);
    }
  }

  private tellMedia(link: PeerLink) {
    const { cameraOn, microphoneOn, sharingScreen } = this.media.state;
    link.tell({
      camera: sharingScreen || (cameraOn && this.media.track('video') !== undefined),
      microphone: microphoneOn && this.media.track('audio') !== undefined,
    });
  }

  /** Who speaks the loudest, where there are several: the last one until somebody else does. */
  private listen() {
    const links = [...this.links.values()];
    const [loudest] = links.map((link) => ({ link, loudness: link.loudness() })).sort((a, b) => b.loudness - a.loudness);
    if (!loudest || loudest.loudness < leastLoudness || loudest.link.person.speaking) return;
    for (const { person } of links) person.speaking = person === loudest.link.person;
    this.tell();
  }

  private tell() {
    const people = [...this.links.values()].filter((link) => link.paired || link.person.status !== 'connecting');
    const sent = people.flatMap(({ sent }) => sent ?? []);
    this.state = {
      status: people.length > 0 ? 'live' : 'waiting',
      people: people.map(({ person }) => ({ ...person })),
      quality: sent.length > 0 ? Math.min(...sent) : undefined,
      trouble: people.some((link) => link.blocked) ? 'firewall' : undefined,
    };
    this.changed.tell(this.state);
  }
}
