import { countryName, usStates, type Place } from '../../../contract';

const stateName = (code: string) => usStates[code] ?? code;

/** The address as one reads it to a dispatcher, line by line. */
export function addressLines({ country, state, city, line, postalCode }: Place): string[] {
  const region = country === 'US' ? (state ? stateName(state) : 'United States, state not sure') : countryName(country, 'en');
  const town = [city, [region, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return [line, town].filter((part): part is string => Boolean(part));
}
