import type { NewPatient, Patient, ScheduleVisit, VisitKind } from '../../../contract';
import type { FieldError } from '../../../ui';
import { say } from '../texts';
import { instantOf, type WallTime } from '../time';

export interface ScheduleForm {
  who: 'existing' | 'new';
  patient?: Patient;
  newPatient: NewPatient;
  clinicianId: string;
  day: string;
  time: string;
  zone: string;
  duration: string;
  kind: VisitKind;
}

export const emptyPatient: NewPatient = { givenName: '', familyName: '', birthDate: '', phone: '', email: '', preferredLanguage: 'en', externalId: '' };

export const startOf = ({ day, time, zone }: Pick<ScheduleForm, 'day' | 'time' | 'zone'>): WallTime => instantOf(day, time, zone);

/** What is wrong with the form, each with the id of its field; empty when it can be sent. */
export function errorsOf(form: ScheduleForm, today: string): FieldError[] {
  const start = startOf(form);
  const minutes = Number(form.duration);
  return [
    ...(form.who === 'existing' && !form.patient ? [{ id: 'find', text: say('schedule.patientMissing') }] : []),
    ...(form.who === 'new' ? patientErrors(form.newPatient, today) : []),
    ...('problem' in start
      ? [{ id: form.day ? 'time' : 'day', text: say(start.problem === 'Skipped' ? 'schedule.skipped' : 'schedule.dayMissing') }]
      : []),
    ...(Number.isInteger(minutes) && minutes >= 5 && minutes <= 480 ? [] : [{ id: 'duration', text: say('schedule.durationWrong') }]),
  ];
}

export function patientErrors(patient: NewPatient, today: string): FieldError[] {
  const missing = (['givenName', 'familyName', 'birthDate'] as const)
    .filter((field) => !patient[field].trim())
    .map((field) => ({ id: field, text: say('person.missing', { field: say(`person.${field}`).toLowerCase() }) }));
  return patient.birthDate > today ? [...missing, { id: 'birthDate', text: say('person.future') }] : missing;
}

export function requestOf(form: ScheduleForm): ScheduleVisit {
  const start = startOf(form);
  return {
    ...(form.who === 'existing' ? { patientId: form.patient?.id } : { patient: withoutEmpty(form.newPatient) }),
    ...(form.clinicianId ? { clinicianId: form.clinicianId } : {}),
    startsAt: 'instant' in start ? start.instant : '',
    durationMinutes: Number(form.duration),
    kind: form.kind,
  };
}

/** Optional answers that were left empty are not sent at all. */
export function withoutEmpty<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).flatMap(([key, entry]) => {
    const kept: unknown = typeof entry === 'string' ? entry.trim() : entry;
    return kept === '' || kept === undefined ? [] : [[key, kept]];
  })) as T;
}
