import { Listeners } from '../live/Listeners';
import { en } from './en';
import { es } from './es';
import { fill, type Params, type Text } from './translator';

export { translator, type Catalogue } from './translator';
export * from './format';

export type Language = 'en' | 'es';
export type Key = keyof typeof en;

const catalogues = { en, es };
const kept = 'th.language';
const changed = new Listeners<Language>();
let current: Language = 'en';

export const language = () => current;

export const onLanguageChange = (listener: (language: Language) => void) => changed.add(listener);

export function t(key: Key, params: Params = {}): string {
  // A word that is newer than this page, in a key made of it, must not take the page down.
  const text: Text | undefined = catalogues[current][key];
  return text === undefined ? '' : fill(text, params, current);
}

export function setLanguage(next: Language) {
  localStorage.setItem(kept, next);
  apply(next);
}

/** For pages whose texts are in one language; nothing is remembered. */
export const showIn = (only: Language) => apply(only);

/** What was chosen before, else what the invitation names, else the browser's. */
export function startLanguage(invited?: string) {
  const wish = localStorage.getItem(kept) ?? invited ?? navigator.language;
  apply(wish.toLowerCase().startsWith('es') ? 'es' : 'en');
}

function apply(next: Language) {
  current = next;
  document.documentElement.lang = next;
  changed.tell(next);
}
