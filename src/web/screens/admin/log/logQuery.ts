import type { QueryTerm } from '../../../contract';
import { codeWords, reasonWords, shortId } from './recordText';
import { say } from './texts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The search that an address names: ids and codes only, so that it can be kept as a bookmark. */
export function queryFrom(address: URLSearchParams): string {
  const q = address.get('q') ?? '';
  const more = (['visit', 'patient', 'actor', 'code'] as const).map((key) => (address.get(key) ? `${key}:${address.get(key)}` : ''));
  return [q, ...more, address.get('refused') === 'yes' ? 'outcome:refused' : ''].filter(Boolean).join(' ');
}

export const addressOf = (query: string) => (query ? `/admin/log?${new URLSearchParams({ q: query })}` : '/admin/log');

export const exportAddressOf = (query: string) => addressOf(query).replace('/admin/log', '/admin/log/exports');

/** The part of a search that bounds its time. */
export const timesOf = (query: string) => query.split(/\s+/).filter((part) => /^(before|after):/i.test(part)).join(' ');

export const termText = ({ key, not, values }: QueryTerm) => `${not ? '-' : ''}${key.toLowerCase()}:${values.map(({ text }) => text).join(',')}`;

/** The search without one of its terms. */
export const without = (terms: readonly QueryTerm[], index: number) => terms.filter((_, at) => at !== index).map(termText).join(' ');

/** A term in words, for its chip. */
export function termWords({ key, not, values }: QueryTerm) {
  const name = key.toLowerCase() as 'code';
  const told = values.map(({ text, label }) => label ?? (name === 'code' && !text.includes('*') ? codeWords(text) : key === 'Reason' ? reasonWords(text).replace(/\.$/, '') : uuid.test(text) ? shortId(text) : text));
  return `${say(`key.${name}`)}: ${not ? `${say('chip.not')} ` : ''}${told.join(', ')}`;
}

/** Adds a term, in place of one of the same key. */
export function withTerm(query: string, term: string) {
  const key = term.slice(0, term.indexOf(':') + 1);
  return [...query.split(/\s+(?=-?[a-z]+:)/i).filter((part) => part && !part.toLowerCase().startsWith(key)), term].join(' ');
}

/** Puts a proposal where the part stood that it completes; a value is followed by a blank. */
export function completed(text: string, proposal: { start: number; length: number; text: string }) {
  const value = proposal.text.endsWith(':') ? proposal.text : `${proposal.text} `;
  const rest = text.slice(proposal.start + proposal.length).replace(/^[^\s,]*/, '').trimStart();
  return { text: text.slice(0, proposal.start) + value + rest, caret: proposal.start + value.length };
}

/** The text in pieces, those that are wrong marked. */
export function marked(text: string, errors: readonly { start: number; length: number }[]) {
  const pieces: { text: string; wrong: boolean }[] = [];
  let at = 0;
  for (const { start, length } of [...errors].sort((one, other) => one.start - other.start)) {
    if (start < at) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), wrong: false });
    pieces.push({ text: text.slice(start, start + length) || '…', wrong: true });
    at = start + length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), wrong: false });
  return pieces;
}
