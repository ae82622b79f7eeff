import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ConsentText } from '../../../contract';
import { language, t } from '../../../i18n';
import { Api } from '../../../live';
import { Banner, Button, ScreenTitle, Spinner } from '../../../ui';

interface Props {
  /** Where the patient is; anything but a state's code asks for the general text. */
  state?: string;
  label: string;
  /** Answers what went wrong, or nothing. */
  onAccept: (consent: ConsentText) => Promise<string>;
  back?: ComponentChildren;
}

const api = new Api();

/** The whole text, and one tap. The version and the language that were on the screen are what is accepted. */
export function ConsentStep({ state, label, onAccept, back }: Props) {
  const [consent, setConsent] = useState<ConsentText>();
  const [failed, setFailed] = useState(false);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const shown = language();

  const load = () => {
    setConsent(undefined);
    setFailed(false);
    const query = { state: state && state.length === 2 ? state : undefined, language: shown };
    api.get<ConsentText>('/api/consent', { query }).then(setConsent, () => setFailed(true));
  };
  useEffect(load, [shown, state]);

  const accept = async () => {
    if (!consent) return;
    setBusy(true);
    setProblem('');
    setProblem(await onAccept(consent));
    setBusy(false);
  };
  if (failed)
    return (
      <Banner tone="warning" live title={t('consent.failed')}>
        <Button onClick={load}>{t('app.reload')}</Button>
      </Banner>
    );
  if (!consent) return <Spinner label={t('consent.loading')} />;
  return (
    <>
      <ScreenTitle>{consent.title}</ScreenTitle>
      <div class="consent-text" tabIndex={0} role="region" aria-label={consent.title} lang={consent.language}>
        {consent.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <p class="soft small">{t('consent.version', { version: consent.version })}</p>
      </div>
      {problem && <Banner tone="danger" live>{problem}</Banner>}
      <div class="step-actions">
        {back}
        <Button icon="check" busy={busy} onClick={() => void accept()}>
          {label}
        </Button>
      </div>
    </>
  );
}
