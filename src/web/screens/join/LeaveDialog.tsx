import { useState } from 'preact/hooks';
import type { LeaveReason } from '../../contract';
import { t } from '../../i18n';
import type { VisitConnection } from '../../live';
import { Banner, Button, Dialog, RadioGroup } from '../../ui';

const reasons: LeaveReason[] = ['WaitTooLong', 'TechnicalProblem', 'FeelingBetter', 'PreferInPerson', 'WillCallBack', 'Other'];

export function LeaveDialog({ connection, onClose }: { connection: VisitConnection; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState(false);
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const leave = async () => {
    setError(!reason);
    if (!reason) return;
    setState('busy');
    const answer = await connection.command('LeaveWaitingRoom', { reason });
    if (answer.refusal) setState('failed');
    else onClose();
  };
  return (
    <Dialog title={t('leave.title')} onClose={onClose}>
      <p>{t('leave.text')}</p>
      {state === 'failed' && <Banner tone="danger" live>{t('app.failed')}</Banner>}
      <RadioGroup
        id="leave-reason"
        label={t('leave.why')}
        error={error ? t('contact.needReason') : undefined}
        value={reason}
        onValue={setReason}
        options={reasons.map((value) => ({ value, label: t(`leave.${value}`) }))}
      />
      <div class="actions">
        <Button onClick={onClose}>{t('leave.stay')}</Button>
        <Button kind="danger" busy={state === 'busy'} onClick={() => void leave()}>
          {t('leave.go')}
        </Button>
      </div>
    </Dialog>
  );
}
