import { useState } from 'preact/hooks';
import type { GuestCheckInRequest } from '../../contract';
import { t } from '../../i18n';
import { Banner, Button, ScreenTitle } from '../../ui';
import { DeviceCheck } from './checkin/DeviceCheck';
import { deviceReportOf } from './checkin/draft';
import { EmergencyNote } from './emergency';
import type { VisitScreenProps } from './VisitScreens';

/** A guest's own arrival: the device check alone, no place and no contacts. */
export function GuestArrival({ connection, media }: VisitScreenProps) {
  const [speaker, setSpeaker] = useState<boolean>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const arrive = async () => {
    setBusy(true);
    const request: GuestCheckInRequest = { device: deviceReportOf(media.state, speaker) };
    const { refusal } = await connection.command('CheckIn', request);
    setBusy(false);
    if (refusal) setProblem(refusal.code === 'TOO_EARLY' ? t('checkIn.tooEarly') : t('checkIn.offline'));
  };
  return (
    <>
      <ScreenTitle>{t('guest.title')}</ScreenTitle>
      <p class="lead">{t('device.text')}</p>
      <DeviceCheck media={media} speaker={speaker} onSpeaker={setSpeaker} />
      {problem && <Banner tone="danger" live>{problem}</Banner>}
      <Button block busy={busy} onClick={() => void arrive()}>
        {t('guest.arrive')}
      </Button>
      <EmergencyNote />
    </>
  );
}
