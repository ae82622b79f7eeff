import { describe, expect, it } from 'vitest';
import { dayRange } from '../days';
import { addressOf, completed, exportAddressOf, marked, queryFrom, termWords, timesOf, without, withTerm } from './logQuery';
import { actorText, codeWords, fieldsOf, reasonWords, withTimes } from './recordText';
import { stayText } from './stayText';

const id = '01234567-89ab-cdef-0123-456789abcdef';

describe('the log’s search', () => {
  const term = { start: 0, length: 1, not: false };

  it('survives in the address, and reads the addresses of before', () => {
    expect(addressOf('')).toBe('/admin/log');
    expect(queryFrom(new URL(addressOf(`visit:${id} -code:Visit*`), 'http://x').searchParams)).toBe(`visit:${id} -code:Visit*`);
    expect(queryFrom(new URLSearchParams({ visit: id, refused: 'yes' }))).toBe(`visit:${id} outcome:refused`);
  });

  it('is taken along to its export, and its times alone to that of everything', () => {
    expect(exportAddressOf('code:A')).toBe('/admin/log/exports?q=code%3AA');
    expect(exportAddressOf('')).toBe('/admin/log/exports');
    expect(timesOf('code:A after:2026-11-01 -state:UT before:7d')).toBe('after:2026-11-01 before:7d');
  });

  it('says its terms in words, with names in place of ids', () => {
    expect(termWords({ ...term, key: 'Code', values: [{ text: 'PatientAdmitted' }] })).toBe('What: Patient admitted');
    expect(termWords({ ...term, not: true, key: 'Actor', values: [{ text: id, label: 'Dana Reyes' }] })).toBe('Who did it: not Dana Reyes');
    expect(termWords({ ...term, key: 'Visit', values: [{ text: id }] })).toBe('Visit: 01234567');
  });

  it('loses and gains terms', () => {
    const terms = [{ ...term, key: 'Code' as const, values: [{ text: 'A' }, { text: 'B' }] }, { ...term, not: true, key: 'State' as const, values: [{ text: 'UT' }] }];
    expect(without(terms, 0)).toBe('-state:UT');
    expect(withTerm('code:A state:UT', 'code:B')).toBe('state:UT code:B');
    expect(withTerm('', 'code:B')).toBe('code:B');
  });

  it('takes a proposal where the caret is', () => {
    expect(completed('co state:UT', { start: 0, length: 2, text: 'code:' })).toEqual({ text: 'code:state:UT', caret: 5 });
    expect(completed('state:U', { start: 6, length: 1, text: 'UT' })).toEqual({ text: 'state:UT ', caret: 9 });
  });

  it('marks what is wrong', () => {
    expect(marked('code:A colour:red', [{ start: 7, length: 6 }])).toEqual([{ text: 'code:A ', wrong: false }, { text: 'colour', wrong: true }, { text: ':red', wrong: false }]);
    expect(marked('code:', [{ start: 5, length: 0 }])).toEqual([{ text: 'code:', wrong: false }, { text: '…', wrong: true }]);
  });

  it('takes the last day of a range whole, across a change of the clocks', () => {
    expect(dayRange('2026-10-31', '2026-11-01', 'America/Denver')).toEqual({ from: '2026-10-31T06:00:00Z', to: '2026-11-02T07:00:00Z' });
    expect(dayRange('', '', 'America/Denver')).toEqual({});
  });
});

describe('a record in words', () => {
  it('names what happened, who did it and why not', () => {
    expect(codeWords('AdmitPatientRefused')).toBe('Admit patient refused');
    expect(actorText({ kind: 'Staff', role: 'FrontDesk', name: 'Sam Okafor' })).toBe('Sam Okafor (front desk)');
    expect(actorText({ kind: 'Staff', role: 'FrontDesk+Admin', name: 'Sam Okafor' })).toBe('Sam Okafor (front desk and admin)');
    expect(actorText({ kind: 'System' })).toBe('The system');
    expect(reasonWords('STATE_NOT_SERVED')).toContain('does not serve');
    expect(reasonWords('WRONG_PHASE')).toContain('moved on');
    expect(reasonWords({ code: 'SOMETHING_NEW', subject: 'UT' })).toBe('Something new (UT)');
  });

  it('tells the time in the visit’s zone', () => {
    expect(withTimes('Moved to 2026-11-24T05:00:00.000000Z.', 'America/Denver')).toMatch(/^Moved to Mon, Nov 23, 2026, 10:00\sPM MST\.$/);
  });

  it('shows every member, nested ones as they are', () => {
    expect(fieldsOf({ phase: 'Waiting', version: 3, reasons: ['A'] })).toEqual([
      { name: 'phase', value: 'Waiting' },
      { name: 'version', value: '3' },
      { name: 'reasons', value: '["A"]' },
    ]);
    expect(fieldsOf(undefined)).toEqual([]);
  });
});

describe('a stay in the video room', () => {
  const zone = 'America/Denver';
  const stay = { participantId: id, reconciled: false };

  it('names staff, and others by their role, and tells the times in the visit’s zone', () => {
    const told = stayText({ ...stay, role: 'Clinician', name: 'Ada Test', from: '2026-11-23T18:00:10Z', to: '2026-11-23T18:50:30Z', minutes: 50 }, zone);
    expect(told).toMatchObject({ who: 'Ada Test (clinician)', length: '50 min' });
    expect(told.from).toMatch(/^Mon, Nov 23, 2026, 11:00\sAM MST$/);
    expect(told.to).toMatch(/^11:50\sAM MST$/);
  });

  it('says who is still there, what is not known, and the day where it changed', () => {
    expect(stayText({ ...stay, role: 'SupportPerson', from: '2026-11-23T18:00:10Z' }, zone)).toMatchObject({ who: 'Support person', to: 'Still there', length: '' });
    expect(stayText({ ...stay, to: '2026-11-23T18:00:10Z' }, zone)).toMatchObject({ who: 'Participant', from: 'Not known' });
    expect(stayText({ ...stay, from: '2026-11-24T06:50:00Z', to: '2026-11-24T07:10:00Z', minutes: 20 }, zone).to).toMatch(/^Tue, Nov 24/);
  });
});
