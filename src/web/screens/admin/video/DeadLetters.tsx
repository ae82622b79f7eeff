import { useState } from 'preact/hooks';
import type { Delivery, Page, Vendor } from '../../../contract';
import { Badge, Button, Card, Table, toast } from '../../../ui';
import { Link } from '../../staff/Link';
import { Loaded, RefusalBanner } from '../../staff/parts';
import { hasRole, useStaff } from '../../staff/StaffSession';
import { momentText } from '../../staff/time';
import { useAction } from '../../staff/useAction';
import { useLoad } from '../../staff/useLoad';
import { codeWords } from '../log/recordText';
import { say as admin } from '../texts';
import { say } from './texts';

/** Work on rooms that was given up, each with the retry that every delivery has. */
export function DeadLetters({ deadLetters, zone, onRetried }: { deadLetters: Vendor['deadLetters']; zone: string; onRetried: () => void }) {
  const { api, me } = useStaff();
  const count = deadLetters.dead + deadLetters.unknown;
  const deliveries = useLoad(`${count}`, async (signal) =>
    count === 0 ? [] : (await api.get<Page<Delivery>>('/api/audit/deliveries', { signal })).items.filter(({ kind }) => deadLetters.kinds.includes(kind)),
  );
  const action = useAction();
  const [trying, setTrying] = useState<string>();
  const retry = (one: Delivery) => {
    setTrying(one.id);
    void action.run(() => api.post(`/api/audit/deliveries/${one.id}/retry`)).then((done) => {
      if (!done) return;
      toast(admin('notices.retried'), 'good');
      onRetried();
    });
  };
  return (
    <Card title={say('dead.title')}>
      <p class="soft">{say('dead.explain')}</p>
      <RefusalBanner refusal={action.refusal} />
      <Loaded state={deliveries}>
        {(items) => (
          <Table
            caption={say('dead.title')}
            rows={items}
            rowKey={({ id }) => id}
            empty={say('dead.empty')}
            columns={[
              { key: 'kind', title: admin('notices.kind'), cell: (one) => codeWords(one.kind.replace(/^visit\./, '')) },
              { key: 'visit', title: admin('log.visit'), cell: (one) => (one.visitId && hasRole(me, 'Admin') ? <Link to={`/admin/visits/${one.visitId}`}>{admin('log.visit')}</Link> : '') },
              { key: 'state', title: admin('notices.state'), cell: (one) => <Badge tone={one.state === 'Dead' ? 'danger' : 'warning'} icon="alert">{admin(`delivery.${one.state}`)}</Badge> },
              { key: 'error', title: admin('notices.error'), cell: (one) => (one.lastErrorCode ? <code class="id">{one.lastErrorCode}</code> : '') },
              { key: 'created', title: admin('notices.created'), cell: (one) => momentText(one.createdAt, zone) },
              {
                key: 'retry',
                title: admin('actions'),
                cell: (one) =>
                  hasRole(me, 'Admin') && (
                    <Button kind="secondary" icon="refresh" busy={action.busy && trying === one.id} aria-label={admin('notices.retryName', { kind: codeWords(one.kind) })} onClick={() => retry(one)}>{admin('notices.retry')}</Button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
