import { useState } from 'preact/hooks';
import type { ConsentText, GuestCheckInRequest } from '../../contract';
import { t } from '../../i18n';
import { Button, ScreenTitle } from '../../ui';
import { ConsentStep } from './checkin/ConsentStep';
import { DeviceCheck } from './checkin/DeviceCheck';
import { deviceReportOf } from './checkin/draft';
import { EmergencyNote } from './emergency';
import type { VisitScreenProps } from './VisitScreens';

/** A guest's own arrival: devices and consent, no place and no contacts. */
export function GuestArrival({ connection, media }: VisitScreenProps) {
  const [speaker, setSpeaker] = useState<boolean>();
  const [tested, setTested] = useState(false);
  const submit = async ({ version, language }: ConsentText) => {
    const request: GuestCheckInRequest = {
      device: deviceReportOf(media.state, speaker),
      consent: { version, language, accepted: true },
    };
    const { refusal } = await connection.command('CheckIn', request);
    if (!refusal) return '';
    return refusal.code === 'TOO_EARLY' ? t('checkIn.tooEarly') : t('checkIn.offline');
  };
  if (tested)
    return (
      <ConsentStep
        label={t('consent.acceptGuest')}
        onAccept={submit}
        back={
          <Button kind="secondary" icon="back" onClick={() => setTested(false)}>
            {t('app.back')}
          </Button>
        }
      />
    );
  return (
    <>
      <ScreenTitle>{t('guest.title')}</ScreenTitle>
      <p class="lead">{t('device.text')}</p>
      <DeviceCheck media={media} speaker={speaker} onSpeaker={setSpeaker} />
      <Button block onClick={() => setTested(true)}>
        {t('app.continue')}
      </Button>
      <EmergencyNote />
    </>
  );
}
