import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Decision, Severity } from '../../../contract';
import { hashOf, shownReport } from './shown';
import { texts, textsVersion } from './texts';
import catalogue from './texts.json';
import { topics } from './topics';
import { reasonWords } from './words';

const decided = (...reasons: [string, Severity][]): Decision => ({
  verdict: 'Deny',
  reasons: reasons.map(([code, severity]) => ({ code, severity, text: '' })),
  candidates: [],
  decidedAt: '',
  rulesVersion: '1',
});

/** The server's reason codes, as its own source lists them. */
function codesOfServer(): string[] {
  const source = readFileSync('../Telehealth.Domain/Licensure/LicensureWords.cs', 'utf8');
  const body = /enum ReasonCode\s*\{([^}]*)\}/.exec(source)?.[1] ?? '';
  return body.split(',').map((name) => name.trim()).filter(Boolean).map((name) => name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase());
}

describe('what a patient reads when a visit cannot start', () => {
  it('knows every reason of the server', () => {
    expect(codesOfServer().length).toBeGreaterThan(15);
    expect(Object.keys(topics)).toEqual(expect.arrayContaining(codesOfServer()));
  });

  const blocking = Object.entries(topics).filter(([, topic]) => topic !== null);
  it.each(blocking.flatMap(([code]) => (['en', 'es'] as const).map((language) => [code, language] as const)))('has words of its own for %s in %s', (code, language) => {
    const [words, ...more] = reasonWords(decided([code, 'Deny']), 'Reno, Nevada', language);
    expect(more).toEqual([]);
    expect(words?.topic).not.toBe('other');
    expect(words?.what.length).toBeGreaterThan(20);
    expect(words?.next.length).toBeGreaterThan(20);
    expect(`${words?.what}${words?.next}`).not.toMatch(/[{}_]|[A-Z]{4}/);
  });

  it('says things in each language on its own', () => {
    for (const [topic, { what, next }] of Object.entries(texts.en)) {
      const spanish = texts.es[topic as keyof typeof texts.es];
      expect(spanish.what).not.toBe(what);
      expect(spanish.next).not.toBe(next);
      expect(spanish.what.includes('{place}')).toBe(what.includes('{place}'));
    }
  });

  it('tells only what stands in the way, each once', () => {
    const words = reasonWords(decided(['GEO_CONFIRMS_STATE', 'Info'], ['LICENSE_SUSPENDED', 'Deny'], ['PRIVILEGE_MISSING', 'Deny']), 'Utah', 'en');
    expect(words.map(({ topic }) => topic)).toEqual(['clinician']);
    expect(words[0]?.what).toContain('Utah');
  });

  it('does not blame the clinician where nobody could help', () => {
    expect(reasonWords(decided(['STATE_NOT_SERVED', 'Deny'], ['NO_AUTHORITY_IN_STATE', 'Deny']), 'Texas', 'en').map(({ topic }) => topic)).toEqual(['unserved']);
  });

  it('has words for a reason that is newer than this page', () => {
    expect(reasonWords(decided(['SOMETHING_NEW', 'Deny']), '', 'es').map(({ topic }) => topic)).toEqual(['other']);
    expect(reasonWords(undefined, '', 'en').map(({ topic }) => topic)).toEqual(['other']);
  });

  it('puts the words together as the server does, which is told their hash', async () => {
    // The same two stand in RefusalShownTests.cs.
    const report = (decision: Decision, place: string, language: 'en' | 'es') => shownReport('Refusal', decision, reasonWords(decision, place, language), language);
    const unserved = await report(decided(['STATE_NOT_SERVED', 'Deny'], ['NO_AUTHORITY_IN_STATE', 'Deny']), 'Texas', 'en');
    expect(unserved.textHash).toBe('f4b65808200746fe0ea6b0e7f6285ec8739ddc10a58466bace5045cd8655bec0');
    expect(unserved.codes).toEqual(['STATE_NOT_SERVED', 'NO_AUTHORITY_IN_STATE']);
    const border = await report(decided(['GEO_AMBIGUOUS_BORDER', 'Hold'], ['GEO_UNAVAILABLE', 'Info'], ['CONSENT_MISSING', 'Hold']), 'Utah', 'es');
    expect(border.textHash).toBe('7ebd7d950b8dbcad8e78bb85562249898646619f997b84143b96a3160df3bbb3');
    expect(border.textVersion).toBe(textsVersion);
  });

  it('has a new version for every change of a word', async () => {
    const known: Record<string, string> = { '2026-11-28': '6a7b2e54e03d7bdcab0388b7d0ba99442bd568111275dad6ddf988f7fd148615' };
    expect(known[textsVersion], 'Give the changed texts a new version in texts.json, and add it here.').toBe(await hashOf(JSON.stringify(catalogue)));
  });
});
