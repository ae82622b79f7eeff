import { useState } from 'preact/hooks';
import type { AuditRecord, Page } from '../../../contract';
import { Badge, Button, Card, CheckboxField, ErrorSummary, ScreenTitle, TextField } from '../../../ui';
import { Link } from '../../staff/Link';
import { More } from '../../staff/More';
import { Loaded } from '../../staff/parts';
import { navigate, usePath } from '../../staff/path';
import { useStaff } from '../../staff/StaffSession';
import { secondText, dateText, utcText, zoneName } from '../../staff/time';
import { useClinic } from '../../staff/useClinic';
import { usePages } from '../../staff/usePages';
import { say } from '../texts';
import { addressOf, emptyFilter, filterErrors, filterFrom, queryOf, type LogFilter } from './logFilter';
import { RecordDetails } from './RecordDetails';
import { actorText, codeWords, reasonWords, shortId } from './recordText';

export function LogScreen() {
  const { query: address } = usePath();
  return <Log start={filterFrom(address)} key={address.toString()} />;
}

function Log({ start }: { start: LogFilter }) {
  const { api } = useStaff();
  const clinic = useClinic();
  const [filter, setFilter] = useState(start);
  const [applied, setApplied] = useState(start);
  const [tried, setTried] = useState(false);
  const errors = tried ? filterErrors(filter) : [];
  const query = queryOf(applied, clinic.timeZone);
  const pages = usePages<AuditRecord>(JSON.stringify(query), (cursor, signal) => api.get<Page<AuditRecord>>('/api/audit/records', { query: { ...query, cursor, limit: 50 }, signal }));
  const field = (name: Exclude<keyof LogFilter, 'refused'>) => ({
    id: name,
    label: say(`log.${name}`),
    value: filter[name],
    onValue: (value: string) => setFilter((before) => ({ ...before, [name]: value })),
    error: errors.find(({ id }) => id === name)?.text,
    autocomplete: 'off',
  });
  const apply = (wanted: LogFilter) => {
    setTried(true);
    if (filterErrors(wanted).length > 0) return;
    setApplied(wanted);
    history.replaceState(null, '', addressOf(wanted));
  };
  return (
    <div class="stack">
      <ScreenTitle>{say('log.title')}</ScreenTitle>
      <p class="soft">{say('log.explain')}</p>
      <ErrorSummary errors={errors} />
      <form
        class="filters"
        role="search"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          apply(filter);
        }}
      >
        <TextField {...field('visitId')} />
        <TextField {...field('patientId')} />
        <TextField {...field('actorId')} />
        <TextField {...field('code')} placeholder="PatientAdmitted" />
        <TextField {...field('from')} type="datetime-local" />
        <TextField {...field('to')} type="datetime-local" />
        <CheckboxField id="refused" label={say('log.refused')} checked={filter.refused} onChecked={(refused) => setFilter((before) => ({ ...before, refused }))} />
        <div class="row">
          <Button type="submit" icon="search">{say('filter')}</Button>
          <Button kind="quiet" onClick={() => navigate('/admin/log')}>{say('clear')}</Button>
        </div>
      </form>
      <Card>
        <Loaded state={pages}>
          {(records) => (
            <>
              <p class="small soft" role="status">
                {say('log.count', { count: records.length })}. {say('log.zone', { zone: zoneName(clinic.timeZone) })}
              </p>
              <Records records={records} zone={clinic.timeZone} onOnly={(change) => apply({ ...emptyFilter, ...change })} />
            </>
          )}
        </Loaded>
        <More pages={pages} title={say('visits.older')} />
      </Card>
    </div>
  );
}

interface RecordsProps {
  records: readonly AuditRecord[];
  zone: string;
  onOnly: (change: Partial<LogFilter>) => void;
}

function Records({ records, zone, onOnly }: RecordsProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  if (records.length === 0) return <p class="empty">{say('log.empty')}</p>;
  const toggle = (id: string) => setOpen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  const heads = ['when', 'what', 'who', 'why', 'visit'] as const;
  return (
    <div class="table-scroll">
      <table class="table log-table">
        <caption class="sr-only">{say('log.title')}</caption>
        <thead>
          <tr>
            {heads.map((head) => <th key={head} scope="col">{say(`log.${head}`)}</th>)}
            <th scope="col">{say('actions')}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <Row key={record.id} record={record} zone={zone} open={open.has(record.id)} onToggle={() => toggle(record.id)} onOnly={onOnly} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ record, zone, open, onToggle, onOnly }: { record: AuditRecord; zone: string; open: boolean; onToggle: () => void; onOnly: RecordsProps['onOnly'] }) {
  const visitId = record.subject?.visitId ?? record.subject?.visit;
  return (
    <>
      <tr class={record.refused ? 'log-refused' : ''}>
        <td data-title={say('log.when')}>
          <span class="log-when" title={utcText(record.at)}>{secondText(record.at, zone)}<br /><span class="small soft">{dateText(record.at, zone)}</span></span>
        </td>
        <td data-title={say('log.what')}>
          <span><strong>{codeWords(record.code)}</strong> {record.refused && <Badge tone="danger">{say('log.refusedBadge')}</Badge>}{record.text && <><br /><span class="small soft">{record.text}</span></>}</span>
        </td>
        <td data-title={say('log.who')}>
          {record.actor.id ? <button type="button" class="linkish" title={say('log.byActor')} onClick={() => onOnly({ actorId: record.actor.id ?? '' })}>{actorText(record.actor)}</button> : actorText(record.actor)}
        </td>
        <td data-title={say('log.why')}><span class="small">{record.reasons.map(reasonWords).join(' ')}</span></td>
        <td data-title={say('log.visit')}>
          {visitId && <Link to={`/admin/log/visits/${visitId}`}>{say('log.timeline')} <code class="small">{shortId(visitId)}</code></Link>}
        </td>
        <td class="end">
          <Button kind="quiet" aria-expanded={open} aria-label={say('log.details', { seq: record.seq })} onClick={onToggle}>{say('log.showDetails')}</Button>
        </td>
      </tr>
      {open && (
        <tr class="log-open">
          <td colSpan={6}><RecordDetails record={record} /></td>
        </tr>
      )}
    </>
  );
}
