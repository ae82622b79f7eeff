import type { Decision } from '../../../contract';
import type { ReportRefusalShownRequest } from '../../../contract/generated';
import type { Language } from '../../../i18n';
import { textsVersion } from './texts';
import { blockingCodes, shownText, type Words } from './words';

/** SHA-256 in lower-case hex over the UTF-8. */
export async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const shownReport = async (
  screen: ReportRefusalShownRequest['screen'],
  decision: Decision | undefined,
  words: Words[],
  language: Language,
): Promise<Omit<ReportRefusalShownRequest, 'visitId'>> => ({
  screen,
  codes: blockingCodes(decision),
  language,
  textVersion: textsVersion,
  textHash: await hashOf(shownText(words)),
});
