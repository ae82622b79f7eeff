import type { Authority, NewAuthority, Profession } from '../../../contract';
import type { FieldError } from '../../../ui';
import { daysBetween } from '../days';
import { say } from '../texts';

export interface AuthorityForm extends Omit<NewAuthority, 'jurisdictions'> {
  jurisdictions: string;
}

export const emptyAuthority = (profession: Profession): AuthorityForm => ({
  kind: 'FullLicense',
  profession,
  jurisdictions: '',
  number: '',
  issuer: '',
  effectiveOn: '',
  expiresOn: '',
  boardStatus: 'Active',
  verifiedOn: new Date().toISOString().slice(0, 10),
  source: '',
});

export function formOf({ kind, profession, jurisdictions, number, issuer, effectiveOn, expiresOn, boardStatus, source }: Authority): AuthorityForm {
  return { ...emptyAuthority(profession), kind, jurisdictions: jurisdictions.join(', '), number, issuer, effectiveOn, expiresOn, boardStatus, source };
}

export const statesOf = (text: string) => text.split(/[\s,;]+/).filter(Boolean).map((code) => code.toUpperCase());

export function authorityErrors(form: AuthorityForm): FieldError[] {
  const states = statesOf(form.jurisdictions);
  const missing = (['number', 'issuer', 'effectiveOn', 'expiresOn', 'verifiedOn', 'source'] as const)
    .filter((field) => !form[field].trim())
    .map((field) => ({ id: field, text: say('missing', { field: say(`authority.${field}`).toLowerCase() }) }));
  const wrong = (bad: boolean, id: string, text: string) => (bad ? [{ id, text }] : []);
  return [
    ...wrong(states.length === 0 || states.some((code) => !/^[A-Z]{2}$/.test(code)), 'jurisdictions', say('authority.statesWrong')),
    ...missing,
    ...wrong(Boolean(form.effectiveOn && form.expiresOn) && form.expiresOn < form.effectiveOn, 'expiresOn', say('authority.datesWrong')),
    ...wrong(form.verifiedOn > new Date().toISOString().slice(0, 10), 'verifiedOn', say('authority.verifiedFuture')),
  ];
}

/** The record that a new one would take the place of: same kind, profession, issuer and number. */
export function supersededBy(form: AuthorityForm, all: readonly Authority[]): Authority | undefined {
  return all.find(
    (one) =>
      one.status !== 'Superseded' &&
      one.kind === form.kind &&
      one.profession === form.profession &&
      one.issuer.trim() === form.issuer.trim() &&
      one.number.trim() === form.number.trim(),
  );
}

export const requestOf = (form: AuthorityForm): NewAuthority => ({ ...form, number: form.number.trim(), issuer: form.issuer.trim(), source: form.source.trim(), jurisdictions: statesOf(form.jurisdictions) });

/** Every record of one license, the newest first. */
export const storyOf = (one: Authority, all: readonly Authority[]) =>
  all.filter(({ kind, profession, issuer, number }) => kind === one.kind && profession === one.profession && issuer === one.issuer && number === one.number);

export const currentOnes = (all: readonly Authority[]) => all.filter(({ status }) => status !== 'Superseded');

/** Those in force that end within so many days, the soonest first. */
export function expiring(all: readonly Authority[], today: string, withinDays = 60): { authority: Authority; days: number }[] {
  return all
    .filter(({ status, boardStatus }) => status !== 'Superseded' && status !== 'Suspended' && boardStatus !== 'Revoked')
    .map((authority) => ({ authority, days: daysBetween(today, authority.expiresOn) }))
    .filter(({ days }) => days <= withinDays && days >= -30)
    .sort((a, b) => a.days - b.days);
}

export const daysText = (days: number) =>
  days === 0 ? say('clinicians.today') : days > 0 ? say('clinicians.days', { count: days }) : say('clinicians.expiredDays', { count: -days });
