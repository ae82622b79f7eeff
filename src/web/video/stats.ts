import type { MediaSample } from '../contract';
import type { PeerStat } from './peerMeter';


/** One sample over all connections: losses and frames added up, the worst jitter and round trip. */
export function gather(reports: Iterable<unknown>[]): MediaSample {
  const sample = { packetsLost: 0, jitterMs: 0, roundTripTimeMs: 0, framesDecoded: 0 };
  for (const report of reports)
    for (const entry of report) {
      const stat = (Array.isArray(entry) ? entry[1] : entry) as PeerStat;
      if (stat.type === 'inbound-rtp') {
        sample.packetsLost += stat.packetsLost ?? 0;
        sample.framesDecoded += stat.framesDecoded ?? 0;
        sample.jitterMs = Math.max(sample.jitterMs, Math.round((stat.jitter ?? 0) * 1000));
      } else if (stat.type === 'candidate-pair' && stat.nominated)
        sample.roundTripTimeMs = Math.max(sample.roundTripTimeMs, Math.round((stat.currentRoundTripTime ?? 0) * 1000));
    }
  return sample;
}
