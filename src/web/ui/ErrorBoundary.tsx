import { Component, type ComponentChildren } from 'preact';
import { t } from '../i18n';
import { Button } from './Button';
import { Banner } from './surfaces';

/** A fault in a screen leaves a page that can be loaded anew, not an empty one. */
export class ErrorBoundary extends Component<{ children: ComponentChildren }, { failed: boolean }> {
  override state = { failed: false };

  static override getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main class="page">
        <Banner tone="warning" live title={t('app.broken')}>
          <Button onClick={() => location.reload()}>{t('app.reload')}</Button>
        </Banner>
      </main>
    );
  }
}
