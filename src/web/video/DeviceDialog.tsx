import { useEffect, useState } from 'preact/hooks';
import { browserFamily, useLocalMedia, type Kind, type LocalMedia } from '../devices';
import type { DeviceStatus } from '../contract';
import { t } from '../i18n';
import { Banner, Button, Dialog, SelectField } from '../ui';

export function DeviceDialog({ media, onClose }: { media: LocalMedia; onClose: () => void }) {
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  const { camera, microphone } = useLocalMedia(media);
  useEffect(() => {
    if (!navigator.mediaDevices) return;
    const load = () => void navigator.mediaDevices.enumerateDevices().then(setDevices, () => setDevices([]));
    load();
    navigator.mediaDevices.addEventListener('devicechange', load);
    return () => navigator.mediaDevices.removeEventListener('devicechange', load);
  }, []);
  return (
    <Dialog title={t('call.devices')} onClose={onClose}>
      <Wrong label={t('device.camera')} status={camera} />
      <Wrong label={t('device.microphone')} status={microphone} />
      {(camera === 'denied' || microphone === 'denied') && <p>{t(`deviceAllow.${browserFamily()}`)}</p>}
      {[camera, microphone].some((status) => status && status !== 'ok') && (
        <Button kind="secondary" icon="refresh" onClick={() => void media.open()}>{t('device.again')}</Button>
      )}
      <DeviceChoice kind="video" label={t('device.camera')} devices={devices} media={media} />
      <DeviceChoice kind="audio" label={t('device.microphone')} devices={devices} media={media} />
      <Button onClick={onClose}>{t('app.done')}</Button>
    </Dialog>
  );
}

function Wrong({ label, status }: { label: string; status?: DeviceStatus }) {
  return status && status !== 'ok' ? <Banner tone="warning" live>{t(`device.${status}`, { device: label })}</Banner> : null;
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
