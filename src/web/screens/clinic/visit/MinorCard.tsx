import { useState } from 'preact/hooks';
import type { MinorBasis, VisitView } from '../../../contract';
import { Badge, Banner, Button, Card, CheckboxField, SelectField } from '../../../ui';
import { RefusalBanner } from '../../staff/parts';
import { say } from '../texts';
import { useCommand } from '../useCommand';

const bases: MinorBasis[] = [
  'SelfConsentByStateLaw', 'SelfConsentInCrisis', 'Emancipated', 'Married', 'Military', 'Homeless', 'LivingApart', 'Parent', 'SeriousHazard', 'Emergency', 'GuardianConsented',
];
const methods = ['PhotoIdShown', 'KnownToClinic', 'DocumentsOnFile'] as const;

/** Why a minor may be treated: what is recorded, or what the law of the places where they may be offers at their age. */
export function MinorCard({ view, onDone }: { view: VisitView; onDone?: () => void }) {
  const command = useCommand(view.visitId);
  const [chosen, setChosen] = useState('');
  const [keep, setKeep] = useState(false);
  const [error, setError] = useState<string>();
  const { minorBasis: basis, guardianVerified, minorOffered: offered } = view.patient!;
  const closed = view.phase === 'Closed';
  const hasGuardian = view.participants.some(({ role, state }) => role === 'Guardian' && state !== 'Removed');
  const record = async () => {
    if (!chosen) return setError(say('minor.chooseMissing'));
    if (await command.send('RecordMinorBasis', { basis: chosen, keepGuardian: keep })) onDone?.();
  };
  return (
    <Card title={say('minor.title')}>
      <RefusalBanner refusal={command.refusal} />
      {basis ? <p>{say('minor.recorded', { basis: say(`minor.${basis}`) })}</p> : <Banner tone="warning">{say('minor.missing')}</Banner>}
      {!closed && !basis && !offered && <p class="soft">{say('minor.placeFirst')}</p>}
      {!closed && !basis && offered && (
        <>
          <SelectField id="minor-basis" label={say('minor.choose')} hint={say('minor.hint')} value={chosen} onValue={setChosen} empty="" error={chosen ? undefined : error} options={bases.filter((value) => offered.includes(value)).map((value) => ({ value, label: say(`minor.${value}`) }))} />
          {hasGuardian && <CheckboxField id="minor-keep" label={say('minor.keepGuardian')} checked={keep} onChecked={setKeep} />}
          <div><Button kind="secondary" busy={command.busy} onClick={() => void record()}>{say('minor.record')}</Button></div>
        </>
      )}
      {basis === 'GuardianConsented' && (guardianVerified ? <div><Badge tone="good" icon="check">{say('minor.guardianVerified')}</Badge></div> : !closed && <Guardian view={view} onDone={onDone} />)}
    </Card>
  );
}

/** Some states let a guardian's consent count only once somebody made sure who they are. */
function Guardian({ view, onDone }: { view: VisitView; onDone?: () => void }) {
  const command = useCommand(view.visitId);
  const [method, setMethod] = useState('');
  const [error, setError] = useState<string>();
  const record = async () => {
    if (!method) return setError(say('minor.verifyMissing'));
    if (await command.send('VerifyGuardian', { guardianId: view.patient?.minorGuardianId, method })) onDone?.();
  };
  return (
    <>
      <RefusalBanner refusal={command.refusal} />
      <SelectField id="guardian-method" label={say('minor.verify')} value={method} onValue={setMethod} empty="" error={method ? undefined : error} options={methods.map((value) => ({ value, label: say(`minor.${value}`) }))} />
      <div><Button kind="secondary" busy={command.busy} onClick={() => void record()}>{say('minor.verifyRecord')}</Button></div>
    </>
  );
}
