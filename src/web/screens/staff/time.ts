import { useEffect, useState } from 'preact/hooks';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions) {
  const key = zone + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options });
    formats.set(key, made);
  }
  return made;
}

const date = { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' } as const;
const clock = { hour: 'numeric', minute: '2-digit' } as const;

/** "2:05 PM MST" */
export const timeText = (instant: string, zone: string) =>
  format(zone, { ...clock, timeZoneName: 'short' }).format(new Date(instant));

/** "2:05 PM" */
export const clockText = (instant: string, zone: string) => format(zone, clock).format(new Date(instant));

/** "Mon, Nov 23, 2026" */
export const dateText = (instant: string, zone: string) => format(zone, date).format(new Date(instant));

/** "Mon, Nov 23, 2026, 2:05 PM MST" */
export const momentText = (instant: string, zone: string) =>
  format(zone, { ...date, ...clock, timeZoneName: 'short' }).format(new Date(instant));

/** "2:05:07 PM MST" */
export const secondText = (instant: string, zone: string) =>
  format(zone, { ...clock, second: '2-digit', timeZoneName: 'short' }).format(new Date(instant));

/** "Mon, Nov 23, 2026, 2:05:07 PM MST" */
export const momentSecondText = (instant: string, zone: string) =>
  format(zone, { ...date, ...clock, second: '2-digit', timeZoneName: 'short' }).format(new Date(instant));

/** "2026-11-23 21:05:07 UTC" */
export const utcText = (instant: string) => `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** A date without a time, "1990-02-28", as "Feb 28, 1990". */
export const dayText = (day: string | undefined) =>
  !day ? '' : format('UTC', { month: 'short', day: 'numeric', year: 'numeric' }).format(new Date(`${day}T00:00:00Z`));

/** The zone's name at that instant: "Mountain Standard Time". */
export function zoneName(zone: string, instant = Date.now()) {
  const part = format(zone, { timeZoneName: 'long' })
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName');
  return part?.value ?? zone;
}

/** The local date, `YYYY-MM-DD`, in a zone. */
export function localDay(instant: number, zone: string) {
  const { year, month, day } = partsIn(instant, zone);
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

export type WallTime = { instant: string; note?: 'Repeated' } | { problem: 'Missing' | 'Skipped' };

/** The instant of a wall time in a zone. An hour that the clocks skip has none; of a repeated one the first is taken. */
export function instantOf(day: string, time: string, zone: string): WallTime {
  // Browsers read parts that are missing as they please.
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(day) && /^\d{2}:\d{2}$/.test(time);
  const asUtc = whole ? Date.parse(`${day}T${time}:00Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) return { problem: 'Missing' };
  const offsets = [asUtc - 86_400_000, asUtc + 86_400_000].map((near) => offsetAt(near, zone));
  const found = [...new Set(offsets)]
    .map((offset) => asUtc - offset)
    .filter((instant) => instant + offsetAt(instant, zone) === asUtc)
    .sort((a, b) => a - b);
  const [first] = found;
  if (first === undefined) return { problem: 'Skipped' };
  const instant = new Date(first).toISOString().replace('.000Z', 'Z');
  return found.length > 1 ? { instant, note: 'Repeated' } : { instant };
}

/** The wall time, `HH:MM`, of an instant in a zone. */
export function wallTime(instant: number, zone: string) {
  const { hour, minute } = partsIn(instant, zone);
  return `${pad(hour)}:${pad(minute)}`;
}

function offsetAt(instant: number, zone: string) {
  const { year, month, day, hour, minute, second } = partsIn(instant, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

function partsIn(instant: number, zone: string) {
  const options = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
  const values = new Map(format(zone, options).formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => values.get(name) ?? 0;
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute'), second: part('second') };
}

const pad = (value: number, width = 2) => String(value).padStart(width, '0');

/** The present, renewed every so often. */
export function useNow(everyMs = 1_000) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** "4 min", "1 h 05 min" */
export function durationText(ms: number) {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes === 0) return 'less than 1 min';
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
}
