import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { onLanguageChange, t } from './i18n';
import { routeOf, type Route } from './route';
import { Home } from './screens/Home';
import { Announcer, Banner, Button, ErrorBoundary, Spinner, Toasts } from './ui';

const areas: Record<'join' | 'clinic' | 'admin', () => Promise<ComponentType<{ route: Route }>>> = {
  join: () => import('./screens/join/JoinApp').then((m) => m.JoinApp),
  clinic: () => import('./screens/clinic/ClinicApp').then((m) => m.ClinicApp),
  admin: () => import('./screens/admin/AdminApp').then((m) => m.AdminApp),
};

export function App({ path }: { path: string }) {
  const route = routeOf(path);
  const [, setLanguage] = useState('');
  useEffect(() => onLanguageChange(setLanguage), []);
  return (
    <>
      <ErrorBoundary>{route.area === 'home' ? <Home /> : <Area load={areas[route.area]} route={route} />}</ErrorBoundary>
      <Announcer />
      <Toasts />
    </>
  );
}

function Area({ load, route }: { load: () => Promise<ComponentType<{ route: Route }>>; route: Route }) {
  const [Screen, setScreen] = useState<ComponentType<{ route: Route }>>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    load().then((loaded) => setScreen(() => loaded), () => setFailed(true));
  }, [load]);
  if (failed)
    return (
      <main class="page">
        <Banner tone="warning" title={t('app.loadFailed')}>
          <Button onClick={() => location.reload()}>{t('app.reload')}</Button>
        </Banner>
      </main>
    );
  return Screen ? <Screen route={route} /> : <Spinner label={t('app.loading')} page />;
}
