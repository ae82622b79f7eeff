import { useEffect, useState } from 'preact/hooks';
import type { ConsentText, VisitView } from '../../../contract';
import { language, t } from '../../../i18n';
import { Api, type VisitConnection } from '../../../live';
import { Banner, Button, Dialog, Spinner } from '../../../ui';
import { CallClinic, EmergencyNote } from '../emergency';
import { AskForCall } from '../RefusalScreen';
import { texts } from './texts';

interface Props {
  view: VisitView;
  connection: VisitConnection;
  onClose: () => void;
}

/** What was agreed to, and the way to take it back: as easy as it was to give, and with what follows said first. */
export function ConsentDialog({ view, connection, onClose }: Props) {
  const words = texts[language()];
  const given = view.checkIn?.consent === true;
  return (
    <Dialog title={words.title} onClose={onClose}>
      {given ? <Given view={view} connection={connection} onClose={onClose} /> : <Taken view={view} connection={connection} />}
    </Dialog>
  );
}

function Given({ view, connection, onClose }: Props) {
  const words = texts[language()];
  const [state, setState] = useState<'idle' | 'asking' | 'busy' | 'failed'>('idle');
  const take = async () => {
    setState('busy');
    if ((await connection.command('WithdrawConsent')).refusal) setState('failed');
  };
  return (
    <>
      <p>{words.given}</p>
      <ConsentWords state={view.checkIn?.place?.state} />
      <h3>{words.what}</h3>
      <ul class="points">
        {words.points.map((point) => <li key={point}>{point}</li>)}
      </ul>
      {state === 'failed' && <Banner tone="danger" live>{t('app.failed')}</Banner>}
      {state === 'idle' ? (
        <div class="actions">
          <Button kind="secondary" onClick={() => setState('asking')}>{words.take}</Button>
          <Button kind="quiet" onClick={onClose}>{t('app.close')}</Button>
        </div>
      ) : (
        <div class="stack" role="group" aria-labelledby="consent-sure">
          <p id="consent-sure" role="status"><strong>{words.sure}</strong></p>
          <div class="actions">
            <Button kind="danger" busy={state === 'busy'} onClick={() => void take()}>{words.yes}</Button>
            <Button onClick={onClose}>{words.keep}</Button>
          </div>
        </div>
      )}
    </>
  );
}

function Taken({ view, connection }: Omit<Props, 'onClose'>) {
  const words = texts[language()];
  const inCall = view.phase === 'InProgress' && view.modality === 'Video';
  return (
    <>
      <Banner tone="info" live>{words.taken}</Banner>
      <h3>{words.next}</h3>
      <p>{inCall ? words.afterCall : words.again}</p>
      <AskForCall onAsk={async () => !(await connection.command('RequestCallback')).refusal} />
      <CallClinic clinic={view.clinic} />
      <EmergencyNote country={view.checkIn?.place?.country} />
    </>
  );
}

const api = new Api();

/** The text as the clinic has it now, for the place that was stated. */
function ConsentWords({ state }: { state?: string }) {
  const [consent, setConsent] = useState<ConsentText | 'failed'>();
  const shown = language();
  useEffect(() => {
    setConsent(undefined);
    api.get<ConsentText>('/api/consent', { query: { state, language: shown } }).then(setConsent, () => setConsent('failed'));
  }, [state, shown]);
  return (
    <details>
      <summary>{texts[shown].read}</summary>
      {consent === undefined && <Spinner label={t('consent.loading')} />}
      {consent === 'failed' && <p>{t('consent.failed')}</p>}
      {consent && consent !== 'failed' && (
        <div class="consent-text" tabIndex={0} role="region" aria-label={consent.title} lang={consent.language}>
          {consent.paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
          <p class="soft small">{t('consent.version', { version: consent.version })}</p>
        </div>
      )}
    </details>
  );
}
