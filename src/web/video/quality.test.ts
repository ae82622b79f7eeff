import { describe, expect, it } from 'vitest';
import { PeerMeter } from './peerMeter';
import { levelOf, wordOf } from './quality';

describe('quality', () => {
  it('is as good as its worst figure', () => {
    expect(levelOf({ loss: 0, roundTripMs: 40, jitterMs: 5 })).toBe(5);
    expect(levelOf({ loss: 0, roundTripMs: 40, jitterMs: 70 })).toBe(3);
    expect(levelOf({ loss: 0.1, roundTripMs: 40, jitterMs: 5 })).toBe(2);
    expect(levelOf({ loss: 0, roundTripMs: 3000, jitterMs: 5 })).toBe(1);
  });

  it('has a word for every level', () => {
    expect([5, 4, 3, 2, 1, 0].map(wordOf)).toEqual(['good', 'good', 'fair', 'poor', 'poor', 'broken']);
  });

  it('counts what was lost since the last look, in both directions', () => {
    const meter = new PeerMeter();
    const pair = { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.05 };
    const inbound = (packetsLost: number, packetsReceived: number) => ({ type: 'inbound-rtp', packetsLost, packetsReceived, jitter: 0.01 });
    expect(meter.read([pair, inbound(50, 950)])).toEqual({ received: 3, sent: undefined });
    expect(meter.read([pair, inbound(50, 1950), { type: 'remote-inbound-rtp', fractionLost: 0.2 }])).toEqual({ received: 5, sent: 1 });
    expect(meter.read([pair, inbound(50, 1950)]).received).toBeUndefined();
  });
});
