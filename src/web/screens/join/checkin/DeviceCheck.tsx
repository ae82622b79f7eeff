import { useEffect, useRef } from 'preact/hooks';
import type { DeviceStatus } from '../../../contract';
import { browserFamily, playChime, useLocalMedia, type LocalMedia } from '../../../devices';
import { t } from '../../../i18n';
import { Badge, Banner, Button, Card, Icon } from '../../../ui';
import { LevelMeter } from './LevelMeter';

interface Props {
  media: LocalMedia;
  /** Whether the test sound was heard; absent: not tried. */
  speaker?: boolean;
  onSpeaker: (heard: boolean) => void;
}

export function DeviceCheck({ media, speaker, onSpeaker }: Props) {
  const { stream, camera, microphone } = useLocalMedia(media);
  const tried = camera !== undefined || microphone !== undefined;
  const wrong = [camera, microphone].some((status) => status !== undefined && status !== 'ok');
  return (
    <Card>
      {camera === 'ok' ? <Preview stream={stream} /> : <NoPreview tried={tried} onStart={() => void media.open()} />}
      {tried && <DeviceRow label={t('device.camera')} status={camera} />}
      {tried && <DeviceRow label={t('device.microphone')} status={microphone}>{microphone === 'ok' && <LevelMeter stream={stream} />}</DeviceRow>}
      {wrong && (
        <>
          <p>{t('device.goOn')}</p>
          <Button kind="secondary" icon="refresh" onClick={() => void media.open()}>
            {t('device.again')}
          </Button>
        </>
      )}
      <div class="device-row">
        <div class="device-head">
          <strong>{t('device.speaker')}</strong>
          {speaker && <Badge tone="good" icon="check">{t('device.ok')}</Badge>}
        </div>
        <div class="row">
          <Button kind="secondary" icon="speaker" onClick={playChime}>
            {t('device.play')}
          </Button>
          <span>{t('device.heard')}</span>
          <Button kind="quiet" aria-pressed={speaker === true} onClick={() => onSpeaker(true)}>
            {t('device.heardYes')}
          </Button>
          <Button kind="quiet" aria-pressed={speaker === false} onClick={() => onSpeaker(false)}>
            {t('device.heardNo')}
          </Button>
        </div>
        {speaker === false && <Banner tone="info" live>{t('device.speakerHelp')}</Banner>}
      </div>
    </Card>
  );
}

function Preview({ stream }: { stream: MediaStream }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return (
    <div class="preview">
      <video ref={video} autoPlay playsInline muted aria-label={t('device.preview')} />
    </div>
  );
}

function NoPreview({ tried, onStart }: { tried: boolean; onStart: () => void }) {
  return (
    <div class="preview">
      <div class="preview-empty">
        <Icon name={tried ? 'cameraOff' : 'camera'} />
        {!tried && <Button onClick={onStart}>{t('device.start')}</Button>}
        {!tried && <span class="small">{t('device.startHint')}</span>}
      </div>
    </div>
  );
}

function DeviceRow({ label, status, children }: { label: string; status?: DeviceStatus; children?: preact.ComponentChildren }) {
  return (
    <div class="device-row">
      <div class="device-head">
        <strong>{label}</strong>
        {status === 'ok' && <Badge tone="good" icon="check">{t('device.ok')}</Badge>}
      </div>
      {status && status !== 'ok' && (
        <Banner tone="warning" live>
          <p>{t(`device.${status}`, { device: label })}</p>
          {status === 'denied' && <p>{t(`deviceAllow.${browserFamily()}`)}</p>}
        </Banner>
      )}
      {children}
    </div>
  );
}
