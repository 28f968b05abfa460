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
}
