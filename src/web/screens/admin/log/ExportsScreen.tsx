import { useEffect } from 'preact/hooks';
import type { LogExport, Page } from '../../../contract';
import { Badge, Button, Card, Table } from '../../../ui';
import { Loaded, RefusalBanner, Two } from '../../staff/parts';
import { hasRole, useStaff } from '../../staff/StaffSession';
import { dateText, momentText } from '../../staff/time';
import { useAction } from '../../staff/useAction';
import { useClinic } from '../../staff/useClinic';
import { useLoad } from '../../staff/useLoad';
import { ExportForm } from './ExportForm';
import { say } from './exportTexts';

const everyMs = 1_000;
const downloadMs = 1_800_000;
const tones = { Running: 'info', Done: 'good', Failed: 'danger', Cancelled: 'neutral', Removed: 'neutral' } as const;

/** Exports: a new one out of a search, and how far each is. */
export function ExportsScreen({ query }: { query: string }) {
  const { api } = useStaff();
  const { timeZone } = useClinic();
  const exports = useLoad('exports', (signal) => api.get<Page<LogExport>>('/api/audit/exports', { signal }));
  const running = exports.data?.items.some(({ state }) => state === 'Running') ?? false;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(exports.reload, everyMs);
    return () => clearInterval(timer);
  }, [running]);
  return (
    <>
      <ExportForm query={query} onBegun={exports.reload} />
      <Card title={say('list.title')}>
        <Loaded state={exports}>
          {({ items }) => (
            <Table
              caption={say('list.title')}
              rows={items}
              rowKey={({ id }) => id}
              empty={say('list.empty')}
              columns={[
                { key: 'what', title: say('list.what'), cell: (item) => <What item={item} /> },
                { key: 'by', title: say('list.by'), cell: (item) => <Two first={`${item.createdByName ?? ''}, ${say(`purpose.${item.purpose}`)}`} second={momentText(item.createdAt, timeZone)} /> },
                { key: 'state', title: say('list.state'), cell: (item) => <Progress item={item} zone={timeZone} /> },
                { key: 'records', title: say('list.records'), align: 'end', cell: ({ total }) => total?.toLocaleString('en-US') ?? '' },
                { key: 'file', title: say('list.file'), align: 'end', cell: (item) => <Acts item={item} onDone={exports.reload} /> },
              ]}
            />
          )}
        </Loaded>
      </Card>
    </>
  );
}

const whatOf = ({ query, whole }: LogExport) => (query || say('list.all')) + (whole ? `, ${say('list.wholeRange')}` : '');

function What({ item }: { item: LogExport }) {
  return <Two first={<code class="id">{whatOf(item)}</code>} second={[...item.formats.map((format) => say(`format.${format}`)), ...(item.details ? [say('list.details')] : [])].join(', ')} />;
}

function Progress({ item, zone }: { item: LogExport; zone: string }) {
  const { state, step, percent, done, total, fault, keptUntil } = item;
  return (
    <span class="saved-state" role="status">
      <Badge tone={tones[state]}>{say(`state.${state}`)}</Badge>
      {state === 'Running' && (
        <>
          <progress max={100} value={step === 'Waiting' || step === 'Finding' ? undefined : percent} aria-label={say('list.progress', { percent })} />
          <span class="small soft">{say(`step.${step}`, { count: done.toLocaleString('en-US'), done: done.toLocaleString('en-US'), total: (total ?? 0).toLocaleString('en-US') })}</span>
        </>
      )}
      {fault && <span class="small">{say(`fault.${fault}`)}</span>}
      {state === 'Done' && keptUntil && <span class="small soft">{say('list.kept', { day: dateText(keptUntil, zone) })}</span>}
    </span>
  );
}

function Acts({ item, onDone }: { item: LogExport; onDone: () => void }) {
  const { api, me } = useStaff();
  const action = useAction();
  const mine = item.createdBy === me.staffId || hasRole(me, 'Admin');
  const path = `/api/audit/exports/${item.id}`;
  const named = (act: string) => say('act.of', { act, what: whatOf(item) });
  const act = (does: () => Promise<unknown>) => void action.run(does).then(onDone);
  const receiptId = item.receiptId;
  return (
    <span class="row">
      {item.state === 'Done' && (
        <Button kind="secondary" icon="download" busy={action.busy} aria-label={named(say('act.download'))} onClick={() => act(async () => keep(await api.getFile(`${path}/file`, { timeoutMs: downloadMs }), `visit-log-${item.createdAt.slice(0, 10)}-${item.id.slice(-8)}.zip`))}>
          {say('act.download')}{item.bytes ? ` (${sizeText(item.bytes)})` : ''}
        </Button>
      )}
      {item.state === 'Done' && receiptId !== undefined && (
        <Button kind="quiet" icon="shield" aria-label={named(say('act.receipt'))} onClick={() => act(async () => keep(new Blob([await api.getText(`/api/audit/records/${receiptId}/proof`)], { type: 'text/plain' }), `visit-log-${item.id.slice(-8)}-receipt.tlog-proof`))}>
          {say('act.receipt')}
        </Button>
      )}
      {mine && item.state === 'Running' && <Button kind="quiet" icon="close" aria-label={named(say('act.stop'))} onClick={() => act(() => api.remove(path))}>{say('act.stop')}</Button>}
      {mine && item.state === 'Failed' && <Button kind="secondary" icon="refresh" aria-label={named(say('act.resume'))} onClick={() => act(() => api.post(`${path}/resume`))}>{say('act.resume')}</Button>}
      {mine && (item.state === 'Done' || item.state === 'Failed') && <Button kind="quiet" icon="close" aria-label={named(say('act.remove'))} onClick={() => act(() => api.remove(path))}>{say('act.remove')}</Button>}
      <RefusalBanner refusal={action.refusal} />
    </span>
  );
}

const sizeText = (bytes: number) =>
  bytes < 1_000_000 ? say('size.kB', { size: Math.max(1, Math.round(bytes / 1_000)).toLocaleString('en-US') }) : say('size.MB', { size: (bytes / 1_000_000).toFixed(1) });

function keep(file: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
