import { useEffect, useRef } from 'preact/hooks';
import { watchLevel } from '../../../devices';
import { t } from '../../../i18n';

export function LevelMeter({ stream }: { stream: MediaStream }) {
  const bar = useRef<HTMLProgressElement>(null);
  useEffect(
    () =>
      watchLevel(stream, (level) => {
        if (bar.current) bar.current.value = level;
      }),
    [stream],
  );
  return (
    <>
      <progress class="meter" max={1} value={0} ref={bar} aria-label={t('device.level')} />
      <p class="hint">{t('device.say')}</p>
    </>
  );
}
