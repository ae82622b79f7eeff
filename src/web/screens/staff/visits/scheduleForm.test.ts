import { describe, expect, it } from 'vitest';
import { emptyPatient, errorsOf, requestOf, withoutEmpty, type ScheduleForm } from './scheduleForm';

const form: ScheduleForm = {
  who: 'new',
  newPatient: { ...emptyPatient, givenName: ' María ', familyName: 'Núñez', birthDate: '1992-02-29' },
  clinicianId: '',
  day: '2026-11-24',
  time: '10:30',
  zone: 'America/Denver',
  duration: '50',
  kind: 'Therapy',
};
const wrong = (change: Partial<ScheduleForm>) => errorsOf({ ...form, ...change }, '2026-11-23').map(({ id }) => id);

describe('scheduling', () => {
  it('sends the instant, and only what was filled in', () => {
    expect(requestOf(form)).toEqual({
      patient: { givenName: 'María', familyName: 'Núñez', birthDate: '1992-02-29', preferredLanguage: 'en' },
      startsAt: '2026-11-24T17:30:00Z',
      durationMinutes: 50,
      kind: 'Therapy',
    });
  });

  it('points at each field that is wrong', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ who: 'existing' })).toEqual(['find']);
    expect(wrong({ newPatient: { ...emptyPatient, birthDate: '2027-01-01' } })).toEqual(['givenName', 'familyName', 'birthDate']);
    expect(wrong({ time: '', duration: '3' })).toEqual(['time', 'duration']);
    expect(wrong({ day: '2027-03-14', time: '02:30' })).toEqual(['time']);
  });

  it('sends no empty answers', () => {
    expect(withoutEmpty({ a: ' ', b: ' x ', c: undefined, d: 0 })).toEqual({ b: 'x', d: 0 });
  });
});
