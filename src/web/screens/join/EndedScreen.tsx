import type { VisitView } from '../../contract';
import { t } from '../../i18n';
import { Button, ScreenTitle } from '../../ui';
import { CallClinic, EmergencyNote } from './emergency';

export function EndedScreen({ view }: { view: VisitView }) {
  const outcome = view.outcome ?? 'Completed';
  return (
    <>
      <ScreenTitle>{t(`ended.${outcome}`)}</ScreenTitle>
      <p class="lead">{t(`ended.${outcome}Text`)}</p>
      {view.continuedAs && (
        <Button block onClick={() => location.reload()}>
          {t('ended.continued')}
        </Button>
      )}
      <CallClinic clinic={view.clinic} />
      <EmergencyNote country={view.checkIn?.place?.country} />
    </>
  );
}
