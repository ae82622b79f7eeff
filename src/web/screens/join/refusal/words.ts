import type { Decision } from '../../../contract';
import type { Language } from '../../../i18n';
import { texts } from './texts';
import { topics, type Topic } from './topics';

export interface Words {
  topic: Topic;
  what: string;
  next: string;
}

/** These follow from a place that the clinic does not serve at all, and would only confuse beside it. */
const ofClinician: readonly Topic[] = ['clinician', 'clinicianTime', 'clinicianSays', 'clinicianAway', 'clinicianNotes', 'limit', 'unnamed'];

/** What stands in the way and what can be done, in a patient's words, each once. */
export function reasonWords(decision: Decision | undefined, place: string, language: Language): Words[] {
  const blocking = decision?.reasons.filter(({ severity }) => severity === 'Deny' || severity === 'Hold') ?? [];
  const all = [...new Set(blocking.map(({ code }) => topics[code] ?? 'other'))];
  const nowhere = all.includes('unserved') || all.includes('outside');
  const told = all.filter((topic) => !(nowhere && ofClinician.includes(topic)));
  return (told.length > 0 ? told : (['other'] as const)).map((topic) => {
    const { what, next } = texts[language][topic];
    return { topic, what: what.replaceAll('{place}', place), next: next.replaceAll('{place}', place) };
  });
}
