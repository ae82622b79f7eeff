import { useState } from 'preact/hooks';
import type { Location } from '../../../contract';
import { t } from '../../../i18n';
import { Badge, Button } from '../../../ui';

type Coordinates = Location['coordinates'];

const options: PositionOptions = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 };

export function DevicePlace({ coordinates, onCoordinates }: { coordinates: Coordinates; onCoordinates: (coordinates: Coordinates) => void }) {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const share = () => {
    setState('busy');
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => {
        setState('idle');
        onCoordinates({ latitude, longitude, accuracyMeters: accuracy });
      },
      () => setState('failed'),
      options,
    );
  };
  if (!('geolocation' in navigator)) return null;
  return (
    <div class="stack" role="status">
      {coordinates ? (
        <div>
          <Badge tone="good" icon="check">
            {t('place.shared')}
          </Badge>
        </div>
      ) : (
        <div>
          <Button kind="secondary" icon="pin" busy={state === 'busy'} onClick={share}>
            {t('app.optional', { label: t('place.share') })}
          </Button>
        </div>
      )}
      <p class="hint">{state === 'failed' ? t('place.shareFailed') : t('place.shareHint')}</p>
    </div>
  );
}
