import { useState } from 'preact/hooks';
import type { ImportAnswer, ImportRow } from '../../../contract';
import { Badge, Banner, Button, Card, CheckboxField, ErrorSummary, ScreenTitle, Table, TextField, toast, type FieldError } from '../../../ui';
import { RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { useAction } from '../../staff/useAction';
import { say } from './texts';

interface Chosen {
  file?: File;
  day: string;
}

/** A file of authorities: looked at row by row first, and written as a whole or not at all. */
export function ImportScreen() {
  const { api } = useStaff();
  const action = useAction();
  const [chosen, setChosen] = useState<Chosen>({ day: '' });
  const [leaveOut, setLeaveOut] = useState(false);
  const [answer, setAnswer] = useState<ImportAnswer>();
  const [errors, setErrors] = useState<FieldError[]>([]);
  const choose = (part: Partial<Chosen>) => {
    setChosen((before) => ({ ...before, ...part }));
    setAnswer(undefined);
  };
  const send = (dryRun: boolean) => {
    const missing = chosen.file ? [] : [{ id: 'file', text: say('import.fileMissing') }];
    setErrors(missing);
    if (!chosen.file) return;
    const body = new Blob([chosen.file], { type: 'text/csv' });
    const query = { dryRun, leaveOutErrors: !dryRun && leaveOut, fileDay: chosen.day || undefined };
    void action.run(async () => {
      const answered = await api.post<ImportAnswer>('/api/authorities/import', body, { query, timeoutMs: 60_000 });
      setAnswer(answered);
      if (!dryRun) toast(say(answered.written ? 'import.written' : 'import.notWritten'), answered.written ? 'good' : 'warning');
    });
  };
  return (
    <>
      <ScreenTitle>{say('import.title')}</ScreenTitle>
      <p class="soft">{say('import.explain')}</p>
      <ErrorSummary errors={errors} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send(true);
        }}
      >
        <Card>
          <div class="fields fields-2">
            <div class={`field ${errors.length > 0 ? 'field-wrong' : ''}`}>
              <label for="file">{say('import.file')}</label>
              <p class="hint" id="file-hint">{say('import.fileHint')}</p>
              <input id="file" type="file" accept=".csv,text/csv" aria-describedby="file-hint" aria-invalid={errors.length > 0 ? true : undefined} onChange={(event) => choose({ file: event.currentTarget.files?.[0] })} />
            </div>
            <TextField id="day" type="date" label={say('import.day')} hint={say('import.dayHint')} value={chosen.day} onValue={(day) => choose({ day })} />
          </div>
          <div class="actions">
            <Button type="submit" icon="search" busy={action.busy}>{say('import.check')}</Button>
          </div>
        </Card>
      </form>
      <RefusalBanner refusal={action.refusal} />
      {answer && <Answered answer={answer} leaveOut={leaveOut} onLeaveOut={setLeaveOut} busy={action.busy} onWrite={() => send(false)} />}
    </>
  );
}

interface AnsweredProps {
  answer: ImportAnswer;
  leaveOut: boolean;
  onLeaveOut: (leaveOut: boolean) => void;
  busy: boolean;
  onWrite: () => void;
}

function Answered({ answer, leaveOut, onLeaveOut, busy, onWrite }: AnsweredProps) {
  const { errors, added, superseded, written } = answer;
  const count = added + superseded;
  return (
    <Card>
      <Banner tone={written ? 'good' : errors > 0 ? 'warning' : 'info'} live title={say(written ? 'import.written' : answer.dryRun ? 'import.checked' : 'import.notWritten')}>
        <p>{say(`import.layout.${answer.layout}`)} {answer.unknownColumns.length > 0 ? say('import.unknown', { columns: answer.unknownColumns.join(', ') }) : say('import.noUnknown')}</p>
        <p class="inline-list">
          {(['added', 'superseded', 'unchanged', 'errors'] as const).map((kind) => <span key={kind}>{say(`import.count.${kind}`, { count: answer[kind] })}</span>)}
        </p>
      </Banner>
      <Rows rows={answer.rows} />
      {!written && (
        <>
          {errors > 0 && count > 0 && <CheckboxField id="leave-out" label={say('import.leaveOut')} checked={leaveOut} onChecked={onLeaveOut} />}
          {errors > 0 && !leaveOut && <p class="small soft">{say('import.leaveOutNeeded')}</p>}
          {count === 0 ? <p class="small soft">{say('import.nothing')}</p> : <div class="actions"><Button busy={busy} disabled={errors > 0 && !leaveOut} onClick={onWrite}>{say('import.write', { count })}</Button></div>}
        </>
      )}
    </Card>
  );
}

const tone = { Added: 'good', Superseded: 'info', Unchanged: 'neutral', Error: 'danger' } as const;

function Rows({ rows }: { rows: readonly ImportRow[] }) {
  return (
    <Table
      caption={say('import.title')}
      rows={rows}
      rowKey={({ line }) => String(line)}
      empty=""
      columns={[
        { key: 'line', title: say('import.line'), cell: ({ line }) => line },
        { key: 'outcome', title: say('import.outcome'), cell: ({ outcome }) => <Badge tone={tone[outcome]}>{say(`import.outcome.${outcome}`)}</Badge> },
        { key: 'clinician', title: say('import.clinician'), cell: ({ clinicianName }) => clinicianName ?? '' },
        { key: 'license', title: say('import.license'), cell: ({ license }) => license ?? '' },
        { key: 'why', title: say('import.why'), cell: ({ error }) => (error ? (error.column ? say('import.column', { column: error.column, text: error.text }) : error.text) : '') },
      ]}
    />
  );
}
