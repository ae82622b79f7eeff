import { useState } from 'preact/hooks';
import { usStates, type Decision, type EvaluateLicensure, type Profession } from '../../../contract';
import { Button, Card, ErrorSummary, ScreenTitle, SelectField, TextField, type FieldError } from '../../../ui';
import { DecisionDetails, Loaded, RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { localDay } from '../../staff/time';
import { useAction } from '../../staff/useAction';
import { clinicianName, useClinic, useClinicians } from '../../staff/useClinic';
import { startOf } from '../../staff/visits/scheduleForm';
import { WhenFields } from '../../staff/visits/WhenFields';
import { professionOptions } from '../clinicians/AddClinician';
import { say } from './texts';

const places = [...Object.entries(usStates).map(([value, label]) => ({ value, label })), { value: 'OUTSIDE', label: say('whatIf.outside') }];

/** Asks the licensure engine without a visit. */
export function WhatIf() {
  const clinic = useClinic();
  return <Form zone={clinic.timeZone} key={clinic.timeZone} />;
}

function Form({ zone }: { zone: string }) {
  const { api } = useStaff();
  const clinicians = useClinicians();
  const [who, setWho] = useState({ clinicianId: '', profession: '', state: '', birthDate: '' });
  const [when, setWhen] = useState({ day: localDay(Date.now(), zone), time: '12:00', zone, duration: '50' });
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [decision, setDecision] = useState<Decision>();
  const action = useAction();
  const set = (name: keyof typeof who) => (value: string) => setWho((before) => ({ ...before, [name]: value }));
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.text;
  const submit = () => {
    const start = startOf(when);
    const found = who.clinicianId ? [] : [{ id: 'clinicianId', text: say('whatIf.chooseClinician') }];
    setErrors(found);
    if (found.length > 0) return;
    const body: EvaluateLicensure = {
      clinicianId: who.clinicianId,
      ...(who.profession ? { profession: who.profession as Profession } : {}),
      location: locationOf(who.state),
      ...(who.birthDate ? { birthDate: who.birthDate } : {}),
      ...('instant' in start ? { startsAt: start.instant } : {}),
      durationMinutes: Number(when.duration) || 50,
    };
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
        <Loaded state={clinicians}>
          {(all) => <SelectField id="clinicianId" label={say('whatIf.clinician')} value={who.clinicianId} onValue={set('clinicianId')} empty="" error={errorOf('clinicianId')} options={all.map((one) => ({ value: one.id, label: clinicianName(one) }))} />}
        </Loaded>
        <div class="fields fields-2">
          <SelectField id="profession" label={say('whatIf.profession')} value={who.profession} onValue={set('profession')} empty={say('whatIf.ownProfession')} options={professionOptions} />
          <SelectField id="state" label={say('whatIf.state')} value={who.state} onValue={set('state')} empty={say('whatIf.unsure')} options={places} />
        </div>
        <TextField id="birthDate" type="date" label={say('whatIf.birthDate')} value={who.birthDate} onValue={set('birthDate')} />
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

/** Any place outside the US serves: the engine asks only whether it is. */
const locationOf = (state: string) => (state === 'OUTSIDE' ? { country: 'CA' } : { country: 'US', ...(state ? { state } : {}) });
