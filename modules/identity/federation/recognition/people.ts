import { recordAct } from '../../../../platform/audit/audit.ts';
import type { Actor } from '../../../../platform/authz/policy.ts';
import { dayOf } from '../../../../platform/clock/clock.ts';
import { refuse } from '../../../../platform/contract/refusal.ts';
import { rowsOf, sql } from '../../../../platform/db/db.ts';
import type { Context } from '../../../../platform/http/context.ts';
import {
  personsByAcademyKeys,
  personsByVectors,
  recogniseAll,
  staffByAcademicAddress,
} from '../../../directory/index.ts';
import type { SamlProvider } from '../saml/provider.ts';
import { readReferences } from './reference-ids.ts';
import type { Told } from './told.ts';
import { readVectors } from './vectors.ts';

/**
 * Who may enter by what a provider told: persons of the academy's file with an open account, the one they chose last first. Nobody is
 * recognised by a name alone, and no account is made.
 * @param about told whose account it is, when it can be one person's only: a refusal is then noted as theirs
 * @throws Refusal `identity.person-unknown`, `identity.account-shut`
 */
export async function recognised(
  ctx: Context,
  provider: SamlProvider,
  told: Told,
  about: (personId: string) => void = () => undefined,
): Promise<Actor[]> {
  const persons = await (provider.kind === 'agents' ? agents(ctx, provider, told) : family(ctx, provider, told));
  if (persons.length === 0) refuse('identity.person-unknown', { reason: 'nobody' });
  const [only] = persons;
  if (only && persons.length === 1) about(only);
  const found = await recogniseAll(ctx.db, persons, dayOf(ctx.now));
  const rows = await rowsOf(
    ctx.db,
    sql<{ id: string }>`
      select a.person_id as id from identity.accounts a left join identity.profile_choices c on c.person_id = a.person_id
      where a.person_id = any(${persons}::uuid[])
        and not exists (select 1 from identity.account_closures x where x.person_id = a.person_id and x.reopened_at is null)
      order by c.chosen_at desc nulls last, a.person_id`,
  );
  const actors = rows.flatMap(({ id }) => found.get(id)?.actor ?? []).filter(({ roles }) => roles.length > 0);
  if (actors.length === 0) refuse('identity.account-shut', { reason: 'nobody-any-more' });
  return actors;
}

/** Pupils and guardians: by the academy's key, else by the older vectors. */
async function family(ctx: Context, provider: SamlProvider, told: Told): Promise<string[]> {
  const references = readReferences(told.referenceIds);
  const vectors = readVectors(told.vectors, provider.vectorTypes);
  const unknown = [...references.unknown, ...vectors.unknown];
  if (unknown.length > 0)
    await recordAct(ctx.db, {
      act: 'identity.reference-unknown',
      at: ctx.now,
      actorId: null,
      details: { providerId: provider.id, unknown },
      requestId: ctx.requestId,
    });
  const byKey = references.keys.length > 0 ? await personsByAcademyKeys(ctx.db, references.keys) : [];
  if (byKey.length > 0 || vectors.vectors.length === 0) return byKey;
  const byVector = await personsByVectors(ctx.db, vectors.vectors, dayOf(ctx.now));
  return [...new Set(byVector.flatMap((id) => id ?? []))];
}

/** Staff: by the academic address that the academy's file gives them, in a domain of the academy. An address of several people is nobody's. */
async function agents(ctx: Context, provider: SamlProvider, told: Told): Promise<string[]> {
  const [address] = told.academicMails;
  const [, domain] = /^[^@\s]+@([^@\s]+)$/.exec(address ?? '') ?? [];
  if (!address || !domain) refuse('identity.person-unknown', { reason: 'no-address' });
  if (!provider.mailDomains.includes(domain.toLowerCase()))
    refuse('identity.person-unknown', { reason: 'other-domain' });
  const persons = await staffByAcademicAddress(ctx.db, address);
  return persons ?? refuse('identity.person-unknown', { reason: 'several-people' });
}
