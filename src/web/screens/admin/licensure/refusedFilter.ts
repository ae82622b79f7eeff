import { dayRange } from '../days';

/** What the page of refused starts is narrowed by, as it stands in the address: ids, codes and days alone. */
export interface RefusedFilter {
  state: string;
  clinicianId: string;
  reason: string;
  verdict: string;
  from: string;
  to: string;
}

export const emptyFilter: RefusedFilter = { state: '', clinicianId: '', reason: '', verdict: '', from: '', to: '' };

export function filterFrom(address: URLSearchParams): RefusedFilter {
  const names = Object.keys(emptyFilter) as (keyof RefusedFilter)[];
  return Object.fromEntries(names.map((name) => [name, address.get(name) ?? ''])) as unknown as RefusedFilter;
}

export function addressOf(filter: RefusedFilter): string {
  const set = Object.entries(filter).filter(([, value]) => value);
  return `/admin/licensure/refused${set.length > 0 ? `?${new URLSearchParams(set as [string, string][]).toString()}` : ''}`;
}

/** The query of the API: days become instants in the clinic's zone, the last day included. */
export function queryOf({ from, to, ...rest }: RefusedFilter, zone: string): Record<string, string> {
  return { ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value)), ...dayRange(from, to, zone) };
}
