import { useState } from 'preact/hooks';
import type { CancelReason } from '../../../contract';
import { Button, Dialog, ErrorSummary, SelectField, TextField, toast, type FieldError } from '../../../ui';
import { Loaded, RefusalBanner } from '../parts';
import { useStaff } from '../StaffSession';
import { say } from '../texts';
import { instantOf, localDay, wallTime } from '../time';
import { useAction, useIntent } from '../useAction';
import { clinicianName, useClinicians } from '../useClinic';
import type { ActedVisit } from './VisitActions';
import { WhenFields } from './WhenFields';

interface Props {
  visit: ActedVisit;
  onClose: () => void;
  onDone: () => void;
}

const reasons: CancelReason[] = ['PatientAsked', 'ClinicianUnavailable', 'ClinicClosed', 'Duplicate', 'ScheduledInError', 'Other'];

/** Posts one change of a visit; says that it was done. */
function useChange(visit: ActedVisit, onDone: () => void) {
  const { api } = useStaff();
  const action = useAction();
  const keyOf = useIntent();
  const post = (verb: string, body: object, said: string) =>
    void action
      .run(() => api.post(`/api/visits/${visit.id}/${verb}`, body, { idempotencyKey: keyOf([verb, body]) }))
      .then((done) => {
        if (!done) return;
        toast(said, 'good');
        onDone();
      });
  return { ...action, post };
}

export function CancelDialog({ visit, onClose, onDone }: Props) {
  const [reason, setReason] = useState('');
  const [duplicateOf, setDuplicateOf] = useState('');
  const [error, setError] = useState<string>();
  const change = useChange(visit, onDone);
  const submit = () => {
    if (!reason) return setError(say('cancel.reasonMissing'));
    const by = reason === 'PatientAsked' ? 'Patient' : 'Clinic';
    change.post('cancel', { reason, by, ...(reason === 'Duplicate' && duplicateOf ? { duplicateOf: duplicateOf.trim() } : {}) }, say('cancel.done'));
  };
  return (
    <Dialog title={say('cancel.title')} onClose={onClose}>
      <p>{say('cancel.text')}</p>
      <RefusalBanner refusal={change.refusal} />
      <SelectField id="cancel-reason" label={say('cancel.reason')} value={reason} onValue={setReason} empty="" error={reason ? undefined : error} options={reasons.map((value) => ({ value, label: say(`cancel.${value}`) }))} />
      {reason === 'Duplicate' && <TextField id="duplicate-of" label={say('cancel.duplicateOf')} value={duplicateOf} onValue={setDuplicateOf} />}
      <div class="actions">
        <Button kind="danger" busy={change.busy} onClick={submit}>{say('act.cancel')}</Button>
        <Button kind="quiet" onClick={onClose}>{say('act.keep')}</Button>
      </div>
    </Dialog>
  );
}

export function RescheduleDialog({ visit, onClose, onDone }: Props) {
  const at = Date.parse(visit.startsAt);
  const [when, setWhen] = useState({ day: localDay(at, visit.zone), time: wallTime(at, visit.zone), zone: visit.zone, duration: String(visit.durationMinutes) });
  const [errors, setErrors] = useState<FieldError[]>([]);
  const change = useChange(visit, onDone);
  const submit = () => {
    const start = instantOf(when.day, when.time, when.zone);
    if ('problem' in start) return setErrors([{ id: 'time', text: say(start.problem === 'Skipped' ? 'schedule.skipped' : 'schedule.dayMissing') }]);
    setErrors([]);
    change.post('reschedule', { startsAt: start.instant, durationMinutes: Number(when.duration) }, say('reschedule.done'));
  };
  return (
    <Dialog title={say('reschedule.title')} onClose={onClose}>
      <ErrorSummary errors={errors} />
      <RefusalBanner refusal={change.refusal} />
      <WhenFields value={when} onValue={setWhen} clinicZone={visit.zone} errors={errors} />
      <div class="actions">
        <Button busy={change.busy} onClick={submit}>{say('act.reschedule')}</Button>
        <Button kind="quiet" onClick={onClose}>{say('cancel')}</Button>
      </div>
    </Dialog>
  );
}

export function ReassignDialog({ visit, onClose, onDone }: Props) {
  const clinicians = useClinicians();
  const [clinicianId, setClinicianId] = useState('');
  const [error, setError] = useState<string>();
  const change = useChange(visit, onDone);
  return (
    <Dialog title={say('reassign.title')} onClose={onClose}>
      <RefusalBanner refusal={change.refusal} />
      <Loaded state={clinicians}>
        {(all) => (
          <SelectField
            id="reassign-to"
            label={say('schedule.clinician')}
            value={clinicianId}
            onValue={setClinicianId}
            empty=""
            error={clinicianId ? undefined : error}
            options={all.filter(({ id, active }) => active !== false && id !== visit.clinicianId).map((one) => ({ value: one.id, label: clinicianName(one) }))}
          />
        )}
      </Loaded>
      <div class="actions">
        <Button busy={change.busy} onClick={() => (clinicianId ? change.post('reassign', { clinicianId }, say('reassign.done')) : setError(say('reassign.choose')))}>
          {say('act.reassign')}
        </Button>
        <Button kind="quiet" onClick={onClose}>{say('cancel')}</Button>
      </div>
    </Dialog>
  );
}
