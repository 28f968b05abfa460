import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { ownRecord } from '../../directory/index.ts';
import { byThemselves } from '../accounts/guards.ts';
import { heldDigests } from '../federation/links/compare.ts';
import { isFor } from '../federation/links/link.ts';
import { activeProviders } from '../federation/providers/queries.ts';
import { audienceOf } from '../sessions/kinds.ts';
import type { showOwnIdentity } from './contract.ts';
import { changedSince, factsOf, isStillCertified, type KeptComparison } from './rules.ts';

interface IdentityRow {
  readonly comparison:
    | (Omit<KeptComparison, 'comparedAt' | 'certifiedAt'> & { readonly linkId: string } & Record<
          'comparedAt' | 'certifiedAt',
          string | null
        >)
    | null;
  readonly emailConfirmedAt: Date | null;
}

/** What the doors know of the person's identity: the last comparison, and whether the record's address was confirmed. */
const identityOf = (db: Db, personId: string, email: string | null): Promise<IdentityRow | undefined> =>
  firstOf(
    db,
    sql<IdentityRow>`
      select (select json_build_object('linkId', l.id, 'provider', p.name, 'comparedAt', l.linked_at, 'certifiedAt', l.certified_at, 'compared', l.compared,
                                       'comparedWith', l.compared_with)
              from identity.linked_identities l join identity.providers p on p.id = l.provider_id
              where l.person_id = ${personId} and l.compared is not null order by l.linked_at desc, l.id limit 1) as comparison,
             (select max(m.verified_at) from identity.mail_addresses m
              where m.person_id = ${personId} and lower(m.address) = lower(${email}::text)) as "emailConfirmedAt"`,
  );

/** The identity sheet of the adult who asks; for pupils the school and the family keep it. */
export async function readOwnIdentity(ctx: SessionContext): Promise<Answer<typeof showOwnIdentity>> {
  byThemselves(ctx);
  const { actor, db } = ctx;
  if (audienceOf(actor) !== 'adult') notFound();
  const record = await ownRecord(ctx);
  const email = record.facts.find(({ fact }) => fact === 'email')?.value ?? null;
  const row = await identityOf(db, actor.personId, email);
  const kept = row?.comparison;
  const comparison: KeptComparison | undefined = kept
    ? {
        ...kept,
        comparedAt: new Date(kept.comparedAt ?? 0),
        certifiedAt: kept.certifiedAt === null ? null : new Date(kept.certifiedAt),
      }
    : undefined;
  const now = heldDigests(kept?.linkId ?? '', { ...actor, givenName: actor.civilGivenName, usageName: null });
  const certifier = (await activeProviders(db)).find((one) => one.kind === 'franceconnect' && isFor(one, actor));
  return {
    uid: actor.uid,
    facts: factsOf({ record, comparison, now, emailConfirmedAt: row?.emailConfirmedAt ?? null }),
    children: record.children.map((child) => ({
      ...child,
      places: child.places.map(({ school, classes }) => ({ school, classes: [...classes] })),
    })),
    schools: [...record.schools],
    mandates: [...record.mandates],
    certified: comparison
      ? {
          provider: comparison.provider,
          comparedAt: comparison.comparedAt,
          isCertified: isStillCertified(comparison, now),
          compared: comparison.compared,
          changedSince: changedSince(comparison, now),
        }
      : null,
    mayCertify: comparison ? null : (certifier?.name ?? null),
  };
}
