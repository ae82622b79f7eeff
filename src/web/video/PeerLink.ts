import { PeerMeter, type PeerStat } from './peerMeter';
import type { RemotePerson } from './VideoCall';
import type { Signal } from './signals';

const restartPatienceMs = 15_000;
const helloEveryMs = 4_000;
const mostHellos = 15;

export interface PeerLinkOptions {
  participantId: string;
  /** In a clash of two offers the polite side takes its own back. */
  polite: boolean;
  iceServers: RTCIceServer[];
  local: MediaStream;
  send: (signal: Signal) => void;
  changed: () => void;
  /** The connection stayed broken although its paths were tried again. */
  gaveUp: () => void;
}

interface Media {
  camera: boolean;
  microphone: boolean;
}

/** One RTCPeerConnection to one other participant, by perfect negotiation. */
export class PeerLink {
  readonly id = crypto.randomUUID();
  readonly person: RemotePerson;
  /** How well they receive this side, as far as they report it. */
  sent?: number;
  /** The paths were tried and none led through. */
  blocked = false;
  private readonly meter = new PeerMeter();
  private remoteId?: string;
  private readonly peer: RTCPeerConnection;
  private readonly notes: RTCDataChannel;
  private readonly early: RTCIceCandidateInit[] = [];
  private makingOffer = false;
  private ignoringOffer = false;
  private restartTimer?: ReturnType<typeof setTimeout>;
  private helloTimer?: ReturnType<typeof setTimeout>;
  private media: Media = { camera: true, microphone: true };
  private work = Promise.resolve();

  constructor(private readonly options: PeerLinkOptions) {
    this.person = {
      participantId: options.participantId,
      stream: new MediaStream(),
      status: 'connecting',
      cameraOn: true,
      microphoneOn: true,
    };
    this.peer = new RTCPeerConnection({ iceServers: options.iceServers });
    this.peer.onnegotiationneeded = () => void this.offer();
    this.peer.onicecandidate = ({ candidate }) => {
      if (candidate) this.send({ kind: 'candidate', candidate: candidate.toJSON() });
    };
    this.peer.ontrack = ({ track }) => this.receiveTrack(track);
    this.peer.onconnectionstatechange = () => this.connectionChanged();
    this.notes = this.peer.createDataChannel('media', { negotiated: true, id: 0 });
    this.notes.onopen = () => this.tellMedia();
    this.notes.onmessage = ({ data }) => this.mediaTold(String(data));
    this.useLocal(options.local);
  }

  get paired() {
    return this.remoteId !== undefined;
  }

  /** Said again until it is answered: the other page may still be loading when it is in the room already. */
  hello(tries = mostHellos) {
    this.send({ kind: 'hello' });
    this.helloTimer = setTimeout(() => {
      if (!this.paired && tries > 1) this.hello(tries - 1);
    }, helloEveryMs);
  }

  /** Whether the signal speaks of another connection of theirs than the one this link is paired with. */
  isStranger(signal: Signal) {
    return this.paired && this.remoteId !== signal.from;
  }

  /** Signals are handled one after another, in the order in which they came. */
  receive(signal: Signal) {
    this.work = this.work.then(() => this.handle(signal)).catch(() => this.failed());
    return this.work;
  }

  useLocal(stream: MediaStream) {
    for (const kind of ['audio', 'video']) {
      const track = stream.getTracks().find((one) => one.kind === kind);
      const sender = this.peer.getSenders().find((one) => one.track?.kind === kind);
      if (sender) void sender.replaceTrack(track ?? null);
      else if (track) this.addTrack(track, stream);
    }
  }

  tell(media: Media) {
    this.media = media;
    this.tellMedia();
  }

  /** The browser's figures; from them also the quality in both directions. */
  async measure() {
    const report = [...(await this.peer.getStats()).values()] as PeerStat[];
    const { received, sent } = this.meter.read(report);
    const connected = this.person.status === 'connected';
    this.person.quality = connected ? received : 0;
    this.sent = connected ? sent : 0;
    return report;
  }

  /** How loud they are right now, 0 to 1. */
  loudness() {
    const sources = this.peer.getReceivers().flatMap((one) => (one.track.kind === 'audio' ? one.getSynchronizationSources() : []));
    return this.person.status === 'connected' ? Math.max(0, ...sources.map(({ audioLevel }) => audioLevel ?? 0)) : 0;
  }

  bye() {
    this.send({ kind: 'bye' });
    this.close();
  }

  close() {
    clearTimeout(this.restartTimer);
    clearTimeout(this.helloTimer);
    this.peer.onconnectionstatechange = null;
    this.peer.close();
  }

  private async handle(signal: Signal) {
    if (signal.to && signal.to !== this.id) return;
    if (!this.paired && (signal.kind === 'hello' || signal.kind === 'offer')) {
      this.remoteId = signal.from;
      this.options.changed();
    }
    if (signal.from !== this.remoteId) return;
    if (signal.kind === 'hello') await this.offer();
    else if (signal.kind === 'candidate') await this.receiveCandidate(signal.candidate);
    else if (signal.kind !== 'bye') await this.receiveDescription(signal.kind, signal.sdp);
  }

  private async offer() {
    if (!this.paired || this.peer.signalingState !== 'stable') return;
    try {
      this.makingOffer = true;
      this.askForBoth();
      await this.peer.setLocalDescription();
      this.sendDescription();
    } finally {
      this.makingOffer = false;
    }
  }

  private async receiveDescription(type: 'offer' | 'answer', sdp: string) {
    const clash = type === 'offer' && (this.makingOffer || this.peer.signalingState !== 'stable');
    this.ignoringOffer = !this.options.polite && clash;
    if (this.ignoringOffer) return;
    await this.peer.setRemoteDescription({ type, sdp });
    for (const candidate of this.early.splice(0)) await this.peer.addIceCandidate(candidate);
    if (type === 'answer') return;
    await this.peer.setLocalDescription();
    this.sendDescription();
  }

  private async receiveCandidate(candidate: RTCIceCandidateInit) {
    if (!this.peer.remoteDescription) {
      this.early.push(candidate);
      return;
    }
    try {
      await this.peer.addIceCandidate(candidate);
    } catch (error) {
      // Candidates of an offer that was ignored belong to nothing.
      if (!this.ignoringOffer) throw error;
    }
  }

  private sendDescription() {
    const description = this.peer.localDescription;
    if (description?.type === 'offer' || description?.type === 'answer')
      this.send({ kind: description.type, sdp: description.sdp });
  }

  /** Without a camera of one's own the other side's picture must be asked for. */
  private askForBoth() {
    for (const kind of ['audio', 'video'] as const)
      if (!this.peer.getTransceivers().some(({ receiver }) => receiver.track.kind === kind))
        this.peer.addTransceiver(kind, { direction: 'recvonly' });
  }

  private addTrack(track: MediaStreamTrack, stream: MediaStream) {
    // A sender whose track was taken away is used again, without a new negotiation.
    const idle = this.peer
      .getTransceivers()
      .find(({ sender, receiver, direction }) => !sender.track && receiver.track.kind === track.kind && direction === 'sendrecv');
    if (idle) void idle.sender.replaceTrack(track);
    else this.peer.addTrack(track, stream);
  }

  private receiveTrack(track: MediaStreamTrack) {
    const others = this.person.stream.getTracks().filter(({ kind }) => kind !== track.kind);
    this.person.stream = new MediaStream([...others, track]);
    this.options.changed();
  }

  private connectionChanged() {
    const state = this.peer.connectionState;
    if (state === 'connected') {
      clearTimeout(this.restartTimer);
      this.restartTimer = undefined;
      this.person.status = 'connected';
      this.blocked = false;
    } else if (state === 'disconnected' || state === 'failed') {
      this.person.status = 'reconnecting';
      if (state === 'failed') {
        this.blocked = true;
        this.failed();
      }
    }
    this.options.changed();
  }

  private failed() {
    this.peer.restartIce();
    this.restartTimer ??= setTimeout(() => this.options.gaveUp(), restartPatienceMs);
  }

  private tellMedia() {
    if (this.notes.readyState === 'open') this.notes.send(JSON.stringify(this.media));
  }

  private mediaTold(data: string) {
    const media = JSON.parse(data) as Media;
    this.person.cameraOn = media.camera;
    this.person.microphoneOn = media.microphone;
    this.options.changed();
  }

  private send(signal: { kind: string; sdp?: string; candidate?: RTCIceCandidateInit }) {
    this.options.send({ ...signal, from: this.id, to: this.remoteId } as Signal);
  }
}
