import { useState } from 'preact/hooks';
import { Button, Dialog, TextArea } from '../../../ui';
import { RefusalBanner } from '../../staff/parts';
import { say } from '../texts';
import { useCommand } from '../useCommand';

interface Props {
  row: { visitId: string; patient: { name: string } };
  onClose: () => void;
}

export function RefuseDialog({ row, onClose }: Props) {
  const command = useCommand(row.visitId);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const submit = async () => {
    if (!reason.trim()) return setError(say('refuse.missing'));
    if (await command.send('RefuseVisit', { reason: reason.trim() }, say('done.refuse'))) onClose();
  };
  return (
    <Dialog title={say('refuse.title', { name: row.patient.name })} onClose={onClose}>
      <p>{say('refuse.text')}</p>
      <RefusalBanner refusal={command.refusal} />
      <TextArea id="refuse-reason" label={say('refuse.reason')} value={reason} onValue={setReason} maxLength={500} error={reason.trim() ? undefined : error} />
      <div class="actions">
        <Button kind="danger" busy={command.busy} onClick={() => void submit()}>{say('refuse.submit')}</Button>
        <Button kind="quiet" onClick={onClose}>{say('keep')}</Button>
      </div>
    </Dialog>
  );
}

export function NoShowDialog({ row, onClose }: Props) {
  const command = useCommand(row.visitId);
  const submit = async () => {
    if (await command.send('MarkNoShow', { who: 'Patient' }, say('done.noShow'))) onClose();
  };
  return (
    <Dialog title={say('noShow.title', { name: row.patient.name })} onClose={onClose}>
      <p>{say('noShow.text')}</p>
      <RefusalBanner refusal={command.refusal} />
      <div class="actions">
        <Button kind="danger" busy={command.busy} onClick={() => void submit()}>{say('noShow.submit')}</Button>
        <Button kind="quiet" onClick={onClose}>{say('keep')}</Button>
      </div>
    </Dialog>
  );
}
