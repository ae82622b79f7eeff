import { describe, expect, it } from 'vitest';
import type { VisitView } from '../../contract';
import { viewOf } from '../../live/testing';
import { screenOf, type Here } from './screenOf';

const here: Here = { now: Date.parse('2026-11-23T17:45:00Z'), refused: false, hungUp: false, cameBack: false, again: false };

function visit(phase: VisitView['phase'], state: VisitView['participants'][number]['state'], change: Partial<VisitView> = {}): VisitView {
  const view = viewOf('v1', 1);
  return { ...view, phase, participants: view.participants.map((one) => ({ ...one, state })), ...change };
}

const guest = { me: { kind: 'Participant', participantId: 'p1', role: 'Interpreter' } } as const;

const taken = { checkIn: { checkedInAt: '2026-11-23T17:40:00Z', identity: true, location: true, consent: false } } as const;

describe('the screen of', () => {
  it.each([
    ['a patient who has not arrived', visit('Scheduled', 'Invited'), here, 'checkIn'],
    ['a patient before the waiting room opens', visit('Scheduled', 'Invited'), { ...here, now: 0 }, 'early'],
    ['a patient whose check-in was refused', visit('Scheduled', 'Invited'), { ...here, refused: true }, 'refused'],
    ['a patient in line', visit('Waiting', 'Waiting'), here, 'waiting'],
    ['a patient who left the line', visit('Scheduled', 'Left'), here, 'leftLine'],
    ['a patient who comes back to the line', visit('Scheduled', 'Left'), { ...here, cameBack: true }, 'checkIn'],
    ['someone admitted', visit('InProgress', 'Admitted'), here, 'call'],
    ['someone who hung up', visit('InProgress', 'Admitted'), { ...here, hungUp: true }, 'leftCall'],
    ['someone who left and reloads', visit('InProgress', 'Left'), here, 'leftCall'],
    ['someone who comes back', visit('InProgress', 'Left'), { ...here, cameBack: true }, 'call'],
    ['someone in a paused visit', visit('OnHold', 'Admitted'), here, 'held'],
    ['someone held alone', visit('InProgress', 'Held'), here, 'held'],
    ['someone in a visit by phone', visit('InProgress', 'Admitted', { modality: 'Phone' }), here, 'phone'],
    ['a patient in line who gives back an agreement', visit('Waiting', 'Waiting', taken), { ...here, again: true }, 'checkIn'],
    ['a patient who hung up and gives back an agreement', visit('InProgress', 'Admitted', taken), { ...here, hungUp: true, again: true }, 'checkIn'],
    ['a patient whose agreement is there again', visit('Waiting', 'Waiting', { checkIn: { ...taken.checkIn, consent: true } }), { ...here, again: true }, 'waiting'],
    ['someone removed', visit('InProgress', 'Removed'), here, 'removed'],
    ['anyone after the end', visit('Closed', 'Admitted'), here, 'ended'],
    ['a guest who comes while the visit runs', visit('InProgress', 'Invited', guest), here, 'guestArrival'],
    ['a guest who waits', visit('InProgress', 'Waiting', guest), here, 'guestWaiting'],
  ] as const)('%s', (_, view, window, screen) => {
    expect(screenOf(view, window)).toBe(screen);
  });
});
