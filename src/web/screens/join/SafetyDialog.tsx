import { useState } from 'preact/hooks';
import type { SafetyView } from '../../contract';
import { t } from '../../i18n';
import { Banner, Button, Dialog } from '../../ui';
import { EmergencyButtons } from './emergency';

export interface SafetyDialogProps {
  country?: string;
  safety?: SafetyView;
  /** Absent before the visit is joined. Answers whether the clinic's server took it. */
  onRaise?: () => Promise<boolean>;
  onClose: () => void;
}

/** The public numbers come first: this page never implies that someone is watching. */
export function SafetyDialog({ country, safety, onRaise, onClose }: SafetyDialogProps) {
  const [state, setState] = useState<'idle' | 'busy' | 'sent' | 'failed'>('idle');
  // A guest's view never tells of a concern, not even of their own.
  const raised = safety?.open === true || state === 'sent';
  const raise = async () => {
    setState('busy');
    setState((await onRaise?.()) ? 'sent' : 'failed');
  };
  return (
    <Dialog title={t('safety.title')} onClose={onClose}>
      <EmergencyButtons country={country} />
      {safety && raised && <Raised safety={safety} />}
      {onRaise && !raised && (
        <div class="stack">
          {state === 'failed' && <Banner tone="danger" live>{t('app.failed')}</Banner>}
          <Button kind="danger" icon="alert" block busy={state === 'busy'} onClick={() => void raise()}>
            {t('safety.clinic')}
          </Button>
          <p class="hint">{safety?.staffConnected ? t('safety.clinicText') : t('safety.nobody')}</p>
        </div>
      )}
    </Dialog>
  );
}

function Raised({ safety }: { safety: SafetyView }) {
  if (!safety.staffConnected)
    return (
      <Banner tone="warning" live title={t('safety.open')}>
        {t('safety.nobody')}
      </Banner>
    );
  return (
    <Banner tone="good" live>
      {safety.acknowledged ? t('safety.seen') : t('safety.sent')}
    </Banner>
  );
}
