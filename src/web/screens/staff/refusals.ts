import type { Reason, Refusal } from '../../contract';
import { ApiProblem } from '../../live';
import { say, texts } from './texts';

/** A refusal with what REST adds: which members were wrong, or the number of a fault. */
export interface StaffRefusal extends Refusal {
  errors?: Record<string, string[]>;
  correlationId?: string;
}

export function refusalOf(error: unknown): StaffRefusal {
  if (error instanceof ApiProblem) {
    const { decision, errors, correlationId } = error.members as Partial<StaffRefusal>;
    return { ...error.refusal, decision, errors, correlationId };
  }
  return { code: 'FAULT' };
}

/** What a refusal means, in words: the clinic's own sentence for the code, then the server's for the case. */
export function refusalText({ code, detail }: Refusal): string {
  const general = say(`refusal.${code}`);
  return detail && detail !== general ? detail : general;
}

const known = (key: string): key is keyof typeof texts => key in texts;

export function reasonText({ code, text }: Pick<Reason, 'code'> & { text?: string }): string {
  const key = `reason.${code}`;
  if (text) return text;
  return known(key) ? say(key) : code;
}

/** What staff can do about a reason; nothing for reasons that only inform. */
export function remedyText(code: string): string | undefined {
  const key = `remedy.${code}`;
  return known(key) ? say(key) : undefined;
}

/** Words for a code that may be newer than this page. */
export function codeText(prefix: string, code: string): string {
  const key = `${prefix}.${code}`;
  return known(key) ? say(key) : code.replace(/_/g, ' ').toLowerCase().replace(/^./, (first) => first.toUpperCase());
}
