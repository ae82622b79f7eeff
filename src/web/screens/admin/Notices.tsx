import { useState } from 'preact/hooks';
import type { Delivery, Page } from '../../contract';
import { Badge, Button, Card, ScreenTitle, SelectField, Table, toast } from '../../ui';
import { Link } from '../staff/Link';
import { Loaded, RefusalBanner } from '../staff/parts';
import { useStaff } from '../staff/StaffSession';
import { momentText } from '../staff/time';
import { useAction } from '../staff/useAction';
import { useClinic } from '../staff/useClinic';
import { useLoad } from '../staff/useLoad';
import { codeWords } from './log/recordText';
import { MessageBook } from './notices/MessageBook';
import { say } from './texts';

const states: Delivery['state'][] = ['Dead', 'Unknown', 'Pending', 'Sending', 'Done'];
const tones = { Dead: 'danger', Unknown: 'warning', Pending: 'neutral', Sending: 'info', Done: 'good' } as const;

export function Notices() {
  const { api } = useStaff();
  const clinic = useClinic();
  const [state, setState] = useState('');
  const deliveries = useLoad(state, async (signal) => (await api.get<Page<Delivery>>('/api/audit/deliveries', { query: { state }, signal })).items);
  const action = useAction();
  const [trying, setTrying] = useState<string>();
  const retry = (one: Delivery) => {
    setTrying(one.id);
    void action.run(() => api.post(`/api/audit/deliveries/${one.id}/retry`)).then((done) => {
      if (!done) return;
      toast(say('notices.retried'), 'good');
      deliveries.reload();
    });
  };
  return (
    <div class="stack">
      <ScreenTitle>{say('nav.notices')}</ScreenTitle>
      <MessageBook />
      <Card title={say('notices.title')}>
        <p class="soft">{say('notices.explain')}</p>
        <div class="filters">
          <SelectField id="state" label={say('notices.state')} value={state} onValue={setState} empty={say('any')} options={states.map((value) => ({ value, label: say(`delivery.${value}`) }))} />
        </div>
        <RefusalBanner refusal={action.refusal} />
        <Loaded state={deliveries}>
          {(items) => (
            <Table
              caption={say('notices.title')}
              rows={items}
              rowKey={({ id }) => id}
              empty={say('notices.empty')}
              columns={[
                { key: 'kind', title: say('notices.kind'), cell: (one) => codeWords(one.kind) },
                { key: 'visit', title: say('log.visit'), cell: (one) => (one.visitId ? <Link to={`/admin/visits/${one.visitId}`}>{say('log.visit')}</Link> : '') },
                { key: 'state', title: say('notices.state'), cell: (one) => <span><Badge tone={tones[one.state]}>{say(`delivery.${one.state}`)}</Badge>{one.state === 'Unknown' && <><br /><span class="small soft">{say('notices.unknownHint')}</span></>}</span> },
                { key: 'attempts', title: say('notices.attempts'), cell: (one) => one.attempts },
                { key: 'error', title: say('notices.error'), cell: (one) => (one.lastErrorCode ? <code class="id">{one.lastErrorCode}</code> : '') },
                { key: 'created', title: say('notices.created'), cell: (one) => momentText(one.createdAt, clinic.timeZone) },
                {
                  key: 'retry',
                  title: say('actions'),
                  cell: (one) =>
                    (one.state === 'Dead' || one.state === 'Unknown') && (
                      <Button kind="secondary" icon="refresh" busy={action.busy && trying === one.id} aria-label={say('notices.retryName', { kind: codeWords(one.kind) })} onClick={() => retry(one)}>{say('notices.retry')}</Button>
                    ),
                },
              ]}
            />
          )}
        </Loaded>
      </Card>
    </div>
  );
}
