import { useEffect, useState } from 'preact/hooks';
import type { VisitView } from '../../contract';
import { t } from '../../i18n';
import type { VisitConnection } from '../../live';
import { Banner, Button } from '../../ui';
import { placeText } from './placeText';

interface Props {
  view: VisitView;
  connection: VisitConnection;
  /** Absent: only when the server asks, not by the clock. */
  now?: number;
  onMoved: () => void;
}

/** Asks whether the patient is still at the stated place, when that is due or the clinician waits for it. */
export function StillThere({ view, connection, now, onMoved }: Props) {
  const [alerted, setAlerted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const { place, attestedAt, reaffirmDueAt } = view.checkIn ?? {};
  useEffect(
    () =>
      connection.link.on('AlertRaised', ({ visitId, code }) => {
        if (code === 'ATTESTATION_AGEING' && visitId === connection.visitId) setAlerted(true);
      }),
    [connection],
  );
  useEffect(() => setAlerted(false), [attestedAt]);

  const due = alerted || view.admitRequested !== undefined || (now !== undefined && reaffirmDueAt !== undefined && Date.parse(reaffirmDueAt) <= now);
  if (!place || !due) return null;
  const still = async () => {
    setBusy(true);
    const answer = await connection.command('ReaffirmLocation');
    setBusy(false);
    setFailed(answer.refusal !== undefined);
    if (!answer.refusal) setAlerted(false);
  };
  return (
    <Banner tone="info" live icon="pin" title={t('waiting.stillAt', { place: placeText(place) })}>
      <p>{t('waiting.stillWhy')}</p>
      {failed && <p class="field-error">{t('app.failed')}</p>}
      <div class="actions">
        <Button busy={busy} onClick={() => void still()}>
          {t('waiting.stillYes')}
        </Button>
        <Button kind="secondary" onClick={onMoved}>
          {t('waiting.stillNo')}
        </Button>
      </div>
    </Banner>
  );
}
