import type { AuditRecord, StaffRole, ParticipantRole } from '../../../contract';
import { codeText } from '../../staff/refusals';
import { say as common, texts } from '../../staff/texts';
import { momentText } from '../../staff/time';
import { say } from '../texts';

/** "AdmitPatientRefused" as "Admit patient refused". */
export function codeWords(code: string) {
  const words = code.replace(/_/g, ' ').replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function actorText({ kind, role, name }: AuditRecord['actor']) {
  if (/^system$/i.test(kind)) return say('log.system');
  const roleName = role?.split('+').map((one) => (`role.${one}` in texts ? common(`role.${one as StaffRole | ParticipantRole}`) : one)).join(' and ');
  if (name) return roleName ? `${name} (${roleName.toLowerCase()})` : name;
  return roleName ?? (/^(anonymous|stranger|nobody)$/i.test(kind) ? say('log.stranger') : kind);
}

export type RecordReason = AuditRecord['reasons'][number];

export const reasonCode = (reason: RecordReason) => (typeof reason === 'string' ? reason : reason.code);

/** A reason is a licensure reason or a refusal's code; whichever has words is said in words. */
export function reasonWords(reason: RecordReason) {
  const code = reasonCode(reason);
  const text = `reason.${code}` in texts ? codeText('reason', code) : codeText('refusal', code);
  return typeof reason !== 'string' && reason.subject ? `${text} (${reason.subject})` : text;
}

/** The members of a record's before or after, as names and plain values. */
export function fieldsOf(value: Record<string, unknown> | undefined): { name: string; value: string }[] {
  return Object.entries(value ?? {}).map(([name, entry]) => ({ name, value: typeof entry === 'string' ? entry : JSON.stringify(entry) }));
}

/** A record writes its times as instants; a reader wants them in the visit's zone. */
export const withTimes = (text: string, zone: string) =>
  text.replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z/g, (instant) => momentText(instant, zone));

export const shortId = (id: string) => id.slice(0, 8);
