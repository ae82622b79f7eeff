import { describe, expect, it } from 'vitest';
import type { TimelinePerson, VisitPhase } from '../../../../contract';
import { lanesOf, rangeOf, totalOf } from './lanes';
import { storyOf, type StoryRecord } from './storyOf';

const minute = (n: number) => new Date(Date.parse('2026-11-28T17:00:00Z') + n * 60_000).toISOString();
let seq = 0;
const record = (at: number, code: string, phase?: VisitPhase, after: Record<string, unknown> = {}, more: Partial<StoryRecord> = {}): StoryRecord => ({
  id: String(++seq), stream: 'visit:1', seq, at: minute(at), code, actor: { kind: 'Staff', name: 'Ada Test' }, after: { ...(phase ? { phase } : {}), ...after }, reasons: [], refused: false, text: code, ...more,
});

const visit = () => [
  record(0, 'VisitScheduled', 'Scheduled'),
  record(30, 'ParticipantIdentified', 'Scheduled', { participantId: 'p' }),
  record(31, 'LicensureEvaluated', 'Waiting', { verdict: 'Allow', basis: 'Start' }),
  record(31, 'ParticipantCheckedIn', 'Waiting', { participantId: 'p' }),
  record(35, 'PatientClaimed', 'Waiting'),
  record(35, 'AuthorityUsed', 'Waiting'),
  record(36, 'PatientAdmitted', 'InProgress', { clinicianId: 'ada' }),
  record(40, 'VisitHeld', 'OnHold'),
  record(42, 'VisitResumed', 'InProgress'),
  record(43, 'AdmitPatientRefused', undefined, {}, { refused: true }),
  record(44, 'SafetyConcernRaised', 'InProgress', { concernId: 'c' }),
  record(45, 'SafetyConcernAcknowledged', 'InProgress', { concernId: 'c' }),
  record(60, 'VisitEnded', 'Closed'),
];

describe('a visit’s story', () => {
  it('goes by chapters, marks gaps, folds what is technical and loses nothing', () => {
    const items = visit();
    const parts = storyOf({ items, beside: [] });
    expect(parts.flatMap((part) => (part.type === 'chapter' ? [part.chapter] : []))).toEqual(['planned', 'arrival', 'waiting', 'visit', 'hold', 'visit', 'after']);
    expect(parts.flatMap((part) => (part.type === 'gap' ? [part.ms / 60_000] : []))).toEqual([30, 15]);
    expect(parts.find((part) => part.type === 'folded')).toMatchObject({ moments: [{ record: { code: 'PatientClaimed' } }, { record: { code: 'AuthorityUsed' } }] });
    const told = parts.flatMap((part) => (part.type === 'moment' ? [part.moment] : part.type === 'folded' ? part.moments : []));
    expect(told.map((moment) => moment.record.id)).toEqual(items.map(({ id }) => id));
  });

  it('says who acknowledged a concern and when, or that nobody did', () => {
    const concern = (items: StoryRecord[]) => storyOf({ items, beside: [] }).flatMap((part) => (part.type === 'moment' && part.moment.record.code === 'SafetyConcernRaised' ? [part.moment] : []))[0];
    expect(concern(visit())?.acknowledged).toEqual({ text: 'Ada Test', afterMs: 60_000 });
    expect(concern(visit().filter(({ code }) => code !== 'SafetyConcernAcknowledged'))).toMatchObject({ unanswered: true });
  });

  it('puts in by time what was recorded beside the chain', () => {
    const told = record(36.5, 'AlertTold', undefined, {}, { stream: 'reads:alerts' });
    const codes = storyOf({ items: visit(), beside: [told] }).flatMap((part) => (part.type === 'moment' ? [part.moment.record.code] : []));
    expect(codes.slice(codes.indexOf('PatientAdmitted'), codes.indexOf('VisitHeld') + 1)).toEqual(['PatientAdmitted', 'AlertTold', 'VisitHeld']);
  });

  it('shows a refusal and a denial as such, and folds a continuation that went well', () => {
    const tone = (one: StoryRecord) => storyOf({ items: [one], beside: [] }).flatMap((part) => (part.type === 'moment' ? [part.moment.tone] : part.type === 'folded' ? ['folded'] : []))[0];
    expect(tone(record(0, 'AdmitPatientRefused', undefined, {}, { refused: true }))).toBe('danger');
    expect(tone(record(0, 'LicensureEvaluated', 'Waiting', { verdict: 'Deny' }))).toBe('danger');
    expect(tone(record(0, 'LicensureEvaluated', 'Waiting', { verdict: 'Hold' }))).toBe('warning');
    expect(tone(record(0, 'LicensureEvaluated', 'InProgress', { verdict: 'Allow', basis: 'Continuation' }))).toBe('folded');
  });
});

describe('who was where', () => {
  const people: TimelinePerson[] = [{ participantId: 'p', role: 'Patient' }, { participantId: 'a', role: 'Clinician', staffId: 'ada', name: 'Ada Test' }, { participantId: 'g', role: 'Guardian' }];
  const start = Date.parse(minute(0));
  const spansOf = (items: StoryRecord[], beside: StoryRecord[] = []) =>
    Object.fromEntries(lanesOf({ items, beside, people }).map(({ person, spans }) => [person.participantId, spans.map(({ where, from, to }) => [where, (from - start) / 60_000, to === undefined ? undefined : (to - start) / 60_000])]));

  it('is read off the visit’s records, each person on their own', () => {
    expect(spansOf(visit())).toEqual({
      p: [['waiting', 31, 36], ['visit', 36, 40], ['hold', 40, 42], ['visit', 42, 60]],
      a: [['visit', 36, 40], ['hold', 40, 42], ['visit', 42, 60]],
    });
  });

  it('follows a guest who is held alone, a patient who drops and comes back, and a hand-over', () => {
    const items = [
      record(0, 'ParticipantCheckedIn', 'Waiting', { participantId: 'p' }), record(1, 'ParticipantCheckedIn', 'Waiting', { participantId: 'g' }), record(2, 'PatientAdmitted', 'InProgress', { clinicianId: 'ada' }),
      record(3, 'ParticipantAdmitted', 'InProgress', { participantId: 'g' }), record(4, 'ParticipantHeld', 'InProgress', { participantId: 'g' }), record(5, 'ParticipantLeft', 'InProgress', { participantId: 'p' }),
      record(6, 'ParticipantReturned', 'InProgress', { participantId: 'p' }), record(7, 'VisitTakenOver', 'InProgress', { from: 'ada', to: 'ben' }),
    ];
    expect(spansOf(items)).toEqual({
      p: [['waiting', 0, 2], ['visit', 2, 5], ['away', 5, 6], ['visit', 6, undefined]],
      a: [['visit', 2, 7]],
      g: [['waiting', 1, 3], ['visit', 3, 4], ['hold', 4, undefined]],
    });
  });

  it('marks when a connection was lost, as the device told it', () => {
    const noted = (at: number, connection: string) => record(at, 'MediaConnectionNoted', undefined, { connection }, { subject: { participantId: 'p' } });
    expect(spansOf(visit(), [noted(50, 'Reconnecting'), noted(51, 'Lost'), noted(52, 'Connected')]).p?.at(-1)).toEqual(['connection', 50, 52]);
  });

  it('marks for how long a connection was weak, beside a trouble in that time', () => {
    const weak = (at: number, quality: string) => record(at, 'MediaQualityNoted', undefined, { quality }, { subject: { participantId: 'p' } });
    const lost = record(41, 'MediaConnectionNoted', undefined, { connection: 'Lost' }, { subject: { participantId: 'p' } });
    const spans = spansOf(visit(), [weak(40, 'Weak'), lost, weak(44, 'Steady')]).p;
    expect(spans?.slice(-2)).toEqual([['weak', 40, 44], ['connection', 41, undefined]]);
    expect(spans).toContainEqual(['visit', expect.any(Number), expect.any(Number)]);
  });

  it('shares one stretch of time, and adds up', () => {
    const lanes = lanesOf({ items: visit(), beside: [], people });
    expect(rangeOf(lanes, start)).toEqual({ from: start + 31 * 60_000, to: start + 60 * 60_000 });
    expect(totalOf(lanes[0]!.spans, 'visit', start)).toBe(22 * 60_000);
    expect(rangeOf([], start)).toBeUndefined();
  });
});
