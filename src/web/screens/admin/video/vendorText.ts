import type { Vendor, VendorCircuit, VendorStep, VendorStepState } from '../../../contract';
import { codeWords } from '../log/recordText';
import { say, texts } from './texts';

export type Health = 'good' | 'notice' | 'bad';

export const stepTones = { Passed: 'good', Warning: 'warning', Failed: 'danger', Skipped: 'neutral', Pending: 'info' } as const;
export const stepIcons = { Passed: 'check', Warning: 'alert', Failed: 'close', Skipped: 'info', Pending: 'clock' } as const;
export const circuitTones = { Closed: 'good', HalfOpen: 'warning', Open: 'danger' } as const satisfies Record<VendorCircuit, string>;
export const circuitIcons = { Closed: 'check', HalfOpen: 'refresh', Open: 'pause' } as const satisfies Record<VendorCircuit, string>;

const has = (steps: readonly VendorStep[], state: VendorStepState) => steps.some((step) => step.state === state);

/** The one word above everything. Without a vendor, a missing TURN server is the worst that is known. */
export function healthOf({ settings, fallback = [], figures, callbacks, deadLetters }: Vendor): Health {
  const steps = [...settings, ...fallback];
  const calls = figures?.calls ?? [];
  if (has(steps, 'Failed') || calls.some(({ circuit }) => circuit === 'Open') || deadLetters.dead > 0) return 'bad';
  const uneasy = calls.some(({ circuit }) => circuit === 'HalfOpen') || deadLetters.unknown > 0 || (figures?.refusedCallbacks ?? 0) > 0 || (callbacks?.waiting ?? 0) > 20;
  return uneasy || has(steps, 'Warning') ? 'notice' : 'good';
}

/** What is read aloud when a test is over; nothing while a step is still waited for. */
export function verdictOf(steps: readonly VendorStep[]): { text: string; tone: 'good' | 'warning' | 'danger' } | undefined {
  if (has(steps, 'Pending')) return undefined;
  const count = (state: VendorStepState) => steps.filter((step) => step.state === state).length;
  if (count('Failed') > 0) return { text: say('test.failed', { count: count('Failed') }), tone: 'danger' };
  if (count('Warning') > 0) return { text: say('test.warned', { count: count('Warning') }), tone: 'warning' };
  return { text: say('test.allWell'), tone: 'good' };
}

/** A newer server may know kinds of calls that this page does not. */
export const callText = (call: string) => (`call.${call}` in texts ? say(`call.${call}` as 'call.twilio-read') : codeWords(call.replace(/-/g, '_')));

/** The awaited step, once it is known. */
export const withStep = (steps: readonly VendorStep[], known: VendorStep) => steps.map((step) => (step.code === known.code ? known : step));
