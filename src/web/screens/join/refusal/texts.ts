import catalogue from './texts.json';
import type { Topic } from './topics';

interface Words {
  /** What is wrong. */
  what: string;
  /** What can be done about it. */
  next: string;
}

/**
 * `{place}` is where the patient said they are. The server knows the same file, and holds what a page says that it showed against it: a text
 * that changes gets a new version.
 */
export const texts: Record<'en' | 'es', Record<Topic, Words>> = catalogue.texts;

export const textsVersion = catalogue.version;
