import { useState } from 'preact/hooks';
import type { CheckInResult } from '../../contract';
import { t } from '../../i18n';
import type { VisitConnection } from '../../live';
import { Banner, Button, Dialog, ErrorSummary, type FieldError } from '../../ui';
import { checkPlace } from './checkin/checks';
import { locationOf, noPlace } from './checkin/draft';
import { PlaceFields } from './checkin/PlaceFields';
import type { PlaceAnswer } from './VisitScreens';

interface Props {
  connection: VisitConnection;
  onClose: () => void;
  onAnswer: (answer: PlaceAnswer) => void;
}

/** A change of place. It is stored whatever the verdict, which the answer carries. */
export function PlaceDialog({ connection, onClose, onAnswer }: Props) {
  const [place, setPlace] = useState(noPlace);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const save = async (event: Event) => {
    event.preventDefault();
    const wrong = checkPlace(place);
    setErrors(wrong);
    if (wrong.length > 0) return;
    setState('busy');
    const request = { location: locationOf(place) };
    const result = (await connection.command<CheckInResult>('UpdateLocation', request)) as CheckInResult;
    const decision = result.decision ?? result.refusal?.decision;
    if (result.refusal && !decision) setState('failed');
    else onAnswer({ decision, refused: decision?.verdict === 'Deny' });
  };
  return (
    <Dialog title={t('update.title')} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <ErrorSummary errors={errors} />
        <PlaceFields place={place} errorOf={(id) => errors.find((error) => error.id === id)?.text} onPlace={setPlace} />
        {state === 'failed' && <Banner tone="danger" live>{t('app.failed')}</Banner>}
        <Button type="submit" block busy={state === 'busy'}>
          {t('update.save')}
        </Button>
      </form>
    </Dialog>
  );
}
