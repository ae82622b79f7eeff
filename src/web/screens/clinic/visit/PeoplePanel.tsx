import { useState } from 'preact/hooks';
import type { ParticipantView, VisitView } from '../../../contract';
import { Badge, Button, Dialog, TextField } from '../../../ui';
import { RefusalBanner } from '../../staff/parts';
import { say as common } from '../../staff/texts';
import { PresenceBadge } from '../PresenceBadge';
import { say } from '../texts';
import { useCommand } from '../useCommand';
import { InviteDialog } from './InviteDialog';

const stateTone = { Invited: 'neutral', Waiting: 'info', Admitted: 'good', Held: 'warning', Left: 'neutral', Removed: 'danger' } as const;

/** Everybody in the visit; one person can be let in, held or removed alone. */
export function PeoplePanel({ view }: { view: VisitView }) {
  const [inviting, setInviting] = useState(false);
  const [removing, setRemoving] = useState<ParticipantView>();
  const command = useCommand(view.visitId);
  const clinician = view.me.role === 'Clinician';
  const running = view.phase === 'InProgress' || view.phase === 'OnHold';
  const nameOf = (one: ParticipantView) => personIn(view, one);
  const acts = (one: ParticipantView) => {
    if (!clinician || !running || one.role === 'Clinician' || one.state === 'Removed') return null;
    const send = (method: string) => void command.send(method, { participantId: one.participantId });
    return (
      <div class="row">
        {one.state !== 'Admitted' && one.role !== 'Patient' && (
          <Button kind="secondary" busy={command.busy} aria-label={say('row.named', { what: say('people.admit'), name: nameOf(one) })} onClick={() => send('AdmitParticipant')}>{say('people.admit')}</Button>
        )}
        {one.state === 'Held' && one.role === 'Patient' && (
          <Button kind="secondary" busy={command.busy} aria-label={say('row.named', { what: say('people.admit'), name: nameOf(one) })} onClick={() => send('AdmitParticipant')}>{say('people.admit')}</Button>
        )}
        {one.state === 'Admitted' && (
          <Button kind="secondary" busy={command.busy} aria-label={say('row.named', { what: say('people.hold'), name: nameOf(one) })} onClick={() => send('HoldParticipant')}>{say('people.hold')}</Button>
        )}
        {one.role !== 'Patient' && (
          <Button kind="danger" aria-label={say('row.named', { what: say('people.remove'), name: nameOf(one) })} onClick={() => setRemoving(one)}>{say('people.remove')}</Button>
        )}
      </div>
    );
  };
  return (
    <div class="stack">
      <RefusalBanner refusal={command.refusal} />
      {clinician && running && <p class="small soft">{say('people.holdHint')}</p>}
      <ul class="lines">
        {view.participants.map((one) => (
          <li key={one.participantId}>
            <div>
              <strong>{nameOf(one)}</strong> <span class="soft small">{common(`role.${one.role}`)}</span>
              <div class="row">
                <Badge tone={stateTone[one.state]}>{say(`state.${one.state}`)}</Badge>
                <PresenceBadge presence={one.presence} />
              </div>
            </div>
            {acts(one)}
          </li>
        ))}
      </ul>
      {view.phase !== 'Closed' && <div><Button kind="secondary" icon="plus" onClick={() => setInviting(true)}>{say('people.invite')}</Button></div>}
      {inviting && <InviteDialog visitId={view.visitId} zone={view.zone} onClose={() => setInviting(false)} />}
      {removing && <RemoveDialog visitId={view.visitId} one={removing} name={nameOf(removing)} onClose={() => setRemoving(undefined)} />}
    </div>
  );
}

export function personIn(view: VisitView, one: ParticipantView) {
  if (one.role === 'Patient') return view.patient?.name ?? one.name ?? common('role.Patient');
  if (one.role === 'Clinician') return one.name ?? view.clinician?.name ?? common('role.Clinician');
  return one.name ?? common(`role.${one.role}`);
}

function RemoveDialog({ visitId, one, name, onClose }: { visitId: string; one: ParticipantView; name: string; onClose: () => void }) {
  const command = useCommand(visitId);
  const [reason, setReason] = useState('');
  const remove = async () => {
    const because = reason.trim() ? { reason: reason.trim() } : {};
    if (await command.send('RemoveParticipant', { participantId: one.participantId, ...because })) onClose();
  };
  return (
    <Dialog title={say('people.removeTitle', { name })} onClose={onClose}>
      <p>{say('people.removeText')}</p>
      <RefusalBanner refusal={command.refusal} />
      <TextField id="remove-reason" label={say('people.removeReason')} value={reason} onValue={setReason} maxLength={500} />
      <div class="actions">
        <Button kind="danger" busy={command.busy} onClick={() => void remove()}>{say('people.remove')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}
