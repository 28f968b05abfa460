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

/**
 * The button that says when: "Envoyer", "Envoyer lundi à 7 h". `verb`: a message is sent, news are published. Put `SendNote` before it.
 */
export function SendButton({
  locale,
  now,
  publication,
  policy,
  verb = 'send',
  name,
  value,
}: Sending & {
  readonly verb?: 'send' | 'publish';
  readonly name?: string;
  readonly value?: string;
}): ReactElement {
  const t = texts[locale];
  const label = publication.queued
    ? t[`${verb}At`](momentInWords(publication.at, now, policy.timeZone, locale))
    : t[verb];
  return (
    <Button name={name} value={value}>
      {label}
    </Button>
  );
}

/** One sentence on why it goes out later, or at once although it is late; nothing at an ordinary hour. */
export function SendNote({
  locale,
  publication,
  policy,
  toPupil = false,
}: Omit<Sending, 'now'> & { readonly toPupil?: boolean }): ReactElement | null {
  const { reason, queued } = publication;
  const t = texts[locale];
  const why = toPupil ? t.whyPupil : t.why;
  if (queued && reason === 'holiday') return <p>{why.holiday}</p>;
  if (queued) return <p>{why.quiet(t.time(policy.from), t.time(policy.until))}</p>;
  return reason === 'exempt' ? <p>{t.why.exempt}</p> : null;
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
