import { t } from '../../../i18n';
import type { FieldError } from '../../../ui';
import type { Draft, PlaceDraft } from './draft';

type Check = [wrong: boolean, id: string, text: string];

const failing = (checks: Check[]): FieldError[] => checks.filter(([wrong]) => wrong).map(([, id, text]) => ({ id, text }));
const isPhone = (text: string) => text.replace(/\D/g, '').length >= 7;

export function checkContact({ phone, phoneDeclined, contact, contactDeclined }: Draft): FieldError[] {
  const complete = contact.name.trim() && isPhone(contact.phone) && contact.relationship.trim();
  return failing([
    [phoneDeclined === undefined && !isPhone(phone), 'phone', t('contact.needPhone')],
    [phoneDeclined === '', 'phone-why', t('contact.needReason')],
    [contactDeclined === undefined && !complete, 'contact-name', t('contact.needPerson')],
    [contactDeclined === '', 'contact-why', t('contact.needReason')],
  ]);
}

export function checkPlace({ state, country, how, line, city, postalCode, landmark, declined }: PlaceDraft): FieldError[] {
  const address = how === 'address';
  return failing([
    [!state, 'state', t('place.needState')],
    [state === 'OUTSIDE' && !country, 'country', t('place.needCountry')],
    [!how, 'how', t('place.needHow')],
    [address && !line.trim(), 'line', t('place.needLine')],
    [address && !city.trim(), 'city', t('place.needCity')],
    [address && !postalCode.trim(), 'zip', t('place.needZip')],
    [how === 'landmark' && !landmark.trim(), 'landmark', t('place.needLandmark')],
    [how === 'decline' && !declined, 'place-why', t('contact.needReason')],
  ]);
}

export function checkPeople({ statedBy, others, people, privateSpace }: Draft): FieldError[] {
  return failing([
    [!statedBy, 'stated-by', t('people.needStatedBy')],
    [!others, 'others', t('people.needOthers')],
    ...(others === 'yes' ? people : []).map(
      ({ name, relationship }, index): Check => [!name.trim() || !relationship.trim(), `person-${index}`, t('people.needPerson')],
    ),
    [!privateSpace, 'private', t('people.needPrivate')],
  ]);
}
