import type { ReactElement, ReactNode } from 'react';
import { asset } from '../../assets.ts';
import type { FieldProps } from '../../field.tsx';
import { useLocale, useTexts } from '../../texts.ts';
import { Island } from '../island.tsx';
import { type PickerTexts, pickerTexts } from './texts.ts';

/** Somebody, or some people, whom one may choose. */
export interface Recipient {
  /** What the form sends. */
  token: string;
  label: string;
  /** What tells two of one name apart; how many they are. */
  detail: string;
  /** Why they cannot be chosen, in words; null where they can. */
  why: string | null;
}

/** What `GET source?q=…` answers, best first; for no words, those chosen lately. */
export interface RecipientsFound {
  recipients: readonly Recipient[];
}

/** What `GET foretells.source?…` answers of those chosen. */
export interface Foretold {
  /** On the button that sends. */
  send: string;
  /** Sentences, put into the form's `data-foretold`. */
  notes: readonly string[];
  refused: readonly { token: string; why: string }[];
}

export interface RecipientsPickerProps extends Pick<FieldProps, 'name' | 'label' | 'error'> {
  help?: string | undefined;
  source: string;
  /** Asked with these fields of the form each time somebody is added or taken away, up to `most` of them; `button`: value of the one that sends. */
  foretells?: { source: string; with: readonly string[]; most: number; button: string } | undefined;
  /** Those chosen who cannot be written to. */
  refused?: readonly string[] | undefined;
  /** Said when nobody is found. */
  none: string;
  /** The plain form: every recipient that may be chosen is a checkbox `name`; what is found by name becomes one more. */
  children: ReactNode;
}

/** What the island receives from the page. */
export interface RecipientsPicking extends Omit<RecipientsPickerProps, 'children'> {
  /** The sprite of icons. */
  icons: string;
  /** The word « obligatoire ». */
  required: string;
  texts: PickerTexts;
}

/** Recipients by name: chips, and suggestions as one types. Without scripts, or while they cannot be fetched, the plain form. */
export function RecipientsPicker({ children, ...props }: RecipientsPickerProps): ReactElement {
  const picking: RecipientsPicking = {
    ...props,
    icons: asset('icons.svg'),
    required: useTexts().required,
    texts: pickerTexts[useLocale()],
  };
  return (
    <Island name="recipients" props={picking}>
      {children}
    </Island>
  );
}
