import { useEffect, useRef, useState } from 'preact/hooks';
import type { Decision, VisitView } from '../../contract';
import { playChime, type LocalMedia } from '../../devices';
import type { useChat, VisitConnection } from '../../live';
import { CheckInFlow } from './checkin/CheckInFlow';
import { EarlyScreen } from './EarlyScreen';
import { EndedScreen } from './EndedScreen';
import { GuardianConsent } from './GuardianConsent';
import { GuestArrival } from './GuestArrival';
import { GuestWaiting } from './GuestWaiting';
import { LazyCallScreen } from './LazyCallScreen';
import { HeldScreen, LeftCallScreen, LeftLineScreen, PhoneScreen, RemovedScreen } from './plainScreens';
import { RefusalScreen } from './RefusalScreen';
import { screenOf, type ScreenName } from './screenOf';
import { useNow } from './useNow';
import { WaitingRoom } from './WaitingRoom';
import { tookBack, TookBackNote } from './YourConsent';

export interface VisitScreenProps {
  view: VisitView;
  connection: VisitConnection;
  media: LocalMedia;
  chat: ReturnType<typeof useChat>;
  linkToken: string;
}

/** What the last check-in or change of place was answered. */
export interface PlaceAnswer {
  decision?: Decision;
  refused: boolean;
}

/** The screen of now; above it, where consent was taken back, the way to give it again. In a running call that waits until it is left. */
export function VisitScreens(props: VisitScreenProps) {
  const [again, setAgain] = useState(false);
  const [shown, setShown] = useState<ScreenName>();
  const { view, connection } = props;
  const guardian = view.me.role === 'Guardian';
  const taken = tookBack(view);
  useEffect(() => {
    // Given again elsewhere: should it be taken back once more, nobody is led there unasked.
    if (guardian && !taken) setAgain(false);
  }, [guardian, taken]);
  if (guardian && again && taken) return <GuardianConsent connection={connection} onClose={() => setAgain(false)} />;
  const note = (guardian || view.me.role === 'Patient') && taken && shown !== undefined && !hasOwnWay.has(shown);
  return (
    <>
      {note && <TookBackNote onAgain={() => setAgain(true)} />}
      <ScreenOfVisit {...props} again={again} onAgain={setAgain} onShown={setShown} />
    </>
  );
}

const hasOwnWay = new Set<ScreenName>(['call', 'checkIn', 'refused', 'ended', 'removed', 'guestArrival', 'guestWaiting']);

interface Inner extends VisitScreenProps {
  again: boolean;
  onAgain: (again: boolean) => void;
  onShown: (screen: ScreenName) => void;
}

function ScreenOfVisit({ again, onAgain, onShown, ...props }: Inner) {
  const { view, connection, media } = props;
  const now = useNow(15_000);
  const [answer, setAnswer] = useState<PlaceAnswer>();
  const [correcting, setCorrecting] = useState(false);
  const [hungUp, setHungUp] = useState(false);
  const [cameBack, setCameBack] = useState(false);
  const screen = screenOf(view, { now, refused: answer?.refused === true && !correcting, hungUp, cameBack, again });

  const before = useRef(screen);
  useEffect(() => {
    // Who looks away while waiting hears that it begins.
    if (screen === 'call' && (before.current === 'waiting' || before.current === 'guestWaiting')) playChime();
    before.current = screen;
    onShown(screen);
    if (!usesDevices.has(screen)) media.close();
    if (screen === 'leftCall' || screen === 'waiting') setCameBack(false);
    if (screen !== 'leftCall' && screen !== 'call') setHungUp(false);
  }, [screen]);

  const answered = (next: PlaceAnswer) => {
    setAnswer(next);
    setCorrecting(false);
    onAgain(false);
  };
  const hangUp = () => {
    setHungUp(true);
    setCameBack(false);
    void connection.command('LeaveVisit');
  };
  switch (screen) {
    case 'ended':
      return <EndedScreen view={view} />;
    case 'removed':
      return <RemovedScreen view={view} />;
    case 'phone':
      return <PhoneScreen {...props} />;
    case 'held':
      return <HeldScreen {...props} />;
    case 'call':
      return <LazyCallScreen {...props} onLeave={hangUp} />;
    case 'leftCall':
      return <LeftCallScreen {...props} onReturn={() => {
        setHungUp(false);
        setCameBack(true);
      }} />;
    case 'waiting':
      return <WaitingRoom {...props} hold={answer?.decision} onAnswer={answered} />;
    case 'leftLine':
      return <LeftLineScreen view={view} onReturn={() => setCameBack(true)} />;
    case 'early':
      return <EarlyScreen {...props} />;
    case 'refused':
      return <RefusalScreen {...props} decision={answer?.decision} onCorrect={() => setCorrecting(true)} />;
    case 'checkIn':
      return <CheckInFlow {...props} correcting={correcting} onAnswer={answered} />;
    case 'guestArrival':
      return <GuestArrival {...props} />;
    case 'guestWaiting':
      return <GuestWaiting {...props} onAnswer={answered} />;
  }
}

const usesDevices = new Set<ScreenName>(['call', 'checkIn', 'early', 'guestArrival']);
