import type { BoardRow, VisitView } from '../../contract';
import { viewOf } from '../../live/testing';

/** A patient in line for Dana, for tests. */
export function rowOf(visitId: string, change: Partial<BoardRow> = {}): BoardRow {
  return {
    visitId,
    version: 7,
    phase: 'Waiting',
    kind: 'Therapy',
    startsAt: '2026-11-23T17:00:00Z',
    durationMinutes: 50,
    zone: 'America/Denver',
    patient: { name: 'Maria Alvarez', age: 34 },
    clinician: { staffId: 'dana', name: 'Dana Reyes' },
    presence: 'Connected',
    readiness: { identity: true, location: true, consent: true, device: 'Ok', minor: 'NotNeeded' },
    safetyOpen: false,
    alerts: [],
    modality: 'Video',
    others: 0,
    ...change,
  };
}

/** Dana's visit in progress with one patient, for tests. */
export function danasVisit(change: Partial<VisitView> = {}): VisitView {
  return {
    ...viewOf('v', 7),
    phase: 'InProgress',
    me: { kind: 'Staff', participantId: 'c', role: 'Clinician' },
    clinician: { staffId: 'dana', name: 'Dana Reyes', status: 'Here' },
    participants: [
      { participantId: 'p', role: 'Patient', state: 'Admitted', presence: 'Connected' },
      { participantId: 'c', role: 'Clinician', state: 'Admitted', name: 'Dana Reyes', presence: 'Connected' },
    ],
    ...change,
  };
}
