import { useState } from 'preact/hooks';
import type { VisitView } from '../../../contract';
import { Banner, Button, Dialog, SelectField, TextArea } from '../../../ui';
import { Loaded, RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { timeText } from '../../staff/time';
import { clinicianName, useClinicians } from '../../staff/useClinic';
import { Held, HeldDialog } from '../Held';
import { say } from '../texts';
import { useCommand } from '../useCommand';
import { useGated } from '../useGated';

export function TransferDialog({ view, onClose }: { view: VisitView; onClose: () => void }) {
  const { me } = useStaff();
  const clinicians = useClinicians();
  const command = useCommand(view.visitId);
  const [clinicianId, setClinicianId] = useState('');
  const [note, setNote] = useState('');
  const [error, setError] = useState<string>();
  const submit = async () => {
    if (!clinicianId) return setError(say('transfer.choose'));
    if (await command.send('TransferVisit', { clinicianId, note: note.trim() })) onClose();
  };
  return (
    <Dialog title={say('transfer.title')} onClose={onClose}>
      <p class="soft">{say('transfer.text')}</p>
      <RefusalBanner refusal={command.refusal} />
      <Loaded state={clinicians}>
        {(all) => (
          <SelectField
            id="transfer-to"
            label={say('transfer.to')}
            value={clinicianId}
            onValue={setClinicianId}
            empty=""
            error={clinicianId ? undefined : error}
            options={all.filter(({ id, active }) => id !== me.staffId && active !== false).map((one) => ({ value: one.id, label: clinicianName(one) }))}
          />
        )}
      </Loaded>
      <TextArea id="transfer-note" label={say('transfer.note')} value={note} onValue={setNote} maxLength={500} />
      <div class="actions">
        <Button busy={command.busy} onClick={() => void submit()}>{say('transfer.submit')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}

/** An offer that is open: the receiver answers it, the sender waits or takes it back. */
export function TransferOffer({ view }: { view: VisitView }) {
  const { me } = useStaff();
  const command = useCommand(view.visitId);
  const gate = useGated(view.visitId);
  const { transfer } = view;
  if (!transfer) return null;
  const mine = transfer.toStaffId === me.staffId;
  return (
    <Banner tone="info" live title={mine ? say('transfer.toYou') : undefined}>
      {!mine && <p>{say('transfer.offered', { name: transfer.toName, time: timeText(transfer.offeredAt, view.zone) })}</p>}
      {transfer.note && <p>{transfer.note}</p>}
      <RefusalBanner refusal={command.refusal ?? gate.refusal} />
      <HeldDialog visitId={view.visitId} gate={gate} except={me.staffId} />
      <div class="row">
        {mine && <Button busy={command.busy || gate.busy} onClick={() => void gate.start('AcceptTransfer', say('transfer.accepted'))}>{say('transfer.accept')}</Button>}
        {mine && <Button kind="secondary" busy={command.busy} onClick={() => void command.send('DeclineTransfer', {}, say('transfer.declined'))}>{say('transfer.decline')}</Button>}
        {transfer.fromStaffId === me.staffId && (
          <Button kind="secondary" busy={command.busy} onClick={() => void command.send('DeclineTransfer', {}, say('transfer.withdrawn'))}>{say('transfer.withdraw')}</Button>
        )}
      </div>
    </Banner>
  );
}

export function TakeOver({ visitId, onTaken }: { visitId: string; onTaken?: () => void }) {
  const { me } = useStaff();
  const gate = useGated(visitId);
  const [asking, setAsking] = useState(false);
  const close = () => {
    gate.close();
    setAsking(false);
  };
  const closeWhen = (done: boolean) => {
    if (!done) return;
    setAsking(false);
    onTaken?.();
  };
  return (
    <>
      <Button kind="secondary" onClick={() => setAsking(true)}>{say('do.takeOver')}</Button>
      {asking && (
        <Dialog title={say(gate.held ? 'held.TakeOver' : 'takeOver.title')} onClose={close}>
          {gate.held ? (
            <Held visitId={visitId} refusal={gate.held} busy={gate.busy} onAgain={(place) => void gate.again(place).then(closeWhen)} except={me.staffId} />
          ) : (
            <p>{say('takeOver.text')}</p>
          )}
          <RefusalBanner refusal={gate.refusal} />
          <div class="actions">
            {!gate.held && <Button busy={gate.busy} onClick={() => void gate.start('TakeOver', say('transfer.accepted')).then(closeWhen)}>{say('do.takeOver')}</Button>}
            <Button kind="quiet" onClick={close}>{common('cancel')}</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
