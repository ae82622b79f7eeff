import { countryName, usStates, type Place } from '../../contract';
import { language, t } from '../../i18n';

export function placeText({ country, state, city, line, landmark }: Place): string {
  const region = country !== 'US' ? countryName(country, language()) : state ? (usStates[state] ?? state) : t('place.notSure');
  return [line ?? landmark, city, region].filter(Boolean).join(', ');
}
