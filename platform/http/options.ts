import type { FastifyInstance } from 'fastify';
import type { Actor } from '../authz/policy.ts';
import type { Storage } from '../blobs/storage.ts';
import type { Clock } from '../clock/clock.ts';
import type { Keys } from '../config/keys.ts';
import type { Publisher } from '../config/settings.ts';
import type { Refusal } from '../contract/refusal.ts';
import type { Db } from '../db/db.ts';
import type { Extensions, Module, PagePart } from '../module.ts';
import type { SmsSender } from '../sms/sender.ts';
import type { Translator } from '../translation/translator.ts';
import type { Context, Session } from './context.ts';
import type { ProofOfPerson } from './proof.ts';
import type { RateLimits } from './rate-limit.ts';
import type { AnyRoute } from './route.ts';
import type { View } from './view.ts';
import type { Viewing } from './viewing.ts';

/** Who stands behind a request, found by the module that owns sessions and handed over by app/. */
export interface Authenticated {
  readonly actor: Actor;
  readonly session: Session;
  readonly locale?: Context['locale'] | undefined;
  readonly reading?: Context['reading'] | undefined;
  /** A session that must first pass by one page (a charter to accept): every other endpoint that asks for a session leads there. */
  readonly detour?: { readonly to: string; readonly open: readonly string[] } | undefined;
  /** Nothing but the detour's endpoints knows who it is: the person has not proved it whole yet. */
  readonly withheld?: true | undefined;
  /** A token that may only read. */
  readonly readOnly?: boolean | undefined;
  /** `actor` is looked at by somebody else, whose session this is. */
  readonly viewing?: Viewing | undefined;
}

export interface HttpOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly publicUrl: string;
  /** Who answers for the site; the legal notice names them. */
  readonly publisher?: Publisher;
  readonly filesUrl?: string | undefined;
  /** Where people's files are kept; without it, in a folder that goes with the process. */
  readonly storage?: Storage | undefined;
  /** Takes short messages; without it none is sent. */
  readonly sms?: SmsSender | undefined;
  /** Translates what schools write; without it nothing is. */
  readonly translator?: Translator | undefined;
  /** Addresses of proxies whose `X-Forwarded-*` is believed; none by default. */
  readonly trustedProxies?: readonly string[];
  readonly routes: readonly AnyRoute[];
  /** What modules above gave to those below; none by default. */
  readonly extensions?: Extensions | undefined;
  /** What modules add to the pages of others, in order. */
  readonly pageParts?: readonly PagePart[];
  /** Who uses the product already, asked of each module that knows. */
  readonly inUse?: readonly NonNullable<Module['inUse']>[];
  authenticate(ctx: Context, bearer: string | undefined): Promise<Authenticated | null>;
  /** Asks again who it is before a grave act; without it, grave acts are refused to whom signed in long ago. */
  readonly proof?: ProofOfPerson;
  /** The whole document around a page. */
  renderDocument(view: View, ctx: Context): Promise<string> | string;
  /** The page of a refusal or of a defect. */
  renderProblem(refusal: Refusal, status: number, ctx: Context): View;
  /** Where a visitor without session is sent, knowing where they wanted to go. */
  signInAddress(wanted: string): string;
  onDefect(error: unknown, request: { readonly id: string; readonly route: string }): void;
  /** Mounts what is not an endpoint of the contract (journal, figures, health), before the routes. */
  readonly mount?: ((app: FastifyInstance) => void) | undefined;
  /** Requests a minute and address on one endpoint unless the contract says otherwise. */
  readonly defaultRateLimit?: number;
}

/** What every answer of one server stands on. */
export interface Server {
  readonly app: FastifyInstance;
  readonly options: HttpOptions;
  readonly limits: RateLimits;
  readonly secure: boolean;
  readonly storage: Storage;
}
