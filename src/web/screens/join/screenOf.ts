import type { VisitView } from '../../contract';

export type ScreenName =
  | 'ended'
  | 'removed'
  | 'phone'
  | 'held'
  | 'call'
  | 'leftCall'
  | 'waiting'
  | 'leftLine'
  | 'early'
  | 'refused'
  | 'checkIn'
  | 'guestArrival'
  | 'guestWaiting';

/** What only this window knows. */
export interface Here {
  now: number;
  /** The last check-in was refused and is not being corrected. */
  refused: boolean;
  hungUp: boolean;
  cameBack: boolean;
  /** Consent was taken back and is being given again. */
  again: boolean;
}

/** The screen that a participant sees: a pure reading of the visit and of this window. */
export function screenOf(view: VisitView, here: Here): ScreenName {
  const me = view.participants.find(({ participantId }) => participantId === view.me.participantId);
  const started = view.phase === 'InProgress' || view.phase === 'OnHold';
  if (view.phase === 'Closed') return 'ended';
  if (!me || me.state === 'Removed') return 'removed';
  if (here.again && view.me.role === 'Patient' && !view.checkIn?.consent) return 'checkIn';
  if (started && view.modality === 'Phone' && me.state !== 'Invited') return 'phone';
  if (me.state === 'Held') return 'held';
  if (started && me.state === 'Admitted') return here.hungUp ? 'leftCall' : view.phase === 'OnHold' ? 'held' : 'call';
  if (started && me.state === 'Left') return !here.cameBack ? 'leftCall' : view.phase === 'OnHold' ? 'held' : 'call';
  if (view.me.role !== 'Patient') return me.state === 'Waiting' ? 'guestWaiting' : 'guestArrival';
  if (me.state === 'Waiting') return 'waiting';
  if (here.refused) return 'refused';
  if (me.state === 'Left' && !here.cameBack) return 'leftLine';
  return here.now < Date.parse(view.waitingRoomOpensAt) ? 'early' : 'checkIn';
}
