import type { Access, AccessPart } from '../../../contract';
import { localDay } from '../../staff/time';

export interface Accessor {
  id: string;
  name?: string;
  parts: AccessPart[];
  looks: number;
  changes: number;
  refused: number;
  last: string;
  items: Access[];
}

/** By person: who looked most often first; whoever has no visit with the patient before all others. */
export function byPerson(items: readonly Access[]): Accessor[] {
  const people = new Map<string, Accessor>();
  for (const item of items) {
    const id = item.actorId ?? '';
    const one = people.get(id) ?? { id, name: item.actorName, parts: [], looks: 0, changes: 0, refused: 0, last: item.at, items: [] };
    people.set(id, one);
    if (!one.parts.includes(item.part)) one.parts.push(item.part);
    if (item.refused) one.refused += 1;
    else if (item.reads) one.looks += 1;
    else one.changes += 1;
    if (item.at > one.last) one.last = item.at;
    one.items.push(item);
  }
  return [...people.values()].sort((a, b) => Number(isStrange(b)) - Number(isStrange(a)) || b.items.length - a.items.length || (a.name ?? '').localeCompare(b.name ?? ''));
}

export const isStrange = ({ parts }: Pick<Accessor, 'parts'>) => parts.includes('OtherClinician');

/** By day of the clinic, as they come. */
export function byDay(items: readonly Access[], zone: string): { day: string; items: Access[] }[] {
  const days: { day: string; items: Access[] }[] = [];
  for (const item of items) {
    const day = localDay(Date.parse(item.at), zone);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}

export interface AccessFilter {
  from: string;
  to: string;
  readsOnly: boolean;
}

export const filterFrom = (address: URLSearchParams): AccessFilter => ({ from: address.get('from') ?? '', to: address.get('to') ?? '', readsOnly: address.get('reads') === 'only' });

export function addressOf(patientId: string, { from, to, readsOnly }: AccessFilter): string {
  const set = Object.entries({ from, to, reads: readsOnly ? 'only' : '' }).filter(([, value]) => value);
  return `/admin/log/patients/${patientId}${set.length > 0 ? `?${new URLSearchParams(set)}` : ''}`;
}
