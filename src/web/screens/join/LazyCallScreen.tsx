import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Banner, Button, ScreenTitle, Spinner } from '../../ui';
import type { VisitScreenProps } from './VisitScreens';

type Props = VisitScreenProps & { onLeave: () => void };

/** The call's code comes when it is needed: it is no part of what a phone loads first. */
export function LazyCallScreen(props: Props) {
  const [Screen, setScreen] = useState<(props: Props) => preact.JSX.Element>();
  const [failed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    import('./CallScreen').then(
      ({ CallScreen }) => setScreen(() => CallScreen),
      () => setFailed(true),
    );
  };
  useEffect(load, []);
  if (Screen) return <Screen {...props} />;
  return (
    <>
      <ScreenTitle>{t('call.title')}</ScreenTitle>
      {failed ? (
        <Banner tone="warning" title={t('app.loadFailed')}>
          <Button onClick={load}>{t('app.reload')}</Button>
        </Banner>
      ) : (
        <Spinner label={t('call.connecting')} page />
      )}
    </>
  );
}
