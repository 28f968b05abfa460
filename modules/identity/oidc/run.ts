import { type IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { recordAct } from '../../../platform/audit/audit.ts';
import type { Context } from '../../../platform/http/context.ts';
import { Passage } from './passage.ts';
import { machineFor } from './provider.ts';
import type { Waiting } from './store.ts';

/** What is put to the library: an address of its own, with what came. */
interface Asked {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly url: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** A request that waited, taken up again. */
  readonly waiting?: Waiting;
}

/** What it answers, for a browser or for a program. */
export interface Outcome {
  readonly passage: Passage;
  readonly status: number;
  /** Where it leads. */
  readonly to: string | undefined;
  readonly type: string;
  readonly text: string;
  /** Headers that the protocol lays down. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers of which a service makes its own sense many times a day: nobody did wrong. */
const ORDINARY = new Set([
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
  'unmet_authentication_requirements',
  'access_denied',
]);

const FORM = 'application/x-www-form-urlencoded';

/**
 * Puts a request of ours to the library and takes its answer back, without a socket between: pages, headers and cookies stay those of the
 * house. What is refused leaves one line in the audit; what breaks is thrown, for the house to report.
 */
export async function runLibrary(ctx: Context, asked: Asked): Promise<Outcome> {
  const machine = await machineFor(ctx);
  const passage = new Passage(ctx, asked.waiting);
  const req = requestOf(ctx, asked, passage);
  const koa = machine.createContext(req, new ServerResponse(req)) as unknown as KoaContextWithOIDC;
  koa.res.statusCode = 404;
  for (const layer of machine.middleware) await layer(koa as never, async () => undefined);
  if (passage.defect !== undefined) throw passage.defect;
  if (passage.fault && !ORDINARY.has(passage.fault.error)) await noteRefusal(passage, koa);
  const body = koa.body as unknown;
  return {
    passage,
    status: koa.status,
    to: koa.response.get('location') || undefined,
    type: koa.response.get('content-type') || 'application/json; charset=utf-8',
    text: typeof body === 'string' ? body : JSON.stringify(body ?? passage.problem ?? {}),
    headers: Object.fromEntries(
      (['www-authenticate', 'cache-control'] as const).flatMap((name) => {
        const value = koa.response.get(name);
        return value ? [[name, value]] : [];
      }),
    ),
  };
}

/** A request as the library reads one; who asks is known by ours, not by what stands in its headers. */
function requestOf(ctx: Context, { method, url, body }: Asked, passage: Passage): IncomingMessage {
  const { host, protocol } = new URL(ctx.publicUrl);
  const isForm = body !== undefined && (ctx.header('content-type') ?? FORM).startsWith(FORM);
  const sent = body === undefined ? '' : isForm ? formOf(body) : JSON.stringify(body);
  const headers: Record<string, string> = { host, accept: 'application/json' };
  for (const name of ['authorization', 'origin'] as const) {
    const value = ctx.header(name);
    if (value !== undefined) headers[name] = value;
  }
  if (body !== undefined) {
    headers['content-type'] = isForm ? FORM : 'application/json';
    headers['content-length'] = String(Buffer.byteLength(sent));
  }
  return Object.assign(Readable.from(sent === '' ? [] : [Buffer.from(sent)]), {
    method,
    url,
    headers,
    httpVersionMajor: 1,
    httpVersionMinor: 1,
    socket: { encrypted: protocol === 'https:', remoteAddress: ctx.address },
    passage,
  }) as unknown as IncomingMessage;
}

/** The form as it came: a field sent twice is there twice, for the library to refuse. */
function formOf(body: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(body).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each) => [name, String(each)] as [string, string]),
  );
  return new URLSearchParams(fields).toString();
}

async function noteRefusal({ ctx, fault, found, session }: Passage, koa: KoaContextWithOIDC): Promise<void> {
  const { client } = koa.oidc;
  await recordAct(ctx.db, {
    act: 'identity.openid-refused',
    at: ctx.now,
    actorId: null,
    subjectId: found?.personId ?? session?.personId,
    details: { code: fault?.error, relyingPartyId: client?.clientId ?? null },
    requestId: ctx.requestId,
  });
}
