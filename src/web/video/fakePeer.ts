/** Pairs of fake RTCPeerConnections, enough of one to watch a negotiation. */
export class FakePeer {
  static made: FakePeer[] = [];
  signalingState = 'stable';
  connectionState = 'new';
  localDescription: { type: string; sdp: string } | null = null;
  remoteDescription: { type: string; sdp: string } | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: ((event: { candidate: { toJSON: () => object } | null }) => void) | null = null;
  ontrack: ((event: { track: MediaStreamTrack }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  readonly candidates: unknown[] = [];
  readonly did: string[] = [];
  restarts = 0;
  /** What follows in each description of this side. */
  sdpEnd = '';
  private transceivers: { receiver: { track: { kind: string } } }[] = [];

  constructor() {
    FakePeer.made.push(this);
  }

  createDataChannel = () => ({ readyState: 'connecting', send: () => undefined });
  getSenders = () => [];
  getReceivers = () => [] as { track: { kind: string }; getSynchronizationSources: () => { audioLevel: number }[] }[];
  getStats = () => Promise.resolve(new Map<string, object>());
  getTransceivers = () => this.transceivers;
  addTransceiver = (kind: string) => this.transceivers.push({ receiver: { track: { kind } } });
  addTrack = () => undefined;
  restartIce = () => void this.restarts++;
  close = () => void (this.signalingState = this.connectionState = 'closed');

  setLocalDescription = () => {
    const type = this.signalingState === 'have-remote-offer' ? 'answer' : 'offer';
    this.did.push(`local ${type}`);
    this.localDescription = { type, sdp: `${type} ${FakePeer.made.indexOf(this)}${this.sdpEnd}` };
    this.signalingState = type === 'offer' ? 'have-local-offer' : 'stable';
    return Promise.resolve();
  };

  setRemoteDescription = (description: { type: string; sdp: string }) => {
    // As in a browser: a remote offer takes an own one back.
    this.did.push(`remote ${description.type}`);
    this.remoteDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
    return Promise.resolve();
  };

  addIceCandidate = (candidate: unknown) => {
    if (!this.remoteDescription) return Promise.reject(new Error('no remote description'));
    this.candidates.push(candidate);
    return Promise.resolve();
  };

  becomes(state: string) {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}

export class FakeStream {
  constructor(private readonly tracks: MediaStreamTrack[] = []) {}
  getTracks = () => this.tracks;
}
