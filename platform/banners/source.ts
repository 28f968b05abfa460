import type { Actor } from '../authz/policy.ts';
import type { Db } from '../db/db.ts';
import type { Locale } from '../texts/texts.ts';

/** A sentence across the top of pages. */
export interface TopBanner {
  readonly key: string;
  readonly tone: 'info' | 'attention' | 'urgent';
  /** It shows from then on… */
  readonly from: Date;
  /** …and no more from then on, without anybody saying so. */
  readonly until: Date;
  words(locale: Locale, now: Date): string;
  /** Where more is read. */
  readonly link?: { readonly href: string; label(locale: Locale): string } | undefined;
  /** Asked at each page, in memory: no statement. Null: a visitor. */
  concerns(actor: Actor | null): boolean;
}

/** What a module says across the top of pages; each web process keeps it in memory. */
export interface BannerSource {
  readonly key: string;
  /** Said by commands (`tx.changed`) when it has to be read again; it is then on every page of every process at once. */
  readonly topic: string;
  /** Milliseconds after which it is read again in any case: how late it may be when a telling was lost. */
  readonly readEvery: number;
  /** What shows now or later; few, one statement. */
  read(db: Db, now: Date): Promise<readonly TopBanner[]>;
}
