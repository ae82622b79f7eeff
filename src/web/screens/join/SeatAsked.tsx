import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n';
import type { VisitConnection } from '../../live';
import { Button, Dialog } from '../../ui';

const answerWithinMs = 30_000;

/** Someone opened the link on another device: this one, which is live, says whether the visit moves there. */
export function SeatAsked({ connection }: { connection: VisitConnection }) {
  const [asked, setAsked] = useState(false);
  useEffect(
    () =>
      connection.link.on('AlertRaised', ({ visitId, code }) => {
        if (code === 'SEAT_ASKED' && visitId === connection.visitId) setAsked(true);
      }),
    [connection],
  );
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => setAsked(false), answerWithinMs);
    return () => clearTimeout(timer);
  }, [asked]);
  const answer = (yes: boolean) => {
    setAsked(false);
    void connection.command('YieldSeat', { yes });
  };
  if (!asked) return null;
  return (
    <Dialog title={t('seat.askedTitle')} onClose={() => answer(false)}>
      <p>{t('seat.askedText')}</p>
      <div class="actions">
        <Button onClick={() => answer(true)}>{t('seat.yes')}</Button>
        <Button kind="secondary" onClick={() => answer(false)}>
          {t('seat.no')}
        </Button>
      </div>
    </Dialog>
  );
}
