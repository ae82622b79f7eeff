import type { Anomalies } from '../../../contract';
import { Banner, Card, Table } from '../../../ui';
import { Link } from '../../staff/Link';
import { Loaded, Two } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { momentText } from '../../staff/time';
import { useClinic } from '../../staff/useClinic';
import { useLoad } from '../../staff/useLoad';
import { addressOf } from './logQuery';
import { shortId } from './recordText';
import { say } from './texts';

export function AnomaliesScreen() {
  const { api } = useStaff();
  const { timeZone } = useClinic();
  const anomalies = useLoad('anomalies', (signal) => api.get<Anomalies>('/api/audit/anomalies', { query: { days: 7 }, signal }));
  return (
    <Card title={say('anomalies.title')}>
      <p class="soft">{say('anomalies.explain')}</p>
      <Loaded state={anomalies}>
        {({ items, whole }) => (
          <>
            {!whole && <Banner tone="warning">{say('anomalies.partly')}</Banner>}
            <Table
              caption={say('anomalies.title')}
              rows={items}
              rowKey={({ kind, actorId, from }) => `${kind} ${actorId} ${from}`}
              empty={say('anomalies.empty')}
              columns={[
                { key: 'what', title: say('anomalies.what'), cell: ({ kind, actorName, actorId }) => <Two first={actorName ?? shortId(actorId)} second={say(`anomaly.${kind}`)} /> },
                { key: 'when', title: say('anomalies.when'), cell: ({ from, to }) => <Two first={momentText(from, timeZone)} second={momentText(to, timeZone)} /> },
                { key: 'count', title: say('anomalies.count'), align: 'end', cell: ({ count }) => count },
                { key: 'show', title: say('anomalies.show'), cell: ({ query, actorName }) => <Link to={addressOf(query)} label={`${say('anomalies.show')}: ${actorName ?? ''}`}>{say('anomalies.show')}</Link> },
              ]}
            />
          </>
        )}
      </Loaded>
    </Card>
  );
}
