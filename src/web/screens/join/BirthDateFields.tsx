import { language, t } from '../../i18n';
import { TextField } from '../../ui';

export interface BirthDateParts {
  month: string;
  day: string;
  year: string;
}

export const noBirthDate: BirthDateParts = { month: '', day: '', year: '' };

/** The date as YYYY-MM-DD, when the three parts make one that exists. */
export function birthDateOf({ month, day, year }: BirthDateParts): string | undefined {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return undefined;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return exists && date.getTime() <= Date.now() ? text : undefined;
}

interface Props {
  parts: BirthDateParts;
  error?: string;
  onParts: (parts: BirthDateParts) => void;
}

/** Three plain fields: a calendar is slow for a date long ago. Their order follows the language. */
export function BirthDateFields({ parts, error, onParts }: Props) {
  const order: (keyof BirthDateParts)[] = language() === 'es' ? ['day', 'month', 'year'] : ['month', 'day', 'year'];
  const labels = { month: t('who.month'), day: t('who.day'), year: t('who.year') };
  return (
    <fieldset class={`field ${error ? 'field-wrong' : ''}`} aria-describedby={error && 'birth-error'}>
      <legend>{t('who.birthDate')}</legend>
      <div class="fields-date">
        {order.map((part) => (
          <TextField
            key={part}
            id={`birth-${part}`}
            label={labels[part]}
            inputMode="numeric"
            autocomplete={`bday-${part}`}
            maxLength={part === 'year' ? 4 : 2}
            value={parts[part]}
            onValue={(value) => onParts({ ...parts, [part]: value.replace(/\D/g, '') })}
          />
        ))}
      </div>
      {error && <p class="field-error" id="birth-error">{error}</p>}
    </fieldset>
  );
}
