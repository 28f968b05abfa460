import { recordAct } from '../../../../platform/audit/audit.ts';
import type { Input } from '../../../../platform/contract/endpoint.ts';
import { notFound, Refusal, refuse } from '../../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, sql } from '../../../../platform/db/db.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import { mayDeclare } from '../providers/commands.ts';
import type { SamlKind } from '../providers/kinds.ts';
import { usualVectorTypes } from '../recognition/vectors.ts';
import { type SamlProvider, samlProviderByKey } from '../saml/provider.ts';
import type { TheirMetadata } from '../saml/their-metadata.ts';
import type * as contract from './contract.ts';

export async function readSamlProvider(ctx: SessionContext, key: string): Promise<SamlProvider> {
  mayDeclare(ctx);
  return (await samlProviderByKey(ctx.db, key)) ?? notFound();
}

type Declared = Omit<Input<typeof contract.declareSamlProvider>['body'], 'key' | 'metadata'>;

/** What is kept beside the metadata. EduConnect always encrypts; agents are known by addresses, families by vectors. */
function checked(kind: SamlKind, given: Declared) {
  if (kind === 'agents' && given.mailDomains.length === 0)
    throw new Refusal('platform.invalid-input', {}, [{ field: 'mailDomains', code: 'identity.domains-faulty' }]);
  const isTyped = Object.keys(given.vectorTypes).length > 0;
  return {
    ...given,
    encrypted: kind === 'educonnect' || given.encrypted === 'yes',
    vectorTypes: isTyped ? given.vectorTypes : usualVectorTypes,
  };
}

/** Declares a provider by its metadata. @throws Refusal `identity.provider-key-taken` */
export function declareSamlProvider(
  ctx: SessionContext,
  kind: SamlKind,
  given: Input<typeof contract.declareSamlProvider>['body'],
): Promise<void> {
  mayDeclare(ctx);
  const kept = checked(kind, given);
  const id = newId();
  return ctx.transaction(async (tx) => {
    const made = await firstOf(
      tx.db,
      sql`insert into identity.providers (id, key, kind, name, issuer, scopes, acr_values, audiences, organisations, active, declared_at, changed_at)
          values (${id}, ${given.key}, ${kind}, ${given.name}, ${given.metadata.issuer}, '{}', '{}', ${given.audiences}::text[], '{}',
                  ${given.active === 'yes'}, ${ctx.now}, ${ctx.now})
          on conflict (key) do nothing returning id`,
    );
    if (!made) refuse('identity.provider-key-taken');
    await sql`
      insert into identity.saml_providers (provider_id, sso_address, slo_address, slo_answer_address, slo_binding, certificates, encrypted,
                                           unsolicited, return_hosts, mail_domains, vector_types)
      values (${id}, ${given.metadata.ssoAddress}, ${given.metadata.sloAddress}, ${given.metadata.sloAnswerAddress}, ${given.metadata.sloBinding},
              ${[...given.metadata.certificates]}::text[], ${kept.encrypted}, ${given.unsolicited === 'yes'}, ${given.returnHosts}::text[],
              ${given.mailDomains}::text[], ${JSON.stringify(kept.vectorTypes)}::jsonb)`.execute(tx.db);
    await recordAct(tx.db, {
      act: 'identity.provider-declared',
      at: ctx.now,
      actorId: ctx.actor.personId,
      details: { providerId: id, key: given.key, active: given.active === 'yes' },
      requestId: ctx.requestId,
    });
  });
}

/** Changes a declaration; key and kind stay. New metadata replace the former ones whole: certificates that turned, other addresses. */
export async function changeSamlProvider(
  ctx: SessionContext,
  key: string,
  given: Input<typeof contract.changeSamlProvider>['body'],
): Promise<void> {
  const provider = await readSamlProvider(ctx, key);
  const kept = checked(provider.kind, given);
  await ctx.transaction(async (tx) => {
    await sql`
      update identity.providers set name = ${given.name}, audiences = ${given.audiences}::text[], active = ${given.active === 'yes'},
        issuer = ${given.metadata?.issuer ?? provider.issuer}, changed_at = ${ctx.now}
      where id = ${provider.id}`.execute(tx.db);
    await sql`
      update identity.saml_providers set encrypted = ${kept.encrypted}, unsolicited = ${given.unsolicited === 'yes'},
        return_hosts = ${given.returnHosts}::text[], mail_domains = ${given.mailDomains}::text[],
        vector_types = ${JSON.stringify(kept.vectorTypes)}::jsonb
      where provider_id = ${provider.id}`.execute(tx.db);
    if (given.metadata) await keepMetadata(tx.db, provider.id, given.metadata);
    await recordAct(tx.db, {
      act: 'identity.provider-changed',
      at: ctx.now,
      actorId: ctx.actor.personId,
      details: { providerId: provider.id, key, active: given.active === 'yes', metadata: given.metadata !== undefined },
      requestId: ctx.requestId,
    });
  });
}

const keepMetadata = (db: Db, providerId: string, metadata: TheirMetadata): Promise<unknown> =>
  sql`
    update identity.saml_providers set sso_address = ${metadata.ssoAddress}, slo_address = ${metadata.sloAddress},
      slo_answer_address = ${metadata.sloAnswerAddress}, slo_binding = ${metadata.sloBinding},
      certificates = ${[...metadata.certificates]}::text[]
    where provider_id = ${providerId}`.execute(db);
