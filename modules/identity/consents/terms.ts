import { createHash } from 'node:crypto';
import type { Locale } from '../../../platform/texts/texts.ts';
import type { Attribute } from '../relying-parties/attributes.ts';
import type { RelyingParty } from '../relying-parties/party.ts';
import { texts as attributeTexts } from '../relying-parties/texts.ts';
import { texts } from './texts.ts';

/** A service that asks for consent, as far as the question goes. */
export type AskingParty = Pick<RelyingParty, 'id' | 'name' | 'principal' | 'released' | 'form' | 'consent'>;

/** What leaves for a service, by the house's own names: the principal first, each once. */
export const receivedBy = ({ principal, released, form }: AskingParty): Attribute[] => [
  ...new Set<Attribute>([principal, ...(form === 'plain' ? [] : released.map(({ attribute }) => attribute))]),
];

/** What a consent is about, in short and in no language: other terms need another consent. Undefined: nothing is asked. */
export function termsOf(party: AskingParty): Buffer | undefined {
  const { consent } = party;
  if (!consent) return undefined;
  const received = receivedBy(party).sort();
  return createHash('sha256')
    .update(JSON.stringify([consent.purpose, consent.recipient, consent.months, ...received]))
    .digest();
}

/** The question as it is shown and kept: a title, then paragraphs. */
export interface Question {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** Who reads the question: an adult for themselves, a pupil (whom we say "tu"), or a guardian for the child of that name. */
export type Reader = { readonly as: 'adult' | 'pupil' } | { readonly as: 'guardian'; readonly child: string };

/** The exact words to which somebody answers. @throws when the service asks nothing */
export function questionOf(locale: Locale, party: AskingParty, reader: Reader): Question {
  const { consent } = party;
  if (!consent) throw new Error(`${party.id} asks for no consent`);
  const t = texts[locale].question;
  const words = attributeTexts[locale].attributes;
  const child = reader.as === 'guardian' ? reader.child : null;
  const received = receivedBy(party).map((attribute) => words[attribute]);
  return {
    title: child ? t.titleFor(party.name, child) : t.title(party.name, reader.as === 'pupil'),
    paragraphs: [
      t.purpose(consent.purpose),
      t.recipient(consent.recipient),
      child ? t.receivedOf(received, child) : t.received(received),
      t.months(consent.months),
      t.rights[reader.as],
    ],
  };
}

/** SHA-256 of the question, in hexadecimal: what a form sends back, and what the proof is kept under. */
export const fingerprintOf = (question: Question): string =>
  createHash('sha256').update(textOf(question)).digest('hex');

/** The question as one text. */
export const textOf = ({ title, paragraphs }: Question): string => [title, ...paragraphs].join('\n');
