import { describe, expect, it } from 'vitest';
import { rowOf } from '../testing';
import { actsOf } from './RowMenu';
import { noShowAskable, waitOf } from './waiting';

const at = (time: string) => Date.parse(`2026-11-23T${time}:00Z`);
const waitAt = (time: string, since = '16:40') => waitOf({ waitingSince: `2026-11-23T${since}:00Z`, startsAt: '2026-11-23T17:00:00Z' }, at(time));

describe('a wait', () => {
  it('counts from the arrival but turns long only after the planned start', () => {
    expect(waitAt('17:05')).toEqual({ minutes: 25, level: 'calm' });
    expect(waitAt('17:10')).toEqual({ minutes: 30, level: 'long' });
    expect(waitAt('17:20')).toEqual({ minutes: 40, level: 'tooLong' });
  });

  it('counts from the arrival when the patient came late', () => {
    expect(waitAt('17:35', '17:30')).toEqual({ minutes: 5, level: 'calm' });
    expect(waitAt('17:40', '17:30')?.level).toBe('long');
  });

  it('is none for a patient who has not come, and never negative', () => {
    expect(waitOf({ startsAt: '2026-11-23T17:00:00Z' }, at('17:00'))).toBeUndefined();
    expect(waitAt('16:39')?.minutes).toBe(0);
  });
});

describe('a no-show', () => {
  const absent = rowOf('a', { phase: 'Scheduled' });
  it('can be asked for 15 minutes after the start, unless the patient came or is in danger', () => {
    expect(noShowAskable(absent, at('17:14'))).toBe(false);
    expect(noShowAskable(absent, at('17:15'))).toBe(true);
    expect(noShowAskable({ ...absent, safetyOpen: true }, at('17:15'))).toBe(false);
    expect(noShowAskable(rowOf('a', { waitingSince: '2026-11-23T17:00:00Z' }), at('18:00'))).toBe(false);
  });

  it('is offered beside what else can be done with the row', () => {
    expect(actsOf(absent, at('17:15'), false)).toEqual(['checkIn', 'noShow', 'links', 'refuse']);
    expect(actsOf(rowOf('a'), at('17:15'), true)).toEqual(['release', 'links', 'refuse']);
    expect(actsOf(rowOf('a', { phase: 'Closed' }), at('17:15'), false)).toEqual([]);
  });
});
