import { HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import type { Answer, Refusal, ServerMessages } from '../contract';
import type { Credentials } from './api';
import { newCommandId } from './api';
import { Backoff } from './Backoff';
import { Listeners } from './Listeners';

export type LinkState = 'connecting' | 'connected' | 'reconnecting' | 'signedOut' | 'stopped';

/** The part of SignalR's connection that is used, so that a test can stand in for it. */
export type Socket = Pick<HubConnection, 'start' | 'stop' | 'invoke' | 'on' | 'onclose'>;

const firstDelayMs = 500;
const longestDelayMs = 15_000;

/** One hub connection that comes back by itself for as long as the page is open. */
export class HubLink {
  state: LinkState = 'connecting';
  readonly stateChanged = new Listeners<LinkState>();
  private readonly backoff = new Backoff(firstDelayMs, longestDelayMs);
  private starting = false;
  private retry?: ReturnType<typeof setTimeout>;
  private readonly messages = new Map<string, unknown>();

  constructor(private readonly socket: Socket) {
    socket.onclose(() => this.lost());
    this.on('ServerDraining', ({ reconnectWithin }) => {
      setTimeout(() => void this.socket.stop(), Math.random() * reconnectWithin * 1000);
    });
  }

  static to(credentials: Credentials) {
    const url = `/hubs/visits?session=${encodeURIComponent(credentials.sessionId)}`;
    const headers = { 'X-Session': credentials.sessionId, 'X-Csrf-Token': credentials.csrfToken };
    return new HubLink(new HubConnectionBuilder().withUrl(url, { headers }).configureLogging(LogLevel.None).build());
  }

  start() {
    window.addEventListener('online', this.hurry);
    document.addEventListener('visibilitychange', this.hurry);
    void this.connect();
  }

  async stop() {
    this.set('stopped');
    clearTimeout(this.retry);
    window.removeEventListener('online', this.hurry);
    document.removeEventListener('visibilitychange', this.hurry);
    await this.socket.stop();
  }

  on<K extends keyof ServerMessages>(name: K, listener: (message: ServerMessages[K]) => void) {
    let listeners = this.messages.get(name) as Listeners<ServerMessages[K]> | undefined;
    if (!listeners) {
      listeners = new Listeners<ServerMessages[K]>();
      this.messages.set(name, listeners);
      this.socket.on(name, (message: ServerMessages[K]) => listeners?.tell(message));
    }
    return listeners.add(listener);
  }

  /** One try. The promise never rejects: no answer is a refusal with a code of this client. */
  async invoke<T extends object>(method: string, request: object, timeoutMs = 10_000): Promise<Answer<T>> {
    if (this.state !== 'connected') return refused('OFFLINE');
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<Answer<T>>((resolve) => {
      timer = setTimeout(() => resolve(refused('TIMED_OUT')), timeoutMs);
    });
    const answer = this.socket.invoke<Answer<T> | null>(method, request).then(
      (value) => value ?? ({} as Answer<T>),
      () => refused<T>(this.state === 'connected' ? 'FAULT' : 'OFFLINE'),
    );
    return Promise.race([answer, timeout]).finally(() => clearTimeout(timer));
  }

  /** One intent: a lost answer is asked for again under the same commandId, for up to `patienceMs`. */
  async command<T extends object>(method: string, request: object, patienceMs = 20_000): Promise<Answer<T>> {
    const body = { commandId: newCommandId(), ...request };
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const answer = await this.invoke<T>(method, body);
      const code = answer.refusal?.code;
      if (code !== 'OFFLINE' && code !== 'TIMED_OUT' && code !== 'DRAINING') return answer;
      const left = deadline - Date.now();
      if (left <= 0 || !(await this.connectedWithin(left))) return answer;
      if (code === 'DRAINING') await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  private connectedWithin(ms: number): Promise<boolean> {
    if (this.state === 'connected') return Promise.resolve(true);
    if (this.state === 'stopped' || this.state === 'signedOut') return Promise.resolve(false);
    return new Promise((resolve) => {
      const done = (connected: boolean) => {
        clearTimeout(timer);
        forget();
        resolve(connected);
      };
      const timer = setTimeout(() => done(false), ms);
      const forget = this.stateChanged.add((state) => {
        if (state !== 'reconnecting' && state !== 'connecting') done(state === 'connected');
      });
    });
  }

  private async connect() {
    if (this.starting) return;
    this.starting = true;
    const failure: unknown = await this.socket.start().then(
      () => undefined,
      (error: unknown) => error ?? 'failed',
    );
    this.starting = false;
    if (failure !== undefined) this.notStarted(failure);
    else if (this.state === 'stopped') void this.socket.stop();
    else {
      this.backoff.reset();
      clearTimeout(this.retry);
      this.set('connected');
    }
  }

  private notStarted(failure: unknown) {
    // SignalR tells the status of a refused negotiation in the text of its error only.
    if (/status code '?401/i.test(String(failure))) this.set('signedOut');
    else this.lost();
  }

  private lost() {
    if (this.state === 'stopped' || this.state === 'signedOut') return;
    this.set('reconnecting');
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.connect(), this.backoff.next());
  }

  private readonly hurry = () => {
    if (this.state !== 'reconnecting' || document.visibilityState === 'hidden') return;
    this.backoff.reset();
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.connect(), Math.random() * 300);
  };

  private set(state: LinkState) {
    if (this.state === state) return;
    this.state = state;
    this.stateChanged.tell(state);
  }
}

function refused<T>(code: Refusal['code']): Answer<T> {
  return { refusal: { code } } as Answer<T>;
}
