import { levelOf } from './quality';

/** The few members of the browser's statistics that are read here. */
export interface PeerStat {
  type: string;
  packetsLost?: number;
  packetsReceived?: number;
  jitter?: number;
  framesDecoded?: number;
  fractionLost?: number;
  roundTripTime?: number;
  currentRoundTripTime?: number;
  nominated?: boolean;
}

interface Counted {
  lost: number;
  received: number;
}

/** The quality of one connection since it was last read: how they are received here, and how this side is received there. */
export class PeerMeter {
  private before: Counted = { lost: 0, received: 0 };

  read(stats: PeerStat[]): { received?: number; sent?: number } {
    const inbound = stats.filter(({ type }) => type === 'inbound-rtp');
    const reported = stats.filter(({ type }) => type === 'remote-inbound-rtp');
    const roundTripMs = milliseconds(stats.filter(({ type, nominated }) => type === 'candidate-pair' && nominated).map((one) => one.currentRoundTripTime));
    const loss = this.lossOf(inbound);
    return {
      received: loss === undefined ? undefined : levelOf({ loss, roundTripMs, jitterMs: jitterOf(inbound) }),
      sent: reported.length > 0 ? levelOf({ loss: Math.max(...reported.map((one) => one.fractionLost ?? 0)), roundTripMs, jitterMs: jitterOf(reported) }) : undefined,
    };
  }

  private lossOf(inbound: PeerStat[]) {
    const now = { lost: sum(inbound.map((one) => one.packetsLost)), received: sum(inbound.map((one) => one.packetsReceived)) };
    const lost = Math.max(0, now.lost - this.before.lost);
    const received = Math.max(0, now.received - this.before.received);
    this.before = now;
    return lost + received === 0 ? undefined : lost / (lost + received);
  }
}

const jitterOf = (stats: PeerStat[]) => milliseconds(stats.map(({ jitter }) => jitter));
const milliseconds = (seconds: (number | undefined)[]) => Math.max(0, ...seconds.map((one) => (one ?? 0) * 1000));
const sum = (numbers: (number | undefined)[]) => numbers.reduce<number>((total, one) => total + (one ?? 0), 0);
