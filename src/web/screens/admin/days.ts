import { instantOf } from '../staff/time';

/** The instants of a range of days in a zone, the last day included; an open end stays open. */
export function dayRange(from: string, to: string, zone: string): { from?: string; to?: string } {
  return {
    ...(from ? { from: startOfDay(from, zone) } : {}),
    ...(to ? { to: startOfDay(dayAfter(to), zone) } : {}),
  };
}

export const dayAfter = (day: string, days = 1) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Whole days from one date to another. */
export const daysBetween = (from: string, to: string) => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

function startOfDay(day: string, zone: string) {
  const start = instantOf(day, '00:00', zone);
  return 'instant' in start ? start.instant : undefined;
}
