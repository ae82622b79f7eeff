import type { AuditRecord } from '../../../contract';
import { CopyText, Facts } from '../../staff/parts';
import { utcText } from '../../staff/time';
import { say } from '../texts';
import { ProofBox } from './ProofBox';
import { fieldsOf, reasonCode, reasonWords } from './recordText';
import { hasSealedPart, SealedPart } from './SealedPart';

/** Everything that one record holds, down to its exact bytes. */
export function RecordDetails({ record }: { record: AuditRecord }) {
  return (
    <div class="record-details">
      <div class="columns">
        <Side title={say('log.before')} value={record.before} />
        <Side title={say('log.after')} value={record.after} />
      </div>
      {record.reasons.length > 0 && (
        <div>
          <p class="label">{say('log.reasons')}</p>
          <ul class="lines">
            {record.reasons.map((reason) => (
              <li key={JSON.stringify(reason)}>
                <span>{reasonWords(reason)} <code class="small">{reasonCode(reason)}</code></span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Facts
        items={[
          { name: say('log.when'), value: utcText(record.at) },
          { name: say('log.stream'), value: <code class="id">{record.stream} #{record.seq}</code> },
          ...(record.hash ? [{ name: say('log.hash'), value: <code class="id">{record.hash}</code> }] : []),
          ...(record.prev ? [{ name: say('log.prev'), value: <code class="id">{record.prev}</code> }] : []),
        ]}
      />
      {hasSealedPart(record) && <SealedPart record={record} />}
      <ProofBox record={record} />
      {record.bytes && <CopyText id={`bytes-${record.id}`} label={say('log.bytes')} text={record.bytes} />}
    </div>
  );
}

function Side({ title, value }: { title: string; value?: Record<string, unknown> }) {
  const fields = fieldsOf(value);
  return (
    <div>
      <p class="label">{title}</p>
      {fields.length === 0 ? <p class="soft small">{say('log.nothing')}</p> : <Facts items={fields.map((field) => ({ name: field.name, value: <code class="id">{field.value}</code> }))} />}
    </div>
  );
}
