import { useState } from 'preact/hooks';
import { dayIn, deviceZone, shortTimeIn, t, timeIn } from '../../i18n';
import { Card, ScreenTitle } from '../../ui';
import { DeviceCheck } from './checkin/DeviceCheck';
import { CallClinic, EmergencyNote } from './emergency';
import type { VisitScreenProps } from './VisitScreens';

/** Known, but before the waiting room opens: the devices can be tried already. */
export function EarlyScreen({ view, media }: VisitScreenProps) {
  const [speaker, setSpeaker] = useState<boolean>();
  const { waitingRoomOpensAt: opens, startsAt, zone } = view;
  return (
    <>
      <ScreenTitle>{t('early.title')}</ScreenTitle>
      <Card>
        <p>{t('waiting.at', { time: timeIn(startsAt, zone) })}</p>
        <p>{t('early.text', { day: dayIn(opens, zone), time: timeIn(opens, zone) })}</p>
        {shortTimeIn(opens, zone) !== shortTimeIn(opens, deviceZone()) && (
          <p class="soft">{t('link.earlyLocal', { time: timeIn(opens, deviceZone()) })}</p>
        )}
      </Card>
      <DeviceCheck media={media} speaker={speaker} onSpeaker={setSpeaker} />
      <CallClinic clinic={view.clinic} />
      <EmergencyNote />
    </>
  );
}
