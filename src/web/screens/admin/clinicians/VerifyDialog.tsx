import { useState } from 'preact/hooks';
import type { Authority } from '../../../contract';
import { Banner, Button, Dialog, TextField, toast } from '../../../ui';
import { RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { dayText } from '../../staff/time';
import { useAction, useIntent } from '../../staff/useAction';
import { say } from '../texts';

interface Props {
  clinicianId: string;
  authority: Authority;
  onClose: () => void;
  onDone: () => void;
}

/** Somebody looked at the source, and it says what is recorded: a new record with that check. */
export function VerifyDialog({ clinicianId, authority, onClose, onDone }: Props) {
  const { api, me } = useStaff();
  const action = useAction();
  const keyOf = useIntent();
  const today = new Date().toISOString().slice(0, 10);
  const [check, setCheck] = useState({ verifiedOn: today, source: authority.source });
  const wrong = check.verifiedOn > today ? say('authority.verifiedFuture') : check.verifiedOn ? undefined : say('missing', { field: say('authority.verifiedOn').toLowerCase() });
  const submit = () => {
    if (wrong) return;
    const body = { ...check, verifiedBy: me.name };
    void action.run(() => api.post(`/api/clinicians/${clinicianId}/authorities/${authority.id}/verify`, body, { idempotencyKey: keyOf(body) })).then((done) => {
      if (!done) return;
      toast(say('verify.done'), 'good');
      onDone();
    });
  };
  return (
    <Dialog title={say('verify.title', { issuer: authority.issuer, number: authority.number })} onClose={onClose}>
      <p>{say('verify.text')}</p>
      <Banner tone="neutral">
        {authority.jurisdictions.join(', ')}: {say('authorities.dateRange', { from: dayText(authority.effectiveOn), to: dayText(authority.expiresOn) })}, {say(`boardStatus.${authority.boardStatus}`).toLowerCase()}
      </Banner>
      <RefusalBanner refusal={action.refusal} />
      <div class="fields fields-2">
        <TextField id="verified" type="date" label={say('authority.verifiedOn')} value={check.verifiedOn} max={today} error={wrong} onValue={(verifiedOn) => setCheck({ ...check, verifiedOn })} />
        <TextField id="verified-source" label={say('authority.source')} hint={say('authority.sourceHint')} maxLength={200} value={check.source} onValue={(source) => setCheck({ ...check, source })} autocomplete="off" />
      </div>
      <div class="actions">
        <Button busy={action.busy} onClick={submit}>{say('verify.submit')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}
