import { useEffect, useState } from 'preact/hooks';
import type { Decision, Place } from '../../contract';
import { language } from '../../i18n';
import { placeText } from './placeText';
import type * as WordsModule from './refusal/words';

let loaded: typeof WordsModule | undefined;

/** Fetches the words ahead, so that they are there even if the network is not when they are needed. */
export const fetchReasonWords = () => void import('./refusal/words').then((words) => (loaded = words)).catch(() => undefined);

/** Whether another place may help; taken to be so until the words have come. */
export const placeMayHelp = (words: WordsModule.Words[] | undefined) => !words || !loaded || loaded.aboutPlace(words);

/** Why the visit cannot start and what can be done; undefined until those words have come. */
export function useReasonWords(decision: Decision | undefined, place: Place | undefined): WordsModule.Words[] | undefined {
  const [, setCame] = useState(false);
  useEffect(() => {
    if (!loaded) void import('./refusal/words').then((words) => setCame(Boolean((loaded = words)))).catch(() => undefined);
  }, []);
  return loaded?.reasonWords(decision, place ? placeText({ ...place, line: undefined, landmark: undefined, city: undefined }) : '', language());
}
