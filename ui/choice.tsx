import type { ReactElement, ReactNode } from 'react';
import type { FieldProps, Option } from './field.tsx';
import { FieldError, fieldId, Help, Required } from './field.tsx';

/** One box to tick: an agreement, an option. */
export function Checkbox({
  name,
  label,
  help,
  error,
  required,
  idPrefix,
  value = 'yes',
  checked,
}: Omit<FieldProps, 'label'> & { label: ReactNode; value?: string; checked?: boolean | undefined }): ReactElement {
  const id = fieldId(name, idPrefix);
  const by = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  return (
    <div className={error ? 'field field-refused' : 'field'}>
      <label className="choice">
        <input
          type="checkbox"
          id={id}
          name={name}
          value={value}
          defaultChecked={checked}
          required={required || undefined}
          aria-describedby={by}
          aria-invalid={error ? true : undefined}
        />
        <span>
          {label}
          <Required when={required} />
        </span>
      </label>
      <Help id={id} help={help} />
      <FieldError id={id} error={error} />
    </div>
  );
}

interface GroupProps extends FieldProps {
  options: readonly Option[];
  /** Choices side by side when they are short. */
  inline?: boolean | undefined;
}

function Group({
  name,
  label,
  help,
  error,
  required,
  idPrefix,
  options,
  inline,
  type,
  isChecked,
}: GroupProps & { type: 'radio' | 'checkbox'; isChecked: (value: string) => boolean }): ReactElement {
  const id = fieldId(name, idPrefix);
  const by = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  return (
    <fieldset className={error ? 'field field-refused' : 'field'} aria-describedby={by}>
      <legend>
        {label}
        <Required when={required} />
      </legend>
      <Help id={id} help={help} />
      <div className={inline ? 'choices choices-inline' : 'choices'}>
        {options.map((option, index) => (
          <label key={option.value} className="choice">
            <input
              type={type}
              id={index === 0 ? id : `${id}-${option.value}`}
              name={name}
              value={option.value}
              defaultChecked={isChecked(option.value)}
              disabled={option.disabled}
              required={(type === 'radio' && required) || undefined}
              aria-invalid={error ? true : undefined}
            />
            {option.accent && <span className="choice-accent" data-accent={option.accent} />}
            <span>
              {option.label}
              {option.hint && <small>{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
      <FieldError id={id} error={error} />
    </fieldset>
  );
}

/** One among a few. */
export function RadioGroup({ value, ...props }: GroupProps & { value?: string | undefined }): ReactElement {
  return <Group {...props} type="radio" isChecked={(option) => option === value} />;
}

/** Any number among a few; the form receives the name several times. */
export function CheckboxGroup({ values = [], ...props }: GroupProps & { values?: readonly string[] }): ReactElement {
  return <Group {...props} type="checkbox" isChecked={(option) => values.includes(option)} />;
}
