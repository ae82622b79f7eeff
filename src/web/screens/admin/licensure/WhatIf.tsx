import { useState } from 'preact/hooks';
import { usStates, type Authority, type Decision, type Page } from '../../../contract';
import { Button, Card, CheckboxField, ErrorSummary, RadioGroup, ScreenTitle, SelectField, TextField, type FieldError } from '../../../ui';
import { DecisionDetails, Loaded, RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { localDay } from '../../staff/time';
import { useAction } from '../../staff/useAction';
import { clinicianName, useClinic, useClinicians } from '../../staff/useClinic';
import { useLoad } from '../../staff/useLoad';
import { startOf } from '../../staff/visits/scheduleForm';
import { WhenFields } from '../../staff/visits/WhenFields';
import { professionOptions } from '../clinicians/AddClinician';
import { say } from './texts';
import { nothingAsked, whatIfErrors, whatIfRequest, type WhatIfForm } from './whatIf';

const places = [...Object.entries(usStates).map(([value, label]) => ({ value, label })), { value: 'OUTSIDE', label: say('whatIf.outside') }];
const devices = (['none', 'coordinates', 'states'] as const).map((value) => ({ value, label: say(`whatIf.device.${value}`) }));
const relationships = (['Any', 'Established', 'TemporarilyPresent', 'Transferring'] as const).map((value) => ({ value, label: common(`relationship.${value}`) }));

/** Asks the licensure engine without a visit. */
export function WhatIf() {
  const clinic = useClinic();
  return <Question zone={clinic.timeZone} key={clinic.timeZone} />;
}

/** What the parts of the form share: one value, how it is changed, and what is wrong with it. */
interface Part {
  form: WhatIfForm;
  set: (change: Partial<WhatIfForm>) => void;
  errorOf: (id: string) => string | undefined;
}

type Words = { [Name in keyof WhatIfForm]: WhatIfForm[Name] extends boolean ? never : Name }[keyof WhatIfForm];

const field = ({ form, set, errorOf }: Part, id: Words) => ({ id, value: form[id], onValue: (value: string) => set({ [id]: value }), error: errorOf(id) });

function Question({ zone }: { zone: string }) {
  const { api } = useStaff();
  const [form, setForm] = useState(nothingAsked);
  const [when, setWhen] = useState({ day: localDay(Date.now(), zone), time: '12:00', zone, duration: '50' });
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [decision, setDecision] = useState<Decision>();
  const action = useAction();
  const part: Part = { form, set: (change) => setForm((before) => ({ ...before, ...change })), errorOf: (id) => errors.find((error) => error.id === id)?.text };
  const submit = () => {
    const found = whatIfErrors(form);
    setErrors(found);
    if (found.length > 0) return;
    const start = startOf(when);
    const body = whatIfRequest(form, 'instant' in start ? start.instant : undefined, Number(when.duration) || 50);
    setDecision(undefined);
    void action.run(async () => setDecision(await api.post<Decision>('/api/licensure/evaluate', body)));
  };
  return (
    <form
      class="stack narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ScreenTitle>{say('whatIf.title')}</ScreenTitle>
      <p class="soft">{say('whatIf.text')}</p>
      <ErrorSummary errors={errors} />
      <Card>
        <WhoFields {...part} />
        <PatientFields {...part} />
        <DeviceFields {...part} />
        <WhenFields value={when} onValue={setWhen} clinicZone={zone} errors={errors} />
        <div class="actions">
          <Button type="submit" busy={action.busy}>{say('whatIf.submit')}</Button>
        </div>
      </Card>
      <RefusalBanner refusal={action.refusal} />
      <div role="status">
        {decision && (
          <Card title={say('whatIf.result')}>
            <DecisionDetails decision={decision} zone={zone} />
          </Card>
        )}
      </div>
    </form>
  );
}

function WhoFields(part: Part) {
  const { form, set } = part;
  const clinicians = useClinicians();
  return (
    <>
      <Loaded state={clinicians}>
        {(all) => (
          <SelectField
            {...field(part, 'clinicianId')}
            label={say('whatIf.clinician')}
            onValue={(clinicianId) => set({ clinicianId, chosenAuthorityId: '' })}
            empty=""
            options={all.map((one) => ({ value: one.id, label: clinicianName(one) }))}
          />
        )}
      </Loaded>
      <div class="fields fields-2">
        <SelectField {...field(part, 'profession')} label={say('whatIf.profession')} empty={say('whatIf.ownProfession')} options={professionOptions} />
        <SelectField {...field(part, 'clinicianPlace')} label={say('whatIf.clinicianPlace')} empty={say('whatIf.notSaid')} options={places} />
      </div>
      {form.clinicianId && <ChosenFields {...part} key={form.clinicianId} />}
    </>
  );
}

/** An authority that holds only once somebody chose it; offered where the clinician has one. */
function ChosenFields(part: Part) {
  const { form } = part;
  const { api } = useStaff();
  const own = useLoad(form.clinicianId, async (signal) => (await api.get<Page<Authority>>(`/api/clinicians/${form.clinicianId}/authorities`, { signal })).items);
  const limited = own.data?.filter(({ kind, status }) => status === 'Current' && (kind === 'Exemption' || kind === 'LimitedPermit' || kind === 'TelehealthRegistration')) ?? [];
  if (limited.length === 0) return null;
  return (
    <div class="fields fields-2">
      <SelectField {...field(part, 'chosenAuthorityId')} label={say('whatIf.chosen')} empty={say('whatIf.noneChosen')} options={limited.map((one) => ({ value: one.id, label: `${one.issuer} ${one.number} (${one.jurisdictions.join(', ')})` }))} />
      {form.chosenAuthorityId && <SelectField {...field(part, 'relationship')} label={say('whatIf.relationship')} options={relationships} />}
    </div>
  );
}

function PatientFields(part: Part) {
  const { form, set } = part;
  return (
    <>
      <div class="fields fields-2">
        <SelectField {...field(part, 'state')} label={say('whatIf.state')} empty={say('whatIf.unsure')} options={places} />
        <TextField {...field(part, 'birthDate')} type="date" label={say('whatIf.birthDate')} />
      </div>
      <CheckboxField id="hasAddress" label={say('whatIf.hasAddress')} checked={form.hasAddress} onChecked={(hasAddress) => set({ hasAddress })} />
      {form.hasAddress && <CheckboxField id="confirmed" label={say('whatIf.confirmed')} checked={form.confirmed} onChecked={(confirmed) => set({ confirmed })} />}
    </>
  );
}

function DeviceFields(part: Part) {
  const { form, set } = part;
  return (
    <>
      <RadioGroup id="device" label={say('whatIf.device')} hint={say('whatIf.deviceHint')} value={form.device} onValue={(device) => set({ device: device as WhatIfForm['device'] })} options={devices} />
      {form.device !== 'none' && (
        <div class="fields fields-2">
          {form.device === 'coordinates' && <TextField {...field(part, 'latitude')} label={say('whatIf.latitude')} inputMode="text" autocomplete="off" />}
          {form.device === 'coordinates' && <TextField {...field(part, 'longitude')} label={say('whatIf.longitude')} inputMode="text" autocomplete="off" />}
          {form.device === 'states' && <TextField {...field(part, 'candidates')} label={say('whatIf.candidates')} hint={say('whatIf.candidatesHint')} autocomplete="off" />}
          <TextField {...field(part, 'accuracy')} label={say('whatIf.accuracy')} inputMode="numeric" autocomplete="off" />
        </div>
      )}
    </>
  );
}
