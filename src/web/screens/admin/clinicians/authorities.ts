import type { Authority, CompactId, NewAuthority, PatientScope, Profession, UsageLimit } from '../../../contract';
import type { FieldError } from '../../../ui';
import { daysBetween } from '../days';
import { say } from '../texts';

/** What binds an authority, as it is typed; empty where it is not bound. */
export interface ConditionsForm {
  compact: string;
  path: string;
  dependsOn: string;
  requiresClinicianIn: string;
  encumbrances: string;
  scope: PatientScope;
  limitUnit: string;
  limitMax: string;
  limitWindow: string;
  limitDays: string;
  eventOn: string;
  sourceUrl: string;
  telehealthOnly: boolean;
}

export interface AuthorityForm extends Pick<NewAuthority, 'kind' | 'profession' | 'number' | 'issuer' | 'effectiveOn' | 'expiresOn' | 'boardStatus' | 'verifiedOn' | 'source' | 'supersedes'>, ConditionsForm {
  jurisdictions: string;
}

const unbound: ConditionsForm = {
  compact: '',
  path: '',
  dependsOn: '',
  requiresClinicianIn: '',
  encumbrances: '',
  scope: 'Any',
  limitUnit: '',
  limitMax: '',
  limitWindow: '',
  limitDays: '',
  eventOn: '',
  sourceUrl: '',
  telehealthOnly: false,
};

export const isBound = (form: ConditionsForm) => (Object.keys(unbound) as (keyof ConditionsForm)[]).some((name) => form[name] !== unbound[name]);

export const emptyAuthority = (profession: Profession): AuthorityForm => ({
  ...unbound,
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

/** All that a record says, to be said again with a change: a condition that is not said again would no longer bind. Who checked it is said anew. */
export function formOf({ kind, profession, jurisdictions, number, issuer, effectiveOn, expiresOn, boardStatus, source, ...bound }: Authority): AuthorityForm {
  return {
    ...emptyAuthority(profession),
    kind,
    jurisdictions: jurisdictions.join(', '),
    number,
    issuer,
    effectiveOn,
    expiresOn,
    boardStatus,
    source,
    compact: bound.compact ?? '',
    path: bound.path ?? '',
    dependsOn: bound.dependsOn ?? '',
    requiresClinicianIn: bound.requiresClinicianIn?.join(', ') ?? '',
    encumbrances: bound.encumbrances?.join('\n') ?? '',
    scope: bound.scope ?? 'Any',
    limitUnit: bound.limit?.unit ?? '',
    limitMax: bound.limit?.max.toString() ?? '',
    limitWindow: bound.limit?.window ?? '',
    limitDays: bound.limit?.days?.toString() ?? '',
    eventOn: bound.eventOn ?? '',
    sourceUrl: bound.sourceUrl ?? '',
    telehealthOnly: bound.telehealthOnly ?? false,
  };
}

export const statesOf = (text: string) => text.split(/[\s,;]+/).filter(Boolean).map((code) => code.toUpperCase());

export function authorityErrors(form: AuthorityForm): FieldError[] {
  const states = statesOf(form.jurisdictions);
  const missing = (['number', 'issuer', 'effectiveOn', 'expiresOn', 'verifiedOn', 'source'] as const)
    .filter((field) => !form[field].trim())
    .map((field) => ({ id: field, text: say('missing', { field: say(`authority.${field}`).toLowerCase() }) }));
  const wrong = (bad: boolean, id: string, text: string) => (bad ? [{ id, text }] : []);
  const must = (is: boolean, id: keyof AuthorityForm) => wrong(is && !form[id], id, say('missing', { field: say(`authority.${id}`).toLowerCase() }));
  const limited = Boolean(form.limitUnit || form.limitMax || form.limitWindow);
  const sinceEvent = form.limitWindow === 'SinceEvent';
  return [
    ...wrong(states.length === 0 || states.some((code) => !/^[A-Z]{2}$/.test(code)), 'jurisdictions', say('authority.statesWrong')),
    ...missing,
    ...wrong(Boolean(form.effectiveOn && form.expiresOn) && form.expiresOn < form.effectiveOn, 'expiresOn', say('authority.datesWrong')),
    ...wrong(form.verifiedOn > new Date().toISOString().slice(0, 10), 'verifiedOn', say('authority.verifiedFuture')),
    ...must(form.kind === 'CompactPrivilege' || form.kind === 'CompactAuthority', 'compact'),
    ...wrong(statesOf(form.requiresClinicianIn).some((code) => !/^[A-Z]{2}$/.test(code)), 'requiresClinicianIn', say('authority.statesWrong')),
    ...must(limited, 'limitUnit'),
    ...wrong(limited && !/^[1-9]\d{0,2}$|^1000$/.test(form.limitMax), 'limitMax', say('authority.limitWrong')),
    ...must(limited, 'limitWindow'),
    ...wrong(sinceEvent && !/^[1-9]\d{0,2}$|^1000$/.test(form.limitDays), 'limitDays', say('authority.limitWrong')),
    ...must(sinceEvent, 'eventOn'),
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

export function requestOf({ kind, profession, effectiveOn, expiresOn, boardStatus, verifiedOn, supersedes, ...form }: AuthorityForm): NewAuthority {
  const said = (text: string) => text.trim() || undefined;
  return {
    kind,
    profession,
    jurisdictions: statesOf(form.jurisdictions),
    number: form.number.trim(),
    issuer: form.issuer.trim(),
    effectiveOn,
    expiresOn,
    boardStatus,
    verifiedOn,
    source: form.source.trim(),
    compact: said(form.compact) as CompactId | undefined,
    path: said(form.path),
    dependsOn: said(form.dependsOn),
    encumbrances: form.encumbrances.split('\n').map((line) => line.trim()).filter(Boolean),
    requiresClinicianIn: statesOf(form.requiresClinicianIn),
    telehealthOnly: form.telehealthOnly,
    scope: form.scope,
    limit: limitOf(form),
    eventOn: said(form.eventOn),
    sourceUrl: said(form.sourceUrl),
    supersedes,
  };
}

function limitOf({ limitUnit, limitMax, limitWindow, limitDays }: ConditionsForm): UsageLimit | undefined {
  if (!limitUnit) return undefined;
  const days = limitWindow === 'SinceEvent' ? Number(limitDays) : undefined;
  return { unit: limitUnit as UsageLimit['unit'], max: Number(limitMax), window: limitWindow as UsageLimit['window'], days };
}

/** An address that is safe to open from the page: over TLS, and nobody's name or password in it. */
export function webAddress(text: string | undefined): URL | undefined {
  const url = text && URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'https:' && !url.username && !url.password ? url : undefined;
}

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
