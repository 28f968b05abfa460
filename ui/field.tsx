import type { HTMLInputAutoCompleteAttribute, ReactElement, ReactNode } from 'react';
import { useTexts } from './texts.ts';
import type { AccentName } from './tokens/palette.ts';

/** What every field says: its name in the form, its label, help before and error after. */
export interface FieldProps {
  name: string;
  label: string;
  /** One sentence that helps before typing: the form expected, where to find it. */
  help?: ReactNode | undefined;
  /** What to do now, when the last answer was refused. */
  error?: string | undefined;
  required?: boolean | undefined;
  /** Ids start with it; give one when the same name occurs twice on a page. */
  idPrefix?: string | undefined;
}

/** The id of a field's control: `FormErrors` links to it. */
export const fieldId = (name: string, idPrefix = 'field'): string => `${idPrefix}-${name}`;

/** What the control must carry so that help and error are read with it. */
export function described({ name, help, error, required, idPrefix }: Omit<FieldProps, 'label'>) {
  const id = fieldId(name, idPrefix);
  const by = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return {
    id,
    name,
    required: required || undefined,
    'aria-describedby': by || undefined,
    'aria-invalid': error ? (true as const) : undefined,
  };
}

/** Label, help, control, error, in this order; for controls that are not below. */
export function Field({
  label,
  help,
  error,
  required,
  name,
  idPrefix,
  children,
}: FieldProps & { children: ReactNode }): ReactElement {
  const id = fieldId(name, idPrefix);
  return (
    <div className={error ? 'field field-refused' : 'field'}>
      <label htmlFor={id}>
        {label}
        <Required when={required} />
      </label>
      <Help id={id} help={help} />
      {children}
      <FieldError id={id} error={error} />
    </div>
  );
}

/** The word « obligatoire » after a label. */
export function Required({ when }: { when: boolean | undefined }): ReactElement | null {
  const texts = useTexts();
  return when ? <span className="field-required"> ({texts.required})</span> : null;
}

export function Help({ id, help }: { id: string; help: ReactNode | undefined }): ReactElement | null {
  return help ? (
    <p className="field-help" id={`${id}-help`}>
      {help}
    </p>
  ) : null;
}

export function FieldError({ id, error }: { id: string; error: string | undefined }): ReactElement | null {
  const texts = useTexts();
  return error ? (
    <p className="field-error" id={`${id}-error`}>
      <span className="visually-hidden">{texts.errorPrefix} </span>
      {error}
    </p>
  ) : null;
}

export interface TextFieldProps extends FieldProps {
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'number' | 'date' | 'time' | undefined;
  value?: string | undefined;
  autoComplete?: HTMLInputAutoCompleteAttribute | undefined;
  inputMode?: 'text' | 'numeric' | 'email' | 'tel' | undefined;
  placeholder?: string | undefined;
  maxLength?: number | undefined;
  min?: string | undefined;
  max?: string | undefined;
  /** How much is expected: `code` is short and spaced, for a printed code. */
  width?: 'short' | 'code' | 'full' | undefined;
  spellCheck?: boolean | undefined;
  autoCapitalize?: 'none' | 'characters' | undefined;
  readOnly?: boolean | undefined;
}

/** One line of text, an address, a date… The browser's own keyboards and pickers serve it. */
export function TextField({ type = 'text', value, width, ...props }: TextFieldProps): ReactElement {
  const { autoComplete, inputMode, placeholder, maxLength, min, max, spellCheck, autoCapitalize, readOnly } = props;
  const rest = { autoComplete, inputMode, placeholder, maxLength, min, max, spellCheck, autoCapitalize, readOnly };
  return (
    <Field {...props}>
      <input
        {...described(props)}
        {...rest}
        type={type}
        defaultValue={value}
        className={width && width !== 'full' ? `input input-${width}` : 'input'}
      />
    </Field>
  );
}

/** A day, `YYYY-MM-DD`, with the device's own calendar. */
export function DateField(props: Omit<TextFieldProps, 'type' | 'width'>): ReactElement {
  return <TextField {...props} type="date" width="short" />;
}

/** A password; « Afficher » appears when scripts run. */
export function PasswordField({
  autoComplete,
  ...props
}: FieldProps & { autoComplete: 'current-password' | 'new-password' }): ReactElement {
  const texts = useTexts();
  return (
    <Field {...props}>
      <span className="input-with">
        <input
          {...described(props)}
          type="password"
          className="input"
          autoComplete={autoComplete}
          spellCheck={false}
          autoCapitalize="none"
        />
        <button
          type="button"
          hidden
          className="input-toggle"
          data-shows={fieldId(props.name, props.idPrefix)}
          data-show={texts.showPassword}
          data-hide={texts.hidePassword}
          data-shown={texts.passwordShown}
          data-hidden={texts.passwordHidden}
        >
          {texts.showPassword}
        </button>
      </span>
    </Field>
  );
}

/** Several lines of text. */
export function TextArea({
  value,
  rows = 4,
  maxLength,
  ...props
}: FieldProps & {
  value?: string | undefined;
  rows?: number | undefined;
  maxLength?: number | undefined;
}): ReactElement {
  return (
    <Field {...props}>
      <textarea {...described(props)} className="input" rows={rows} maxLength={maxLength} defaultValue={value} />
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
  /** Below a radio or a checkbox. */
  hint?: string | undefined;
  /** Beside a radio or a checkbox: the accent that it stands for, as a spot of colour; its name is in the label. */
  accent?: AccentName | undefined;
  disabled?: boolean | undefined;
}

/** One among many; for two to five choices a `RadioGroup` is easier. */
export function SelectField({
  options,
  value,
  placeholder,
  ...props
}: FieldProps & {
  options: readonly Option[];
  value?: string | undefined;
  placeholder?: string | undefined;
}): ReactElement {
  return (
    <Field {...props}>
      <select {...described(props)} className="input" defaultValue={value ?? ''}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
