import { useState } from 'preact/hooks';
import type { NewPatient, Page, Patient } from '../../../contract';
import { Badge, Button, Card, Dialog, ErrorSummary, ScreenTitle, Table, TextField } from '../../../ui';
import { Link } from '../../staff/Link';
import { More } from '../../staff/More';
import { Loaded, RefusalBanner } from '../../staff/parts';
import { navigate } from '../../staff/path';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { dayText, localDay } from '../../staff/time';
import { useAction, useIntent } from '../../staff/useAction';
import { personName, useClinic } from '../../staff/useClinic';
import { usePages } from '../../staff/usePages';
import { PatientFields } from '../../staff/visits/PatientFields';
import { emptyPatient, patientErrors, withoutEmpty } from '../../staff/visits/scheduleForm';
import { say } from '../texts';

export function PatientList() {
  const { api } = useStaff();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const [adding, setAdding] = useState(false);
  const pages = usePages<Patient>(asked, (cursor, signal) => api.get<Page<Patient>>('/api/patients', { query: { query: asked, cursor, limit: 50 }, signal }));
  return (
    <div class="stack">
      <div class="screen-head">
        <ScreenTitle>{say('patients.title')}</ScreenTitle>
        <Button icon="plus" onClick={() => setAdding(true)}>{say('patients.add')}</Button>
      </div>
      <form
        class="filters"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(typed.trim());
        }}
      >
        <TextField id="query" type="search" label={say('patients.search')} value={typed} onValue={setTyped} autocomplete="off" />
        <Button type="submit" kind="secondary" icon="search">{say('filter')}</Button>
      </form>
      <Card>
        <Loaded state={pages}>
          {(items) => (
            <Table
              caption={say('patients.title')}
              rows={items}
              rowKey={({ id }) => id}
              empty={say('patients.empty')}
              columns={[
                { key: 'name', title: say('patients.name'), cell: (patient) => <Link to={`/admin/patients/${patient.id}`}>{personName(patient)}</Link> },
                { key: 'born', title: say('patients.born'), cell: (patient) => dayText(patient.birthDate) },
                { key: 'contact', title: say('patients.contact'), cell: (patient) => [patient.phone, patient.email].filter(Boolean).join(', ') },
                { key: 'external', title: say('patients.external'), cell: (patient) => (patient.mergedInto ? <Badge>{say('patients.merged')}</Badge> : (patient.externalId ?? '')) },
              ]}
            />
          )}
        </Loaded>
        <More pages={pages} title={say('visits.older')} />
      </Card>
      {adding && <AddDialog onClose={() => setAdding(false)} />}
    </div>
  );
}

function AddDialog({ onClose }: { onClose: () => void }) {
  const { api } = useStaff();
  const clinic = useClinic();
  const action = useAction();
  const keyOf = useIntent();
  const [patient, setPatient] = useState<NewPatient>(emptyPatient);
  const [tried, setTried] = useState(false);
  const errors = patientErrors(patient, localDay(Date.now(), clinic.timeZone));
  const submit = () => {
    setTried(true);
    if (errors.length > 0) return;
    const body = withoutEmpty(patient);
    void action.run(async () => {
      const { id } = await api.post<{ id: string }>('/api/patients', body, { idempotencyKey: keyOf(body) });
      navigate(`/admin/patients/${id}`);
    });
  };
  return (
    <Dialog title={say('patients.add')} onClose={onClose}>
      <ErrorSummary errors={tried ? errors : []} />
      <RefusalBanner refusal={action.refusal} />
      <PatientFields value={patient} onValue={setPatient} errors={tried ? errors : []} />
      <div class="actions">
        <Button busy={action.busy} onClick={submit}>{say('add')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}
