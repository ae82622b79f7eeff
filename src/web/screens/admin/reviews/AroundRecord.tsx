import type { AuditRecord, Timeline } from '../../../contract';
import { Badge } from '../../../ui';
import { Link } from '../../staff/Link';
import { Loaded } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { dateText, secondText } from '../../staff/time';
import { useLoad } from '../../staff/useLoad';
import { say as common } from '../texts';
import { around } from './reviewFilter';
import { say } from './texts';

/** The visit’s records just before and after one, a sentence each. */
export function AroundRecord({ visitId, record }: { visitId: string; record: AuditRecord }) {
  const { api } = useStaff();
  const timeline = useLoad(`around ${visitId}`, (signal) => api.get<Timeline>(`/api/audit/visits/${visitId}/timeline`, { signal }));
  return <Loaded state={timeline}>{(loaded) => <Around timeline={loaded} record={record} />}</Loaded>;
}

function Around({ timeline, record }: { timeline: Timeline; record: AuditRecord }) {
  const items = around(timeline.items, record);
  if (items.length === 0) return <p class="small soft">{say('aroundEmpty')}</p>;
  const { zone } = timeline.visit;
  return (
    <ol class="story story-short">
      {items.map((item) => (
        <li key={item.id} class={item.refused ? 'story-refused' : ''}>
          <p class="story-text">
            <span>{item.text}</span>
            {String(item.id) === String(record.id) && <Badge tone="warning">{say('this')}</Badge>}
          </p>
          <p class="small soft">
            <time dateTime={item.at}>{dateText(item.at, zone)}, {secondText(item.at, zone)}</time>
            {item.code === 'LicensureEvaluated' && <> · <Link to={`/admin/log/decisions/${item.id}`} label={common('timeline.replayName', { seq: item.seq })}>{common('timeline.replay')}</Link></>}
          </p>
        </li>
      ))}
    </ol>
  );
}
