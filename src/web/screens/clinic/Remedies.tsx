import { useState } from 'preact/hooks';
import { usStates, type Authority, type Decision, type Page, type Remedy, type VisitDetail } from '../../contract';
import { Button, Card, RadioGroup, SelectField, TextField } from '../../ui';
import { Loaded, RefusalBanner } from '../staff/parts';
import { useStaff } from '../staff/StaffSession';
import { say as common } from '../staff/texts';
import { useLoad } from '../staff/useLoad';
import { say } from './texts';
import { useCommand } from './useCommand';
import { MinorCard } from './visit/MinorCard';

interface Props {
  visitId: string;
  decision: Decision;
  busy?: boolean;
  /** Once more, with what was settled; where the clinician is goes with it. Absent where nothing was pressed: what is settled is decided on by itself. */
  onAgain?: (clinicianLocation?: string) => void;
}

export const remediesOf = (decision: Decision): Set<Remedy> => new Set(decision.reasons.flatMap(({ remedies }) => remedies ?? []));

/** What a clinician can settle here and now, so that a held visit may start. Each answer is recorded in the visit. */
export function Remedies({ visitId, decision, busy = false, onAgain }: Props) {
  const remedies = remediesOf(decision);
  const submit = say(onAgain ? 'remedy.again' : 'remedy.record');
  const done = () => onAgain?.();
  return (
    <>
      {remedies.has('StateClinicianLocation') && onAgain && <OwnPlace busy={busy} onAgain={onAgain} />}
      {remedies.has('ConfirmOnCamera') && <ConfirmPlace visitId={visitId} submit={submit} onDone={done} />}
      {(remedies.has('JustifyExemption') || remedies.has('RecordRelationship')) && <Justify visitId={visitId} state={decision.jurisdiction} submit={submit} onDone={done} />}
      {(remedies.has('GuardianConsent') || remedies.has('VerifyGuardian')) && onAgain && <OfMinor visitId={visitId} onDone={done} />}
    </>
  );
}

/** The minor's card of the visit's own page, where the press was somewhere else. */
function OfMinor({ visitId, onDone }: { visitId: string; onDone: () => void }) {
  const { api } = useStaff();
  const visit = useLoad(visitId, (signal) => api.get<VisitDetail>(`/api/visits/${visitId}`, { signal }));
  // What follows may be asked of it too: in Arizona a guardian's consent asks who the guardian is.
  const settled = () => {
    visit.reload();
    onDone();
  };
  return <Loaded state={visit}>{(view) => view.patient && <MinorCard view={view} onDone={settled} />}</Loaded>;
}

const places = [...Object.entries(usStates).map(([value, label]) => ({ value, label })), { value: 'OUTSIDE', label: say('remedy.outside') }];

function OwnPlace({ busy, onAgain }: { busy: boolean; onAgain: (clinicianLocation: string) => void }) {
  const [state, setState] = useState('');
  return (
    <Card title={say('remedy.own')} level={3}>
      <SelectField id="own-place" label={say('remedy.ownPlace')} hint={say('remedy.ownHint')} value={state} onValue={setState} empty="" options={places} />
      <div><Button kind="secondary" busy={busy} disabled={!state} onClick={() => onAgain(state)}>{say('remedy.again')}</Button></div>
    </Card>
  );
}

interface Settled {
  visitId: string;
  /** What the press is called. */
  submit: string;
  onDone: () => void;
}

function ConfirmPlace({ visitId, submit, onDone }: Settled) {
  const command = useCommand(visitId);
  const [method, setMethod] = useState('');
  const confirm = async () => {
    if (await command.send('ConfirmLocation', { method }, say('remedy.confirmed'))) onDone();
  };
  return (
    <Card title={say('remedy.confirm')} level={3}>
      <RefusalBanner refusal={command.refusal} />
      <RadioGroup id="confirm-how" label={say('remedy.confirmHow')} hint={say('remedy.confirmHint')} value={method} onValue={setMethod} options={(['OnCamera', 'ByPhone'] as const).map((value) => ({ value, label: say(`remedy.${value}`) }))} />
      <div><Button kind="secondary" busy={command.busy} disabled={!method} onClick={() => void confirm()}>{submit}</Button></div>
    </Card>
  );
}

const reasons = ['EstablishedPatientAway', 'ContinuityOfCare', 'PatientMoved', 'Consultation', 'Disaster', 'InPersonVisitPrepared', 'FacilityContract', 'LowVolume', 'Other'] as const;
const relationships = ['Any', 'Established', 'TemporarilyPresent', 'Transferring'] as const;
const unconditional = ['FullLicense', 'MultistateLicense', 'CompactPrivilege', 'CompactAuthority'];

function Justify({ visitId, state, submit, onDone }: Settled & { state?: string }) {
  const { api, me } = useStaff();
  const command = useCommand(visitId);
  const own = useLoad(me.staffId, async (signal) => (await api.get<Page<Authority>>(`/api/clinicians/${me.staffId}/authorities`, { signal })).items);
  const [choice, setChoice] = useState({ authorityId: '', reason: '', relationship: '', note: '' });
  const set = (name: keyof typeof choice) => (value: string) => setChoice((before) => ({ ...before, [name]: value }));
  const justify = async () => {
    const { note, ...request } = choice;
    if (await command.send('ChooseExemption', note.trim() ? { ...request, note: note.trim() } : request, say('remedy.justified'))) onDone();
  };
  // "Other" is said in words.
  const complete = choice.authorityId && choice.reason && choice.relationship && (choice.reason !== 'Other' || choice.note.trim());
  return (
    <Card title={say('remedy.justify')} level={3}>
      <p class="small soft">{say('remedy.justifyHint')}</p>
      <RefusalBanner refusal={command.refusal} />
      <Loaded state={own}>
        {(all) => (
          <>
            <SelectField id="exemption" label={say('remedy.authority')} value={choice.authorityId} onValue={set('authorityId')} empty="" options={choosable(all, state).map((one) => ({ value: one.id, label: `${one.issuer} ${one.number} (${one.jurisdictions.join(', ')})` }))} />
            <SelectField id="exemption-why" label={say('remedy.reason')} value={choice.reason} onValue={set('reason')} empty="" options={reasons.map((value) => ({ value, label: common(`justify.${value}`) }))} />
            <SelectField id="exemption-who" label={say('remedy.relationship')} value={choice.relationship} onValue={set('relationship')} empty="" options={relationships.map((value) => ({ value, label: common(`relationship.${value}`) }))} />
            <TextField id="exemption-note" label={say(choice.reason === 'Other' ? 'remedy.noteNeeded' : 'remedy.note')} value={choice.note} onValue={set('note')} maxLength={500} autocomplete="off" />
          </>
        )}
      </Loaded>
      <div><Button kind="secondary" busy={command.busy} disabled={!complete} onClick={() => void justify()}>{submit}</Button></div>
    </Card>
  );
}

/** Current records for the patient's state that hold only under a condition. */
export const choosable = (all: readonly Authority[], state?: string) =>
  all.filter(({ status, kind, jurisdictions }) => status === 'Current' && !unconditional.includes(kind) && (!state || jurisdictions.includes(state)));
