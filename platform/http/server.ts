import { randomUUID } from 'node:crypto';
import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { createElement, Fragment } from 'react';
import type { z } from 'zod';
import type { Actor } from '../authz/policy.ts';
import type { Clock } from '../clock/clock.ts';
import type { Keys } from '../config/keys.ts';
import type { Publisher } from '../config/settings.ts';
import type { AnyEndpoint, SentFile } from '../contract/endpoint.ts';
import { commonRefusals, Refusal } from '../contract/refusal.ts';
import type { Db } from '../db/db.ts';
import { extensionsOf } from '../extensions.ts';
import type { Extensions, Module, PagePart } from '../module.ts';
import { inTransaction } from '../outbox/outbox.ts';
import { locales, negotiateLocale } from '../texts/texts.ts';
import { compress } from './compression.ts';
import type { Context, Session, SessionContext } from './context.ts';
import { cookiesOf, LANGUAGE_COOKIE } from './cookies.ts';
import { attachment, type Download } from './download.ts';
import { endStreamsOnClose, openEventStream } from './event-stream.ts';
import { networkOf } from './network.ts';
import { holdForProof, type ProofOfPerson } from './proof.ts';
import { RateLimits } from './rate-limit.ts';
import type { AnyRoute, Raw } from './route.ts';
import { mountSecurityHeaders, refuseForeignForm } from './security.ts';
import { mountUploads, readUpload } from './upload.ts';
import type { View } from './view.ts';

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
}

export interface HttpOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly publicUrl: string;
  /** Who answers for the site; the legal notice names them. */
  readonly publisher?: Publisher;
  readonly filesUrl?: string | undefined;
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

const FLASH = 'preau-flash';

const noExtensions = extensionsOf([]);

const neverAsked = (): never => {
  throw new Error('a route has a schema of Fastify: the contract alone describes what comes and goes');
};

/** The contract's schemas are zod's. Fastify's own validator and serializer are not asked, and so not read at the start (110 files, 600 kB). */
export const contractOnly = { compilersFactory: { buildValidator: neverAsked, buildSerializer: neverAsked } };

/** Builds the server that answers the routes: as pages at their path, as JSON under `/api`. */
export function createHttp(options: HttpOptions): FastifyInstance {
  const app = Fastify({
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: 1_000_000,
    trustProxy: options.trustedProxies && options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    routerOptions: { ignoreTrailingSlash: true },
    requestTimeout: 30_000,
    schemaController: contractOnly,
  });
  app.register(formbody, { bodyLimit: 1_000_000 });
  mountUploads(app);
  mountSecurityHeaders(app, options);
  endStreamsOnClose(app);
  options.mount?.(app);
  const limits = new RateLimits();
  const secure = options.publicUrl.startsWith('https:');
  const server = { app, options, limits, secure };

  for (const entry of options.routes) {
    const { endpoint } = entry;
    const presents = endpoint.method === 'GET' ? entry.page : entry.done;
    const hasPage = (presents ?? entry.download) !== undefined;
    if (hasPage) mount(server, entry, 'page');
    if (entry.stream) mount(server, entry, 'stream');
    if (endpoint.api) mount(server, entry, 'json');
  }
  app.setNotFoundHandler((request, reply) =>
    answerRefusal(server, request, reply, new Refusal('platform.not-found'), {}),
  );
  app.setErrorHandler((error, request, reply) =>
    answerRefusal(server, request, reply, refusalOf(error, request, options), {}),
  );
  return app;
}

interface Server {
  readonly app: FastifyInstance;
  readonly options: HttpOptions;
  readonly limits: RateLimits;
  readonly secure: boolean;
}

type Presenter = 'page' | 'json' | 'stream';

function mount(server: Server, entry: AnyRoute, presenter: Presenter): void {
  const { endpoint } = entry;
  const { options } = server;
  server.app.route({
    method: endpoint.method,
    url: presenter === 'json' ? `/api${endpoint.path}` : endpoint.path,
    config: { endpoint: endpoint.name },
    handler: async (request, reply) => {
      let ctx: Context = contextOf(server, request, reply);
      if (presenter === 'stream') ctx = { ...ctx, background: true };
      let sent: Awaited<ReturnType<typeof readUpload>> | undefined;
      try {
        const most = endpoint.rateLimit ?? options.defaultRateLimit ?? 6_000;
        server.limits.count(`${endpoint.name} ${networkOf(ctx.address)}`, most, ctx.now.getTime());
        refuseForeignForm(request, options.publicUrl);
        const found = await options.authenticate(ctx, bearerOf(request));
        const leadsAway = found?.detour !== undefined && !found.detour.open.includes(endpoint.name);
        if (found && !(found.withheld && leadsAway)) ctx = signedIn(ctx, found, options.pageParts ?? []);
        if (endpoint.access === 'session') {
          if (!found) throw new Refusal('platform.sign-in-needed');
          if (found.readOnly && endpoint.method !== 'GET') throw new Refusal('platform.read-only-token');
          if (found.detour && leadsAway) {
            if (presenter === 'page') return reply.redirect(detourAddress(found.detour.to, request), 303);
            throw new Refusal('platform.step-needed', { to: found.detour.to });
          }
          if (endpoint.stepUp) {
            const asked = await holdForProof(options.proof, ctx as SessionContext, request, presenter === 'page');
            if (asked) return await sendView(server, request, reply, asked, ctx);
          }
        }
        // Read only now: who may not knock sends nothing.
        sent = endpoint.upload && (await readUpload(request, endpoint.upload));
        const input = parseInput(endpoint, request, sent);
        const answer = await entry.handle(ctx as never, input as never);
        if (presenter === 'json') return await sendJson(request, reply, 200, endpoint.answer.parse(answer));
        if (presenter === 'stream') {
          entry.stream?.(ctx as never, answer as never, openEventStream(server.app, request, reply));
          return reply;
        }
        if (entry.download)
          return await sendFile(request, reply, entry.download(ctx as never, answer as never, input as never));
        const show = endpoint.method === 'GET' ? entry.page : entry.done;
        const shown = await show?.(ctx as never, answer as never, input as never);
        if (typeof shown === 'string') return reply.redirect(shown, 303);
        if (!shown) throw new Error(`${endpoint.name} has no page`);
        if ('content' in shown) return await sendFile(request, reply, shown);
        return await sendView(server, request, reply, shown, ctx);
      } catch (error) {
        const refusal = refusalOf(error, request, options);
        if (
          presenter === 'page' &&
          entry.refused &&
          refusal.code !== 'platform.defect' &&
          refusal.code !== 'platform.sign-in-needed'
        ) {
          const view = await entry.refused(ctx as never, refusal, rawOf(request, sent?.body));
          const status = statusOf(refusal, endpoint.refusals);
          sayWhenAgain(reply, refusal, status);
          return sendView(server, request, reply, { ...view, status }, ctx);
        }
        return answerRefusal(server, request, reply, refusal, endpoint.refusals, ctx);
      }
    },
  });
}

function rawOf(request: FastifyRequest, body: unknown = request.body): Raw {
  const texts = (value: unknown): Record<string, string> =>
    Object.fromEntries(Object.entries((value ?? {}) as object).filter((pair) => typeof pair[1] === 'string'));
  const several = Object.fromEntries(
    Object.entries((body ?? {}) as object).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string'),
    ]),
  );
  return { params: texts(request.params), query: texts(request.query), body: texts(body), several };
}

function parseInput(
  endpoint: AnyEndpoint,
  request: FastifyRequest,
  sent?: { readonly file: SentFile | undefined; readonly body: unknown },
): unknown {
  const faults: { field: string; code: string }[] = [];
  const parse = (part: 'params' | 'query' | 'body', schema: z.ZodType, value: unknown): unknown => {
    const parsed = schema.safeParse(value ?? {});
    if (parsed.success) {
      faults.push(...unstorable(parsed.data));
      return parsed.data;
    }
    // A path that does not fit the contract leads nowhere.
    if (part === 'params') throw new Refusal('platform.not-found');
    for (const issue of parsed.error.issues) faults.push({ field: issue.path.join('.'), code: faultCode(issue) });
    return undefined;
  };
  const input = {
    params: parse('params', endpoint.params, request.params),
    query: parse('query', endpoint.query, request.query),
    body: parse('body', endpoint.body, sent ? sent.body : request.body),
    ...(sent ? { file: sent.file } : {}),
  };
  if (faults.length > 0) throw new Refusal('platform.invalid-input', {}, faults);
  return input;
}

/** Fields with a NUL character: no person types one, and PostgreSQL keeps none. */
const unstorable = (given: unknown): { field: string; code: string }[] =>
  Object.entries(given ?? {}).flatMap(([field, value]) =>
    typeof value === 'string' && value.includes('\0') ? [{ field, code: 'invalid_format' }] : [],
  );

/** A schema may name its own fault (`z.string().min(12, 'identity.password-short')`); else the kind of fault. */
const faultCode = (issue: z.core.$ZodIssue): string =>
  /^[a-z-]+\.[a-z-]+$/.test(issue.message) ? issue.message : issue.code;

function contextOf(server: Server, request: FastifyRequest, reply: FastifyReply): Context {
  const { options, secure } = server;
  const cookies = cookiesOf(request, reply, secure);
  return {
    actor: null,
    session: null,
    db: options.db,
    now: options.clock.now(),
    keys: options.keys,
    locale:
      locales.find((known) => known === cookies.get(LANGUAGE_COOKIE)) ??
      negotiateLocale(request.headers['accept-language']),
    reading: {},
    requestId: request.id,
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    cookies,
    background: isBackground(request),
    publicUrl: options.publicUrl,
    publisher: options.publisher,
    url: request.url,
    clearBrowser: (everything) => reply.header('clear-site-data', everything ? '"cache", "storage"' : '"cache"'),
    flash: (message) => cookies.set(FLASH, message, { maxAge: 60 }),
    extensions: options.extensions ?? noExtensions,
    partsFor: async () => [],
    inUse: async (db, personIds) => {
      const known = await Promise.all((options.inUse ?? []).map((ask) => ask(db, personIds)));
      return new Set(known.flat());
    },
    transaction: (work) => inTransaction(options.db, work),
  };
}

const isBackground = ({ headers }: FastifyRequest): boolean =>
  headers['x-preau-background'] !== undefined ||
  /prefetch/.test(`${headers['sec-purpose'] ?? ''} ${headers['x-sec-purpose'] ?? ''}`);

/** The page to pass by first, and after it the one that was asked for. */
const detourAddress = (to: string, { method, url }: FastifyRequest): string =>
  method === 'GET' && url !== '/' ? `${to}?next=${encodeURIComponent(url)}` : to;

const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];

function signedIn(
  ctx: Context,
  { actor, session, locale, reading }: Authenticated,
  parts: readonly PagePart[],
): Context {
  const known: SessionContext = {
    ...ctx,
    actor,
    session,
    locale: locale ?? ctx.locale,
    reading: reading ?? ctx.reading,
    partsFor: async (place, subject, abilities) => {
      const here = parts.filter((part) => part.place === place);
      const rendered = await Promise.all(
        here.map(async (part) => ({ key: part.key, body: await part.render(known, subject, abilities) })),
      );
      return rendered.flatMap(({ key, body }) => (body ? [createElement(Fragment, { key }, body)] : []));
    },
  };
  return known;
}

function refusalOf(error: unknown, request: FastifyRequest, options: HttpOptions): Refusal {
  if (error instanceof Refusal) return error;
  const status = error && typeof error === 'object' && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 413) return new Refusal('platform.too-large');
  if (status >= 400 && status < 500) return new Refusal('platform.invalid-input');
  options.onDefect(error, { id: request.id, route: request.routeOptions.url ?? 'unknown' });
  return new Refusal('platform.defect', { requestId: request.id });
}

const statusOf = (refusal: Refusal, refusals: Readonly<Record<string, number>>): number =>
  refusals[refusal.code] ?? commonRefusals[refusal.code] ?? 500;

function sayWhenAgain(reply: FastifyReply, refusal: Refusal, status: number): void {
  if (status === 429) reply.header('retry-after', String(refusal.details.seconds ?? 60));
}

async function answerRefusal(
  server: Server,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  refusals: Readonly<Record<string, number>>,
  known?: Context,
): Promise<FastifyReply> {
  const { options } = server;
  const status = statusOf(refusal, refusals);
  sayWhenAgain(reply, refusal, status);
  if (
    request.url.startsWith('/api/') ||
    /\bapplication\/json\b|\btext\/event-stream\b/.test(request.headers.accept ?? '')
  ) {
    const { code, details, fields } = refusal;
    return sendJson(request, reply, status, { error: { code, details, fields, requestId: request.id } });
  }
  if (status === 401 && request.method === 'GET') return reply.redirect(options.signInAddress(request.url), 303);
  if (status === 401) return reply.redirect(options.signInAddress('/'), 303);
  const ctx = known ?? contextOf(server, request, reply);
  return sendView(server, request, reply, { ...options.renderProblem(refusal, status, ctx), status }, ctx);
}

async function sendJson(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  value: unknown,
): Promise<FastifyReply> {
  reply.header('cache-control', 'private, no-store');
  return sendText(request, reply.code(status).type('application/json; charset=utf-8'), JSON.stringify(value));
}

async function sendView(
  server: Server,
  request: FastifyRequest,
  reply: FastifyReply,
  view: View,
  ctx: Context,
): Promise<FastifyReply> {
  const html = await server.options.renderDocument(view, ctx);
  reply.header('cache-control', 'private, no-store');
  return sendText(request, reply.code(view.status ?? 200).type('text/html; charset=utf-8'), html);
}

async function sendFile(request: FastifyRequest, reply: FastifyReply, file: Download): Promise<FastifyReply> {
  reply.header('cache-control', 'private, no-store').header('content-disposition', attachment(file.name));
  reply.code(200).type(file.type);
  return typeof file.content === 'string' ? sendText(request, reply, file.content) : reply.send(file.content);
}

async function sendText(request: FastifyRequest, reply: FastifyReply, text: string): Promise<FastifyReply> {
  const accepted = request.headers['accept-encoding'];
  const { body, encoding } = await compress(text, typeof accepted === 'string' ? accepted : undefined);
  reply.header('vary', 'accept-encoding');
  if (encoding) reply.header('content-encoding', encoding);
  return reply.send(body);
}

/** The message left by the former page, read once, by the person: a page that refreshes itself leaves it. */
export function takeFlash(ctx: Context): string | undefined {
  if (ctx.background) return undefined;
  const message = ctx.cookies.get(FLASH);
  if (message !== undefined) ctx.cookies.clear(FLASH);
  return message;
}
