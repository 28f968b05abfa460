import type { ReactElement } from 'react';
import type { AssistantStep } from './assistants/step.ts';
import type { TodoEntry } from './assistants/todo.ts';
import type { AnyPolicy } from './authz/policy.ts';
import type { BannerSource } from './banners/source.ts';
import type { Storage } from './blobs/storage.ts';
import type { Clock } from './clock/clock.ts';
import type { Keys } from './config/keys.ts';
import type { Db, RawBuilder } from './db/db.ts';
import type { Context, SessionContext, Transaction } from './http/context.ts';
import type { AnyRoute } from './http/route.ts';
import type { View } from './http/view.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Moderation } from './moderation/held.ts';
import type { Reportable } from './moderation/reportable.ts';
import type { PersonalDataPart } from './personal-data/part.ts';
import type { Place, TableParts } from './tables/table.ts';
import type { Locale } from './texts/texts.ts';
import type { PhraseBank } from './translation/phrase-bank.ts';

/** Says what a module is and whom it may call; checked against the real imports. */
export interface Manifest {
  readonly name: string;
  /** French label, as a principal would name it. */
  readonly label: string;
  readonly level: 1 | 2 | 3 | 4;
  readonly dependsOn: readonly string[];
  /** One sentence. */
  readonly purpose: string;
}

/** What a job or a reader of facts may reach. */
export interface WorkContext {
  readonly db: Db;
  readonly clock: Clock;
  readonly settings: WorkSettings;
  /** To sign what is told to programs of other houses. */
  readonly keys: Keys;
  readonly extensions: Pick<Extensions, 'mergeParts' | 'personalData' | 'notificationKinds' | 'mailTargets'>;
  /** Where people's files are kept. */
  readonly storage: Storage;
  /** Sends mail; only from here, never inside a transaction. */
  readonly mailer: Mailer;
  /** Aborts when the process has to stop before the work is done; the work is then tried again elsewhere. */
  readonly signal: AbortSignal;
  log(level: 'info' | 'warn' | 'error', event: string, details?: Readonly<Record<string, unknown>>): void;
  /** Queues another job; inside a transaction pass its `db`, and it is queued only if the transaction is kept. */
  enqueue(
    name: string,
    payload: Readonly<Record<string, unknown>>,
    options?: { readonly db?: Db; readonly key?: string; readonly runAt?: Date },
  ): Promise<void>;
}

/** The few settings that work outside a request needs. */
export interface WorkSettings {
  readonly publicUrl: string;
  readonly dataDir: string;
}

/** An order to be carried out later; run twice it does the same as once. */
export interface Job {
  /** An order: `identity.send-reset-mail`. */
  readonly name: string;
  run(ctx: WorkContext, payload: Readonly<Record<string, unknown>>): Promise<void>;
  /** Attempts before the failure is shown to the operator; default 10, with growing pauses (some three hours in all). */
  readonly attempts?: number;
  /**
   * Cron line (five fields) in the school's time zone, with the reason for the hour beside it. A run missed while the
   * product was stopped is made up for once at the next start, if it was due less than a day ago.
   */
  readonly cron?: string;
}

/**
 * A reader of facts: called once or more for each fact, after its transaction. Facts come in no promised order: a reader
 * looks up the present state by the ids of the fact.
 */
export interface Subscription {
  readonly fact: string;
  /** Unique (`identity.close-account-of-leaver`): one fact may have several readers, each retried on its own. */
  readonly reader: string;
  read(ctx: WorkContext, payload: Readonly<Record<string, unknown>>): Promise<void>;
}

/** A place in the five destinations; shown only when `shownTo` says so. */
export interface DestinationEntry {
  readonly key: string;
  readonly order: number;
  readonly icon: string;
  readonly href: string;
  label(ctx: SessionContext): string;
  shownTo(ctx: SessionContext): boolean;
}

/** A tile under "Plus". */
export interface TileEntry {
  readonly key: string;
  readonly icon: string;
  readonly href: string;
  label(locale: Locale): string;
  detail(locale: Locale): string;
  shownTo(ctx: SessionContext): boolean;
  /** A school may switch it off, rename it, say for whom it is. */
  readonly service?: boolean;
}

/** A door out of the product, that depends on data: a service that a school of the person opened. */
export interface OuterDoor {
  /** `service:<uuid>`, by which the person may keep it at hand. */
  readonly key: string;
  readonly icon: string;
  readonly href: string;
  readonly label: string;
  readonly detail: string;
}

/** A line of the person's own menu; `post` makes it a button (signing out). */
export interface MenuEntry {
  readonly key: string;
  readonly order: number;
  readonly icon: string;
  readonly href: string;
  readonly method?: 'get' | 'post';
  label(locale: Locale): string;
  shownTo?(ctx: SessionContext): boolean;
}

/** Which part of "Aujourd'hui" is asked for, by public id: one child, one school; neither = all of them. */
export interface HomeScope {
  readonly child?: string | undefined;
  readonly school?: string | undefined;
}

/** A part of "Aujourd'hui" that a module feeds. */
export interface HomeCard {
  readonly key: string;
  readonly order: number;
  shownTo(ctx: SessionContext): boolean;
  /** One statement at most; null when there is nothing to say. */
  render(ctx: SessionContext, scope: HomeScope): Promise<ReactElement | null>;
}

/** What surrounds the cards of "Aujourd'hui": the switch between children or schools, the density that suits the reader. */
export interface HomeFrame {
  readonly context?: ReactElement | undefined;
  readonly density?: View['density'];
  /** Topics whose changes refresh the page. */
  readonly live?: readonly string[];
}

/** A part that a module adds to the page of another: the page names the place (`directory.person`) and its subject. */
export interface PagePart {
  readonly key: string;
  readonly order: number;
  readonly place: string;
  /**
   * One statement at most; null when there is nothing for this actor. `subject`: the id that the page is shown under; `abilities`: what
   * the page found that the actor may do with it.
   */
  render(
    ctx: SessionContext,
    subject: string,
    abilities: Readonly<Record<string, boolean>>,
  ): Promise<ReactElement | null>;
}

/** A part that a module adds to a page that anybody may read: the page names the place (`portal.public-page`) and its subject. */
export interface PublicPart {
  readonly key: string;
  readonly order: number;
  readonly place: string;
  /** Few statements; null when there is nothing. `subject`: the key that the page is shown under. */
  render(ctx: Context, subject: string): Promise<ReactElement | null>;
}

/** How those who know neither persons nor schools name them. Given by the one module that does. */
export interface Names {
  /** Where the actor works; no statement. */
  ownPlaces(ctx: SessionContext): readonly Place[];
  /** A school by its public key, if the actor may see it. */
  findPlace(ctx: SessionContext, key: string): Promise<Place | undefined>;
  /** Names by id, in one statement: for acts and lists in which the actor may read them. Erased ones are missing. */
  of(
    ctx: SessionContext,
    persons: readonly string[],
    places: readonly string[],
  ): Promise<{ readonly persons: ReadonlyMap<string, string>; readonly places: ReadonlyMap<string, Place> }>;
}

/** The sentence of an audited act; a function when it tells some of its details. */
export type ActWords = string | ((details: Readonly<Record<string, unknown>>) => string);
/** What a new group brings with it, said before it is made: a feed, a folder, an agenda. */
export interface GroupBrings {
  readonly key: string;
  readonly order: number;
  readonly icon: string;
  /** One line: what its members will find. */
  label(locale: Locale): string;
}

/** Two records of one person that become one: `from` is set aside, `into` stays. */
export interface Merge {
  readonly id: string;
  readonly from: string;
  readonly into: string;
  readonly at: Date;
}

/**
 * What a module does with its rows when two records of one person are merged. All parts run in one transaction, in the order of the
 * modules' levels (`undo` the other way round), and each keeps what it needs to give back exactly the rows it took.
 */
export interface MergePart {
  readonly key: string;
  /** Columns that it takes care of (`directory.profiles.person_id`): a column that names a person and that nobody declares is a fault. */
  readonly columns: readonly string[];
  /** Of the two, the record that must stay for this module's sake (it holds the account in use); undefined when it does not matter. */
  stays?(db: Db, left: string, right: string): Promise<string | undefined>;
  /** Moves the rows, within the merge's own transaction; what it returns is kept as JSON for `undo`. */
  move(tx: Transaction, merge: Merge): Promise<unknown>;
  undo(db: Db, merge: Merge, moved: unknown): Promise<void>;
  /** After thirty days nothing is undone any more: erases what was kept of `from`. */
  settle?(db: Db, merge: Merge): Promise<void>;
}

/** When a mail about something leaves: at once, in the evening's mail (18:00), in the one of the week, or never. */
export type MailPace = 'now' | 'evening' | 'weekly' | 'never';

/** The words of a kind of notification, in one language. */
export interface NotificationWords {
  /** In the table of choices: "Mots à signer". */
  readonly label: string;
  /** Under it: what it brings. */
  readonly hint: string;
  /** On one of them, in the feed: "Mot à signer". */
  readonly one: string;
  /** On the button of one that waits to be done: "Signer". Without it: "Ouvrir". */
  readonly act?: string;
}

/** A kind of thing of which people are told; they choose how, kind by kind. */
export interface NotificationKind {
  /** `liaison.note`; the feed and the choices know it by this. */
  readonly key: string;
  readonly order: number;
  readonly icon: string;
  /** For who chose nothing. `push` only reaches browsers that their person opened to it. */
  readonly defaults: { readonly mail: MailPace; readonly push: boolean };
  /** To whom the choice is proposed; everybody when left out. */
  offeredTo?(ctx: SessionContext): boolean;
  /** Whether feeds keep it out of this reader's sight for now; in memory where it can be, for every home page asks. */
  isOutOfSight?(ctx: SessionContext): Promise<boolean>;
  /** Of these persons, those to whom nothing of it leaves by mail or push for now: it waits. One statement as a rule. */
  heldBackFrom?(work: Pick<WorkContext, 'db' | 'clock'>, personIds: readonly string[]): Promise<ReadonlySet<string>>;
  readonly texts: Readonly<Record<Locale, NotificationWords>>;
}

/** Where a person's mails go: an address that they confirmed, in their language. */
export interface MailTarget {
  readonly personId: string;
  readonly address: string;
  readonly locale: Locale;
}

/** How many things wait at a destination, shown beside its name on every page. */
export interface BadgeCount {
  /** Key of the destination. */
  readonly destination: string;
  /** What its query needs of the request, the same names each time. */
  values(ctx: SessionContext): Readonly<Record<string, unknown>>;
  /**
   * SQL query of one row and one column, a count; all of them are asked in one statement, built once for all requests: a value may stand
   * wherever a parameter may, and must not be looked at. Few rows, by key.
   */
  query(values: Readonly<Record<string, unknown>>): RawBuilder<unknown>;
}

/**
 * Who may read the files that a module attached to its own things. The files know nobody: each time somebody asks for one, they ask the
 * module of every place where it is attached.
 */
export interface FileGate {
  /** `messaging.message`: the place named when it was attached. */
  readonly place: string;
  /**
   * Of these subjects, those that whoever asks may read: nobody is signed in when `ctx.actor` is null (something public). One statement; a
   * stranger gets none.
   */
  mayRead(ctx: Context, subjects: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Whom a message is begun for: persons by public id, audiences by key. */
export interface MessageTo {
  readonly persons?: readonly string[];
  readonly audiences?: readonly string[];
  /** Not chosen, only proposed before the others. */
  readonly proposed?: readonly string[];
}

/** What modules give to those below them, who cannot import them: reached through the context. */
export interface Extensions {
  readonly groupBrings: readonly GroupBrings[];
  readonly mergeParts: readonly MergePart[];
  readonly personalData: readonly PersonalDataPart[];
  readonly fileGates: readonly FileGate[];
  readonly pictureConsent: NonNullable<Module['pictureConsent']>;
  readonly notificationKinds: readonly NotificationKind[];
  readonly mailTargets: NonNullable<Module['mailTargets']>;
  readonly badges: readonly BadgeCount[];
  readonly reportables: readonly Reportable[];
  readonly closeDoors: NonNullable<Module['closeDoors']>;
  readonly personsByLogin: NonNullable<Module['personsByLogin']>;
  readonly moderations: readonly Moderation[];
  readonly phraseBank: PhraseBank;
  readonly messageTo: NonNullable<Module['messageTo']>;
}

/** What a module gives to the house. */
export interface Module {
  readonly manifest: Manifest;
  readonly routes: readonly AnyRoute[];
  readonly policies?: readonly AnyPolicy[];
  /** Words of the rights grid: things, verbs (`directory.person.see`), scopes and roles (`role.head`), by language. */
  readonly rightsTexts?: Readonly<Record<Locale, Readonly<Record<string, string>>>>;
  /** Refusal sentences by code, by language. */
  readonly refusalTexts?: Readonly<Record<Locale, Readonly<Record<string, string>>>>;
  readonly jobs?: readonly Job[];
  readonly subscriptions?: readonly Subscription[];
  readonly destinations?: readonly DestinationEntry[];
  readonly tiles?: readonly TileEntry[];
  /** Doors out of the product under "Plus", for this person; one statement at most. */
  readonly outerDoors?: (ctx: SessionContext) => Promise<readonly OuterDoor[]>;
  readonly menu?: readonly MenuEntry[];
  readonly homeCards?: readonly HomeCard[];
  /** Given by the one module that knows children and schools. */
  readonly homeFrame?: (ctx: SessionContext, scope: HomeScope) => Promise<HomeFrame>;
  readonly pageParts?: readonly PagePart[];
  readonly publicParts?: readonly PublicPart[];
  /** Sentences across the top of every page. */
  readonly banners?: readonly BannerSource[];
  /** Tables of management, and what the module adds to those of others. */
  readonly tableParts?: TableParts;
  /** Steps of assistants that it owns. */
  readonly assistantSteps?: readonly AssistantStep[];
  /** Lines of the to-do lists of pages (a class). */
  readonly todos?: readonly TodoEntry[];
  /** Sentences of the acts it records in the audit, by act, by language. */
  readonly actTexts?: Readonly<Record<Locale, Readonly<Record<string, ActWords>>>>;
  /** Given by the one module that knows persons and schools. */
  readonly names?: Names;
  /** Of these persons, those who use the product already (an activated account): what is undone elsewhere leaves them. */
  readonly inUse?: (db: Db, personIds: readonly string[]) => Promise<readonly string[]>;
  readonly groupBrings?: readonly GroupBrings[];
  readonly mergeParts?: readonly MergePart[];
  /** Who may read what it attached files to. */
  readonly fileGates?: readonly FileGate[];
  /**
   * Of these persons, those whose pictures may be shown to who may see them, on `today` (`YYYY-MM-DD`). Given by the one module that keeps
   * what families answered; without it, nobody's are. One statement; asked each time something is shown.
   */
  readonly pictureConsent?: (db: Db, personIds: readonly string[], today: string) => Promise<ReadonlySet<string>>;
  /** Kinds of things of which it tells people. */
  readonly notificationKinds?: readonly NotificationKind[];
  /**
   * Of these persons, those who can be written to: confirmed addresses of accounts in use, the one to use first. One statement. Given by the
   * one module that keeps addresses.
   */
  readonly mailTargets?: (db: Db, personIds: readonly string[]) => Promise<readonly MailTarget[]>;
  readonly badges?: readonly BadgeCount[];
  /** Kinds of content that may be reported, and hidden by who answers reports. */
  readonly reportables?: readonly Reportable[];
  /**
   * Ends every session of these persons and takes their passwords away, so that each chooses a new one by mail or with a printed code:
   * somebody else came in as them. Given by the one module that owns accounts. Twice is as once.
   * @returns how many sessions ended, how many passwords were cancelled
   */
  readonly closeDoors?: (
    tx: Transaction,
    now: Date,
    personIds: readonly string[],
  ) => Promise<{ readonly sessions: number; readonly passwords: number }>;
  /** Who bears these logins, by login as it was typed; one statement. Given by the one module that owns accounts. */
  readonly personsByLogin?: (db: Db, logins: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Kinds of things that wait for somebody's word before others see them. */
  readonly moderations?: readonly Moderation[];
  /** Ready-made phrases that families read in their language. Given by the one module that keeps them. */
  readonly phraseBank?: PhraseBank;
  /**
   * The address where the actor writes a message to these people; undefined where they write none. Whether they may write to them is the
   * asker's to know, and asked again when it is sent. Given by the one module that carries messages; no statement.
   */
  readonly messageTo?: (ctx: SessionContext, to: MessageTo) => string | undefined;
  /** What it holds of persons; one part, or none when it knows nobody. */
  readonly personalData?: PersonalDataPart;
}
