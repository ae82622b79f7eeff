import { usStates } from '../../../contract';
import { CheckboxField, RadioGroup, SelectField, TextField, type FieldError } from '../../../ui';
import { say } from '../texts';
import type { PhoneForm } from './phoneForm';

interface Props {
  form: PhoneForm;
  set: (change: Partial<PhoneForm>) => void;
  errors: readonly FieldError[];
}

const states = Object.entries(usStates).map(([value, label]) => ({ value, label }));
const declines = (['NoPhone', 'PrefersNotToSay', 'Unsafe', 'Other'] as const).map((value) => ({ value, label: say(`decline.${value}`) }));
type TextName = Exclude<keyof PhoneForm, 'where' | 'privateSpace' | 'accepted' | 'language'>;

function bound({ form, set, errors }: Props) {
  return (name: TextName) => ({
    id: name,
    value: form[name],
    onValue: (value: string) => set({ [name]: value }),
    error: errors.find(({ id }) => id === name)?.text,
  });
}

export function PlaceFields(props: Props) {
  const { form, set } = props;
  const field = bound(props);
  return (
    <>
      <RadioGroup
        id="where"
        label={say('phone.country')}
        value={form.where}
        onValue={(where) => set({ where: where === 'other' ? 'other' : 'US' })}
        options={[{ value: 'US', label: say('phone.us') }, { value: 'other', label: say('phone.outside') }]}
      />
      {form.where === 'US' ? (
        <SelectField {...field('state')} label={say('phone.state')} options={states} empty={say('phone.unsure')} />
      ) : (
        <TextField {...field('country')} label={say('phone.countryCode')} maxLength={2} />
      )}
      <TextField {...field('line')} label={say('phone.line')} autocomplete="off" />
      <div class="fields fields-2">
        <TextField {...field('city')} label={say('phone.city')} autocomplete="off" />
        <TextField {...field('postalCode')} label={say('phone.postalCode')} autocomplete="off" inputMode="numeric" />
        <TextField {...field('landmark')} label={say('phone.landmark')} autocomplete="off" />
        <SelectField {...field('addressDeclined')} label={say('phone.noAddress')} options={declines} empty={say('phone.given')} />
      </div>
    </>
  );
}

export function ContactFields(props: Props) {
  const { form, set } = props;
  const field = bound(props);
  return (
    <>
      <div class="fields fields-2">
        <TextField {...field('callbackPhone')} label={say('phone.callback')} type="tel" autocomplete="off" />
        <SelectField {...field('callbackPhoneDeclined')} label={say('phone.noCallback')} options={declines} empty={say('phone.given')} />
        <TextField {...field('contactName')} label={say('phone.contactName')} autocomplete="off" />
        <TextField {...field('contactPhone')} label={say('phone.contactPhone')} type="tel" autocomplete="off" />
        <TextField {...field('contactRelationship')} label={say('phone.contactRelationship')} autocomplete="off" />
        <SelectField {...field('contactDeclined')} label={say('phone.noContact')} options={declines} empty={say('phone.given')} />
      </div>
      <CheckboxField id="privateSpace" label={say('phone.private')} checked={form.privateSpace} onChecked={(privateSpace) => set({ privateSpace })} />
    </>
  );
}
