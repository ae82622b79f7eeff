import type { VideoStay } from '../../../contract';
import { durationText, localDay, momentText, timeText } from '../../staff/time';
import { say } from '../texts';
import { actorText } from './recordText';

/** One stay in words; its end says the day only where that is another one. */
export function stayText({ role, name, from, to, minutes }: VideoStay, zone: string) {
  const sameDay = from && to && localDay(Date.parse(from), zone) === localDay(Date.parse(to), zone);
  return {
    who: name || role ? actorText({ kind: 'Participant', role, name }) : say('attendance.guest'),
    from: from ? momentText(from, zone) : say('attendance.notTold'),
    to: !to ? say('attendance.there') : sameDay ? timeText(to, zone) : momentText(to, zone),
    length: minutes === undefined ? '' : durationText(minutes * 60_000),
  };
}
