import type { Access } from '../../../contract';
import { Badge, Card, Table } from '../../../ui';
import { Link } from '../../staff/Link';
import { Two } from '../../staff/parts';
import { dateText, secondText } from '../../staff/time';
import { shortId } from '../log/recordText';
import { say as common } from '../texts';
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
          { key: 'when', title: common('log.when'), cell: ({ at }) => <Two first={secondText(at, zone)} second={dateText(at, zone)} /> },
          ...(withName ? [{ key: 'who', title: common('log.who'), cell: (item: Access) => item.actorName ?? say('somebody') }] : []),
          { key: 'what', title: common('log.what'), cell: (item) => <span>{item.text} {item.refused && <Badge tone="danger">{common('log.refusedBadge')}</Badge>}</span> },
          { key: 'part', title: say('part'), cell: ({ part }) => say(`part.${part}`) },
          { key: 'visit', title: common('log.visit'), cell: ({ visitId }) => visitId && <Link to={`/admin/log/visits/${visitId}`}>{common('log.timeline')} <code class="small">{shortId(visitId)}</code></Link> },
        ]}
      />
    </Card>
  );
}
