import { dayAfter } from '../days';
import { instantOf, localDay } from '../../staff/time';
import { say } from './texts';

export interface DiscloseForm {
  recipient: string;
  recipientAddress: string;
  what: string;
  purpose: string;
  day: string;
  time: string;
  suspend: boolean;
  until: string;
}

export const emptyForm = (day: string, time: string): DiscloseForm => ({ recipient: '', recipientAddress: '', what: '', purpose: '', day, time, suspend: false, until: '' });

/** What is missing or cannot be; the ids are those of the fields. */
export function errorsOf(form: DiscloseForm, now: number, zone: string): { id: string; text: string }[] {
  const at = instantOf(form.day, form.time, zone);
  return [
    ...(['recipient', 'what', 'purpose'] as const).flatMap((name) => (form[name].trim() ? [] : [{ id: name, text: say(`missing.${name}`) }])),
    ...('instant' in at && Date.parse(at.instant) <= now ? [] : [{ id: 'day', text: say('wrong.when') }]),
    ...(form.suspend && !(form.until >= localDay(now, zone)) ? [{ id: 'until', text: say('wrong.until') }] : []),
  ];
}

export function bodyOf(form: DiscloseForm, zone: string) {
  const at = instantOf(form.day, form.time, zone);
  const until = form.suspend ? instantOf(dayAfter(form.until), '00:00', zone) : undefined;
  return {
    recipient: form.recipient.trim(),
    what: form.what.trim(),
    purpose: form.purpose.trim(),
    ...(form.recipientAddress.trim() ? { recipientAddress: form.recipientAddress.trim() } : {}),
    ...('instant' in at ? { disclosedAt: at.instant } : {}),
    ...(until && 'instant' in until ? { suspendedUntil: until.instant } : {}),
  };
}
