import { describe, expect, it } from 'vitest';
import { durationText, instantOf, localDay, momentText, wallTime, zoneName } from './time';

describe('times', () => {
  it('make an instant of a wall time in its zone, in winter and in summer', () => {
    expect(instantOf('2026-11-23', '10:30', 'America/Denver')).toEqual({ instant: '2026-11-23T17:30:00Z' });
    expect(instantOf('2026-07-01', '10:30', 'America/Denver')).toEqual({ instant: '2026-07-01T16:30:00Z' });
    expect(instantOf('2026-07-01', '10:30', 'America/Phoenix')).toEqual({ instant: '2026-07-01T17:30:00Z' });
  });

  it('refuse the hour that the clocks skip and take the first of the one they repeat', () => {
    expect(instantOf('2027-03-14', '02:30', 'America/Denver')).toEqual({ problem: 'Skipped' });
    expect(instantOf('2026-11-01', '01:30', 'America/Denver')).toEqual({ instant: '2026-11-01T07:30:00Z', note: 'Repeated' });
  });

  it('know a leap day and refuse what is no date', () => {
    expect(instantOf('2028-02-29', '09:00', 'America/Boise')).toEqual({ instant: '2028-02-29T16:00:00Z' });
    expect(instantOf('', '09:00', 'America/Boise')).toEqual({ problem: 'Missing' });
  });

  it('go back from an instant to the wall time and the day', () => {
    const midnight = Date.parse('2026-11-24T07:00:00Z');
    expect(wallTime(midnight, 'America/Denver')).toBe('00:00');
    expect(localDay(midnight, 'America/Denver')).toBe('2026-11-24');
    expect(localDay(midnight - 1000, 'America/Denver')).toBe('2026-11-23');
  });

  it('are said with their zone', () => {
    expect(momentText('2026-11-23T17:30:00Z', 'America/Denver')).toMatch(/Nov 23, 2026.*10:30\sAM MST/);
    expect(zoneName('America/Denver', Date.parse('2026-07-01T00:00:00Z'))).toBe('Mountain Daylight Time');
    expect([durationText(59_000), durationText(65 * 60_000), durationText(-5)]).toEqual(['less than 1 min', '1 h 05 min', 'less than 1 min']);
  });
});
