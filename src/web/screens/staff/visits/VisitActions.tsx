import { useState } from 'preact/hooks';
import type { VisitPhase } from '../../../contract';
import { Button, toast } from '../../../ui';
import { RefusalBanner } from '../parts';
import { useStaff } from '../StaffSession';
import { say } from '../texts';
import { useAction } from '../useAction';
import { CancelDialog, ReassignDialog, RescheduleDialog } from './dialogs';

export interface ActedVisit {
  id: string;
  phase: VisitPhase;
  startsAt: string;
  durationMinutes: number;
  zone: string;
  clinicianId?: string;
  opensAt?: string;
}

/** What the desk may do with a visit that has not started. */
export function VisitActions({ visit, onChanged }: { visit: ActedVisit; onChanged: () => void }) {
  const { api } = useStaff();
  const [open, setOpen] = useState<'reschedule' | 'cancel' | 'reassign'>();
  const opening = useAction();
  if (visit.phase !== 'Scheduled' && visit.phase !== 'Waiting') return null;
  const done = () => {
    setOpen(undefined);
    onChanged();
  };
  const props = { visit, onClose: () => setOpen(undefined), onDone: done };
  const early = visit.opensAt !== undefined && Date.parse(visit.opensAt) > Date.now();
  const openRoom = () =>
    void opening
      .run(() => api.post(`/api/visits/${visit.id}/open`))
      .then((ok) => {
        if (!ok) return;
        toast(say('open.done'), 'good');
        onChanged();
      });
  return (
    <div class="stack-small">
      <RefusalBanner refusal={opening.refusal} />
      <div class="row">
        {early && <Button kind="secondary" icon="clock" busy={opening.busy} onClick={openRoom}>{say('act.open')}</Button>}
        <Button kind="secondary" icon="calendar" onClick={() => setOpen('reschedule')}>{say('act.reschedule')}</Button>
        <Button kind="secondary" icon="people" onClick={() => setOpen('reassign')}>{say('act.reassign')}</Button>
        <Button kind="danger" onClick={() => setOpen('cancel')}>{say('act.cancel')}</Button>
      </div>
      {open === 'reschedule' && <RescheduleDialog {...props} />}
      {open === 'reassign' && <ReassignDialog {...props} />}
      {open === 'cancel' && <CancelDialog {...props} />}
    </div>
  );
}
