import { countryCodes, countryName, usStates } from '../../../contract';
import { language, t } from '../../../i18n';
import { Card, RadioGroup, SelectField, TextField } from '../../../ui';
import { DeclineReasonField } from './DeclineReasonField';
import { DevicePlace } from './DevicePlace';
import type { PlaceDraft } from './draft';

interface Props {
  place: PlaceDraft;
  errorOf: (id: string) => string | undefined;
  onPlace: (place: PlaceDraft) => void;
}

const stateOptions = Object.entries(usStates).map(([value, label]) => ({ value, label }));

/** Every place is offered alike: nothing here hints which ones the clinic serves. */
export function PlaceFields({ place, errorOf, onPlace }: Props) {
  const change = (part: Partial<PlaceDraft>) => onPlace({ ...place, ...part });
  const states = [{ value: 'NOT_SURE', label: t('place.notSure') }, { value: 'OUTSIDE', label: t('place.outside') }, ...stateOptions];
  const text = (id: string, key: 'line' | 'city' | 'postalCode' | 'landmark', label: string, more: object = {}) => (
    <TextField id={id} label={label} maxLength={200} error={errorOf(id)} value={place[key]} onValue={(value) => change({ [key]: value })} {...more} />
  );
  return (
    <>
      <Card>
        <SelectField id="state" label={t('place.state')} empty={t('place.choose')} options={states} error={errorOf('state')} value={place.state} onValue={(state) => change({ state })} />
        {place.state === 'OUTSIDE' && (
          <SelectField id="country" label={t('place.country')} empty={t('place.choose')} options={countries()} error={errorOf('country')} value={place.country} onValue={(country) => change({ country })} />
        )}
        {place.state === 'NOT_SURE' && <p class="hint">{t('place.notSureText')}</p>}
        <DevicePlace coordinates={place.coordinates} onCoordinates={(coordinates) => change({ coordinates })} />
      </Card>
      <Card>
        <RadioGroup
          id="how"
          label={t('place.how')}
          hint={t('place.howHint')}
          error={errorOf('how')}
          value={place.how}
          onValue={(how) => change({ how: how as PlaceDraft['how'] })}
          options={[
            { value: 'address', label: t('place.address') },
            { value: 'landmark', label: t('place.landmark') },
            { value: 'decline', label: t('place.decline') },
          ]}
        />
        {place.how === 'address' && (
          <>
            {text('line', 'line', t('place.line'), { autocomplete: 'street-address' })}
            <div class="fields fields-2">
              {text('city', 'city', t('place.city'), { autocomplete: 'address-level2' })}
              {text('zip', 'postalCode', t('place.zip'), { autocomplete: 'postal-code', maxLength: 12 })}
            </div>
          </>
        )}
        {place.how === 'landmark' && text('landmark', 'landmark', t('place.describe'), { hint: t('place.describeHint') })}
        {place.how === 'decline' && (
          <DeclineReasonField id="place-why" without="NoPhone" error={errorOf('place-why')} value={place.declined} onValue={(declined) => change({ declined })} />
        )}
      </Card>
    </>
  );
}

function countries() {
  return countryCodes
    .map((value) => ({ value, label: countryName(value, language()) }))
    .sort((a, b) => a.label.localeCompare(b.label, language()));
}
