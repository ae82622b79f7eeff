import type { ConsentText } from '../../contract';
import { t } from '../../i18n';
import type { VisitConnection } from '../../live';
import { Button } from '../../ui';
import { ConsentStep } from './checkin/ConsentStep';

/** A guardian agrees for the patient, at first or after it was taken back. */
export function GuardianConsent({ connection, onClose }: { connection: VisitConnection; onClose: () => void }) {
  const agree = async ({ version, language }: ConsentText) => {
    const consent = { version, language, accepted: true };
    const { refusal } = await connection.command('ConsentAsGuardian', { consent });
    if (refusal) return t('app.failed');
    onClose();
    return '';
  };
  const back = (
    <Button kind="secondary" icon="back" onClick={onClose}>
      {t('app.back')}
    </Button>
  );
  return <ConsentStep label={t('consent.acceptGuardian')} onAccept={agree} back={back} />;
}
