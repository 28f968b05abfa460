import type { Answer } from '../../../../platform/contract/endpoint.ts';
import { notFound } from '../../../../platform/contract/refusal.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../../platform/db/db.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import { byThemselves } from '../../accounts/guards.ts';
import { audienceOf } from '../../sessions/kinds.ts';
import { speaksSaml } from '../providers/kinds.ts';
import { activeProviders } from '../providers/queries.ts';
import { findArrival } from './arrival.ts';
import type { Comparison } from './compare.ts';
import type { listWays } from './contract.ts';
import { isFor, otherWays } from './link.ts';

interface IdentityRow {
  readonly id: string;
  readonly provider: string;
  readonly key: string;
  readonly isOpen: boolean;
  readonly label: string;
  readonly linkedAt: Date;
  readonly lastUsedAt: Date | null;
  readonly certifiedAt: Date | null;
  readonly compared: Comparison | null;
  readonly isLastWay: boolean;
}

/** One's ways in are one's own business at a browser; little ones come in by pictures and have no such page. */
export function mayKeepWays(ctx: SessionContext): void {
  byThemselves(ctx);
  if (audienceOf(ctx.actor) === 'young') notFound();
}

export async function readWays(ctx: SessionContext): Promise<Answer<typeof listWays>> {
  mayKeepWays(ctx);
  const { personId } = ctx.actor;
  const account = await firstOf(
    ctx.db,
    sql<{ login: string; passwordSetAt: Date | null }>`
      select login, password_set_at as "passwordSetAt" from identity.accounts where person_id = ${personId}`,
  );
  if (!account) notFound();
  const identities = await identitiesOf(ctx.db, personId);
  const providers = (await activeProviders(ctx.db)).filter((provider) => isFor(provider, ctx.actor));
  const arrival = await findArrival(ctx);
  return {
    ...account,
    identities,
    // One FranceConnect identity is all that a person has; elsewhere somebody may have two.
    open: providers
      .filter(({ kind }) => !speaksSaml(kind))
      .filter(({ key, kind }) => kind !== 'franceconnect' || !identities.some((identity) => identity.key === key))
      .map(({ key, name }) => ({ key, name })),
    recognised: providers.filter(({ kind }) => speaksSaml(kind)).map(({ key, name }) => ({ key, name })),
    waiting:
      arrival && isFor(arrival.provider, ctx.actor)
        ? { provider: arrival.provider.name, label: arrival.identity.label }
        : null,
  };
}

const identitiesOf = (db: Db, personId: string): Promise<IdentityRow[]> =>
  rowsOf(
    db,
    sql<IdentityRow>`
      select l.id, p.name as provider, p.key, p.active as "isOpen", l.label, l.linked_at as "linkedAt", l.last_used_at as "lastUsedAt",
             l.certified_at as "certifiedAt", l.compared, not ${otherWays(sql`l.id`, personId)} as "isLastWay"
      from identity.linked_identities l join identity.providers p on p.id = l.provider_id
      where l.person_id = ${personId} order by l.last_used_at desc nulls last, l.linked_at, l.id limit 50`,
  );

/** Whether a page about one's ways in has anything to say: a provider to add, or an identity already there. */
export async function hasWays(ctx: SessionContext): Promise<boolean> {
  if (audienceOf(ctx.actor) === 'young') return false;
  const row = await firstOf(
    ctx.db,
    sql<{ any: boolean }>`
      select exists (select 1 from identity.providers where active)
             or exists (select 1 from identity.linked_identities where person_id = ${ctx.actor.personId}) as "any"`,
  );
  return row?.any ?? false;
}
