import { recordAct } from '../../../../platform/audit/audit.ts';
import type { Input } from '../../../../platform/contract/endpoint.ts';
import { notFound, Refusal, refuse } from '../../../../platform/contract/refusal.ts';
import { seal } from '../../../../platform/crypto/seal.ts';
import { type Db, firstOf, newId, sql } from '../../../../platform/db/db.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import { byThemselves } from '../../accounts/guards.ts';
import { askAnew, secretOwner } from '../client/connect.ts';
import { refusalFor } from '../client/faults.ts';
import type * as contract from './contract.ts';
import { type OidcKind, speaksSaml } from './kinds.ts';
import { providerPolicy } from './policy.ts';
import { allProviders, type Provider, providerByKey } from './queries.ts';

/** For whoever does not run the platform these pages do not exist. */
export function mayDeclare(ctx: SessionContext): void {
  byThemselves(ctx);
  if (!providerPolicy.can(ctx.actor, 'declare', null)) notFound();
}

/** For the page of a form that declares another. */
export const readKind = (ctx: SessionContext, kind: OidcKind): { kind: OidcKind } => {
  mayDeclare(ctx);
  return { kind };
};

export async function readProviders(ctx: SessionContext): Promise<Provider[]> {
  mayDeclare(ctx);
  return allProviders(ctx.db);
}

export async function readProvider(ctx: SessionContext, key: string): Promise<Provider> {
  mayDeclare(ctx);
  return (await providerByKey(ctx.db, key)) ?? notFound();
}

/** Declares a provider. Its secret is sealed before it is stored. @throws Refusal `identity.provider-key-taken` */
export function declareProvider(
  ctx: SessionContext,
  kind: OidcKind,
  given: Input<typeof contract.declareProvider>['body'],
): Promise<void> {
  mayDeclare(ctx);
  const id = newId();
  const sealed = seal(ctx.keys.vault, secretOwner(id), Buffer.from(given.secret));
  return ctx.transaction(async (tx) => {
    const made = await firstOf(
      tx.db,
      sql`insert into identity.providers (id, key, kind, name, issuer, client_id, sealed_secret, client_auth, signed_alg, signed_userinfo,
                                          scopes, acr_values, audiences, organisations, active, declared_at, changed_at)
          values (${id}, ${given.key}, ${kind}, ${given.name}, ${given.issuer}, ${given.clientId}, ${sealed}, ${given.clientAuth},
                  ${given.signedAlg}, ${given.signedUserinfo === 'yes'}, ${given.scopes}::text[], ${given.acrValues}::text[],
                  ${given.audiences}::text[], ${given.organisations}::text[], ${given.active === 'yes'}, ${ctx.now}, ${ctx.now})
          on conflict (key) do nothing returning id`,
    );
    if (!made) refuse('identity.provider-key-taken');
    await recordAct(tx.db, {
      act: 'identity.provider-declared',
      at: ctx.now,
      actorId: ctx.actor.personId,
      details: { providerId: id, key: given.key, active: given.active === 'yes' },
      requestId: ctx.requestId,
    });
  });
}

/** One that speaks OpenID Connect. */
async function readClient(ctx: SessionContext, key: string): Promise<Provider> {
  const provider = await readProvider(ctx, key);
  return speaksSaml(provider.kind) ? notFound() : provider;
}

/** Changes a declaration; key and kind stay, for the address registered there and the identities linked by it. An empty secret stays too. */
export async function changeProvider(
  ctx: SessionContext,
  key: string,
  given: Input<typeof contract.changeProvider>['body'],
): Promise<void> {
  const provider = await readClient(ctx, key);
  const sealed = given.secret
    ? seal(ctx.keys.vault, secretOwner(provider.id), Buffer.from(given.secret))
    : provider.sealedSecret;
  await ctx.transaction(async (tx) => {
    // Another issuer names other people: whoever it calls by a number that we know is not the one who was linked.
    if (given.issuer !== provider.issuer && (await isLinked(tx.db, provider.id)))
      throw new Refusal('platform.invalid-input', {}, [{ field: 'issuer', code: 'identity.issuer-in-use' }]);
    await sql`
      update identity.providers set name = ${given.name}, issuer = ${given.issuer}, client_id = ${given.clientId}, sealed_secret = ${sealed},
        client_auth = ${given.clientAuth}, signed_alg = ${given.signedAlg}, signed_userinfo = ${given.signedUserinfo === 'yes'},
        scopes = ${given.scopes}::text[], acr_values = ${given.acrValues}::text[], audiences = ${given.audiences}::text[],
        organisations = ${given.organisations}::text[], active = ${given.active === 'yes'}, changed_at = ${ctx.now}
      where id = ${provider.id}`.execute(tx.db);
    await recordAct(tx.db, {
      act: 'identity.provider-changed',
      at: ctx.now,
      actorId: ctx.actor.personId,
      details: { providerId: provider.id, key, active: given.active === 'yes', secret: given.secret !== '' },
      requestId: ctx.requestId,
    });
  });
}

const isLinked = async (db: Db, providerId: string): Promise<boolean> =>
  (await firstOf(db, sql`select 1 from identity.linked_identities where provider_id = ${providerId} limit 1`)) !==
  undefined;

/** Asks the provider what it says of itself. @returns `fits`, or the code of what is wrong */
export async function tryProvider(ctx: SessionContext, key: string): Promise<string> {
  const provider = await readClient(ctx, key);
  try {
    const config = await askAnew(ctx.keys.vault, provider);
    const { jwks_uri: keys, authorization_endpoint: door, token_endpoint: tokens } = config.serverMetadata();
    return keys && door && tokens ? 'fits' : 'identity.answer-refused';
  } catch (error) {
    const refusal = refusalFor(error);
    return refusal instanceof Refusal ? refusal.code : 'identity.answer-refused';
  }
}
