import type { ReviewKind } from '../../../contract';

export const reviewKinds: readonly ReviewKind[] = ['CorrectedOutcome', 'SafetyContinuation', 'ChosenExemption', 'DeniedContinuation', 'WrongPerson', 'UnexpectedGuest'];

/** What the page of reviews is narrowed by, as it stands in the address. */
export interface ReviewFilter {
  state: 'open' | 'signed';
  kind?: ReviewKind;
}

export function filterFrom(address: URLSearchParams): ReviewFilter {
  const kind = reviewKinds.find((known) => known === address.get('kind'));
  return { state: address.get('state') === 'signed' ? 'signed' : 'open', ...(kind ? { kind } : {}) };
}

export function addressOf({ state, kind }: ReviewFilter): string {
  const set = [...(state === 'signed' ? [['state', state]] : []), ...(kind ? [['kind', kind]] : [])] as [string, string][];
  return `/admin/reviews${set.length > 0 ? `?${new URLSearchParams(set)}` : ''}`;
}

/** The records around one, oldest first: what came before it, itself, and what followed. */
export function around<T extends { id: string | number; at: string }>(items: readonly T[], record: { id: string | number; at: string }, before = 6, after = 3): T[] {
  const at = items.findIndex(({ id }) => String(id) === String(record.id));
  const place = at >= 0 ? at : items.findLastIndex((item) => item.at <= record.at);
  return items.slice(Math.max(0, place - before), place + after + 1);
}
