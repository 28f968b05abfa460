import type { RawBuilder } from '../../../platform/db/db.ts';
import type { UrgentCategory } from '../quiet-hours/publication.ts';

/** Whom something is told to. */
export type ToldTo =
  /** Persons by id. */
  | { readonly persons: readonly string[] }
  /** SQL query of `person_id`, and `child_id` where it concerns one child or several (a row each). */
  | { readonly query: RawBuilder<unknown> }
  /** Keys of audiences of the directory: one row a key, however many people they are. */
  | { readonly audiences: readonly string[] };

/** Something that people are told. */
export interface ToldFact {
  /** A kind that a module registers (`Module.notificationKinds`): `liaison.note`. */
  readonly kind: string;
  /** `liaison.note:<uuid>`: one entry a subject. Told again with a later `publishAt`, it is new again for everybody. */
  readonly subject: string;
  readonly schoolId: string | null;
  /** The page it leads to, an address of ours. */
  readonly href: string;
  /** One line of plain text. */
  readonly title: string;
  /** The first words, 140 signs at most; what is longer is cut. */
  readonly words: string;
  readonly author?: { readonly id: string; readonly name: string } | undefined;
  /** Nobody sees it before, and nothing leaves before. */
  readonly publishAt: Date;
  readonly expiresAt?: Date | undefined;
  readonly urgent?: UrgentCategory | undefined;
  readonly to: ToldTo;
  /** Stands under "À faire maintenant" until it is settled. */
  readonly todo?: boolean | undefined;
  /** Last day on which it is to be done, `YYYY-MM-DD`: what is due first stands first. */
  readonly dueOn?: string | undefined;
  /** The badge of a destination of its own counts it (messages): the feed's does not. */
  readonly isCountedElsewhere?: boolean | undefined;
}

const LONGEST = 140;
const LONGEST_TITLE = 200;

/** First words as a feed shows them: one line, cut between words. */
export function firstWords(text: string, longest = LONGEST): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const signs = Array.from(line);
  if (signs.length <= longest) return line;
  const cut = signs.slice(0, longest - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > longest / 2 ? cut.slice(0, space) : cut}…`;
}

export const titleOf = (text: string): string => firstWords(text, LONGEST_TITLE);
