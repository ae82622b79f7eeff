import { useState } from 'preact/hooks';
import type { Disposition, VisitView } from '../../../contract';
import { Banner, Button, Dialog, RadioGroup, TextArea } from '../../../ui';
import { RefusalBanner } from '../../staff/parts';
import { say as common } from '../../staff/texts';
import { say } from '../texts';
import { useCommand } from '../useCommand';

const dispositions: Disposition[] = ['Completed', 'ReferredToEmergency', 'ConvertedToPhone', 'TechnicalFailure', 'PatientLeft'];

export function EndDialog({ view, onClose }: { view: VisitView; onClose: () => void }) {
  const command = useCommand(view.visitId);
  const [disposition, setDisposition] = useState<string>(view.modality === 'Phone' ? 'ConvertedToPhone' : 'Completed');
  const [note, setNote] = useState('');
  const end = async () => {
    const body = { disposition, ...(note.trim() ? { note: note.trim() } : {}) };
    if (await command.send('EndVisit', body, say('end.done'))) onClose();
  };
  return (
    <Dialog title={say('end.title')} onClose={onClose}>
      <p>{say('end.text')}</p>
      {view.safety.open && <Banner tone="warning">{say('end.safety')}</Banner>}
      <RefusalBanner refusal={command.refusal} />
      <RadioGroup id="disposition" label={say('end.disposition')} value={disposition} onValue={setDisposition} options={dispositions.map((value) => ({ value, label: say(`disposition.${value}`) }))} />
      <TextArea id="end-note" label={say('end.note')} hint={say('end.noteHint')} value={note} onValue={setNote} maxLength={2000} />
      <div class="actions">
        <Button kind="danger" busy={command.busy} onClick={() => void end()}>{say('end.submit')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}
