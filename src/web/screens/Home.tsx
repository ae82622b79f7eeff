import { t } from '../i18n';
import { ButtonLink, Card, LanguageSwitch, ScreenTitle } from '../ui';

export function Home() {
  return (
    <div class="page">
      <header class="page-head">
        <LanguageSwitch />
      </header>
      <main>
        <ScreenTitle>{t('home.title')}</ScreenTitle>
        <Card>
          <p>{t('home.patient')}</p>
          <div class="actions">
            <ButtonLink href="/clinic" icon="people">{t('home.clinic')}</ButtonLink>
            <ButtonLink href="/admin" icon="shield">{t('home.admin')}</ButtonLink>
          </div>
        </Card>
      </main>
    </div>
  );
}
