import { useState } from 'preact/hooks';
import type { CheckInResult, ConsentText, VisitDetail } from '../../../contract';
import { Button, Card, CheckboxField, ErrorSummary, ScreenTitle, SelectField, toast } from '../../../ui';
import { Loaded, RefusalBanner } from '../../staff/parts';
import { navigate } from '../../staff/path';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { useAction } from '../../staff/useAction';
import { useLoad } from '../../staff/useLoad';
import { useClinicLink } from '../ClinicLink';
import { say } from '../texts';
import { ContactFields, PlaceFields } from './PhoneFields';
import { emptyPhoneForm, phoneErrors, phoneRequest } from './phoneForm';

/** The desk checks a patient in while speaking to them; the record names who did it. */
export function PhoneCheckIn({ visitId }: { visitId: string }) {
  const { api } = useStaff();
  const visit = useLoad(visitId, (signal) => api.get<VisitDetail>(`/api/visits/${visitId}`, { signal }));
  return <Loaded state={visit}>{(loaded) => <Form visit={loaded} />}</Loaded>;
}

function Form({ visit }: { visit: VisitDetail }) {
  const { api } = useStaff();
  const link = useClinicLink();
  const [form, setForm] = useState(emptyPhoneForm);
  const [tried, setTried] = useState(false);
  const action = useAction();
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const state = form.where === 'US' && form.state ? form.state : undefined;
  const consent = useLoad(`${state ?? ''}/${form.language}`, (signal) => api.get<ConsentText>('/api/consent', { query: { state, language: form.language }, signal }));
  const errors = phoneErrors(form);
  const shown = tried ? errors : [];
  const back = `/clinic/visits/${visit.visitId}`;

  const submit = async () => {
    setTried(true);
    if (errors.length > 0) return;
    const request = { visitId: visit.visitId, ...phoneRequest(form, consent.data?.version ?? 'current') };
    if (await action.run(() => link.command<CheckInResult>('CheckIn', request))) {
      toast(say('phone.done'), 'good');
      navigate(back);
    }
  };

  return (
    <form
      class="stack narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ScreenTitle>{say('phone.title')}</ScreenTitle>
      <p class="soft">{say('phone.who', { name: visit.patient?.name ?? '' })}</p>
      <ErrorSummary errors={shown} />
      <RefusalBanner refusal={action.refusal} />
      <Card title={say('phone.where')}>
        <PlaceFields form={form} set={set} errors={shown} />
      </Card>
      <Card title={say('card.callback')}>
        <ContactFields form={form} set={set} errors={shown} />
      </Card>
      <Card title={say('phone.consent')}>
        <SelectField
          id="language"
          label={say('phone.consentLanguage')}
          value={form.language}
          onValue={(language) => set({ language: language === 'es' ? 'es' : 'en', accepted: false })}
          options={[{ value: 'en', label: common('language.en') }, { value: 'es', label: common('language.es') }]}
        />
        <p class="small soft">{say('phone.consentRead')}</p>
        <Loaded state={consent}>
          {({ title, paragraphs }) => (
            <div class="read-aloud" lang={form.language} tabIndex={0}>
              <strong>{title}</strong>
              {paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
            </div>
          )}
        </Loaded>
        <CheckboxField id="accepted" label={say('phone.consentAccepted')} checked={form.accepted} onChecked={(accepted) => set({ accepted })} error={shown.find(({ id }) => id === 'accepted')?.text} />
      </Card>
      <div class="actions">
        <Button type="submit" busy={action.busy}>{say('phone.submit')}</Button>
        <Button kind="quiet" onClick={() => navigate(back)}>{common('cancel')}</Button>
      </div>
    </form>
  );
}
