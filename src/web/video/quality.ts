export interface Figures {
  /** Share of packets lost, 0 to 1. */
  loss: number;
  roundTripMs: number;
  jitterMs: number;
}

const levels: [level: number, worst: Figures][] = [
  [5, { loss: 0.01, roundTripMs: 150, jitterMs: 30 }],
  [4, { loss: 0.03, roundTripMs: 300, jitterMs: 50 }],
  [3, { loss: 0.06, roundTripMs: 500, jitterMs: 80 }],
  [2, { loss: 0.12, roundTripMs: 1000, jitterMs: 150 }],
];

/** The same scale as the vendor's: 5 excellent to 1 barely usable; 0 is left for a connection that is gone. */
export function levelOf({ loss, roundTripMs, jitterMs }: Figures): number {
  const fits = levels.find(([, worst]) => loss <= worst.loss && roundTripMs <= worst.roundTripMs && jitterMs <= worst.jitterMs);
  return fits?.[0] ?? 1;
}

export type QualityWord = 'good' | 'fair' | 'poor' | 'broken';

export function wordOf(level: number): QualityWord {
  return level >= 4 ? 'good' : level === 3 ? 'fair' : level >= 1 ? 'poor' : 'broken';
}
