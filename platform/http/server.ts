import { randomUUID } from 'node:crypto';
import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { passingStorage } from '../blobs/storage.ts';
import { Refusal } from '../contract/refusal.ts';
import {
  answerRefusal,
  refusalOf,
  sayWhenAgain,
  sendFile,
  sendJson,
  sendPicture,
  sendServed,
  sendVerbatim,
  sendView,
  statusOf,
} from './answer.ts';
import { type Context, isSignedIn, type SessionContext } from './context.ts';
import { endStreamsOnClose, openEventStream } from './event-stream.ts';
import { parseInput, rawOf } from './input.ts';
import { networkOf } from './network.ts';
import type { HttpOptions, Server } from './options.ts';
import { askAfterAll, bringsProof, holdForProof } from './proof.ts';
import { RateLimits } from './rate-limit.ts';
import { contextOf, proved, signedIn, viewed } from './request-context.ts';
import type { AnyRoute } from './route.ts';
import { keepFilesApart, mountSecurityHeaders, refuseForeignForm } from './security.ts';
import { giveUpSlowForms, LONGEST_UPLOAD, mountUploads, readSent, type SentForm, takesFiles } from './upload.ts';
import type { View } from './view.ts';
import { readingOnly, refuseFile, refuseToViewer } from './viewing.ts';

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
    requestTimeout: LONGEST_UPLOAD,
    schemaController: contractOnly,
  });
  app.register(formbody, { bodyLimit: 1_000_000 });
  mountUploads(app);
  giveUpSlowForms(app);
  // Envelopes of other houses' protocols arrive as a text; whoever awaits one reads it with care.
  app.addContentTypeParser(
    ['text/xml', 'application/xml', 'application/soap+xml'],
    { parseAs: 'string', bodyLimit: 64_000 },
    (_request, body, done) => done(null, { xml: String(body) }),
  );
  mountSecurityHeaders(app, options);
  keepFilesApart(app, options.filesUrl);
  endStreamsOnClose(app);
  options.mount?.(app);
  const limits = new RateLimits();
  const secure = options.publicUrl.startsWith('https:');
  const storage = options.storage ?? passingStorage();
  const server = { app, options, limits, secure, storage };

  for (const entry of options.routes) {
    const { endpoint } = entry;
    const presents = endpoint.method === 'GET' ? entry.page : entry.done;
    const hasPage = (presents ?? entry.download ?? entry.picture ?? entry.serve) !== undefined;
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

/** The fields of a form that waits for a proof; a command that took its files over names them in the refusal (`details.fields`). */
const heldBody = (request: FastifyRequest, sent: SentForm | undefined, { details }: Refusal): object => ({
  ...((sent?.body ?? request.body ?? {}) as object),
  ...(typeof details.fields === 'object' ? details.fields : {}),
});

/** The page of a refused form. One that will not show this refusal gives it back: it is then said on a page of its own. */
async function shownRefused(page: () => View | Promise<View>): Promise<View | Refusal> {
  try {
    return await page();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

type Presenter = 'page' | 'json' | 'stream';

function mount(server: Server, entry: AnyRoute, presenter: Presenter): void {
  const { endpoint } = entry;
  const { options } = server;
  server.app.route({
    method: endpoint.method,
    url: presenter === 'json' ? `/api${endpoint.path}` : endpoint.path,
    config: { endpoint: endpoint.name, takesFiles: takesFiles(endpoint) },
    handler: async (request, reply) => {
      let ctx: Context = contextOf(server, request, reply);
      if (presenter === 'stream') ctx = { ...ctx, background: true };
      let sent: SentForm | undefined;
      try {
        const most = endpoint.rateLimit ?? options.defaultRateLimit ?? 6_000;
        server.limits.count(`${endpoint.name} ${networkOf(ctx.address)}`, most, ctx.now.getTime());
        if (!endpoint.fromElsewhere) refuseForeignForm(request, options.publicUrl);
        const known = endpoint.fromElsewhere ? null : await options.authenticate(ctx, bearerOf(request));
        const viewing = known?.viewing;
        if (known && viewing && !viewing.own.includes(endpoint.name)) {
          ctx = viewed(ctx, known, options.db, options.pageParts ?? []);
          refuseToViewer(viewing, endpoint, presenter === 'page');
          // Whatever the browser says of itself: a header must not hide a page from the audit. Pictures belong to pages.
          if (!entry.download && !entry.picture) await viewing.note(request.url.split('?')[0] ?? '');
          return await readingOnly(options.db, async (db) => {
            const looking = viewed(ctx, known, db, options.pageParts ?? []);
            const input = parseInput(endpoint, request);
            const answer = await entry.handle(looking as never, input as never);
            if (entry.download) refuseFile(entry.download(looking as never, answer as never, input as never));
            return present(server, entry, presenter, { request, reply }, looking, input, answer);
          });
        }
        // What stays theirs, they do as themselves.
        const found = known && viewing ? { ...known, actor: viewing.viewer, viewing: undefined } : known;
        const leadsAway = found?.detour !== undefined && !found.detour.open.includes(endpoint.name);
        if (leadsAway) ctx = { ...ctx, detour: found.detour?.to };
        if (found && !(found.withheld && leadsAway)) ctx = signedIn(ctx, found, options.pageParts ?? []);
        if (endpoint.access === 'session') {
          if (!found) throw new Refusal('platform.sign-in-needed');
          if (found.readOnly && endpoint.method !== 'GET') throw new Refusal('platform.read-only-token');
          if (found.detour && leadsAway) {
            if (presenter === 'page') return reply.redirect(detourAddress(found.detour.to, request), 303);
            throw new Refusal('platform.step-needed', { to: found.detour.to });
          }
          if (endpoint.stepUp === true || (endpoint.stepUp && bringsProof(request))) {
            const asked = await holdForProof(options.proof, ctx as SessionContext, request, {
              asPage: presenter === 'page',
              givesFile: entry.download !== undefined,
            });
            if (asked) return await sendView(server, request, reply, asked, ctx);
            ctx = proved(ctx as SessionContext);
          }
        }
        // Read only now: who may not knock sends nothing.
        sent = await readSent(request, endpoint, server.storage.blobs);
        const input = parseInput(endpoint, request, sent);
        const answer = await entry.handle(ctx as never, input as never);
        return await present(server, entry, presenter, { request, reply }, ctx, input, answer);
      } catch (error) {
        const refusal = refusalOf(error, request, options);
        if (entry.protocolError && presenter === 'page') {
          sayWhenAgain(reply, refusal, statusOf(refusal, endpoint.refusals));
          return sendVerbatim(request, reply, entry.protocolError(ctx, refusal));
        }
        const isAsked = presenter === 'page' && refusal.code === 'platform.proof-needed';
        if (isAsked && options.proof && isSignedIn(ctx) && ctx.session.means === 'session')
          return sendView(
            server,
            request,
            reply,
            await askAfterAll(options.proof, ctx, request, heldBody(request, sent, refusal)),
            ctx,
          );
        const { refused } = entry;
        if (
          presenter === 'page' &&
          refused &&
          refusal.code !== 'platform.defect' &&
          refusal.code !== 'platform.sign-in-needed' &&
          ctx.viewing === null
        ) {
          const view = await shownRefused(() => refused(ctx as never, refusal, rawOf(request, sent?.body)));
          if (view instanceof Refusal) return answerRefusal(server, request, reply, view, endpoint.refusals, ctx);
          const status = statusOf(refusal, endpoint.refusals);
          sayWhenAgain(reply, refusal, status);
          return sendView(server, request, reply, { ...view, status }, ctx);
        }
        return answerRefusal(server, request, reply, refusal, endpoint.refusals, ctx);
      } finally {
        await sent?.dropUntaken();
      }
    },
  });
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Shows what the endpoint answered: as JSON, as a stream, as a file, as a page, or by leading to one. */
async function present(
  server: Server,
  entry: AnyRoute,
  presenter: Presenter,
  { request, reply }: Exchange,
  ctx: Context,
  input: unknown,
  answer: unknown,
): Promise<FastifyReply> {
  const { endpoint } = entry;
  if (presenter === 'json') return sendJson(request, reply, 200, endpoint.answer.parse(answer));
  if (presenter === 'stream') {
    entry.stream?.(ctx as never, answer as never, openEventStream(server.app, request, reply));
    return reply;
  }
  if (entry.serve) return sendServed(reply, await entry.serve(ctx as never, answer as never, input as never));
  if (entry.picture) return sendPicture(reply, entry.picture(ctx as never, answer as never, input as never));
  if (entry.download) return sendFile(request, reply, entry.download(ctx as never, answer as never, input as never));
  const show = endpoint.method === 'GET' ? entry.page : entry.done;
  const shown = await show?.(ctx as never, answer as never, input as never);
  if (typeof shown === 'string') return reply.redirect(shown, 303);
  if (!shown) throw new Error(`${endpoint.name} has no page`);
  if ('content' in shown) return sendFile(request, reply, shown);
  if ('text' in shown) return sendVerbatim(request, reply, shown);
  return sendView(server, request, reply, shown, ctx);
}

/** The page to pass by first, and after it the one that was asked for. */
const detourAddress = (to: string, { method, url }: FastifyRequest): string =>
  method === 'GET' && url !== '/' ? `${to}?next=${encodeURIComponent(url)}` : to;

const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
