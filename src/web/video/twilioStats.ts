import type { StatsReport } from 'twilio-video';
import type { MediaSample } from '../contract';

interface Numbers {
  packetsLost?: number | null;
  framesDecoded?: number | null;
  jitter?: number | null;
  roundTripTime?: number | null;
}

/** The vendor's reports as one sample; its times are in milliseconds. */
export function gatherTwilio(reports: StatsReport[]): MediaSample {
  const heard: Numbers[] = reports.flatMap((one) => [...one.remoteAudioTrackStats, ...one.remoteVideoTrackStats]);
  const sent: Numbers[] = reports.flatMap((one) => [...one.localAudioTrackStats, ...one.localVideoTrackStats]);
  return {
    packetsLost: sum(heard.map((one) => one.packetsLost)),
    framesDecoded: sum(heard.map((one) => one.framesDecoded)),
    jitterMs: most(heard.map((one) => one.jitter)),
    roundTripTimeMs: most(sent.map((one) => one.roundTripTime)),
  };
}

const sum = (numbers: (number | null | undefined)[]) => numbers.reduce<number>((total, one) => total + (one ?? 0), 0);
const most = (numbers: (number | null | undefined)[]) => Math.max(0, ...numbers.map((one) => one ?? 0));
