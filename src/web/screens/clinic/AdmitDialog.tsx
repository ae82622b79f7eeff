import type { BoardRow } from '../../contract';
import { Button, Dialog } from '../../ui';
import { refusalText } from '../staff/refusals';
import { say as common } from '../staff/texts';
import { Held } from './Held';
import { say } from './texts';
import type { AdmitControl } from './useAdmit';
import { VendorDown } from './VendorDown';

interface Props {
  control: AdmitControl;
  visit?: Pick<BoardRow, 'state' | 'startsAt' | 'durationMinutes' | 'clinician'> & { name: string; callbackPhone?: string; birthDate?: string };
}

/** Why a patient was not let in, in words, with what can be done about it. */
export function AdmitDialog({ control, visit }: Props) {
  const step = control.asked?.step;
  if (!step || !control.asked || step.kind === 'admitted' || step.kind === 'requested') return null;
  if (step.kind === 'vendorDown') return <VendorDown control={control} fallback={step.fallback} name={visit?.name ?? ''} phone={visit?.callbackPhone} />;
  const { visitId, choices, busy } = control.asked;
  const { refusal } = step;
  const again = (anyway: boolean) => void control.admit(visitId, { ...choices, anyway });
  return (
    <Dialog title={say(step.kind === 'confirm' ? 'admit.anywayTitle' : 'admit.notTitle', { name: visit?.name ?? '' })} onClose={control.close}>
      <p>{refusalText(refusal)}</p>
      {refusal.code === 'PATIENT_AWAY' && (
        <>
          <p class="soft">{say('admit.awayText')}</p>
          {visit?.callbackPhone && <p><a href={`tel:${visit.callbackPhone}`}>{say('admit.call', { phone: visit.callbackPhone })}</a></p>}
        </>
      )}
      {refusal.code === 'CLINICIAN_BUSY' && <p class="soft">{say('admit.busyText')}</p>}
      {refusal.code === 'ALREADY_CLAIMED' && <p class="soft">{say('admit.claimedText')}</p>}
      {step.kind === 'licensure' && (
        <Held
          visitId={visitId}
          refusal={refusal}
          busy={busy}
          onAgain={(clinicianLocation) => void control.admit(visitId, clinicianLocation ? { ...choices, clinicianLocation } : choices)}
          except={visit?.clinician?.staffId}
        />
      )}
      <div class="actions">
        {step.kind === 'confirm' && <Button busy={busy} onClick={() => again(true)}>{say('admit.anyway')}</Button>}
        {step.kind === 'retry' && <Button icon="refresh" busy={busy} onClick={() => again(choices.anyway ?? false)}>{common('retry')}</Button>}
        <Button kind={step.kind === 'confirm' || step.kind === 'retry' ? 'quiet' : 'secondary'} onClick={control.close}>
          {say(step.kind === 'confirm' ? 'admit.keepWaiting' : 'admit.close')}
        </Button>
      </div>
    </Dialog>
  );
}
