import { useEffect, useState } from 'preact/hooks';
import type { CheckInResult, ConsentText } from '../../../contract';
import { t } from '../../../i18n';
import { Button, ErrorSummary, ScreenTitle, type FieldError } from '../../../ui';
import { EmergencyNote } from '../emergency';
import { fetchReasonWords } from '../useReasonWords';
import type { PlaceAnswer, VisitScreenProps } from '../VisitScreens';
import { checkContact, checkPeople, checkPlace } from './checks';
import { ConsentStep } from './ConsentStep';
import { ContactStep } from './ContactStep';
import { DeviceCheck } from './DeviceCheck';
import { acceptDraft, acceptedDraft, checkInOf, keepDraft, keptDraft, newDraft, type Draft } from './draft';
import { PeopleStep } from './PeopleStep';
import { PlaceFields } from './PlaceFields';

interface Props extends VisitScreenProps {
  /** Comes back from a refusal to correct the place. */
  correcting: boolean;
  onAnswer: (answer: PlaceAnswer) => void;
}

const placeStep = 2;
const steps: { title: () => string; text: () => string; check: (draft: Draft) => FieldError[] }[] = [
  { title: () => t('device.title'), text: () => t('device.text'), check: () => [] },
  { title: () => t('contact.title'), text: () => t('contact.text'), check: checkContact },
  { title: () => t('place.title'), text: () => t('place.text'), check: ({ place }) => checkPlace(place) },
  { title: () => t('people.title'), text: () => t('people.text'), check: checkPeople },
];

/** The arrival, one question at a time. Nothing is sent before the consent. */
export function CheckInFlow({ view, connection, media, linkToken, correcting, onAnswer }: Props) {
  const [draft, setDraft] = useState<Draft>(() => {
    const kept = keptDraft(linkToken) ?? acceptedDraft() ?? newDraft(view);
    return correcting ? { ...kept, step: placeStep } : kept;
  });
  const [errors, setErrors] = useState<FieldError[]>([]);
  useEffect(() => keepDraft(linkToken, draft), [draft]);
  useEffect(fetchReasonWords, []);

  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const step = steps[draft.step];
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.text;

  const next = (event: Event) => {
    event.preventDefault();
    const wrong = step?.check(draft) ?? [];
    setErrors(wrong);
    if (wrong.length === 0) change({ step: draft.step + 1 });
  };
  const back = () => {
    setErrors([]);
    change({ step: draft.step - 1 });
  };
  const submit = async (consent: ConsentText): Promise<string> => {
    const result = (await connection.command<CheckInResult>('CheckIn', checkInOf(draft, consent, media.state))) as CheckInResult;
    const code = result.refusal?.code;
    if (!code || code === 'LICENSURE_DENIED' || code === 'LICENSURE_HOLD') {
      const waiting = result.phase === 'Waiting' || !code;
      if (waiting) acceptDraft(linkToken, draft);
      onAnswer({ decision: result.decision ?? result.refusal?.decision, refused: !waiting });
      return '';
    }
    if (code === 'CHECK_IN_INCOMPLETE' || code === 'INVALID') return t('checkIn.incomplete');
    return code === 'TOO_EARLY' ? t('checkIn.tooEarly') : t('checkIn.offline');
  };

  return (
    <>
      <div class="steps">
        <p class="soft small">{t('step.of', { step: draft.step + 1, steps: steps.length + 1 })}</p>
        <progress max={steps.length + 1} value={draft.step + 1} aria-hidden="true" />
      </div>
      {step ? (
        <form class="stack" noValidate key={draft.step} onSubmit={next}>
          <ScreenTitle>{step.title()}</ScreenTitle>
          <p class="lead">{step.text()}</p>
          <ErrorSummary errors={errors} />
          {draft.step === 0 && <DeviceCheck media={media} speaker={draft.speaker} onSpeaker={(speaker) => change({ speaker })} />}
          {draft.step === 1 && <ContactStep draft={draft} errorOf={errorOf} onChange={change} />}
          {draft.step === placeStep && <PlaceFields place={draft.place} errorOf={errorOf} onPlace={(place) => change({ place })} />}
          {draft.step === 3 && <PeopleStep draft={draft} errorOf={errorOf} onChange={change} />}
          <div class="step-actions">
            {draft.step > 0 && <BackButton onClick={back} />}
            <Button type="submit">{t('app.continue')}</Button>
          </div>
        </form>
      ) : (
        <ConsentStep state={draft.place.state} label={t('consent.accept')} onAccept={submit} back={<BackButton onClick={back} />} />
      )}
      <EmergencyNote country={draft.place.state === 'OUTSIDE' ? draft.place.country : undefined} />
    </>
  );
}

function BackButton({ onClick }: { onClick: () => void }) {
  return (
    <Button kind="secondary" icon="back" onClick={onClick}>
      {t('app.back')}
    </Button>
  );
}
