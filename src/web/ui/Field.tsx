import type { ComponentChildren } from 'preact';

interface Common {
  id: string;
  label: string;
  hint?: string;
  error?: string;
}

function Frame({ id, label, hint, error, children }: Common & { children: ComponentChildren }) {
  return (
    <div class={`field ${error ? 'field-wrong' : ''}`}>
      <label for={id}>{label}</label>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      {children}
      {error && <p class="field-error" id={`${id}-error`}>{error}</p>}
    </div>
  );
}

const described = ({ id, hint, error }: Pick<Common, 'id' | 'hint' | 'error'>) => ({
  id,
  'aria-describedby': [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined,
  'aria-invalid': error ? true : undefined,
});

interface Value {
  value: string;
  onValue: (value: string) => void;
}

interface Extras {
  autocomplete?: string;
  disabled?: boolean;
  maxLength?: number;
  name?: string;
  placeholder?: string;
  required?: boolean;
}

interface Input extends Common, Value, Extras {
  type?: 'text' | 'email' | 'password' | 'tel' | 'date' | 'time' | 'datetime-local' | 'number' | 'search';
  inputMode?: 'text' | 'numeric' | 'tel' | 'email' | 'search';
  min?: string | number;
  max?: string | number;
  step?: string | number;
}

export function TextField({ id, label, hint, error, value, onValue, type = 'text', ...rest }: Input) {
  // Typed loosely: the DOM types know each input type apart, this component does not.
  const attributes: Record<string, unknown> = { ...rest, type, ...described({ id, hint, error }) };
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input {...attributes} value={value} onInput={(event) => onValue(event.currentTarget.value)} />
    </Frame>
  );
}

interface Area extends Common, Value, Extras {
  rows?: number;
}

export function TextArea({ id, label, hint, error, value, onValue, ...rest }: Area) {
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea
        rows={3}
        {...rest}
        {...described({ id, hint, error })}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Frame>
  );
}

export interface Option {
  value: string;
  label: string;
}

interface Select extends Common, Value, Extras {
  options: readonly Option[];
  /** The text of a first, empty choice. */
  empty?: string;
}

export function SelectField({ id, label, hint, error, value, onValue, options, empty, ...rest }: Select) {
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select
        {...rest}
        {...described({ id, hint, error })}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

interface Check {
  id: string;
  label: ComponentChildren;
  checked: boolean;
  onChecked: (checked: boolean) => void;
  hint?: string;
  error?: string;
}

export function CheckboxField({ id, label, checked, onChecked, hint, error }: Check) {
  return (
    <div class={`choice ${error ? 'field-wrong' : ''}`}>
      <input
        {...described({ id, hint, error })}
        type="checkbox"
        checked={checked}
        onChange={(event) => onChecked(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      {error && <p class="field-error" id={`${id}-error`}>{error}</p>}
    </div>
  );
}

/** A group of radio buttons; the first carries the group's id, so that an error summary can point at it. */
export function RadioGroup({ id, label, hint, error, value, onValue, options }: Common & Value & { options: readonly Option[] }) {
  return (
    <fieldset class={`field ${error ? 'field-wrong' : ''}`} aria-describedby={described({ id, hint, error })['aria-describedby']}>
      <legend>{label}</legend>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      {options.map((option, index) => (
        <div class="choice" key={option.value}>
          <input
            id={index === 0 ? id : `${id}-${option.value}`}
            type="radio"
            name={id}
            checked={value === option.value}
            onChange={() => onValue(option.value)}
          />
          <label for={index === 0 ? id : `${id}-${option.value}`}>{option.label}</label>
        </div>
      ))}
      {error && <p class="field-error" id={`${id}-error`}>{error}</p>}
    </fieldset>
  );
}
