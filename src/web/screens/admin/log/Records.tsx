import { useState } from 'preact/hooks';
import type { AuditRecord } from '../../../contract';
import { Badge, Button, TableScroll } from '../../../ui';
import { Link } from '../../staff/Link';
import { dateText, secondText, utcText } from '../../staff/time';
import { say as common } from '../texts';
import { RecordDetails } from './RecordDetails';
import { actorText, codeWords, reasonWords, shortId } from './recordText';
import { say } from './texts';

interface RecordsProps {
  records: readonly AuditRecord[];
  zone: string;
  /** Those that came while following. */
  fresh?: ReadonlySet<AuditRecord['id']>;
  /** Narrows the search by a term. */
  onOnly?: (term: string) => void;
}

export function Records({ records, zone, fresh, onOnly }: RecordsProps) {
  const [open, setOpen] = useState<ReadonlySet<AuditRecord['id']>>(new Set());
  if (records.length === 0) return <p class="empty">{say('results.empty')}</p>;
  const toggle = (id: AuditRecord['id']) => setOpen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  const heads = ['when', 'what', 'who', 'why', 'visit'] as const;
  return (
    <TableScroll label={say('results.title')}>
      <table class="table log-table">
        <caption class="sr-only">{say('results.title')}</caption>
        <thead>
          <tr>
            {heads.map((head) => <th key={head} scope="col">{common(`log.${head}`)}</th>)}
            <th scope="col">{common('actions')}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <Row key={record.id} record={record} zone={zone} open={open.has(record.id)} fresh={fresh?.has(record.id) ?? false} onToggle={() => toggle(record.id)} onOnly={onOnly} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

interface RowProps {
  record: AuditRecord;
  zone: string;
  open: boolean;
  fresh: boolean;
  onToggle: () => void;
  onOnly?: (term: string) => void;
}

function Row({ record, zone, open, fresh, onToggle, onOnly }: RowProps) {
  const visitId = record.subject?.visitId ?? record.subject?.visit;
  const { id: actorId } = record.actor;
  return (
    <>
      <tr class={[record.refused && 'log-refused', fresh && 'log-fresh'].filter(Boolean).join(' ')}>
        <td data-title={common('log.when')}>
          <span class="log-when" title={utcText(record.at)}>{secondText(record.at, zone)}<br /><span class="small soft">{dateText(record.at, zone)}</span></span>
        </td>
        <td data-title={common('log.what')}>
          <span>
            {onOnly ? <button type="button" class="linkish" onClick={() => onOnly(`code:${record.code}`)}><strong>{codeWords(record.code)}</strong></button> : <strong>{codeWords(record.code)}</strong>}{' '}
            {record.refused && <Badge tone="danger">{common('log.refusedBadge')}</Badge>} {record.leafIndex === undefined && <Badge tone="warning" icon="clock">{say('results.pending')}</Badge>}
            {record.text && <><br /><span class="small soft">{record.text}</span></>}
          </span>
        </td>
        <td data-title={common('log.who')}>
          {actorId && onOnly ? <button type="button" class="linkish" title={common('log.byActor')} onClick={() => onOnly(`actor:${actorId}`)}>{actorText(record.actor)}</button> : actorText(record.actor)}
        </td>
        <td data-title={common('log.why')}>{record.reasons.length > 0 && <span class="small">{record.reasons.map(reasonWords).join(' ')}</span>}</td>
        <td data-title={common('log.visit')}>
          {visitId && <Link to={`/admin/log/visits/${visitId}`}>{common('log.timeline')} <code class="small">{shortId(visitId)}</code></Link>}
        </td>
        <td class="end">
          <Button kind="quiet" aria-expanded={open} aria-label={`${common('log.showDetails')}: ${codeWords(record.code)}, ${secondText(record.at, zone)}`} onClick={onToggle}>{common('log.showDetails')}</Button>
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
