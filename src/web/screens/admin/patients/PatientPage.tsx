import { useState } from 'preact/hooks';
import type { NewPatient, Patient } from '../../../contract';
import { Banner, Button, Card, Dialog, ErrorSummary, Icon, ScreenTitle, toast } from '../../../ui';
import { say as access } from '../access/texts';
import { say as disclosures } from '../disclosures/texts';
import { Link, LinkButton } from '../../staff/Link';
import { Loaded, RefusalBanner } from '../../staff/parts';
import { navigate } from '../../staff/path';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { localDay } from '../../staff/time';
import { useAction, useIntent } from '../../staff/useAction';
import { personName, useClinic } from '../../staff/useClinic';
import { useLoad } from '../../staff/useLoad';
import { PatientFields } from '../../staff/visits/PatientFields';
import { PatientPicker } from '../../staff/visits/PatientPicker';
import { patientErrors, withoutEmpty } from '../../staff/visits/scheduleForm';
import { say } from '../texts';
import { ErasePatient } from './ErasePatient';

export function PatientPage({ patientId }: { patientId: string }) {
  const { api } = useStaff();
  const patient = useLoad(patientId, (signal) => api.get<Patient>(`/api/patients/${patientId}`, { signal }));
  return (
    <div class="stack narrow">
      <Link to="/admin/patients" class="back"><Icon name="back" /> {say('patients.title')}</Link>
      <Loaded state={patient}>{(loaded) => <Detail patient={loaded} onChanged={patient.reload} />}</Loaded>
    </div>
  );
}

function Detail({ patient, onChanged }: { patient: Patient; onChanged: () => void }) {
  const { api } = useStaff();
  const [merging, setMerging] = useState(false);
  const undo = useAction();
  const unmerge = () =>
    void undo.run(() => api.post(`/api/patients/${patient.id}/unmerge`)).then((done) => {
      if (!done) return;
      toast(say('patient.unmergeDone'), 'good');
      onChanged();
    });
  return (
    <>
      <ScreenTitle>{personName(patient)}</ScreenTitle>
      <RefusalBanner refusal={undo.refusal} />
      {patient.mergedInto ? (
        <Banner tone="info" title={say('patients.merged')}>
          <div class="row">
            <Link to={`/admin/patients/${patient.mergedInto}`}>{say('patient.mergeInto')}</Link>
            <Button kind="secondary" busy={undo.busy} onClick={unmerge}>{say('patient.unmerge')}</Button>
          </div>
        </Banner>
      ) : patient.erasedAt ? null : (
        <div class="row">
          <Button icon="calendar" onClick={() => navigate(`/admin/schedule?patient=${patient.id}`)}>{say('patient.visits')}</Button>
          <Button kind="secondary" onClick={() => setMerging(true)}>{say('patient.merge')}</Button>
        </div>
      )}
      <div class="row">
        <LinkButton to={`/admin/log/patients/${patient.id}`} icon="search">{access('link')}</LinkButton>
        <LinkButton to={`/admin/patients/${patient.id}/disclosures`} icon="send">{disclosures('link')}</LinkButton>
      </div>
      {!patient.erasedAt && <Correct patient={patient} onChanged={onChanged} key={JSON.stringify(patient)} />}
      {!patient.mergedInto && <ErasePatient patient={patient} onErased={onChanged} />}
      {merging && (
        <MergeDialog
          patient={patient}
          onClose={() => setMerging(false)}
          onDone={() => {
            setMerging(false);
            onChanged();
          }}
        />
      )}
    </>
  );
}

function Correct({ patient, onChanged }: { patient: Patient; onChanged: () => void }) {
  const { api } = useStaff();
  const clinic = useClinic();
  const { id, mergedInto, ...details } = patient;
  const [value, setValue] = useState<NewPatient>({ ...details, birthDate: details.birthDate ?? '' });
  const [tried, setTried] = useState(false);
  const action = useAction();
  const keyOf = useIntent();
  const errors = patientErrors(value, localDay(Date.now(), clinic.timeZone));
  const submit = () => {
    setTried(true);
    if (errors.length > 0) return;
    const body = withoutEmpty(value);
    void action.run(() => api.post(`/api/patients/${id}/correct`, body, { idempotencyKey: keyOf(body) })).then((done) => {
      if (!done) return;
      toast(say('saved'), 'good');
      onChanged();
    });
  };
  if (mergedInto) return null;
  return (
    <Card title={say('patient.correct')}>
      <p class="small soft">{say('patient.correctHint')}</p>
      <ErrorSummary errors={tried ? errors : []} />
      <RefusalBanner refusal={action.refusal} />
      <PatientFields value={value} onValue={setValue} errors={tried ? errors : []} />
      <div class="actions">
        <Button busy={action.busy} onClick={submit}>{common('save')}</Button>
      </div>
    </Card>
  );
}

function MergeDialog({ patient, onClose, onDone }: { patient: Patient; onClose: () => void; onDone: () => void }) {
  const { api } = useStaff();
  const action = useAction();
  const [into, setInto] = useState<Patient>();
  const [error, setError] = useState<string>();
  const submit = () => {
    if (!into) return setError(say('patient.mergeChoose'));
    void action.run(() => api.post(`/api/patients/${patient.id}/merge`, { into: into.id })).then((done) => {
      if (!done) return;
      toast(say('patient.mergeDone'), 'good');
      onDone();
    });
  };
  return (
    <Dialog title={say('patient.merge')} onClose={onClose}>
      <p>{say('patient.mergeText')}</p>
      <RefusalBanner refusal={action.refusal} />
      <PatientPicker id="merge-into" chosen={into} onChoose={setInto} except={patient.id} error={into ? undefined : error} />
      <div class="actions">
        <Button busy={action.busy} onClick={submit}>{say('patient.mergeSubmit')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}
