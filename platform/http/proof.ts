import type { FastifyRequest } from 'fastify';
import { Refusal } from '../contract/refusal.ts';
import type { Session, SessionContext } from './context.ts';
import type { View } from './view.ts';

/** How long a proof of who one is serves for grave acts, in milliseconds. */
export const PROOF_LIFE = 10 * 60_000;

/** The field of a form, or of a JSON body, that holds the proof asked again. */
export const PROOF_FIELD = 'proof';

/** Proving again who one is, given by the module that knows accounts. */
export interface ProofOfPerson {
  /** Checks what was given and notes the session as just proved. @throws Refusal when it is wrong */
  prove(ctx: SessionContext, given: string): Promise<void>;
  /** The page that asks, and sends on what the person had filled in: nothing is typed twice. */
  ask(ctx: SessionContext, act: HeldAct, refusal?: Refusal): Promise<View>;
}

/** A form that waits for the proof: where it goes and all its fields. */
export interface HeldAct {
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

const isFresh = ({ provedAt }: Session, now: Date): boolean =>
  provedAt !== null && now.getTime() - provedAt.getTime() < PROOF_LIFE;

/**
 * Holds a grave act back until its person has proved again who they are. Gives the page that asks, or nothing when the act may go on.
 * A token proves nothing. @throws Refusal `platform.proof-needed` where no page can ask
 */
export async function holdForProof(
  proof: ProofOfPerson | undefined,
  ctx: SessionContext,
  request: FastifyRequest,
  asPage: boolean,
): Promise<View | undefined> {
  const given = takeProof(request);
  if (isFresh(ctx.session, ctx.now)) return undefined;
  if (!proof || ctx.session.means !== 'session') throw new Refusal('platform.proof-needed');
  const act = { action: request.url, fields: fieldsOf(request.body) };
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
  return undefined;
}

/** The proof leaves the body: no command ever sees it. */
function takeProof(request: FastifyRequest): string | undefined {
  const { body } = request;
  if (!body || typeof body !== 'object' || !(PROOF_FIELD in body)) return undefined;
  const { [PROOF_FIELD]: given, ...rest } = body as Record<string, unknown>;
  request.body = rest;
  return typeof given === 'string' ? given : undefined;
}

const fieldsOf = (body: unknown): [string, string][] =>
  Object.entries((body ?? {}) as object).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((each): [string, string][] =>
      typeof each === 'string' ? [[name, each]] : [],
    ),
  );
