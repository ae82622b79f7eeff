import { useState } from 'preact/hooks';
import type { MinorBasis, VisitView } from '../../../contract';
import { Badge, Banner, Button, Card, CheckboxField, Dialog, SelectField } from '../../../ui';
import { DecisionDetails, Facts, RefusalBanner } from '../../staff/parts';
import { say as common } from '../../staff/texts';
import { dayText, timeText } from '../../staff/time';
import { WhoElse } from '../../staff/visits/WhoElse';
import { say } from '../texts';
import { useCommand } from '../useCommand';

const bases: MinorBasis[] = [
  'SelfConsentByStateLaw', 'SelfConsentInCrisis', 'Emancipated', 'Married', 'Military', 'Homeless', 'LivingApart', 'Parent', 'SeriousHazard', 'Emergency', 'GuardianConsented',
];
const methods = ['PhotoIdShown', 'KnownToClinic', 'DocumentsOnFile'] as const;

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
      {patient.minor && <Minor view={view} />}
      <Card title={say('license.title')}>
        {decision ? <DecisionDetails decision={decision} zone={view.zone} /> : <p class="soft">{say('license.none')}</p>}
        {decision?.verdict === 'Deny' && (
          <WhoElse visitId={view.visitId} except={view.clinician?.staffId} />
        )}
      </Card>
    </div>
  );
}

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

function Minor({ view }: { view: VisitView }) {
  const command = useCommand(view.visitId);
  const [chosen, setChosen] = useState('');
  const [keep, setKeep] = useState(false);
  const [error, setError] = useState<string>();
  const { minorBasis: basis, guardianVerified } = view.patient!;
  const closed = view.phase === 'Closed';
  const hasGuardian = view.participants.some(({ role, state }) => role === 'Guardian' && state !== 'Removed');
  const record = () => (chosen ? void command.send('RecordMinorBasis', { basis: chosen, keepGuardian: keep }) : setError(say('minor.chooseMissing')));
  return (
    <Card title={say('minor.title')}>
      <RefusalBanner refusal={command.refusal} />
      {basis ? <p>{say('minor.recorded', { basis: say(`minor.${basis}`) })}</p> : <Banner tone="warning">{say('minor.missing')}</Banner>}
      {!closed && !basis && (
        <>
          <SelectField id="minor-basis" label={say('minor.choose')} hint={say('minor.hint')} value={chosen} onValue={setChosen} empty="" error={chosen ? undefined : error} options={bases.map((value) => ({ value, label: say(`minor.${value}`) }))} />
          {hasGuardian && <CheckboxField id="minor-keep" label={say('minor.keepGuardian')} checked={keep} onChecked={setKeep} />}
          <div><Button kind="secondary" busy={command.busy} onClick={record}>{say('minor.record')}</Button></div>
        </>
      )}
      {basis === 'GuardianConsented' && (guardianVerified ? <div><Badge tone="good" icon="check">{say('minor.guardianVerified')}</Badge></div> : !closed && <Guardian view={view} />)}
    </Card>
  );
}

/** Some states let a guardian's consent count only once somebody made sure who they are. */
function Guardian({ view }: { view: VisitView }) {
  const command = useCommand(view.visitId);
  const [method, setMethod] = useState('');
  const [error, setError] = useState<string>();
  const record = () => (method ? void command.send('VerifyGuardian', { guardianId: view.patient?.minorGuardianId, method }) : setError(say('minor.verifyMissing')));
  return (
    <>
      <RefusalBanner refusal={command.refusal} />
      <SelectField id="guardian-method" label={say('minor.verify')} value={method} onValue={setMethod} empty="" error={method ? undefined : error} options={methods.map((value) => ({ value, label: say(`minor.${value}`) }))} />
      <div><Button kind="secondary" busy={command.busy} onClick={record}>{say('minor.verifyRecord')}</Button></div>
    </>
  );
}

const languageName = (code: string) => new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;
