/**
 * What two participants tell each other through the hub. `from` names the sender's peer connection and `to` the
 * receiver's, so that a message meant for a connection that is gone (a reload, a new try) is recognised and dropped.
 * `round` counts the sender's offers, and is that of the offer in an answer.
 */
export type Signal = { from: string; to?: string } & (
  | { kind: 'hello' }
  | { kind: 'offer' | 'answer'; sdp: string; round?: number }
  | { kind: 'candidate'; candidate: RTCIceCandidateInit }
  | { kind: 'bye' }
);

const kinds = new Set(['hello', 'offer', 'answer', 'candidate', 'bye']);

export function signalOf(payload: unknown): Signal | undefined {
  const signal = payload as Signal | null;
  return signal && typeof signal === 'object' && typeof signal.from === 'string' && kinds.has(signal.kind)
    ? signal
    : undefined;
}
