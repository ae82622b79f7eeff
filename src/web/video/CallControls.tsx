import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLocalMedia, type LocalMedia } from '../devices';
import { t } from '../i18n';
import { IconButton } from '../ui';
import { DeviceDialog } from './DeviceDialog';

interface Props {
  media: LocalMedia;
  onLeave: () => void;
  canShareScreen?: boolean;
  children?: ComponentChildren;
}

export function CallControls({ media, onLeave, canShareScreen, children }: Props) {
  const local = useLocalMedia(media);
  const microphoneOn = local.microphoneOn && media.works('audio');
  const cameraOn = local.cameraOn && media.works('video');
  const { sharingScreen } = local;
  const [choosing, setChoosing] = useState(false);
  return (
    <div class="stage-controls" role="group" aria-label={t('call.controls')}>
      <IconButton
        icon={microphoneOn ? 'mic' : 'micOff'}
        label={microphoneOn ? t('call.mute') : t('call.unmute')}
        aria-pressed={!microphoneOn}
        onClick={() => void media.turn('audio', !microphoneOn)}
      />
      <IconButton
        icon={cameraOn ? 'camera' : 'cameraOff'}
        label={cameraOn ? t('call.cameraOff') : t('call.cameraOn')}
        aria-pressed={!cameraOn}
        onClick={() => void media.turn('video', !cameraOn)}
      />
      {canShareScreen && (
        <IconButton
          icon="screen"
          label={sharingScreen ? t('call.stopScreen') : t('call.shareScreen')}
          aria-pressed={sharingScreen}
          onClick={() => (sharingScreen ? media.stopScreen() : void media.shareScreen())}
        />
      )}
      <IconButton icon="settings" label={t('call.devices')} onClick={() => setChoosing(true)} />
      {children}
      <IconButton icon="hangUp" kind="danger" label={t('call.leave')} onClick={onLeave} />
      {choosing && <DeviceDialog media={media} onClose={() => setChoosing(false)} />}
    </div>
  );
}
