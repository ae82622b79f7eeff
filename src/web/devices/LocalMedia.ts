import type { DeviceStatus } from '../contract';
import { Listeners } from '../live/Listeners';

export type Kind = 'audio' | 'video';

export interface LocalState {
  stream: MediaStream;
  camera?: DeviceStatus;
  microphone?: DeviceStatus;
  cameraOn: boolean;
  microphoneOn: boolean;
  sharingScreen: boolean;
}

// Enough for two faces, and little enough for a poor network.
const picture: MediaTrackConstraints = { facingMode: 'user', width: { ideal: 960 }, height: { ideal: 540 }, frameRate: { max: 24 } };

/** This device's camera and microphone. A part that is missing or denied leaves the other one working. */
export class LocalMedia {
  state: LocalState = { stream: new MediaStream(), cameraOn: true, microphoneOn: true, sharingScreen: false };
  readonly changed = new Listeners<LocalState>();
  private camera?: MediaStreamTrack;
  private screen?: MediaStreamTrack;
  private opening?: Promise<void>;

  /** Asks for whatever is not open yet; never throws. */
  open(): Promise<void> {
    this.opening ??= this.openMissing().finally(() => (this.opening = undefined));
    return this.opening;
  }

  track(kind: Kind) {
    return this.state.stream.getTracks().find((track) => track.kind === kind);
  }

  /** Whether this device gives any sound or picture of its own, switched on or not. */
  works(kind: Kind) {
    return this.opened(kind) !== undefined;
  }

  /** What does not work yet is asked for again when it is turned on. */
  async turn(kind: Kind, on: boolean) {
    this.set(kind === 'audio' ? { microphoneOn: on } : { cameraOn: on });
    const track = this.opened(kind);
    if (track) track.enabled = on;
    else if (on) await this.open();
  }

  async switchTo(kind: Kind, deviceId: string) {
    this.dropTrack(kind);
    await this.openOne(kind, { ...(kind === 'video' && picture), deviceId: { exact: deviceId } });
  }

  async shareScreen() {
    const screen = await navigator.mediaDevices.getDisplayMedia({ video: true }).catch(() => undefined);
    const track = screen?.getVideoTracks()[0];
    if (!track) return;
    this.screen = track;
    track.addEventListener('ended', () => this.stopScreen());
    this.show(track);
    this.set({ sharingScreen: true });
  }

  stopScreen() {
    if (!this.screen) return;
    this.screen.stop();
    this.screen = undefined;
    this.show(this.camera);
    this.set({ sharingScreen: false });
  }

  close() {
    this.screen?.stop();
    this.screen = undefined;
    this.dropTrack('audio');
    this.dropTrack('video');
    this.set({ sharingScreen: false });
  }

  private async openMissing() {
    const wanted = (['audio', 'video'] as const).filter((kind) => !this.opened(kind));
    if (wanted.length === 2 && (await this.openBoth())) return;
    for (const kind of wanted) await this.openOne(kind, kind === 'video' ? picture : true);
  }

  private opened(kind: Kind) {
    return kind === 'audio' ? this.track('audio') : this.camera;
  }

  /** One question to the person instead of two; when it fails, each is asked for alone to learn which one is at fault. */
  private async openBoth() {
    const stream = await navigator.mediaDevices
      ?.getUserMedia({ audio: true, video: picture })
      .catch(() => undefined);
    for (const track of stream?.getTracks() ?? []) this.adopt(track);
    return stream !== undefined;
  }

  private async openOne(kind: Kind, constraint: MediaTrackConstraints | true) {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ [kind]: constraint });
      for (const track of stream.getTracks()) this.adopt(track);
    } catch (error) {
      this.note(kind, statusOf(error));
    }
  }

  private adopt(track: MediaStreamTrack) {
    const audio = track.kind === 'audio';
    track.enabled = audio ? this.state.microphoneOn : this.state.cameraOn;
    track.addEventListener('ended', () => this.lost(track));
    if (audio) this.replace('audio', track);
    else {
      this.camera = track;
      if (!this.screen) this.show(track);
    }
    this.note(audio ? 'audio' : 'video', 'ok');
  }

  private lost(track: MediaStreamTrack) {
    if (track !== this.camera && track !== this.track('audio')) return;
    const kind = track.kind as Kind;
    this.dropTrack(kind);
    this.note(kind, 'missing');
  }

  private dropTrack(kind: Kind) {
    const track = this.opened(kind);
    track?.stop();
    if (kind === 'audio') this.replace('audio', undefined);
    else {
      this.camera = undefined;
      if (!this.screen) this.show(undefined);
    }
  }

  private show(track: MediaStreamTrack | undefined) {
    this.replace('video', track);
  }

  private replace(kind: Kind, track: MediaStreamTrack | undefined) {
    const others = this.state.stream.getTracks().filter((old) => old.kind !== kind);
    this.set({ stream: new MediaStream(track ? [...others, track] : others) });
  }

  private note(kind: Kind, status: DeviceStatus) {
    this.set(kind === 'audio' ? { microphone: status } : { camera: status });
  }

  private set(change: Partial<LocalState>) {
    this.state = { ...this.state, ...change };
    this.changed.tell(this.state);
  }
}

function statusOf(error: unknown): DeviceStatus {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return 'failed';
}
