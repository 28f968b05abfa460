import type { ReactElement, ReactNode } from 'react';
import { fieldId } from './field.tsx';
import { useTexts } from './texts.ts';

/** How a form is named while it waits on a device for the connection. */
export interface OutboxForm {
  /** What it is; shown to anybody who holds the device: no name, no title. */
  what: string;
  /** What else its owner reads of it, or the field that says so. */
  words?: string | undefined;
  field?: string | undefined;
  /** The value of the button that sends, where the form has others. */
  button?: string | undefined;
  /** The page to go to once it has left; the same one otherwise. */
  after?: string | undefined;
}

export interface FormProps {
  action: string;
  method?: 'get' | 'post' | undefined;
  /** Kept in this browser tab under this name until it is sent: what was typed survives an expired session. */
  draft?: string | undefined;
  /**
   * Where the form is sent as a draft two seconds after the last key, and again once a cut connection is back: the JSON twin (`/api` +
   * this) gets its fields, without files. Its answer may hold `href`, the page of the draft, which a reload then shows.
   */
  saves?: string | undefined;
  /**
   * Sent off while the connection is cut, it waits on the device and leaves by itself, to the JSON twin (`/api` + its action), whose endpoint
   * must take the same form twice for one.
   */
  outbox?: OutboxForm | undefined;
  /** For files. */
  multipart?: boolean | undefined;
  /** A name that screen readers announce, when the page holds several forms. */
  label?: string | undefined;
  /** The server's check is the one that counts; set it when the browser's own bubbles would get in the way. */
  noValidate?: boolean | undefined;
  /** Leaves the page by a full load: needed when the answer goes to another origin. */
  fullLoad?: boolean | undefined;
  /** Sent at once by the page's script, where the view says so too; its button stays for whoever has none. */
  sendsItself?: boolean | undefined;
  /** Seconds that it waits before. */
  sendsAfter?: number | undefined;
  children: ReactNode;
}

/** Fields one under another, then `Actions`. An answer 422 shows the page again with its errors. */
export function Form({
  action,
  method = 'post',
  draft,
  saves,
  outbox,
  multipart,
  label,
  noValidate = true,
  fullLoad,
  sendsItself,
  sendsAfter,
  children,
}: FormProps): ReactElement {
  return (
    <form
      className="form"
      action={action}
      method={method}
      encType={multipart ? 'multipart/form-data' : undefined}
      aria-label={label}
      noValidate={noValidate}
      data-draft={draft}
      data-saves={saves}
      data-outbox={outbox?.what}
      data-outbox-words={outbox?.words}
      data-outbox-field={outbox?.field}
      data-outbox-button={outbox?.button}
      data-outbox-after={outbox?.after}
      data-turbo={fullLoad ? 'false' : undefined}
      data-sends-itself={sendsItself}
      data-sends-after={sendsAfter}
    >
      {children}
    </form>
  );
}

/** Hidden values: a CSRF token, an id. */
export function Hidden({ name, value }: { name: string; value: string }): ReactElement {
  return <input type="hidden" name={name} value={value} />;
}

export interface FormError {
  /** The field's name, when the error is about one field. */
  field?: string | undefined;
  message: string;
  idPrefix?: string | undefined;
}

/** What is to correct, at the top of a refused form: announced, focused, each line leading to its field. */
export function FormErrors({
  errors,
  title,
  focus = true,
}: {
  errors: readonly FormError[];
  title?: string | undefined;
  /** The page opens on it; off where the form is only one thing among many. */
  focus?: boolean | undefined;
}): ReactElement | null {
  const texts = useTexts();
  if (errors.length === 0) return null;
  return (
    <div className="form-errors" role="alert" tabIndex={-1} data-focus-first={focus || undefined}>
      <p className="form-errors-title">{title ?? texts.errorsTitle(errors.length)}</p>
      <ul>
        {errors.map((error) => (
          <li key={`${error.field}${error.message}`}>
            {error.field ? <a href={`#${fieldId(error.field, error.idPrefix)}`}>{error.message}</a> : error.message}
          </li>
        ))}
      </ul>
    </div>
  );
}
