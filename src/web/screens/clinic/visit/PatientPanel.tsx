import { useState } from 'preact/hooks';
import type { VisitView } from '../../../contract';
import { Badge, Button, Card, Dialog } from '../../../ui';
import { DecisionDetails, Facts, RefusalBanner } from '../../staff/parts';
import { say as common } from '../../staff/texts';
import { dayText, timeText } from '../../staff/time';
import { WhoElse } from '../../staff/visits/WhoElse';
import { Remedies } from '../Remedies';
import { say } from '../texts';
import { useCommand } from '../useCommand';
import { ConsentCard } from './ConsentCard';
import { MinorCard } from './MinorCard';

export function PatientPanel({ view }: { view: VisitView }) {
  const { patient, decision, checkIn } = view;
  if (!patient) return <p class="soft">{common('refusal.NOT_ALLOWED')}</p>;
  const device = patient.device;
  const word = (status: 'ok' | 'denied' | 'missing' | 'failed') => say(`patient.device.${status}`);
  return (
    <div class="stack">
      <Facts
        items={[
          { name: say('patient.born'), value: patient.birthDate ? `${dayText(patient.birthDate)}${patient.age === undefined ? '' : ` (${common('age', { count: patient.age })})`}` : say('card.missing') },
          ...(patient.preferredLanguage ? [{ name: say('patient.language'), value: languageName(patient.preferredLanguage) }] : []),
          { name: say('patient.others'), value: patient.othersPresent?.map(({ name, relationship }) => `${name} (${relationship})`).join(', ') || common('none') },
          ...(device ? [{ name: say('patient.device'), value: say('patient.camera', { state: word(device.camera), mic: word(device.microphone), speaker: word(device.speaker) }) }] : []),
          ...(checkIn?.checkedInAt ? [{ name: say('patient.checkedIn'), value: timeText(checkIn.checkedInAt, view.zone) }] : []),
        ]}
      />
      <Identity view={view} confirmed={patient.identityConfirmed} />
      {patient.minor && <MinorCard view={view} />}
      <ConsentCard view={view} />
      <Card title={say('license.title')}>
        {decision ? <DecisionDetails decision={decision} zone={view.zone} /> : <p class="soft">{say('license.none')}</p>}
        {decision?.verdict === 'Deny' && (
          <WhoElse visitId={view.visitId} except={view.clinician?.staffId} />
        )}
        {decision?.verdict === 'Hold' && maySettle(view) && <Remedies visitId={view.visitId} decision={decision} />}
      </Card>
    </div>
  );
}

/** Whoever may take the patient can settle what holds, once they have arrived. */
const maySettle = ({ me, phase }: VisitView) => me.role === 'Clinician' && (phase === 'Waiting' || phase === 'InProgress' || phase === 'OnHold');

function Identity({ view, confirmed }: { view: VisitView; confirmed: boolean }) {
  const command = useCommand(view.visitId);
  const [asking, setAsking] = useState(false);
  const running = view.phase === 'InProgress' || view.phase === 'OnHold';
  return (
    <Card title={say('identity.title')}>
      <RefusalBanner refusal={command.refusal} />
      {confirmed ? <div><Badge tone="good" icon="check">{say('identity.confirmed')}</Badge></div> : <p class="soft">{say('identity.ask')}</p>}
      {running && view.me.role === 'Clinician' && (
        <div class="row">
          {!confirmed && <Button kind="secondary" icon="check" busy={command.busy} onClick={() => void command.send('ConfirmIdentity')}>{say('identity.confirm')}</Button>}
          <Button kind="danger" onClick={() => setAsking(true)}>{say('identity.wrong')}</Button>
        </div>
      )}
      {asking && (
        <Dialog title={say('identity.wrongTitle')} onClose={() => setAsking(false)}>
          <p>{say('identity.wrongText')}</p>
          <RefusalBanner refusal={command.refusal} />
          <div class="actions">
            <Button kind="danger" busy={command.busy} onClick={() => void command.send('ReportWrongPerson').then((done) => done && setAsking(false))}>{say('identity.wrongSubmit')}</Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>{common('cancel')}</Button>
          </div>
        </Dialog>
      )}
    </Card>
  );
}

const languageName = (code: string) => new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;
