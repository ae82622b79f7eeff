import { useEffect } from 'preact/hooks';
import type { AuditRecord, Page, SavedSearch } from '../../../contract';
import { Badge, Button, Card, Icon, Table } from '../../../ui';
import { Link } from '../../staff/Link';
import { More } from '../../staff/More';
import { Loaded, RefusalBanner, Two } from '../../staff/parts';
import { hasRole, useStaff } from '../../staff/StaffSession';
import { dateText, momentText } from '../../staff/time';
import { useAction } from '../../staff/useAction';
import { useClinic } from '../../staff/useClinic';
import { useLoad } from '../../staff/useLoad';
import { usePages } from '../../staff/usePages';
import { Records } from './Records';
import { say } from './texts';

const everyMs = 2_000;
const tones = { Running: 'info', Done: 'good', Full: 'warning', Cancelled: 'neutral', Failed: 'danger' } as const;

/** Searches that run by themselves, with how far they are. */
export function SavedScreen() {
  const { api, me } = useStaff();
  const { timeZone } = useClinic();
  const saved = useLoad('saved', (signal) => api.get<Page<SavedSearch>>('/api/audit/searches', { signal }));
  const action = useAction();
  const running = saved.data?.items.some(({ state }) => state === 'Running') ?? false;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(saved.reload, everyMs);
    return () => clearInterval(timer);
  }, [running]);
  const cancel = (id: string) => void action.run(() => api.post(`/api/audit/searches/${id}/cancel`)).then(saved.reload);
  return (
    <Card title={say('saved.title')}>
      <p class="soft">{say('saved.explain')}</p>
      <RefusalBanner refusal={action.refusal} />
      <Loaded state={saved}>
        {({ items }) => (
          <Table
            caption={say('saved.title')}
            rows={items}
            rowKey={({ id }) => id}
            empty={say('saved.empty')}
            columns={[
              { key: 'query', title: say('saved.query'), cell: (search) => <Link to={`/admin/log/saved/${search.id}`}><code class="id">{search.query || say('saved.everything')}</code></Link> },
              { key: 'by', title: say('saved.by'), cell: (search) => <Two first={search.createdByName ?? ''} second={momentText(search.createdAt, timeZone)} /> },
              { key: 'state', title: say('saved.state'), cell: (search) => <Progress search={search} zone={timeZone} /> },
              { key: 'found', title: say('saved.found'), align: 'end', cell: ({ found }) => found.toLocaleString('en-US') },
              {
                key: 'cancel', title: say('saved.cancel'), align: 'end',
                cell: (search) => search.state === 'Running' && (search.createdBy === me.staffId || hasRole(me, 'Admin')) && <Button kind="quiet" icon="close" aria-label={`${say('saved.cancel')}: ${search.query}`} onClick={() => cancel(search.id)}>{say('saved.cancel')}</Button>,
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}

function Progress({ search: { state, percent, keptUntil }, zone }: { search: SavedSearch; zone: string }) {
  return (
    <span class="saved-state">
      <Badge tone={tones[state]}>{say(`state.${state}`)}</Badge>
      {state === 'Running' && <progress max={100} value={percent} aria-label={say('saved.progress', { percent })} />}
      {keptUntil && <span class="small soft">{say('saved.kept', { day: dateText(keptUntil, zone) })}</span>}
    </span>
  );
}

/** What one of them found. */
export function SavedRecords({ id }: { id: string }) {
  const { api } = useStaff();
  const { timeZone } = useClinic();
  const pages = usePages<AuditRecord>(id, (cursor, signal) => api.get<Page<AuditRecord>>(`/api/audit/searches/${id}/records`, { query: { cursor, limit: 50 }, signal }));
  return (
    <>
      <Link to="/admin/log/saved" class="back"><Icon name="back" /> {say('saved.back')}</Link>
      <Card title={say('saved.records')}>
        <Loaded state={pages}>{(records) => <Records records={records} zone={timeZone} />}</Loaded>
        <More pages={pages} title={say('results.older')} />
      </Card>
    </>
  );
}
