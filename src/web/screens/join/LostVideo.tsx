import type { VisitView } from '../../contract';
import { t } from '../../i18n';
import { Banner, Button } from '../../ui';
import type { RoomCallState } from '../../video';
import { CallClinic, EmergencyNote } from './emergency';

interface Props {
  view: VisitView;
  call: RoomCallState;
  onRetry: () => void;
}

/** The video stays away: what happens now, and whom to reach until it is back. */
export function LostVideo({ view, call, onRetry }: Props) {
  const { trouble } = call;
  return (
    <>
      <h2>{t('call.lostTitle')}</h2>
      <p role="status">{t('call.lostText')}</p>
      {trouble && trouble !== 'elsewhere' && <Banner tone="info">{t(`callTrouble.${trouble}`)}</Banner>}
      {view.me.role === 'Patient' && <p>{t('call.lostPhone')}</p>}
      <Button block icon="refresh" onClick={onRetry}>
        {t('call.lostTry')}
      </Button>
      <CallClinic clinic={view.clinic} />
      <EmergencyNote country={view.checkIn?.place?.country} />
    </>
  );
}
