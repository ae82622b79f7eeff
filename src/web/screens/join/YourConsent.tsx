import { useState } from 'preact/hooks';
import type { VisitView } from '../../contract';
import { t } from '../../i18n';
import type { VisitConnection } from '../../live';
import { Banner, Button, toast } from '../../ui';
import type * as DialogModule from './consent/ConsentDialog';

/** Whoever has checked in, and has no consent any more, took it back. */
export const tookBack = ({ checkIn, phase }: VisitView) => phase !== 'Closed' && checkIn?.checkedInAt !== undefined && !checkIn.consent;

/** On every screen of a visit: what was agreed to, and the way back. Its code comes when it is pressed. */
export function YourConsent({ view, connection }: { view: VisitView; connection: VisitConnection }) {
  const [loaded, setLoaded] = useState<typeof DialogModule>();
  const { role } = view.me;
  if ((role !== 'Patient' && role !== 'Guardian') || view.phase === 'Closed' || !(view.checkIn?.consent || loaded)) return null;
  const open = () => void import('./consent/ConsentDialog').then(setLoaded, () => toast(t('app.loadFailed'), 'warning'));
  return (
    <>
      <Button kind="quiet" onClick={open}>{t('consent.yours')}</Button>
      {loaded && <loaded.ConsentDialog view={view} connection={connection} onClose={() => setLoaded(undefined)} />}
    </>
  );
}

export function TookBackNote({ onAgain }: { onAgain: () => void }) {
  return (
    <Banner tone="warning" live title={t('consent.tookBack')}>
      <p>{t('consent.tookBackText')}</p>
      <Button kind="secondary" onClick={onAgain}>{t('consent.again')}</Button>
    </Banner>
  );
}
