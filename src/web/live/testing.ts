import { vi } from 'vitest';
import type { VisitView } from '../contract';
import type { Socket } from './HubLink';

type Handler = (request: Record<string, unknown>) => unknown;

/** Stands in for SignalR's connection: answers as told, remembers what was asked. */
export class FakeSocket implements Socket {
  startFails?: unknown;
  private readonly asked: { method: string; request: object }[] = [];
  private readonly answers = new Map<string, Handler>();
  private readonly listeners = new Map<string, ((message: unknown) => void)[]>();
  private closed: (() => void)[] = [];

  start = (): Promise<void> => (this.startFails ? Promise.reject(this.startFails) : Promise.resolve());

  stop = () => {
    this.lose();
    return Promise.resolve();
  };

  invoke = async <T>(method: string, request: Record<string, unknown>): Promise<T> => {
    this.asked.push({ method, request });
    return (await this.answers.get(method)?.(request)) as T;
  };

  on = (name: string, listener: (message: never) => void) => {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener as (message: unknown) => void]);
  };

  onclose = (listener: () => void) => {
    this.closed.push(listener);
  };

  answer(method: string, handler: Handler) {
    this.answers.set(method, handler);
  }

  receive(name: string, message: unknown) {
    for (const listener of this.listeners.get(name) ?? []) listener(message);
  }

  lose() {
    for (const listener of this.closed) listener();
  }

  calls(method: string) {
    return this.asked.filter((call) => call.method === method).map(({ request }) => request as Record<string, unknown>);
  }
}

export const settle = () => vi.advanceTimersByTimeAsync(0);

export function viewOf(visitId: string, version: number): VisitView {
  return {
    visitId,
    version,
    phase: 'Waiting',
    kind: 'Therapy',
    modality: 'Video',
    startsAt: '2026-11-23T18:00:00Z',
    durationMinutes: 50,
    zone: 'America/Denver',
    waitingRoomOpensAt: '2026-11-23T17:30:00Z',
    identityOpensAt: '2026-11-22T18:00:00Z',
    clinic: { name: 'Clinic', phone: '+1 801 555 0100' },
    me: { kind: 'Participant', participantId: 'p1', role: 'Patient' },
    participants: [{ participantId: 'p1', role: 'Patient', state: 'Waiting', presence: 'Connected' }],
    safety: { open: false, staffConnected: true },
  };
}
