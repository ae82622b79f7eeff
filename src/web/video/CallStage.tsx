import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocalMedia, type LocalMedia } from '../devices';
import { t } from '../i18n';
import { useLinkState, type VisitConnection } from '../live';
import { announce, Button, Icon } from '../ui';
import { CallControls } from './CallControls';
import { wordOf } from './quality';
import type { RoomCallState } from './RoomCall';
import { Signal } from './Signal';
import { useRoomCall } from './useRoomCall';
import type { RemotePerson } from './VideoCall';
import './call.css';

interface Props {
  connection: VisitConnection;
  media: LocalMedia;
  /** The name shown for a participant. */
  nameOf: (participantId: string) => string;
  onLeave: () => void;
  /** More buttons in the row of controls. */
  controls?: ComponentChildren;
  /** What is said while nobody else is in the room. */
  waitingText: string;
  canShareScreen?: boolean;
  /** What is shown instead of pictures when none come through; nothing while they do. */
  instead?: (call: RoomCallState, retry: () => void) => ComponentChildren;
}

/** Everyone's pictures, one's own, what the connection does, and the controls. */
export function CallStage({ connection, media, nameOf, onLeave, controls, waitingText, canShareScreen, instead }: Props) {
  const { call, retry } = useRoomCall(connection, media);
  const link = useLinkState(connection.link);
  const { microphone } = useLocalMedia(media);
  const silent = microphone !== undefined && microphone !== 'ok';
  const panel = call.status === 'stopped' ? <Elsewhere onUse={retry} /> : instead?.(call, retry);
  const notice = panel ? '' : noticeOf(call, link !== 'connected', silent, waitingText);
  useEffect(() => {
    if (notice) announce(notice);
  }, [notice]);
  return (
    <section class="stage" aria-label={t('call.label')}>
      {panel ? (
        <div class="stage-panel">{panel}</div>
      ) : (
        <>
          <div class={`stage-people stage-people-${Math.min(call.people.length, 4)}`}>
            {call.people.map((person) => (
              <Person key={person.participantId} person={person} name={nameOf(person.participantId)} alone={call.people.length === 1} />
            ))}
          </div>
          {notice && <p class="stage-notice">{notice}</p>}
          <SelfView media={media} quality={call.status === 'live' ? call.quality : undefined} />
        </>
      )}
      <CallControls media={media} onLeave={onLeave} canShareScreen={canShareScreen}>
        {controls}
      </CallControls>
    </section>
  );
}

function noticeOf(call: RoomCallState, offline: boolean, silent: boolean, waitingText: string) {
  if (call.status === 'refused') return t('call.refused');
  if (call.status === 'reconnecting' || call.people.some(({ status }) => status === 'reconnecting')) return t('call.mediaReconnecting');
  if (offline) return t('call.hubReconnecting');
  if (silent) return t('call.noMicrophone');
  if (call.status === 'starting' || call.people.some(({ status }) => status === 'connecting')) return t('call.connecting');
  if (call.status === 'live' && call.quality !== undefined && wordOf(call.quality) === 'poor') return t('call.weak');
  return call.status === 'waiting' ? waitingText : '';
}

/** The vendor lets a person in once: this screen does not fight for the place by itself. */
function Elsewhere({ onUse }: { onUse: () => void }) {
  return (
    <>
      <h2>{t('call.elsewhereTitle')}</h2>
      <p>{t('call.elsewhereText')}</p>
      <Button icon="camera" onClick={onUse}>
        {t('call.elsewhereUse')}
      </Button>
    </>
  );
}

function Person({ person, name, alone }: { person: RemotePerson; name: string; alone: boolean }) {
  const speaking = person.speaking && !alone;
  const reconnecting = person.status === 'reconnecting';
  return (
    <figure class={`stage-person ${speaking ? 'stage-person-speaking' : ''}`}>
      <Video stream={person.stream} hidden={!person.cameraOn} label={name} blocked={t('call.playSound')} />
      {!person.cameraOn && <Placeholder text={t('call.cameraOffOf', { name })} />}
      <figcaption>
        {!person.microphoneOn && <Icon name="micOff" />}
        {speaking && <Icon name="speaker" />}
        {name}
        {!person.microphoneOn && <span class="sr-only">{t('call.muted')}</span>}
        {speaking && <span class="sr-only">{t('call.speaking')}</span>}
        {reconnecting ? <span>· {t('call.reconnecting')}</span> : <Signal level={person.quality} />}
      </figcaption>
    </figure>
  );
}

function SelfView({ media, quality }: { media: LocalMedia; quality?: number }) {
  const { stream, cameraOn, sharingScreen } = useLocalMedia(media);
  const shown = (cameraOn || sharingScreen) && stream.getVideoTracks().length > 0;
  return (
    <div class={`stage-self ${sharingScreen ? '' : 'stage-self-mirrored'}`}>
      <Video stream={stream} hidden={!shown} muted label={t('call.you')} />
      {!shown && <Placeholder text={t('call.yourCameraOff')} />}
      {quality !== undefined && (
        <span class="stage-self-signal">
          <Signal level={quality} />
        </span>
      )}
    </div>
  );
}

function Placeholder({ text }: { text: string }) {
  return (
    <div class="stage-placeholder">
      <Icon name="user" />
      <span>{text}</span>
    </div>
  );
}

function Video({ stream, hidden, muted, label, blocked }: { stream: MediaStream; hidden: boolean; muted?: boolean; label: string; blocked?: string }) {
  const video = useRef<HTMLVideoElement>(null);
  const [stopped, setStopped] = useState(false);
  const play = () =>
    video.current?.play().then(
      () => setStopped(false),
      (error: unknown) => setStopped(error instanceof DOMException && error.name === 'NotAllowedError'),
    );
  useEffect(() => {
    if (!video.current) return;
    video.current.srcObject = stream;
    void play();
  }, [stream]);
  return (
    <>
      <video ref={video} class={hidden ? 'stage-video-off' : ''} aria-label={label} autoPlay playsInline muted={muted} />
      {blocked && stopped && (
        <button type="button" class="button button-primary stage-play" onClick={() => void play()}>
          {blocked}
        </button>
      )}
    </>
  );
}
