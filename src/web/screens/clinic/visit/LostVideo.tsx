import { useState } from 'preact/hooks';
import type { VisitView } from '../../../contract';
import { Banner } from '../../../ui';
import type { RoomCallState } from '../../../video';
import { RefusalBanner } from '../../staff/parts';
import { Choices, type Choice } from '../Choices';
import { say } from '../texts';
import { useCommand } from '../useCommand';
import { useReplaceRoom } from './useReplaceRoom';

interface Props {
  view: VisitView;
  call: RoomCallState;
  /** The visit's own clinician decides on another room; others can only try again. */
  decides: boolean;
  onRetry: () => void;
}

/** The video does not come through on one side or the other: what the clinician can do, each with one press. */
export function LostVideo({ view, call, decides, onRetry }: Props) {
  const command = useCommand(view.visitId);
  const room = useReplaceRoom(view.visitId);
  const [pressed, setPressed] = useState<string>();
  const press = (key: string, act: () => unknown) => () => {
    setPressed(key);
    void act();
  };
  const fallback = call.fallback ?? room.fallback;
  const phone = view.patient?.callbackPhone;
  const mine = call.lost === true;
  const retry: Choice = { key: 'retry', icon: 'refresh', title: say('vendor.retry'), what: say('lost.retryWhat'), onPress: press('retry', onRetry) };
  const peer: Choice = { key: 'peer', icon: 'camera', title: say('lost.peer'), what: say('lost.peerWhat'), onPress: press('peer', () => room.replace('peer')) };
  const choices: Choice[] = [
    ...(mine ? [retry] : []),
    ...(decides && fallback ? [peer] : []),
    ...(decides ? [{ key: 'room', icon: 'plus' as const, title: say('lost.room'), what: say('lost.roomWhat'), onPress: press('room', () => room.replace()) }] : []),
    ...(decides
      ? [
          {
            key: 'phone',
            icon: 'phone' as const,
            title: say('lost.phone'),
            what: phone ? say('lost.phoneWhat', { phone }) : say('lost.phoneNoNumber'),
            onPress: press('phone', () => command.send('ChangeModality', { to: 'Phone' })),
          },
        ]
      : []),
  ];
  const { trouble } = call;
  return (
    <>
      <h2>{mine ? say('lost.title') : say('lost.patientTitle', { name: view.patient?.name ?? '' })}</h2>
      <p role="status">{say(mine ? 'lost.text' : 'lost.patientText')}</p>
      {mine && trouble && trouble !== 'elsewhere' && <Banner tone="info">{say(`lost.trouble.${trouble}`)}</Banner>}
      <RefusalBanner refusal={room.refusal ?? command.refusal} />
      <Choices choices={choices} first={decides ? (fallback ? 'peer' : 'room') : 'retry'} busy={room.busy || command.busy ? pressed : undefined} />
    </>
  );
}
