import { useEffect, useState } from 'preact/hooks';
import type { VisitView } from '../../../contract';
import { LocalMedia } from '../../../devices';
import type { MediaNews, VisitConnection } from '../../../live';
import { Button } from '../../../ui';
import { CallStage } from '../../../video';
import { say } from '../texts';
import { LostVideo } from './LostVideo';
import { personIn } from './PeoplePanel';

interface Props {
  connection: VisitConnection;
  view: VisitView;
  /** Whose video does not come through. */
  media: MediaNews;
  /** The visit's own clinician. */
  decides: boolean;
}

/** The video of the visit. Leaving it never ends the visit: one can always go back. */
export function Stage(props: Props) {
  const { connection, view } = props;
  const mine = view.participants.find(({ participantId }) => participantId === view.me.participantId);
  const [inCall, setInCall] = useState(mine?.state === 'Admitted');
  const [left, setLeft] = useState(false);
  const leave = () => {
    setInCall(false);
    setLeft(true);
    void connection.command('LeaveVisit');
  };
  if (!inCall) {
    return (
      <div class="stage-off">
        <p>{left || mine?.state === 'Left' ? say('visit.notInCall') : say('visit.waiting')}</p>
        <Button icon="camera" onClick={() => setInCall(true)}>{say(left || mine?.state === 'Left' ? 'visit.rejoin' : 'visit.join')}</Button>
      </div>
    );
  }
  return <Call {...props} onLeave={leave} />;
}

function Call({ connection, view, media: news, decides, onLeave }: Props & { onLeave: () => void }) {
  const [media] = useState(() => new LocalMedia());
  useEffect(() => () => media.close(), [media]);
  const nameOf = (participantId: string) => {
    const one = view.participants.find((person) => person.participantId === participantId);
    return one ? personIn(view, one) : say('people.guest');
  };
  const patient = view.participants.find(({ role }) => role === 'Patient');
  const patientLost = patient !== undefined && news.get(patient.participantId) === 'Lost';
  return (
    <CallStage
      connection={connection}
      media={media}
      nameOf={nameOf}
      onLeave={onLeave}
      waitingText={say('visit.alone')}
      canShareScreen
      instead={(call, retry) => {
        const seesSomebody = call.people.some(({ status }) => status === 'connected');
        return (call.lost || (patientLost && !seesSomebody)) && <LostVideo view={view} call={call} decides={decides} onRetry={retry} />;
      }}
    />
  );
}

export default Stage;
