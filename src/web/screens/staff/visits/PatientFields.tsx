import type { NewPatient } from '../../../contract';
import { SelectField, TextField, type FieldError } from '../../../ui';
import { say } from '../texts';

interface Props {
  value: NewPatient;
  onValue: (value: NewPatient) => void;
  errors: readonly FieldError[];
}

export function PatientFields({ value, onValue, errors }: Props) {
  const field = (name: keyof NewPatient) => ({
    id: name,
    value: value[name] ?? '',
    onValue: (text: string) => onValue({ ...value, [name]: text }),
    error: errors.find(({ id }) => id === name)?.text,
  });
  const languages = [
    { value: 'en', label: say('language.en') },
    { value: 'es', label: say('language.es') },
  ];
  return (
    <div class="fields fields-2">
      <TextField {...field('givenName')} label={say('person.givenName')} autocomplete="off" maxLength={200} />
      <TextField {...field('familyName')} label={say('person.familyName')} autocomplete="off" maxLength={200} />
      <TextField {...field('birthDate')} label={say('person.birthDate')} type="date" />
      <SelectField {...field('preferredLanguage')} label={say('person.language')} options={languages} empty={value.preferredLanguage ? undefined : ''} />
      <TextField {...field('phone')} label={say('person.phone')} type="tel" autocomplete="off" />
      <TextField {...field('email')} label={say('person.email')} type="email" autocomplete="off" />
      <TextField {...field('externalId')} label={say('person.externalId')} hint={say('person.externalIdHint')} autocomplete="off" />
    </div>
  );
}
