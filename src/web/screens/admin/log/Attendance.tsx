import type { VideoStay } from '../../../contract';
import { Badge, Card, TableScroll } from '../../../ui';
import { zoneName } from '../../staff/time';
import { say } from '../texts';
import { stayText } from './stayText';

/** Who was in the visit's video room, from when to when; nothing where nobody was. */
export function Attendance({ stays, zone, startsAt }: { stays: readonly VideoStay[]; zone: string; startsAt: string }) {
  if (stays.length === 0) return null;
  const heads = ['who', 'from', 'to', 'length'] as const;
  return (
    <Card title={say('attendance.title')}>
      <p class="small soft">{say('attendance.explain', { zone: zoneName(zone, Date.parse(startsAt)) })}</p>
      <TableScroll label={say('attendance.title')}>
        <table class="table">
          <caption class="sr-only">{say('attendance.title')}</caption>
          <thead>
            <tr>{heads.map((head) => <th key={head} scope="col">{say(`attendance.${head}`)}</th>)}</tr>
          </thead>
          <tbody>
            {stays.map((stay, index) => {
              const text = stayText(stay, zone);
              return (
                <tr key={index}>
                  <td data-title={say('attendance.who')}><span>{text.who} {stay.reconciled && <Badge>{say('attendance.reconciled')}</Badge>}</span></td>
                  <td data-title={say('attendance.from')}>{text.from}</td>
                  <td data-title={say('attendance.to')}>{text.to}</td>
                  <td data-title={say('attendance.length')}>{text.length}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}
