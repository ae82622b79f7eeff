import { useState } from 'preact/hooks';
import type { Patient, VisitKind, VisitScheduled } from '../../../contract';
import { Button, Card, ErrorSummary, RadioGroup, ScreenTitle, SelectField } from '../../../ui';
import { RefusalBanner } from '../parts';
import { useStaff } from '../StaffSession';
import { say } from '../texts';
import { localDay } from '../time';
import { useAction, useIntent } from '../useAction';
import { clinicianName, useClinic, useClinicians } from '../useClinic';
import { PatientFields } from './PatientFields';
import { PatientPicker } from './PatientPicker';
import { Scheduled } from './Scheduled';
import { emptyPatient, errorsOf, requestOf, type ScheduleForm } from './scheduleForm';
import { WhenFields } from './WhenFields';

interface Props {
  /** Where a visit's own page is: `/clinic/visits` or `/admin/visits`. */
  visitsPath: string;
  patient?: Patient;
}

const kinds = (['Therapy', 'FollowUp', 'Intake', 'Other'] as const satisfies VisitKind[]).map((kind) => ({ value: kind, label: say(`kind.${kind}`) }));

export function ScheduleScreen(props: Props) {
  const clinic = useClinic();
  // The form starts in the clinic's zone, so it waits to know it.
  return clinic.name ? <Form {...props} zone={clinic.timeZone} key={clinic.timeZone} /> : <ScreenTitle>{say('schedule.title')}</ScreenTitle>;
}

function Form({ visitsPath, patient, zone }: Props & { zone: string }) {
  const { api } = useStaff();
  const clinicians = useClinicians();
  const today = localDay(Date.now(), zone);
  const blank: ScheduleForm = { who: 'existing', patient, newPatient: emptyPatient, clinicianId: '', day: today, time: '', zone, duration: '50', kind: 'Therapy' };
  const [form, setForm] = useState(blank);
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState<VisitScheduled>();
  const action = useAction();
  const keyOf = useIntent();
  const errors = errorsOf(form, today);
  const shown = tried ? errors : [];
  const set = (change: Partial<ScheduleForm>) => setForm((before) => ({ ...before, ...change }));

  const submit = () => {
    setTried(true);
    if (errors.length > 0) return;
    const body = requestOf(form);
    void action.run(async () => setDone(await api.post<VisitScheduled>('/api/visits', body, { idempotencyKey: keyOf(body) })));
  };

  if (done) {
    const again = () => {
      setForm(blank);
      setTried(false);
      setDone(undefined);
    };
    return <Scheduled visit={done} zone={form.zone} visitsPath={visitsPath} onAnother={again} />;
  }
  const choices = clinicians.data?.filter(({ active }) => active !== false).map((clinician) => ({ value: clinician.id, label: clinicianName(clinician) })) ?? [];
  return (
    <form
      class="stack narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ScreenTitle>{say('schedule.title')}</ScreenTitle>
      <ErrorSummary errors={shown} />
      <RefusalBanner refusal={action.refusal} />
      <Card title={say('schedule.patient')}>
        <RadioGroup
          id="who"
          label={say('schedule.who')}
          value={form.who}
          onValue={(who) => set({ who: who === 'new' ? 'new' : 'existing' })}
          options={[{ value: 'existing', label: say('schedule.existing') }, { value: 'new', label: say('schedule.new') }]}
        />
        {form.who === 'existing' ? (
          <PatientPicker id="find" chosen={form.patient} onChoose={(chosen) => set({ patient: chosen })} error={shown.find(({ id }) => id === 'find')?.text} />
        ) : (
          <PatientFields value={form.newPatient} onValue={(newPatient) => set({ newPatient })} errors={shown} />
        )}
      </Card>
      <Card title={say('schedule.when')}>
        <WhenFields value={form} onValue={set} clinicZone={zone} errors={shown} />
      </Card>
      <Card title={say('schedule.what')}>
        <div class="fields fields-2">
          <SelectField id="kind" label={say('schedule.kind')} value={form.kind} onValue={(kind) => set({ kind: kind as VisitKind })} options={kinds} />
          <SelectField id="clinician" label={say('schedule.clinician')} hint={say('schedule.anyoneHint')} value={form.clinicianId} onValue={(clinicianId) => set({ clinicianId })} options={choices} empty={say('schedule.anyone')} />
        </div>
        <RefusalBanner refusal={clinicians.refusal} />
      </Card>
      <div class="actions">
        <Button type="submit" icon="calendar" busy={action.busy}>{say('schedule.submit')}</Button>
      </div>
    </form>
  );
}
