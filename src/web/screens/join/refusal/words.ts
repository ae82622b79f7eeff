import type { Decision } from '../../../contract';
import type { Language } from '../../../i18n';
import { texts } from './texts';
import { ofClinician, topics, type Topic } from './topics';

export interface Words {
  topic: Topic;
  what: string;
  next: string;
}

/** The reasons that keep the patient out, in the decision's order. */
export const blockingCodes = (decision: Decision | undefined): string[] =>
  decision?.reasons.filter(({ severity }) => severity === 'Deny' || severity === 'Hold').map(({ code }) => code) ?? [];

/** Where another answer to "where are you?" may be what helps. */
const ofPlace: readonly Topic[] = ['unserved', 'outside', 'unsure', 'stale', 'border', 'conflict', 'clinician', 'clinicianAway', 'limit'];

export const aboutPlace = (words: readonly Words[]) => words.some(({ topic }) => ofPlace.includes(topic));

/** What stands in the way and what can be done, in a patient's words, each once. */
export function reasonWords(decision: Decision | undefined, place: string, language: Language): Words[] {
  const all = [...new Set(blockingCodes(decision).map((code) => topics[code] ?? 'other'))];
  const nowhere = all.includes('unserved') || all.includes('outside');
  const told = all.filter((topic) => !(nowhere && ofClinician.includes(topic)));
  return (told.length > 0 ? told : (['other'] as const)).map((topic) => {
    const { what, next } = texts[language][topic];
    return { topic, what: what.replaceAll('{place}', place), next: next.replaceAll('{place}', place) };
  });
}

/** The words as one text, the same however a screen lays them out. Nothing in it is personal but the state or country. */
export const shownText = (words: Words[]): string => words.flatMap(({ what, next }) => [what, next]).join('\n\n').normalize('NFC');
