import { useState } from 'preact/hooks';
import type { NewClinician, Profession } from '../../../contract';
import { Button, Dialog, ErrorSummary, SelectField, TextField } from '../../../ui';
import { RefusalBanner } from '../../staff/parts';
import { navigate } from '../../staff/path';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { useAction, useIntent } from '../../staff/useAction';
import { withoutEmpty } from '../../staff/visits/scheduleForm';
import { say } from '../texts';

export const professions: Profession[] = ['APRN', 'MD', 'DO', 'PA', 'PSYCHOLOGIST', 'LCSW', 'LMFT', 'LPC', 'RN'];

export const professionOptions = professions.map((value) => ({ value, label: common(`profession.${value}`) }));

export function AddClinician({ onClose }: { onClose: () => void }) {
  const { api } = useStaff();
  const action = useAction();
  const keyOf = useIntent();
  const [value, setValue] = useState<NewClinician>({ email: '', password: '', givenName: '', familyName: '', credentials: '', profession: 'APRN' });
  const [tried, setTried] = useState(false);
  const errors = [
    ...(['givenName', 'familyName', 'credentials'] as const).filter((name) => !value[name].trim()).map((name) => ({ id: name, text: say('missing', { field: say(`clinician.${name}`).toLowerCase() }) })),
    ...(/^\S+@\S+$/.test(value.email.trim()) ? [] : [{ id: 'email', text: say('clinician.emailWrong') }]),
  ];
  const field = (name: keyof NewClinician) => ({
    id: name,
    label: say(`clinician.${name}`),
    value: value[name] ?? '',
    onValue: (text: string) => setValue((before) => ({ ...before, [name]: text })),
    error: tried ? errors.find(({ id }) => id === name)?.text : undefined,
  });
  const submit = () => {
    setTried(true);
    if (errors.length > 0) return;
    const body = withoutEmpty(value);
    void action.run(async () => {
      const { id } = await api.post<{ id: string }>('/api/clinicians', body, { idempotencyKey: keyOf(body) });
      navigate(`/admin/clinicians/${id}`);
    });
  };
  return (
    <Dialog title={say('clinicians.add')} onClose={onClose}>
      <ErrorSummary errors={tried ? errors : []} />
      <RefusalBanner refusal={action.refusal} />
      <div class="fields fields-2">
        <TextField {...field('givenName')} autocomplete="off" />
        <TextField {...field('familyName')} autocomplete="off" />
        <TextField {...field('credentials')} hint={say('clinician.credentialsHint')} autocomplete="off" />
        <SelectField {...field('profession')} options={professionOptions} />
      </div>
      <TextField {...field('email')} type="email" autocomplete="off" />
      <TextField {...field('password')} type="password" hint={say('clinician.passwordHint')} autocomplete="new-password" />
      <div class="actions">
        <Button busy={action.busy} onClick={submit}>{say('add')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}
