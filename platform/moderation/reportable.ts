import type { Actor } from '../authz/policy.ts';
import type { Db } from '../db/db.ts';
import type { Transaction } from '../http/context.ts';
import type { Locale } from '../texts/texts.ts';

/** What was read when somebody reported it, copied while it still stands: an author may take it back the minute after. */
export interface Evidence {
  /** As it is called where it stands: the subject of a message, the title of a post. */
  readonly title: string;
  /** All of it, in plain text. */
  readonly text: string;
  /** Null: nobody is known to have written it. */
  readonly author: { readonly id: string; readonly name: string } | null;
  /** Where it belongs; null: to no school. */
  readonly schoolId: string | null;
  readonly at: Date;
  /** How many it was sent or shown to, when that is known. */
  readonly recipients?: number;
  readonly attachments?: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  /** What else proves it (its form as stored, ids): JSON, sealed with the rest. */
  readonly copy?: Readonly<Record<string, unknown>>;
}

/** By what the copies of a campaign are known; what is empty does not count, and something must be given. */
export interface CampaignCriteria {
  /** Part of the title or of the text, capitals left aside. */
  readonly words: string;
  /** An address that the text leads to, whole or its beginning. */
  readonly link: string;
  /** SHA-256 of an attached file, in hexadecimal. */
  readonly sha256: string;
  /** Written by one of these alone; null: by anybody. With nothing else given, all that they wrote. */
  readonly authorIds: readonly string[] | null;
  /** Sent, or last changed, from then on… */
  readonly since: Date;
  /** …until then, excluded. */
  readonly until: Date;
}

/** One copy of a campaign. */
export interface FoundCopy {
  readonly subject: string;
  readonly authorId: string;
  readonly schoolId: string | null;
  readonly sentAt: Date;
  readonly recipients: number;
  readonly title: string;
  readonly words: string;
}

/** A kind of content that can be reported, given by the module that owns it. */
export interface Reportable {
  /** `messaging.message`. */
  readonly place: string;
  /** With its article, as in a sentence: "un message". */
  label(locale: Locale): string;
  /** The content as this actor may read it; undefined when there is none for them. One statement. */
  load(db: Db, actor: Actor, subject: string): Promise<Evidence | undefined>;
  /** Nobody reads these any more but who moderates; `by`: the person who decided, for the module's own journal. Twice is as once. */
  hide(tx: Transaction, subjects: readonly string[], by: string): Promise<void>;
  /** Undoes `hide`. */
  restore(tx: Transaction, subjects: readonly string[], by: string): Promise<void>;
  /** The same thing sent again and again, oldest first, `most` at most; what is hidden already is left out. One statement. */
  find?(db: Db, criteria: CampaignCriteria, most: number): Promise<readonly FoundCopy[]>;
}
