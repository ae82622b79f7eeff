import { useState } from 'preact/hooks';
import type { ExportFormat, ExportPurpose, LogExport } from '../../../contract';
import { announce, Button, Card, CheckboxField, ErrorSummary, RadioGroup, SelectField, TextArea, type FieldError } from '../../../ui';
import { RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { useAction, useIntent } from '../../staff/useAction';
import { say } from './exportTexts';
import { timesOf } from './logQuery';

export const formats: readonly ExportFormat[] = ['Csv', 'Fhir', 'Html'];
const purposes: readonly ExportPurpose[] = ['AuditReview', 'PatientRequest', 'LegalProcess', 'Oversight', 'Incident', 'Archive', 'Other'];

/** What to export, in which shapes, and why. */
export function ExportForm({ query, onBegun }: { query: string; onBegun: () => void }) {
  const { api } = useStaff();
  const action = useAction();
  const intent = useIntent();
  const times = timesOf(query);
  const [what, setWhat] = useState('found');
  const [chosen, setChosen] = useState<readonly ExportFormat[]>(formats);
  const [details, setDetails] = useState(false);
  const [purpose, setPurpose] = useState('');
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const send = async () => {
    const missing = purpose ? [] : [{ id: 'purpose', text: say('new.purposeMissing') }];
    setErrors(missing);
    if (missing.length > 0) return;
    const whole = what === 'whole';
    const body = { q: whole ? times : query, whole, formats: chosen, details, purpose, note: note || undefined };
    if (!(await action.run(() => api.post<LogExport>('/api/audit/exports', body, { idempotencyKey: intent(body) })))) return;
    announce(say('new.begun'));
    setNote('');
    onBegun();
  };
  return (
    <Card title={say('new.title')}>
      <p class="soft">{say('new.explain')}</p>
      <ErrorSummary errors={errors} />
      <RefusalBanner refusal={action.refusal} />
      <form
        noValidate
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <RadioGroup
          id="what"
          label={say('new.what')}
          value={what}
          onValue={setWhat}
          options={[
            { value: 'found', label: query ? say('new.found', { query }) : say('new.everything') },
            { value: 'whole', label: times ? say('new.wholeTimes', { times }) : say('new.whole') },
          ]}
        />
        <fieldset class="field" aria-describedby="formats-hint">
          <legend>{say('new.formats')}</legend>
          <p class="hint" id="formats-hint">{say('new.formatsHint')}</p>
          {formats.map((format) => (
            <CheckboxField
              key={format}
              id={`format-${format}`}
              label={say(`format.${format}`)}
              checked={chosen.includes(format)}
              onChecked={(on) => setChosen(formats.filter((one) => (one === format ? on : chosen.includes(one))))}
            />
          ))}
        </fieldset>
        <CheckboxField id="details" label={say('new.details')} hint={say('new.detailsHint')} checked={details} onChecked={setDetails} />
        <SelectField
          id="purpose"
          label={say('new.purpose')}
          value={purpose}
          onValue={setPurpose}
          empty={say('new.choose')}
          error={errors[0]?.text}
          options={purposes.map((value) => ({ value, label: say(`purpose.${value}`) }))}
        />
        <TextArea id="note" label={say('new.note')} hint={say('new.noteHint')} value={note} onValue={setNote} maxLength={500} rows={2} />
        <div class="actions">
          <Button type="submit" icon="download" busy={action.busy}>{say('new.submit')}</Button>
        </div>
      </form>
    </Card>
  );
}
