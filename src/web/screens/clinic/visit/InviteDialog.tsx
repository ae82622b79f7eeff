import { useState } from 'preact/hooks';
import type { JoinLink } from '../../../contract';
import { Button, Dialog, RadioGroup, TextField } from '../../../ui';
import { CopyText, RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { momentText } from '../../staff/time';
import { useAction, useIntent } from '../../staff/useAction';
import { withoutEmpty } from '../../staff/visits/scheduleForm';
import { say } from '../texts';

const roles = ['Interpreter', 'Guardian', 'SupportPerson', 'Observer'] as const;

export function InviteDialog({ visitId, zone, onClose }: { visitId: string; zone: string; onClose: () => void }) {
  const { api } = useStaff();
  const action = useAction();
  const keyOf = useIntent();
  const [guest, setGuest] = useState({ role: 'Interpreter', name: '', phone: '', email: '' });
  const [error, setError] = useState<string>();
  const [made, setMade] = useState<JoinLink>();
  const set = (name: keyof typeof guest) => (value: string) => setGuest((before) => ({ ...before, [name]: value }));
  const submit = () => {
    if (!guest.name.trim()) return setError(say('invite.nameMissing'));
    const body = withoutEmpty(guest);
    void action.run(async () => {
      const { joinLink } = await api.post<{ joinLink: JoinLink }>(`/api/visits/${visitId}/participants`, body, { idempotencyKey: keyOf(body) });
      setMade(joinLink);
    });
  };
  return (
    <Dialog title={say('invite.title')} onClose={onClose}>
      <RefusalBanner refusal={action.refusal} />
      {made ? (
        <CopyText id="invited" label={say('invite.link')} hint={common('link.until', { moment: momentText(made.expiresAt, zone) })} text={new URL(made.url, location.origin).href} />
      ) : (
        <>
          <RadioGroup
            id="invite-role"
            label={say('invite.role')}
            hint={say(guest.role === 'Guardian' ? 'invite.guardianHint' : 'invite.hint')}
            value={guest.role}
            onValue={set('role')}
            options={roles.map((role) => ({ value: role, label: common(`role.${role}`) }))}
          />
          <TextField id="invite-name" label={say('invite.name')} value={guest.name} onValue={set('name')} autocomplete="off" error={guest.name.trim() ? undefined : error} />
          <div class="fields fields-2">
            <TextField id="invite-phone" type="tel" label={say('invite.phone')} value={guest.phone} onValue={set('phone')} autocomplete="off" />
            <TextField id="invite-email" type="email" label={say('invite.email')} value={guest.email} onValue={set('email')} autocomplete="off" />
          </div>
          <div class="actions">
            <Button busy={action.busy} onClick={submit}>{say('invite.submit')}</Button>
            <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
