import type { FastifyRequest } from 'fastify';
import { Refusal } from '../contract/refusal.ts';
import type { Session, SessionContext } from './context.ts';
import type { View } from './view.ts';

/** How long a proof of who one is serves for grave acts, in milliseconds. */
export const PROOF_LIFE = 10 * 60_000;

/** The field of a form, or of a JSON body, that holds the proof asked again. */
export const PROOF_FIELD = 'proof';

/** The field that says from which page the act came: a file is handed over, and the browser needs a way back. */
export const FROM_FIELD = 'proof-from';

/** Proving again who one is, given by the module that knows accounts. */
export interface ProofOfPerson {
  /** Checks what was given and notes the session as just proved. @throws Refusal when it is wrong */
  prove(ctx: SessionContext, given: string): Promise<void>;
  /** The page that asks, and sends on what the person had filled in: nothing is typed twice. */
  ask(ctx: SessionContext, act: HeldAct, refusal?: Refusal): Promise<View>;
  /** After the proof, when the act gives a file: a page from which to take it, for a file leaves the browser where it stands. */
  handOver(ctx: SessionContext, act: HeldAct): View;
}

/** A form that waits for the proof: where it goes and all its fields. */
export interface HeldAct {
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** The page of ours from which it was sent: path and query. */
  readonly from: string | undefined;
}

const isFresh = ({ provedAt }: Session, now: Date): boolean =>
  provedAt !== null && now.getTime() - provedAt.getTime() < PROOF_LIFE;

/**
 * Before something is sent to very many at once, after the right to send it was found: a second factor, given within ten minutes. The
 * endpoint says `stepUp: 'when-wide'`; the page that asks then comes by itself. A token proves nothing.
 * @throws Refusal `platform.factor-needed`, `platform.proof-needed`
 */
export function beforeWideSend({ session, now }: SessionContext): void {
  if (!session.hasFactor) throw new Refusal('platform.factor-needed');
  if (!isFresh(session, now)) throw new Refusal('platform.proof-needed');
}

/** The page that asks, when a command found that its act needs a proof after all. `body`: the form as it was read, files left out. */
export async function askAfterAll(
  proof: ProofOfPerson,
  ctx: SessionContext,
  request: FastifyRequest,
  body: unknown,
): Promise<View> {
  const act = { action: request.url, fields: fieldsOf(body), from: cameFrom(request) };
  return { ...(await proof.ask(ctx, act)), status: 403 };
}

/** Whether a form comes with a proof, asked for before. */
export const bringsProof = ({ body }: FastifyRequest): boolean =>
  typeof body === 'object' && body !== null && PROOF_FIELD in body;

/**
 * Holds a grave act back until its person has proved again who they are. Gives the page that asks, or nothing when the act may go on;
 * when the act gives a file (`givesFile`), the page from which to take it comes between. A token proves nothing. @throws Refusal `platform.proof-needed` where no page can ask
 */
export async function holdForProof(
  proof: ProofOfPerson | undefined,
  ctx: SessionContext,
  request: FastifyRequest,
  { asPage, givesFile }: { readonly asPage: boolean; readonly givesFile: boolean },
): Promise<View | undefined> {
  const given = take(request, PROOF_FIELD);
  const from = take(request, FROM_FIELD) ?? cameFrom(request);
  if (isFresh(ctx.session, ctx.now)) return undefined;
  if (!proof || ctx.session.means !== 'session') throw new Refusal('platform.proof-needed');
  const act = { action: request.url, fields: fieldsOf(request.body), from };
  if (given === undefined) {
    if (!asPage) throw new Refusal('platform.proof-needed');
    return { ...(await proof.ask(ctx, act)), status: 403 };
  }
  try {
    await proof.prove(ctx, given);
  } catch (error) {
    if (!asPage || !(error instanceof Refusal)) throw error;
    return { ...(await proof.ask(ctx, act, error)), status: error.code === 'platform.invalid-input' ? 422 : 429 };
  }
  return asPage && givesFile ? proof.handOver(ctx, act) : undefined;
}

/** Takes a field out of the body: no command ever sees it. */
function take(request: FastifyRequest, field: string): string | undefined {
  const { body } = request;
  if (!body || typeof body !== 'object' || !(field in body)) return undefined;
  const { [field]: given, ...rest } = body as Record<string, unknown>;
  request.body = rest;
  return typeof given === 'string' ? given : undefined;
}

/** The page that the browser says it comes from; the policy of referrers tells it within the site alone. */
function cameFrom({ headers }: FastifyRequest): string | undefined {
  const page = headers.referer ? URL.parse(headers.referer) : null;
  return page && page.host === headers.host ? `${page.pathname}${page.search}` : undefined;
}

const fieldsOf = (body: unknown): [string, string][] =>
  Object.entries((body ?? {}) as object).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((each): [string, string][] =>
      typeof each === 'string' ? [[name, each]] : [],
    ),
  );
