import { useState } from 'preact/hooks';
import type { VisitView } from '../../../contract';
import { Badge, Button, Card, Dialog, RadioGroup } from '../../../ui';
import { RefusalBanner } from '../../staff/parts';
import { hasRole, useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { say } from '../texts';
import { useCommand } from '../useCommand';

/** Whether the patient consents to this visit, and a place to record that they, or a guardian, no longer do. */
export function ConsentCard({ view }: { view: VisitView }) {
  const [asking, setAsking] = useState(false);
  const { me } = useStaff();
  const { checkIn, phase } = view;
  const given = checkIn?.consent === true;
  // Nobody checks in without; so whoever has, and has none, took it back.
  const withdrawn = !given && checkIn?.checkedInAt !== undefined;
  const mayRecord = phase !== 'Closed' && (given || guardiansOf(view).length > 0) && (view.me.role === 'Clinician' || hasRole(me, 'FrontDesk'));
  return (
    <Card title={say('consent.title')}>
      {given && <div><Badge tone="good" icon="check">{say('consent.given')}</Badge></div>}
      {withdrawn && (
        <>
          <div><Badge tone="danger" icon="alert">{say('consent.withdrawn')}</Badge></div>
          <p class="soft">{say('consent.withdrawnText')}</p>
        </>
      )}
      {!given && !withdrawn && <p class="soft">{say('consent.none')}</p>}
      {mayRecord && <div><Button kind="secondary" onClick={() => setAsking(true)}>{say('consent.record')}</Button></div>}
      {asking && <WithdrawDialog view={view} given={given} onClose={() => setAsking(false)} />}
    </Card>
  );
}

function WithdrawDialog({ view, given, onClose }: { view: VisitView; given: boolean; onClose: () => void }) {
  const command = useCommand(view.visitId);
  const options = [
    ...(given ? [{ value: '', label: say('consent.whosePatient') }] : []),
    ...guardiansOf(view).map(({ participantId, name }) => ({ value: participantId, label: say('consent.whoseGuardian', { name: name ?? '' }) })),
  ];
  const [whose, setWhose] = useState(options[0]?.value ?? '');
  const submit = async () => {
    if (await command.send('WithdrawConsent', whose ? { participantId: whose } : {}, say('consent.done'))) onClose();
  };
  return (
    <Dialog title={say('consent.dialog')} onClose={onClose}>
      <p>{say('consent.dialogText')}</p>
      <RefusalBanner refusal={command.refusal} />
      {options.length > 1 && <RadioGroup id="whose-consent" label={say('consent.whose')} value={whose} onValue={setWhose} options={options} />}
      <div class="actions">
        <Button kind="danger" busy={command.busy} onClick={() => void submit()}>{say('consent.submit')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}

const guardiansOf = ({ participants }: VisitView) => participants.filter(({ role, state }) => role === 'Guardian' && state !== 'Removed' && state !== 'Invited');
