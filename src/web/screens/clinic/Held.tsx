import type { Refusal } from '../../contract';
import { Button, Dialog } from '../../ui';
import { Reasons } from '../staff/parts';
import { refusalText } from '../staff/refusals';
import { say as common } from '../staff/texts';
import { WhoElse } from '../staff/visits/WhoElse';
import { Remedies } from './Remedies';
import { say } from './texts';
import type { Gated } from './useGated';

interface Props {
  visitId: string;
  /** Of the license check. */
  refusal: Refusal;
  busy: boolean;
  /** Once more; where the clinician is goes with it. */
  onAgain: (clinicianLocation?: string) => void;
  /** The clinician who was refused. */
  except?: string;
}

/** Why the license check said no or not yet, and everything that can be done about it on the spot; the same wherever a start is refused. */
export function Held({ visitId, refusal, busy, onAgain, except }: Props) {
  const { code, decision } = refusal;
  return (
    <>
      {decision && <Reasons reasons={decision.reasons} />}
      <p class="small soft">{say('admit.recorded')}</p>
      {code === 'LICENSURE_HOLD' && decision && <Remedies visitId={visitId} decision={decision} busy={busy} onAgain={onAgain} />}
      {code === 'LICENSURE_HOLD' && (
        <div class="row">
          <Button kind="secondary" icon="refresh" busy={busy} onClick={() => onAgain()}>{common('retry')}</Button>
          <span class="small soft">{say('remedy.patientsPart')}</span>
        </div>
      )}
      {code === 'LICENSURE_DENIED' && <WhoElse visitId={visitId} except={except} />}
    </>
  );
}

/** The same in a window of its own, for a press that has none. */
export function HeldDialog({ visitId, gate, except }: { visitId: string; gate: Gated; except?: string }) {
  if (!gate.held || !gate.method) return null;
  return (
    <Dialog title={say(`held.${gate.method}`)} onClose={gate.close}>
      <p>{refusalText(gate.held)}</p>
      <Held visitId={visitId} refusal={gate.held} busy={gate.busy} onAgain={(place) => void gate.again(place)} except={except} />
      <div class="actions">
        <Button kind="quiet" onClick={gate.close}>{say('admit.close')}</Button>
      </div>
    </Dialog>
  );
}
