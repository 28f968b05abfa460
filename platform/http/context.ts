import type { ReactElement } from 'react';
import type { Actor } from '../authz/policy.ts';
import type { Storage } from '../blobs/storage.ts';
import type { Keys } from '../config/keys.ts';
import type { Publisher } from '../config/settings.ts';
import type { Db } from '../db/db.ts';
import type { Extensions } from '../module.ts';
import type { SmsSender } from '../sms/sender.ts';
import type { Locale } from '../texts/texts.ts';
import type { Translator } from '../translation/translator.ts';
import type { ReadingAids } from './reading.ts';
import type { Viewing } from './viewing.ts';

/** A fact of the past, by name (`directory.pupil-left`), with ids and dates only. */
export interface Fact {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The transaction of a command: its statements and its facts are kept or dropped together. */
export interface Transaction {
  readonly db: Db;
  /** Puts a fact in the outbox; readers get it after commit. */
  emit(fact: Fact): Promise<void>;
  /**
   * Says what changed, by topic (`group:<id>`): after commit, open pages that declared the topic in `View.live` refresh
   * themselves. A hint that may be lost, never a fact: nothing but a page may depend on it.
   */
  changed(...topics: readonly string[]): void;
}

/** The session behind a request, as the page shell needs it. */
export interface Session {
  readonly id: string;
  /** When it ends if nothing is asked any more. */
  readonly expiresAt: Date;
  /** When its person last proved who they are; grave acts ask again after ten minutes. Null for a token. */
  readonly provedAt: Date | null;
  /** A second factor is in force, and was given in this session. */
  readonly hasFactor?: boolean;
  /** On a device that its person said to be shared: pages leave nothing there that outlives them. */
  readonly isShared?: boolean;
  /** `session` (cookie) or `token` (API token). */
  readonly means: 'session' | 'token';
}

export interface CookieOptions {
  /** Seconds; left out = until the browser closes. */
  readonly maxAge?: number;
}

/** Cookies by bare name; the platform adds `__Host-`, Secure, HttpOnly and SameSite. */
export interface Cookies {
  get(name: string): string | undefined;
  set(name: string, value: string, options?: CookieOptions): void;
  clear(name: string): void;
}

/** All that a handler may reach. */
export interface Context<A extends Actor | null = Actor | null> {
  readonly actor: A;
  /**
   * The page that this session must pass by before anything else (a charter to accept, a second factor to give): what is open to
   * everybody sends the person there too, if it would act in their name.
   */
  readonly detour: string | undefined;
  readonly session: A extends Actor ? Session : Session | null;
  readonly db: Db;
  readonly now: Date;
  readonly keys: Keys;
  readonly locale: Locale;
  /** Set while somebody else looks at the product as the actor sees it; nothing can be written then. */
  readonly viewing: Viewing | null;
  /** How the person reads; nothing before a session. */
  readonly reading: ReadingAids;
  readonly requestId: string;
  /** The browser's address, seen through declared proxies only. */
  readonly address: string;
  readonly userAgent: string;
  /** A header that a protocol of programs lays down (its credentials stand in one); pages have no use for it. */
  header(name: string): string | undefined;
  readonly cookies: Cookies;
  /** Asked for by the browser itself (a live refresh, a page fetched ahead): no sign that the person is still there. */
  readonly background: boolean;
  /** The product's own address, for links that leave it (mails, printed codes). */
  readonly publicUrl: string;
  /** Who answers for the site, for the legal notice. */
  readonly publisher: Publisher | undefined;
  /** The address asked for, with its query. */
  readonly url: string;
  /** Where people's files are kept. */
  readonly storage: Storage;
  /** Takes short messages for telephones, where the operator set a gateway up. */
  readonly sms: SmsSender;
  /** A machine that translates, where the operator set one up. */
  readonly translator: Translator;
  /** What modules above gave to those below. */
  readonly extensions: Extensions;
  /**
   * What other modules add to a page, by the place it names (`directory.person`), its subject's id, and what the actor may do with it.
   */
  partsFor(
    place: string,
    subject: string,
    abilities: Readonly<Record<string, boolean>>,
  ): Promise<readonly ReactElement[]>;
  /** Of these persons, those who use the product already, as modules know it. */
  inUse(db: Db, personIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Says something on the next page (a key of the module's texts, shown once). */
  flash(message: string): void;
  /**
   * Asks the browser to drop the pages it kept: after signing out, the way back shows nothing. `everything`: what pages stored too, for
   * a device that goes from hand to hand.
   */
  clearBrowser(everything?: boolean): void;
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

export type SessionContext = Context<Actor>;

/** Whether somebody stands behind the request: what a refused form has to know before it shows itself again. */
export const isSignedIn = (ctx: Context): ctx is SessionContext => ctx.actor !== null && ctx.session !== null;
