import { useEffect, useState } from 'preact/hooks';
import type { Kind, LocalMedia } from '../devices';
import { t } from '../i18n';
import { Button, Dialog, SelectField } from '../ui';

export function DeviceDialog({ media, onClose }: { media: LocalMedia; onClose: () => void }) {
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  useEffect(() => {
    if (!navigator.mediaDevices) return;
    const load = () => void navigator.mediaDevices.enumerateDevices().then(setDevices, () => setDevices([]));
    load();
    navigator.mediaDevices.addEventListener('devicechange', load);
    return () => navigator.mediaDevices.removeEventListener('devicechange', load);
  }, []);
  return (
    <Dialog title={t('call.devices')} onClose={onClose}>
      <DeviceChoice kind="video" label={t('device.camera')} devices={devices} media={media} />
      <DeviceChoice kind="audio" label={t('device.microphone')} devices={devices} media={media} />
      <Button onClick={onClose}>{t('app.done')}</Button>
    </Dialog>
  );
}

function DeviceChoice({ kind, label, devices, media }: { kind: Kind; label: string; devices: MediaDeviceInfo[]; media: LocalMedia }) {
  const [chosen, setChosen] = useState(media.track(kind)?.getSettings().deviceId ?? '');
  const options = devices
    .filter((device) => device.kind === `${kind}input` && device.deviceId)
    .map((device, index) => ({ value: device.deviceId, label: device.label || `${label} ${index + 1}` }));
  if (options.length === 0) return <p class="soft">{t('device.noneFound', { device: label })}</p>;
  return (
    <SelectField
      id={`device-${kind}`}
      label={label}
      value={chosen}
      options={options}
      onValue={(deviceId) => {
        setChosen(deviceId);
        void media.switchTo(kind, deviceId);
      }}
    />
  );
}
