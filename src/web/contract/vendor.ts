/** Closed: calls go out. Open: too many failed, calls end at once for a while. HalfOpen: one tries again. */
export type VendorCircuit = 'Closed' | 'HalfOpen' | 'Open';

export interface VendorCall {
  call: string;
  circuit: VendorCircuit;
  since: string;
  calls: number;
  failed: number;
  lastSuccessAt?: string;
  lastErrorAt?: string;
  lastError?: string;
  lastErrorText?: string;
}

export type VendorStepState = 'Passed' | 'Warning' | 'Failed' | 'Skipped' | 'Pending';

export interface VendorStep {
  code: string;
  state: VendorStepState;
  text: string;
}

export interface Vendor {
  provider: 'peer' | 'twilio';
  at: string;
  settings: VendorStep[];
  fallback?: VendorStep[];
  /** As the answering server saw it since it started. */
  figures?: { since: string; calls: VendorCall[]; refusedCallbacks: number; lastRefusedAt?: string; compared?: { at: string; finished: boolean } };
  callbacks?: {
    waiting: number;
    oldestWaitingAt?: string;
    ignoredLastDay: number;
    lastAppliedAt?: string;
    medianLagSeconds?: number;
    worstLagSeconds?: number;
  };
  deadLetters: { dead: number; unknown: number; kinds: string[] };
}

export interface VendorTest {
  steps: VendorStep[];
  fallback?: VendorStep[];
  room?: { id: string; until: string };
}
