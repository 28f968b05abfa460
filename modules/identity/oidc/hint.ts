import { createPublicKey, verify } from 'node:crypto';
import type { Context } from '../../../platform/http/context.ts';
import { keysFor } from '../keys/keys.ts';

/** What a service shows of a former sign-in: whose, at which service, in which session. */
export interface Hint {
  readonly aud: string;
  readonly sub: string;
  readonly sid: string | undefined;
}

const decoded = (part: string): Readonly<Record<string, unknown>> =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

/**
 * An identity token of ours, however old; undefined when we did not sign it. One whose key is published no more is `past`: nothing is proved
 * by it, and nothing is wrong with it.
 */
export async function readHint(ctx: Context, token: string): Promise<Hint | 'past' | undefined> {
  const [head = '', body = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0 || token.length > 10_000) return undefined;
  try {
    const { alg, kid } = decoded(head);
    if (alg !== 'RS256' || typeof kid !== 'string') return undefined;
    const known = (await keysFor(ctx, 'tokens')).published.find((key) => key.kid === kid);
    if (!known) return 'past';
    const key = createPublicKey({ key: known.publicJwk, format: 'jwk' });
    if (!verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))) return undefined;
    const { iss, aud, sub, sid, events } = decoded(body);
    const isOurs = iss === new URL(ctx.publicUrl).origin && events === undefined;
    if (!isOurs || typeof aud !== 'string' || typeof sub !== 'string') return undefined;
    return { aud, sub, sid: typeof sid === 'string' ? sid : undefined };
  } catch {
    return undefined;
  }
}
