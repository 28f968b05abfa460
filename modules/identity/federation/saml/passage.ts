import { z } from 'zod';
import { seal, unseal } from '../../../../platform/crypto/seal.ts';
import { firstOf, sql } from '../../../../platform/db/db.ts';
import type { Context } from '../../../../platform/http/context.ts';
import { digestOf, newToken } from '../../sessions/token.ts';
import { told } from '../recognition/told.ts';
import type { SamlProvider } from './provider.ts';

/*
 * What a verified answer said, kept sealed for minutes. The form that brings an answer comes from another site, without this browser's
 * cookies: it only leaves a passage, and the page after it, which has the cookies, opens the session.
 */

const nameId = z.object({
  value: z.string(),
  format: z.string().nullable(),
  qualifier: z.string().nullable(),
  spQualifier: z.string().nullable(),
});

const passage = z.object({
  inResponseTo: z.string().nullable(),
  nameId,
  sessionIndex: z.string().nullable(),
  told,
  next: z.string(),
});
export type Passage = z.infer<typeof passage>;

/** Persons whom one answer named together, so that joining them needs no other proof. */
const kin = z.object({ personIds: z.array(z.string()), next: z.string() });
export type SamePerson = z.infer<typeof kin>;

/** Each has its own length of life, in minutes, and its own place in the browser; one goes in an address. */
const LIVES = { landing: 2, choosing: 15, joining: 10 } as const;
const COOKIES = { choosing: 'preau-profiles', joining: 'preau-joining' } as const;

async function keep(ctx: Context, providerId: string, what: keyof typeof LIVES, value: object): Promise<string> {
  const { token } = newToken();
  const digest = digestOf(`${what} ${token}`);
  const sealed = seal(ctx.keys.vault, digest.toString('hex'), Buffer.from(JSON.stringify(value)));
  await sql`insert into identity.saml_passages (digest, provider_id, sealed, expires_at)
            values (${digest}, ${providerId}, ${sealed}, ${new Date(ctx.now.getTime() + LIVES[what] * 60_000)})`.execute(
    ctx.db,
  );
  return token;
}

async function open(
  ctx: Context,
  what: keyof typeof LIVES,
  token: string | undefined,
  taken: boolean,
): Promise<{ readonly value: unknown; readonly providerId: string } | undefined> {
  if (!token) return undefined;
  const digest = digestOf(`${what} ${token}`);
  const row = await firstOf(
    ctx.db,
    taken
      ? sql<{ sealed: string; provider_id: string }>`
          delete from identity.saml_passages where digest = ${digest} and expires_at > ${ctx.now} returning sealed, provider_id`
      : sql<{ sealed: string; provider_id: string }>`
          select sealed, provider_id from identity.saml_passages where digest = ${digest} and expires_at > ${ctx.now}`,
  );
  const opened = row && unseal(ctx.keys.vault, digest.toString('hex'), row.sealed);
  return opened && { value: JSON.parse(opened.toString()), providerId: row.provider_id };
}

/** Leaves a passage for the page that follows. @returns the word that its address carries */
export const leaveLanding = (ctx: Context, provider: SamlProvider, value: Passage): Promise<string> =>
  keep(ctx, provider.id, 'landing', value);

/** Takes the passage of an address, once. */
export async function takeLanding(ctx: Context, provider: SamlProvider, token: string): Promise<Passage | undefined> {
  const found = await open(ctx, 'landing', token, true);
  return found?.providerId === provider.id ? passage.parse(found.value) : undefined;
}

/** Keeps the passage while this browser's person chooses an account. */
export async function keepChoosing(ctx: Context, provider: SamlProvider, value: Passage): Promise<void> {
  const token = await keep(ctx, provider.id, 'choosing', value);
  ctx.cookies.set(COOKIES.choosing, token, { maxAge: LIVES.choosing * 60 });
}

/** What this browser's person chooses from. `taken`: they have chosen, and it serves no more. */
export async function findChoosing(
  ctx: Context,
  provider: SamlProvider,
  { taken }: { readonly taken: boolean },
): Promise<Passage | undefined> {
  const found = await open(ctx, 'choosing', ctx.cookies.get(COOKIES.choosing), taken);
  if (taken) ctx.cookies.clear(COOKIES.choosing);
  return found?.providerId === provider.id ? passage.parse(found.value) : undefined;
}

/** Keeps which persons one answer named together. */
export async function keepJoining(ctx: Context, provider: SamlProvider, value: SamePerson): Promise<void> {
  const token = await keep(ctx, provider.id, 'joining', value);
  ctx.cookies.set(COOKIES.joining, token, { maxAge: LIVES.joining * 60 });
}

export async function findJoining(
  ctx: Context,
  { taken }: { readonly taken: boolean },
): Promise<SamePerson | undefined> {
  const found = await open(ctx, 'joining', ctx.cookies.get(COOKIES.joining), taken);
  if (taken) ctx.cookies.clear(COOKIES.joining);
  return found && kin.parse(found.value);
}
