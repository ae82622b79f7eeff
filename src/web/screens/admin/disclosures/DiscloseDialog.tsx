import { useState } from 'preact/hooks';
import { Button, CheckboxField, Dialog, ErrorSummary, TextArea, TextField, toast } from '../../../ui';
import { RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { localDay, wallTime } from '../../staff/time';
import { useAction, useIntent } from '../../staff/useAction';
import { useClinic } from '../../staff/useClinic';
import { bodyOf, emptyForm, errorsOf, type DiscloseForm } from './discloseForm';
import { say } from './texts';

export function DiscloseDialog({ patientId, onClose, onDone }: { patientId: string; onClose: () => void; onDone: () => void }) {
  const { api } = useStaff();
  const { timeZone } = useClinic();
  const action = useAction();
  const keyOf = useIntent();
  const [form, setForm] = useState<DiscloseForm>(() => emptyForm(localDay(Date.now(), timeZone), wallTime(Date.now(), timeZone)));
  const [tried, setTried] = useState(false);
  const errors = tried ? errorsOf(form, Date.now(), timeZone) : [];
  const field = (name: Exclude<keyof DiscloseForm, 'suspend'>) => ({
    id: name,
    value: form[name],
    error: errors.find(({ id }) => id === name)?.text,
    onValue: (value: string) => setForm((before) => ({ ...before, [name]: value })),
  });
  const submit = () => {
    setTried(true);
    if (errorsOf(form, Date.now(), timeZone).length > 0) return;
    const body = bodyOf(form, timeZone);
    void action.run(() => api.post(`/api/patients/${patientId}/disclosures`, body, { idempotencyKey: keyOf(body) })).then((done) => {
      if (!done) return;
      toast(say('done'), 'good');
      onDone();
    });
  };
  return (
    <Dialog title={say('add')} onClose={onClose}>
      <ErrorSummary errors={errors} />
      <RefusalBanner refusal={action.refusal} />
      <TextField {...field('recipient')} label={say('recipient')} hint={say('recipientHint')} maxLength={200} />
      <TextField {...field('recipientAddress')} label={say('recipientAddress')} maxLength={300} />
      <TextArea {...field('what')} label={say('whatLabel')} hint={say('whatHint')} maxLength={1000} />
      <TextField {...field('purpose')} label={say('purpose')} hint={say('purposeHint')} maxLength={500} />
      <div class="row">
        <TextField {...field('day')} type="date" label={say('day')} />
        <TextField {...field('time')} type="time" label={say('time')} />
      </div>
      <CheckboxField id="suspend" label={say('suspend')} checked={form.suspend} onChecked={(suspend) => setForm((before) => ({ ...before, suspend }))} />
      {form.suspend && <TextField {...field('until')} type="date" label={say('suspendUntil')} hint={say('suspendHint')} />}
      <div class="actions">
        <Button busy={action.busy} onClick={submit}>{say('submit')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}
