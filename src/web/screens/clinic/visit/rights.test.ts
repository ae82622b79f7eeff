import { describe, expect, it } from 'vitest';
import type { StaffRole } from '../../../contract';
import { danasVisit } from '../testing';
import { rightsOf } from './rights';

const dana = { staffId: 'dana', name: 'Dana', roles: ['Clinician' as StaffRole] };
const kim = { staffId: 'kim', name: 'Kim', roles: ['Clinician' as StaffRole] };
const desk = { staffId: 'sam', name: 'Sam', roles: ['FrontDesk' as StaffRole] };
const offered = (view: Parameters<typeof rightsOf>[0], me: typeof dana) =>
  Object.entries(rightsOf(view, me)).filter(([, yes]) => yes).map(([name]) => name).sort();

describe('what a visit offers', () => {
  it('gives the visit’s clinician the verbs of a running visit', () => {
    expect(offered(danasVisit(), dana)).toEqual(['clinician', 'desk', 'end', 'hold', 'inRoom', 'transfer']);
    expect(offered(danasVisit({ phase: 'OnHold' }), dana)).toEqual(['clinician', 'desk', 'end', 'resume', 'transfer']);
  });

  it('gives another clinician only the taking over, and the desk nothing that is clinical', () => {
    const elsewhere = danasVisit({ me: { kind: 'Staff', role: 'Clinician' } });
    expect(offered(elsewhere, kim)).toEqual(['takeOver']);
    expect(offered(danasVisit({ me: { kind: 'Staff', role: 'FrontDesk' } }), desk)).toEqual(['desk']);
  });

  it('offers to admit while waiting, unless somebody else claimed the patient', () => {
    const waiting = danasVisit({ phase: 'Waiting' });
    expect(rightsOf(waiting, dana).admit).toBe(true);
    expect(rightsOf({ ...waiting, claim: { staffId: 'kim', name: 'Kim', until: 'x' } }, dana).admit).toBe(false);
    expect(rightsOf(waiting, desk).admit).toBe(false);
    expect(rightsOf({ ...waiting, clinician: undefined }, kim).admit).toBe(true);
  });

  it('shows no video when the visit goes on by phone', () => {
    expect(rightsOf(danasVisit({ modality: 'Phone' }), dana).inRoom).toBe(false);
  });
});
