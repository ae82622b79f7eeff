import { language } from './index';

export const deviceZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Time of day with the zone's name: "10:30 AM Mountain Standard Time". */
export function timeIn(instant: string, zone: string) {
  return format(instant, { timeZone: zone, hour: 'numeric', minute: '2-digit', timeZoneName: 'long' });
}

export function shortTimeIn(instant: string, zone: string) {
  return format(instant, { timeZone: zone, hour: 'numeric', minute: '2-digit' });
}

export function dayIn(instant: string, zone: string) {
  return format(instant, { timeZone: zone, weekday: 'long', month: 'long', day: 'numeric' });
}

export function minutesSince(instant: string, now = Date.now()) {
  return Math.max(0, Math.floor((now - Date.parse(instant)) / 60_000));
}

function format(instant: string, options: Intl.DateTimeFormatOptions) {
  return new Intl.DateTimeFormat(language() === 'es' ? 'es-US' : 'en-US', options).format(new Date(instant));
}
