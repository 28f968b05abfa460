import { recordAct } from '../../../../platform/audit/audit.ts';
import type { Actor } from '../../../../platform/authz/policy.ts';
import { notFound, refuse } from '../../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../../../platform/db/db.ts';
import type { Context, SessionContext, Transaction } from '../../../../platform/http/context.ts';
import { endSessions } from '../../sessions/end.ts';
import { audienceOf } from '../../sessions/kinds.ts';
import type { ProvedIdentity } from '../client/identity.ts';
import type { Who } from '../providers/kinds.ts';
import type { Provider } from '../providers/queries.ts';
import { compare, heldDigests, isCertified, isSomebodyElse } from './compare.ts';

/** The fact that an account got or lost a way in. */
export const WAYS_CHANGED = 'identity.ways-changed';

/** Who somebody is at the door, by what they are here. */
export function whosOf(actor: Actor): Who[] {
  const has = (...roles: readonly string[]): boolean => actor.roles.some((role) => roles.includes(role));
  const found: Who[] = [];
  if (has('pupil', 'guardian')) found.push('family');
  if (has('teacher', 'head', 'librarian', 'school_life', 'staff', 'academy', 'delegate')) found.push('school');
  if (has('commune', 'after_school', 'platform', 'dpo')) found.push('town');
  return found;
}

/** Whether somebody may come in by a provider: it is for such as they are; FranceConnect knows adults only, and nobody so young as to sign in by pictures. */
export function isFor(provider: Pick<Provider, 'audiences' | 'kind'>, actor: Actor): boolean {
  const audience = audienceOf(actor);
  if (audience === 'young' || (audience !== 'adult' && provider.kind === 'franceconnect')) return false;
  return whosOf(actor).some((who) => provider.audiences.includes(who));
}

export interface LinkOrder {
  readonly actor: Actor;
  readonly provider: Provider;
  readonly identity: ProvedIdentity;
  /** What the person proved: the account's password just now, or an open session with a fresh proof. */
  readonly proof: 'password' | 'session';
}

/**
 * Links an identity to an account, in the caller's transaction; the caller has asked for the proof. Linked already to the same account it
 * stays as it is.
 * @throws Refusal `platform.not-found` when the provider is not for them, `identity.identity-taken` by another account,
 *   `identity.one-per-person` and `identity.somebody-else` for a certified identity
 */
export async function linkIdentity(
  ctx: Context,
  tx: Transaction,
  { actor, provider, identity, proof }: LinkOrder,
): Promise<void> {
  if (!isFor(provider, actor)) notFound();
  const isPivot = provider.kind === 'franceconnect';
  const held = { ...actor, givenName: actor.civilGivenName, usageName: null };
  const compared = isPivot ? compare(identity, held) : null;
  if (compared && isSomebodyElse(compared)) refuse('identity.somebody-else', { provider: provider.name });
  const { personId } = actor;
  // Two browsers at once: the second waits for the account, then sees what the first did.
  await sql`select 1 from identity.accounts where person_id = ${personId} for update`.execute(tx.db);
  const others = await rowsOf(
    tx.db,
    sql<{ id: string; person_id: string; subject: string; source: string }>`
      select id, person_id, subject, source from identity.linked_identities
      where provider_id = ${provider.id} and (person_id = ${personId} or (subject = ${identity.subject} and source = ${identity.source}))
      order by id`,
  );
  const same = others.find(({ subject, source }) => subject === identity.subject && source === identity.source);
  if (same && same.person_id !== personId) refuse('identity.identity-taken', { provider: provider.name });
  if (same) return;
  if (isPivot && others.length > 0) refuse('identity.one-per-person', { provider: provider.name });
  const id = newId();
  const { numAffectedRows } = await sql`
    insert into identity.linked_identities (id, person_id, provider_id, subject, source, label, organisation, proof, linked_at, last_used_at,
                                            compared, certified_at, compared_with)
    values (${id}, ${personId}, ${provider.id}, ${identity.subject}, ${identity.source}, ${identity.label}, ${identity.organisation},
            ${proof}, ${ctx.now}, ${ctx.now}, ${compared && JSON.stringify(compared)}::jsonb, ${compared && isCertified(compared) ? ctx.now : null},
            ${compared && JSON.stringify(heldDigests(id, held))}::jsonb)
    on conflict (provider_id, subject, source) do nothing`.execute(tx.db);
  if (!numAffectedRows) refuse('identity.identity-taken', { provider: provider.name });
  await tell(ctx, tx, 'identity.way-linked', personId, provider.id);
}

/** Says it in the audit, and to the person's confirmed addresses. */
async function tell(
  ctx: Context,
  tx: Transaction,
  act: 'identity.way-linked' | 'identity.way-unlinked',
  personId: string,
  providerId: string,
): Promise<void> {
  await recordAct(tx.db, {
    act,
    at: ctx.now,
    actorId: personId,
    subjectId: personId,
    details: { providerId },
    requestId: ctx.requestId,
  });
  await tx.emit({ name: WAYS_CHANGED, payload: { personId, act, providerId, orderId: newId() } });
}

/**
 * Takes an identity off one's own account; sessions opened by it elsewhere end.
 * @returns the provider's name
 * @throws Refusal `identity.last-way`
 */
export function unlinkIdentity(ctx: SessionContext, identityId: string): Promise<string> {
  const { personId } = ctx.actor;
  return ctx.transaction(async (tx) => {
    await sql`select 1 from identity.accounts where person_id = ${personId} for update`.execute(tx.db);
    const found = await firstOf(
      tx.db,
      sql<{ provider_id: string; name: string; otherwise: boolean }>`
        select l.provider_id, p.name, ${otherWays(sql`l.id`, personId)} as otherwise
        from identity.linked_identities l join identity.providers p on p.id = l.provider_id
        where l.id = ${identityId} and l.person_id = ${personId}`,
    );
    if (!found) notFound();
    if (!found.otherwise) refuse('identity.last-way', { provider: found.name });
    await endSessions(
      tx,
      ctx.now,
      sql`s.id in (select f.session_id from identity.federated_sessions f where f.identity_id = ${identityId}) and s.id <> ${ctx.session.id}`,
    );
    await sql`delete from identity.linked_identities where id = ${identityId}`.execute(tx.db);
    await tell(ctx, tx, 'identity.way-unlinked', personId, found.provider_id);
    return found.name;
  });
}

/** SQL: whether the account has a way in besides that identity: a password, or another identity whose provider's door is open. */
export const otherWays = (identityId: ReturnType<typeof sql>, personId: string) => sql<boolean>`(
  exists (select 1 from identity.accounts a where a.person_id = ${personId} and a.password is not null)
  or exists (select 1 from identity.linked_identities o join identity.providers q on q.id = o.provider_id
             where o.person_id = ${personId} and o.id <> ${identityId} and q.active))`;

/** Takes every identity off an account: who takes it back by a code or a mail takes back what was added by others. */
export const unlinkAll = (db: Db, personId: string): Promise<unknown> =>
  sql`delete from identity.linked_identities where person_id = ${personId}`.execute(db);
