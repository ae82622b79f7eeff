import { useState } from 'preact/hooks';
import type { Authority, AuthorityKind, BoardStatus } from '../../../contract';
import { Banner, Button, Dialog, ErrorSummary, SelectField, TextField, toast } from '../../../ui';
import { RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { momentText } from '../../staff/time';
import { useAction, useIntent } from '../../staff/useAction';
import { useClinic } from '../../staff/useClinic';
import { say } from '../texts';
import { professionOptions } from './AddClinician';
import { AuthorityConditions } from './AuthorityConditions';
import { authorityErrors, requestOf, supersededBy, type AuthorityForm } from './authorities';

interface Props {
  clinicianId: string;
  start: AuthorityForm;
  all: readonly Authority[];
  onClose: () => void;
  onDone: () => void;
}

const kinds: AuthorityKind[] = ['FullLicense', 'MultistateLicense', 'CompactPrivilege', 'CompactAuthority', 'TelehealthRegistration', 'LimitedPermit', 'Exemption'];
const statuses: BoardStatus[] = ['Active', 'Probation', 'Suspended', 'Expired', 'Revoked'];

export function AuthorityDialog({ clinicianId, start, all, onClose, onDone }: Props) {
  const { api, me } = useStaff();
  const clinic = useClinic();
  const action = useAction();
  const keyOf = useIntent();
  const [form, setForm] = useState(start);
  const [tried, setTried] = useState(false);
  const errors = authorityErrors(form);
  const replaced = supersededBy(form, all);
  const change = (part: Partial<AuthorityForm>) => setForm((before) => ({ ...before, ...part }));
  const field = (name: Exclude<keyof AuthorityForm, 'telehealthOnly' | 'supersedes'>) => ({
    id: name,
    label: say(`authority.${name}`),
    value: form[name],
    onValue: (text: string) => change({ [name]: text }),
    error: tried ? errors.find(({ id }) => id === name)?.text : undefined,
  });
  const submit = () => {
    setTried(true);
    if (errors.length > 0) return;
    const body = { ...requestOf(form), verifiedBy: me.name };
    void action.run(() => api.post(`/api/clinicians/${clinicianId}/authorities`, body, { idempotencyKey: keyOf(body) })).then((done) => {
      if (!done) return;
      toast(say('authority.done'), 'good');
      onDone();
    });
  };
  return (
    <Dialog title={say('authorities.add')} onClose={onClose}>
      <ErrorSummary errors={tried ? errors : []} />
      <RefusalBanner refusal={action.refusal} />
      <div class="fields fields-2">
        <SelectField {...field('kind')} options={kinds.map((value) => ({ value, label: common(`authorityKind.${value}`) }))} />
        <SelectField {...field('profession')} options={professionOptions} />
        <TextField {...field('jurisdictions')} hint={say('authority.jurisdictionsHint')} autocomplete="off" />
        <SelectField {...field('boardStatus')} options={statuses.map((value) => ({ value, label: say(`boardStatus.${value}`) }))} />
        <TextField {...field('issuer')} autocomplete="off" />
        <TextField {...field('number')} autocomplete="off" />
        <TextField {...field('effectiveOn')} type="date" />
        <TextField {...field('expiresOn')} type="date" />
        <TextField {...field('verifiedOn')} type="date" />
        <TextField {...field('source')} hint={say('authority.sourceHint')} autocomplete="off" />
      </div>
      <AuthorityConditions form={form} all={all} field={field} change={change} />
      {replaced && <Banner tone="info">{say('authority.supersedes', { moment: momentText(replaced.recordedAt, clinic.timeZone) })}</Banner>}
      {form.boardStatus !== 'Active' && form.boardStatus !== 'Probation' && <Banner tone="warning">{say('authority.revokes')}</Banner>}
      <div class="actions">
        <Button busy={action.busy} onClick={submit}>{say('authority.submit')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}
