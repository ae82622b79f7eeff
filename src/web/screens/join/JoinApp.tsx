import { t } from '../../i18n';
import type { Route } from '../../route';

export function JoinApp({ route }: { route: Route }) {
  return <main class="page">{route.area === 'join' ? t('app.loading') : null}</main>;
}
