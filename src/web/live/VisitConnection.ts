import type { Answer, MessageList, MessageSent, PlaceChanged, Presence, PresenceChanged, Refusal, VisitChanged, VisitJoined, VisitView } from '../contract';
import type { HubLink } from './HubLink';
import { newCommandId } from './api';
import { Listeners } from './Listeners';

const gapPatienceMs = 250;
const rejoinDelayMs = 2_000;

export interface VisitState {
  view?: VisitView;
  /** Why the visit cannot be shown at all. */
  refusal?: Refusal;
  /** False while what is shown may be old. */
  live: boolean;
}

/** One visit over a hub link: the view is always that of one version, and never an older one than before. */
export class VisitConnection {
  state: VisitState = { live: false };
  readonly changed = new Listeners<VisitState>();
  private readonly held = new Map<number, VisitChanged>();
  private gapTimer?: ReturnType<typeof setTimeout>;
  private joining = false;
  private joinAgain = false;
  private closed = false;
  private readonly forget: (() => void)[];

  constructor(
    readonly link: HubLink,
    readonly visitId: string,
  ) {
    const mine = <M extends { visitId: string }>(apply: (message: M) => void) => (message: M) => {
      if (message.visitId === visitId) apply(message);
    };
    this.forget = [
      link.stateChanged.add((state) => (state === 'connected' ? void this.join() : this.set({ live: false }))),
      link.on('VisitChanged', mine((envelope) => this.receive(envelope))),
      link.on('PlaceChanged', mine((place) => this.movePlace(place))),
      link.on('PresenceChanged', mine((change) => this.movePresence(change))),
      link.on('Resync', mine(() => void this.join({ snapshot: true }))),
    ];
    if (link.state === 'connected') void this.join();
  }

  get version() {
    return this.state.view?.version ?? 0;
  }

  close() {
    this.closed = true;
    clearTimeout(this.gapTimer);
    for (const forget of this.forget) forget();
  }

  command<T extends object = { version: number }>(method: string, request: object = {}): Promise<Answer<T>> {
    return this.link.command<T>(method, { visitId: this.visitId, ...request });
  }

  /** Reads the visit anew: what was refused may be allowed now. */
  refresh() {
    return this.join({ snapshot: true });
  }

  /** For methods that take no commandId: one try. */
  invoke<T extends object>(method: string, request: object = {}): Promise<Answer<T>> {
    return this.link.invoke<T>(method, { visitId: this.visitId, ...request });
  }

  sendMessage(text: string, clientMessageId: string = newCommandId()) {
    return this.invoke<MessageSent>('SendMessage', { text, clientMessageId });
  }

  getMessages(afterNumber?: number) {
    return this.invoke<MessageList>('GetMessages', { afterNumber });
  }

  private async join({ snapshot = false } = {}) {
    if (this.joining) {
      this.joinAgain = true;
      return;
    }
    this.joining = true;
    clearTimeout(this.gapTimer);
    this.gapTimer = undefined;
    const since = snapshot || !this.state.view ? undefined : this.version;
    const answer = await this.invoke<VisitJoined>('JoinVisit', { sinceVersion: since });
    if (this.closed) return;
    if (answer.refusal) this.joinRefused(answer.refusal);
    else this.joined(answer);
    this.joining = false;
    if (this.joinAgain) {
      this.joinAgain = false;
      await this.join();
    }
  }

  private joined(answer: VisitJoined) {
    if (answer.view) this.show(answer.view);
    for (const envelope of answer.missed ?? []) this.receive(envelope);
    this.drain();
    this.set({ live: true, refusal: undefined });
    const incomplete = !answer.view && answer.version > this.version;
    if (incomplete || this.held.size > 0)
      this.gapTimer = setTimeout(() => void this.join({ snapshot: incomplete }), gapPatienceMs);
  }

  private joinRefused(refusal: Refusal) {
    if (refusal.code === 'OFFLINE') return;
    const passing = refusal.code === 'TIMED_OUT' || refusal.code === 'FAULT' || refusal.code === 'UNAVAILABLE';
    if (passing) this.gapTimer = setTimeout(() => void this.join(), rejoinDelayMs);
    else this.set({ refusal });
  }

  private receive(envelope: VisitChanged) {
    if (envelope.version <= this.version) return;
    this.held.set(envelope.version, envelope);
    this.drain();
    if (this.held.size > 0 && !this.joining) this.gapTimer ??= setTimeout(() => void this.join(), gapPatienceMs);
  }

  private drain() {
    for (const version of [...this.held.keys()].sort((a, b) => a - b)) {
      if (version > this.version + 1) return;
      const envelope = this.held.get(version);
      this.held.delete(version);
      if (version === this.version + 1 && envelope?.view) this.show(envelope.view);
    }
    clearTimeout(this.gapTimer);
    this.gapTimer = undefined;
  }

  private show(view: VisitView) {
    if (view.version >= this.version) this.set({ view });
  }

  private movePlace({ place, ahead, estimatedWait }: PlaceChanged) {
    const { view } = this.state;
    if (view?.line) this.set({ view: { ...view, line: { ...view.line, place, ahead, estimatedWait } } });
  }

  private movePresence({ participantId, staffId, presence }: PresenceChanged) {
    const { view } = this.state;
    if (!view) return;
    const participants = view.participants.map((one) => (one.participantId === participantId ? { ...one, presence } : one));
    this.set({ view: { ...view, participants, clinician: clinicianAt(view.clinician, staffId, presence) } });
  }

  private set(change: Partial<VisitState>) {
    this.state = { ...this.state, ...change };
    this.changed.tell(this.state);
  }
}

function clinicianAt(clinician: VisitView['clinician'], staffId: string | undefined, presence: Presence): VisitView['clinician'] {
  if (!clinician || clinician.staffId !== staffId) return clinician;
  const back = clinician.status === 'Offline' ? 'Here' : clinician.status;
  return { ...clinician, status: presence === 'Connected' ? back : presence === 'Reconnecting' ? clinician.status : 'Offline' };
}
