import { PeerMeter, type PeerStat } from './peerMeter';
import type { RemotePerson } from './VideoCall';
import type { Signal } from './signals';

const restartPatienceMs = 15_000;
/** A browser that finds no way at all says so sooner; one that was told of no way waits for ever. */
const connectPatienceMs = 30_000;
const helloEveryMs = 4_000;
const mostHellos = 15;
/** Longer than the way through the hub and back takes. */
const answerPatienceMs = 2_000;
const longestPatienceMs = 30_000;

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
  private ignoringOffer = false;
  /** Counts the own offers; an answer names the one that it answers. */
  private round = 0;
  private restartTimer?: ReturnType<typeof setTimeout>;
  private connectTimer?: ReturnType<typeof setTimeout>;
  private helloTimer?: ReturnType<typeof setTimeout>;
  private answerTimer?: ReturnType<typeof setTimeout>;
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
    // One way for everything: a third of the candidates.
    this.peer = new RTCPeerConnection({ iceServers: options.iceServers, bundlePolicy: 'max-bundle' });
    this.peer.onnegotiationneeded = () => void this.next(() => this.offer());
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
    return this.next(() => this.handle(signal));
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
    for (const timer of [this.restartTimer, this.connectTimer, this.helloTimer, this.answerTimer]) clearTimeout(timer);
    this.peer.onnegotiationneeded = this.peer.onicecandidate = this.peer.onconnectionstatechange = null;
    this.peer.close();
  }

  /** What comes too late, for a connection that was closed, must not begin one anew. */
  private get closed() {
    return this.peer.signalingState === 'closed';
  }

  /** Offers and signals take turns, so that each finds the negotiation where the one before it left it. */
  private next(step: () => Promise<void>) {
    this.work = this.work.then(() => (this.closed ? undefined : step())).catch(() => this.failed());
    return this.work;
  }

  private async handle(signal: Signal) {
    if (signal.to && signal.to !== this.id) return;
    if (!this.paired && (signal.kind === 'hello' || signal.kind === 'offer')) {
      this.remoteId = signal.from;
      this.connectTimer = setTimeout(() => this.giveUp(), connectPatienceMs);
      this.options.changed();
    }
    if (signal.from !== this.remoteId) return;
    if (signal.kind === 'hello') await this.offer();
    else if (signal.kind === 'candidate') await this.receiveCandidate(signal.candidate);
    else if (signal.kind === 'answer') await this.receiveAnswer(signal.sdp, signal.round);
    else if (signal.kind === 'offer') await this.receiveOffer(signal.sdp, signal.round);
  }

  private async offer() {
    if (!this.paired || this.peer.signalingState !== 'stable') return;
    this.askForBoth();
    await this.peer.setLocalDescription();
    this.round++;
    this.sendOffer();
  }

  /** Said again until it is answered, as it or its answer may be lost on the way; a call that runs goes on meanwhile. */
  private sendOffer(patienceMs = answerPatienceMs) {
    this.send({ kind: 'offer', sdp: this.described(), round: this.round });
    clearTimeout(this.answerTimer);
    this.answerTimer = setTimeout(() => {
      if (this.peer.signalingState === 'have-local-offer') this.sendOffer(Math.min(patienceMs * 2, longestPatienceMs));
    }, patienceMs);
  }

  private async receiveOffer(sdp: string, round?: number) {
    this.ignoringOffer = !this.options.polite && this.peer.signalingState !== 'stable';
    if (this.ignoringOffer) return;
    await this.describe({ type: 'offer', sdp });
    await this.peer.setLocalDescription();
    this.send({ kind: 'answer', sdp: this.described(), round });
  }

  private async receiveAnswer(sdp: string, round?: number) {
    // An offer that was said twice is answered twice, and one that was taken back perhaps, too.
    if (this.peer.signalingState === 'have-local-offer' && round === this.round) await this.describe({ type: 'answer', sdp });
  }

  private async describe(description: RTCSessionDescriptionInit) {
    await this.peer.setRemoteDescription(description);
    for (const candidate of this.early.splice(0)) await this.addCandidate(candidate);
  }

  /** Without the candidates, which are told one by one: with many addresses they would make it longer than the hub takes. */
  private described() {
    return this.peer.localDescription?.sdp.replace(/^a=(candidate:.*|end-of-candidates)\r?\n/gm, '');
  }

  private async receiveCandidate(candidate: RTCIceCandidateInit) {
    if (this.peer.remoteDescription) await this.addCandidate(candidate);
    else this.early.push(candidate);
  }

  private async addCandidate(candidate: RTCIceCandidateInit) {
    try {
      await this.peer.addIceCandidate(candidate);
    } catch (error) {
      // Candidates of an offer that was ignored belong to nothing.
      if (!this.ignoringOffer) throw error;
    }
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
      clearTimeout(this.connectTimer);
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
    if (this.closed) return;
    this.peer.restartIce();
    this.restartTimer ??= setTimeout(() => this.giveUp(), restartPatienceMs);
  }

  private giveUp() {
    this.restartTimer = undefined;
    if (this.peer.connectionState !== 'connected' || this.peer.signalingState !== 'stable') this.options.gaveUp();
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

  private send(signal: { kind: string; sdp?: string; round?: number; candidate?: RTCIceCandidateInit }) {
    this.options.send({ ...signal, from: this.id, to: this.remoteId } as Signal);
  }
}
