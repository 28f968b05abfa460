import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement, Fragment } from 'react';
import { Refusal } from '../contract/refusal.ts';
import type { Db } from '../db/db.ts';
import { extensionsOf } from '../extensions.ts';
import type { PagePart } from '../module.ts';
import { inTransaction } from '../outbox/outbox.ts';
import { noSmsSender } from '../sms/sender.ts';
import { locales, negotiateLocale } from '../texts/texts.ts';
import { noTranslator } from '../translation/translator.ts';
import type { Context, SessionContext } from './context.ts';
import { cookiesOf, LANGUAGE_COOKIE } from './cookies.ts';
import type { Authenticated, Server } from './options.ts';

const FLASH = 'preau-flash';

const noExtensions = extensionsOf([]);

/** The context of a request before anybody is known to stand behind it. */
export function contextOf(server: Server, request: FastifyRequest, reply: FastifyReply): Context {
  const { options, secure, storage } = server;
  const cookies = cookiesOf(request, reply, secure);
  return {
    actor: null,
    detour: undefined,
    session: null,
    db: options.db,
    now: options.clock.now(),
    keys: options.keys,
    locale:
      locales.find((known) => known === cookies.get(LANGUAGE_COOKIE)) ??
      negotiateLocale(request.headers['accept-language']),
    viewing: null,
    reading: {},
    requestId: request.id,
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    header: (name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? value : undefined;
    },
    cookies,
    background: isBackground(request),
    publicUrl: options.publicUrl,
    publisher: options.publisher,
    url: request.url,
    storage,
    sms: options.sms ?? noSmsSender,
    translator: options.translator ?? noTranslator,
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

/** The same context, with who stands behind the request. */
export function signedIn(
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

/** The context after its person has just proved who they are, or had within ten minutes. */
export const proved = (ctx: SessionContext): SessionContext => ({
  ...ctx,
  session: { ...ctx.session, provedAt: ctx.now },
});

/** The context of a page shown to whoever looks in the person's place: it reads through `db`, and no command passes. */
export function viewed(ctx: Context, found: Authenticated, db: Db, parts: readonly PagePart[]): Context {
  const refused = async (): Promise<never> => {
    throw new Refusal('platform.viewing-only');
  };
  return signedIn({ ...ctx, db, viewing: found.viewing ?? null, transaction: refused }, found, parts);
}

/** The message left by the former page, read once, by the person: a page that refreshes itself leaves it. */
export function takeFlash(ctx: Context): string | undefined {
  if (ctx.background) return undefined;
  const message = ctx.cookies.get(FLASH);
  if (message !== undefined) ctx.cookies.clear(FLASH);
  return message;
}
