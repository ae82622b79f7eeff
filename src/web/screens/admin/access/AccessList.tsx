import type { Access } from '../../../contract';
import { Badge, Card, Table } from '../../../ui';
import { Link } from '../../staff/Link';
import { Two } from '../../staff/parts';
import { dateText, momentText, secondText } from '../../staff/time';
import { shortId } from '../log/recordText';
import { say } from './texts';

export function AccessList({ title, items, zone, withName }: { title: string; items: readonly Access[]; zone: string; withName: boolean }) {
  return (
    <Card title={title}>
      <Table
        caption={title}
        rows={items}
        rowKey={({ recordId }) => String(recordId)}
        empty={say('empty')}
        columns={[
          { key: 'when', title: say('when'), cell: ({ at }) => <Two first={secondText(at, zone)} second={dateText(at, zone)} /> },
          ...(withName ? [{ key: 'who', title: say('who'), cell: (item: Access) => item.actorName ?? say('somebody') }] : []),
          { key: 'what', title: say('what'), cell: (item) => <span>{item.text} {item.refused && <Badge tone="danger">{say('refusedBadge')}</Badge>}</span> },
          { key: 'part', title: say('part'), cell: ({ part }) => say(`part.${part}`) },
          { key: 'visit', title: say('visit'), cell: ({ visitId, at }) => visitId && <Link to={`/admin/log/visits/${visitId}`} label={say('timelineName', { time: momentText(at, zone) })}>{say('timeline')} <code class="small">{shortId(visitId)}</code></Link> },
        ]}
      />
    </Card>
  );
}
