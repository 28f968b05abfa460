import type { ReactElement } from 'react';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { type HoursPolicy, type Publication, urgentCategories } from './publication.ts';
import { texts } from './texts-send.ts';
import { momentInWords } from './words.ts';

interface Sending {
  readonly locale: Locale;
  readonly now: Date;
  /** What `publicationOf` says of it, were it sent now. */
  readonly publication: Publication;
  /** Of the school (or the strictest of them): its clock and its hours are said. */
  readonly policy: HoursPolicy;
}

/** What stands on the button, "Envoyer" or "Envoyer lundi à 7 h": for whoever says it again as the form is filled. */
export function sendLabel({
  locale,
  now,
  publication,
  policy,
  verb = 'send',
}: Sending & { readonly verb?: 'send' | 'publish' }): string {
  const t = texts[locale];
  if (!publication.queued) return t[verb];
  return t[`${verb}At`](momentInWords(publication.at, now, policy.timeZone, locale));
}

/** One sentence on why it goes out later, or at once although it is late; null at an ordinary hour. */
export function sendWhy({
  locale,
  publication,
  policy,
  toPupil = false,
}: Omit<Sending, 'now'> & { readonly toPupil?: boolean }): string | null {
  const { reason, queued } = publication;
  const t = texts[locale];
  const why = toPupil ? t.whyPupil : t.why;
  if (queued && reason === 'holiday') return why.holiday;
  if (queued) return why.quiet(t.time(policy.from), t.time(policy.until));
  return reason === 'exempt' ? t.why.exempt : null;
}

/**
 * The button that says when: "Envoyer", "Envoyer lundi à 7 h". `verb`: a message is sent, news are published. Put `SendNote` before it.
 */
export function SendButton({
  name,
  value,
  ...sending
}: Sending & {
  readonly verb?: 'send' | 'publish';
  readonly name?: string;
  readonly value?: string;
}): ReactElement {
  return (
    <Button name={name} value={value}>
      {sendLabel(sending)}
    </Button>
  );
}

/** `sendWhy`, as a paragraph. */
export function SendNote(given: Omit<Sending, 'now'> & { readonly toPupil?: boolean }): ReactElement | null {
  const why = sendWhy(given);
  return why === null ? null : <p>{why}</p>;
}

/** For a head (`mayBeUrgent`), at a quiet hour: the field `urgent`, empty or one of `urgentCategories`. */
export function UrgentFields({
  locale,
  value = '',
  error,
}: {
  readonly locale: Locale;
  readonly value?: string | undefined;
  readonly error?: string | undefined;
}): ReactElement {
  const t = texts[locale];
  return (
    <Details summary={t.urgent.summary} open={value !== '' || error !== undefined}>
      <SelectField
        name="urgent"
        label={t.urgent.label}
        help={t.urgent.help}
        value={value}
        error={error}
        options={[
          { value: '', label: t.urgent.none },
          ...urgentCategories.map((category) => ({ value: category, label: t.categories[category] })),
        ]}
      />
    </Details>
  );
}
