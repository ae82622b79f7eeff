import { useState } from 'preact/hooks';
import type { SafetyOutcome, VisitView } from '../../../contract';
import { Badge, Button, Dialog, Icon, RadioGroup } from '../../../ui';
import { RefusalBanner } from '../../staff/parts';
import { say as common } from '../../staff/texts';
import { durationText } from '../../staff/time';
import { say } from '../texts';
import { useCommand } from '../useCommand';
import { PlaceCard } from './PlaceCard';

const outcomes: SafetyOutcome[] = ['Safe', 'EmergencyServicesCalled', 'HandedToContact', 'FalseAlarm'];

/** While a concern is open: what to do, where the patient is and whom to call, above everything else. */
export function Crisis({ view, now, narrow }: { view: VisitView; now: number; narrow: boolean }) {
  const { safety } = view;
  const command = useCommand(view.visitId);
  const [resolving, setResolving] = useState(false);
  return (
    <section class="crisis" aria-labelledby="crisis-title">
      <div class="crisis-head" role="alert">
        <h2 id="crisis-title"><Icon name="alert" /> {say('safety.title')}</h2>
        <p>
          {safety.raisedAt && say('safety.since', { time: durationText(now - Date.parse(safety.raisedAt)) })}{' '}
          <Badge tone={safety.acknowledged ? 'good' : 'warning'}>{say(safety.acknowledged ? 'safety.acknowledged' : 'safety.unacknowledged')}</Badge>
        </p>
      </div>
      <p>{say('safety.line1')}</p>
      <p>{say('safety.line2')}</p>
      {!safety.staffConnected && <p><strong>{say('safety.nobody')}</strong></p>}
      {narrow && <PlaceCard view={view} now={now} large />}
      <RefusalBanner refusal={command.refusal} />
      <div class="row">
        {!safety.acknowledged && (
          <Button busy={command.busy} onClick={() => void command.send('AcknowledgeSafetyConcern', { concernId: safety.concernId })}>{say('safety.acknowledge')}</Button>
        )}
        <Button kind="secondary" onClick={() => setResolving(true)}>{say('safety.resolve')}</Button>
      </div>
      {resolving && <ResolveDialog visitId={view.visitId} concernId={safety.concernId} onClose={() => setResolving(false)} />}
    </section>
  );
}

function ResolveDialog({ visitId, concernId, onClose }: { visitId: string; concernId?: string; onClose: () => void }) {
  const command = useCommand(visitId);
  const [outcome, setOutcome] = useState('');
  const [error, setError] = useState<string>();
  const resolve = async () => {
    if (!outcome) return setError(say('safety.outcomeMissing'));
    if (await command.send('ResolveSafetyConcern', { concernId, outcome })) onClose();
  };
  return (
    <Dialog title={say('safety.resolveTitle')} onClose={onClose}>
      <RefusalBanner refusal={command.refusal} />
      <RadioGroup id="safety-outcome" label={say('safety.outcome')} value={outcome} onValue={setOutcome} error={outcome ? undefined : error} options={outcomes.map((value) => ({ value, label: say(`safety.${value}`) }))} />
      <div class="actions">
        <Button busy={command.busy} onClick={() => void resolve()}>{say('safety.resolve')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}

export function RaiseSafety({ visitId }: { visitId: string }) {
  const command = useCommand(visitId);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button kind="danger" icon="alert" onClick={() => setAsking(true)}>{say('safety.raise')}</Button>
      {asking && (
        <Dialog title={say('safety.raiseTitle')} onClose={() => setAsking(false)}>
          <p>{say('safety.raiseText')}</p>
          <RefusalBanner refusal={command.refusal} />
          <div class="actions">
            <Button kind="danger" busy={command.busy} onClick={() => void command.send('RaiseSafetyConcern').then((done) => done && setAsking(false))}>{say('safety.raiseSubmit')}</Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>{common('cancel')}</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
