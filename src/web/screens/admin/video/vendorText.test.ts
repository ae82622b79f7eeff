import { describe, expect, it } from 'vitest';
import type { Vendor, VendorStep, VendorStepState } from '../../../contract';
import { callText, healthOf, verdictOf, withStep } from './vendorText';

const step = (state: VendorStepState, code = 'TOKEN'): VendorStep => ({ code, state, text: 'A sentence.' });
const call = (circuit: 'Closed' | 'HalfOpen' | 'Open') => ({ call: 'twilio-read', circuit, since: '2026-11-24T10:00:00Z', calls: 1, failed: 0 });
const vendor = (change: Partial<Vendor> = {}): Vendor => ({
  provider: 'twilio',
  at: '2026-11-24T10:00:00Z',
  settings: [step('Passed')],
  figures: { since: '2026-11-24T09:00:00Z', calls: [call('Closed')], refusedCallbacks: 0 },
  callbacks: { waiting: 0, ignoredLastDay: 3 },
  deadLetters: { dead: 0, unknown: 0, kinds: [] },
  ...change,
});

describe('how the video service does', () => {
  it('is well while calls work, even when callbacks had no effect', () => expect(healthOf(vendor())).toBe('good'));

  it.each([
    ['a setting fails', { settings: [step('Failed')] }],
    ['calls are paused', { figures: { since: '', calls: [call('Open')], refusedCallbacks: 0 } }],
    ['a room was not ended', { deadLetters: { dead: 1, unknown: 0, kinds: [] } }],
  ])('is bad when %s', (_, change) => expect(healthOf(vendor(change))).toBe('bad'));

  it.each([
    ['there is no TURN server to fall back on', { fallback: [step('Warning', 'TURN')] }],
    ['a circuit tries again', { figures: { since: '', calls: [call('HalfOpen')], refusedCallbacks: 0 } }],
    ['callbacks were refused', { figures: { since: '', calls: [], refusedCallbacks: 2 } }],
    ['callbacks pile up', { callbacks: { waiting: 21, ignoredLastDay: 0 } }],
    ['nobody knows whether a room was ended', { deadLetters: { dead: 0, unknown: 1, kinds: [] } }],
  ])('needs a look when %s', (_, change) => expect(healthOf(vendor(change))).toBe('notice'));
});

describe('a test', () => {
  it('says nothing while a step is waited for', () => expect(verdictOf([step('Passed'), step('Pending', 'CALLBACK')])).toBeUndefined());

  it('counts what does not work before what needs a look', () => {
    expect(verdictOf([step('Failed'), step('Warning'), step('Failed')])).toEqual({ text: 'The test is done: 2 steps do not work.', tone: 'danger' });
    expect(verdictOf([step('Warning'), step('Skipped')])?.tone).toBe('warning');
    expect(verdictOf([step('Passed'), step('Skipped')])?.tone).toBe('good');
  });

  it('takes in the step that was waited for', () => expect(withStep([step('Passed'), step('Pending', 'CALLBACK')], step('Passed', 'CALLBACK')).map(({ state }) => state)).toEqual(['Passed', 'Passed']));
});

it('names kinds of calls that it does not know', () => {
  expect(callText('twilio-create-room')).toBe('Making a room');
  expect(callText('twilio-fly-kites')).toBe('Twilio fly kites');
});
