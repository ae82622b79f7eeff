import { useState } from 'preact/hooks';
import type { NoticeItem, NoticeStatus, Page } from '../../../contract';
import { Badge, Button, Card, Dialog, SelectField, Table, toast } from '../../../ui';
import { Link } from '../../staff/Link';
import { More } from '../../staff/More';
import { Loaded, RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { momentText } from '../../staff/time';
import { useAction } from '../../staff/useAction';
import { useClinic } from '../../staff/useClinic';
import { usePages } from '../../staff/usePages';
import { codeWords } from '../log/recordText';
import { say, texts } from '../texts';
import { linkIn } from './linkIn';

const statuses: NoticeStatus[] = ['Unknown', 'Failed', 'Suppressed', 'Planned', 'Sending', 'Accepted', 'Sent', 'Delivered', 'Dropped'];
const tones = {
  Unknown: 'warning', Failed: 'danger', Suppressed: 'warning', Planned: 'neutral', Sending: 'info', Accepted: 'info', Sent: 'info', Delivered: 'good', Dropped: 'neutral',
} as const;

const whyText = (code: string) => (`notice.why.${code}` in texts ? say(`notice.why.${code}` as keyof typeof texts) : codeWords(code));

/** Messages to patients and guests: what became of each, without text or address. */
export function MessageBook() {
  const { api } = useStaff();
  const clinic = useClinic();
  const [status, setStatus] = useState('');
  const pages = usePages<NoticeItem>(status, (cursor, signal) => api.get<Page<NoticeItem>>('/api/notices', { query: { status, cursor, limit: 50 }, signal }));
  const [asked, setAsked] = useState<NoticeItem>();
  const done = () => {
    setAsked(undefined);
    toast(say('saved'), 'good');
    pages.reload();
  };
  return (
    <Card title={say('messages.title')}>
      <p class="soft">{say('messages.explain')}</p>
      <div class="filters">
        <SelectField id="message-status" label={say('messages.status')} value={status} onValue={setStatus} empty={say('any')} options={statuses.map((value) => ({ value, label: say(`notice.${value}`) }))} />
      </div>
      <Loaded state={pages}>
        {(items) => (
          <Table
            caption={say('messages.title')}
            rows={items}
            rowKey={({ id }) => id}
            empty={say('messages.empty')}
            columns={[
              { key: 'at', title: say('notices.created'), cell: (one) => momentText(one.at, clinic.timeZone) },
              { key: 'kind', title: say('notices.kind'), cell: (one) => <span>{say(`notice.kind.${one.kind}`)}<br /><span class="small soft">{say(`notice.channel.${one.channel}`)}</span></span> },
              { key: 'visit', title: say('log.visit'), cell: (one) => <Link to={`/admin/visits/${one.visitId}`}>{say('log.visit')}</Link> },
              { key: 'status', title: say('messages.status'), cell: (one) => <span><Badge tone={tones[one.status]}>{say(`notice.${one.status}`)}</Badge>{one.code && <><br /><span class="small soft">{whyText(one.code)}</span></>}</span> },
              ...(items.some(({ text }) => text) ? [{ key: 'text', title: say('messages.text'), cell: Shown }] : []),
              {
                key: 'resolve',
                title: say('actions'),
                cell: (one) => one.status === 'Unknown' && <Button kind="secondary" aria-label={say('messages.resolveName', { kind: say(`notice.kind.${one.kind}`), at: momentText(one.at, clinic.timeZone) })} onClick={() => setAsked(one)}>{say('messages.resolve')}</Button>,
              },
            ]}
          />
        )}
      </Loaded>
      <More pages={pages} title={say('visits.older')} />
      {asked && <ResolveDialog notice={asked} onClose={() => setAsked(undefined)} onDone={done} />}
    </Card>
  );
}

/** Only on a development machine, where nothing is sent. */
function Shown({ to, subject, text }: NoticeItem) {
  if (!text) return null;
  const link = linkIn(text);
  return (
    <div class="stack small">
      <span class="soft">{to}</span>
      {subject && <strong>{subject}</strong>}
      <span style="white-space: pre-line; overflow-wrap: anywhere">{text}</span>
      {link && <a href={link} target="_blank" rel="noreferrer">{say('messages.open')}</a>}
    </div>
  );
}

function ResolveDialog({ notice, onClose, onDone }: { notice: NoticeItem; onClose: () => void; onDone: () => void }) {
  const { api } = useStaff();
  const action = useAction();
  const resolve = (delivered: boolean) => void action.run(() => api.post(`/api/notices/${notice.id}/resolve`, { delivered })).then((ok) => ok && onDone());
  return (
    <Dialog title={say('messages.resolveTitle')} onClose={onClose}>
      <p>{say('messages.resolveText')}</p>
      <RefusalBanner refusal={action.refusal} />
      <div class="actions">
        <Button busy={action.busy} onClick={() => resolve(true)}>{say('messages.came')}</Button>
        <Button kind="secondary" busy={action.busy} onClick={() => resolve(false)}>{say('messages.cameNot')}</Button>
      </div>
    </Dialog>
  );
}
