import type { Actor } from '../../../../platform/authz/policy.ts';
import { addressOf } from '../../../../platform/contract/endpoint.ts';
import { refuse } from '../../../../platform/contract/refusal.ts';
import { seal } from '../../../../platform/crypto/seal.ts';
import { firstOf, newId, sql } from '../../../../platform/db/db.ts';
import type { Context, Transaction } from '../../../../platform/http/context.ts';
import { openSession } from '../../sessions/commands.ts';
import { audienceOf } from '../../sessions/kinds.ts';
import { digestOf } from '../../sessions/token.ts';
import { rememberWay } from '../door/last-way.ts';
import { noted } from '../door/noted.ts';
import { sessionOwner } from '../door/session-owner.ts';
import { unprovedDirection } from '../recognition/direction.ts';
import { recognised } from '../recognition/people.ts';
import { readTold } from '../recognition/told.ts';
import { believe } from './answer.ts';
import { land, showJoining, showProfiles } from './contract.ts';
import { backFrom } from './leave.ts';
import { findChoosing, keepChoosing, keepJoining, leaveLanding, type Passage, takeLanding } from './passage.ts';
import { openSamlProvider, type SamlProvider } from './provider.ts';
import { returnAddressOf } from './return-address.ts';
import { texts } from './texts.ts';

/** Takes the answer of a provider and leaves it for the page that follows. `RelayState` is not read. @returns that page's address */
export async function takeAnswer(ctx: Context, key: string, sent: unknown): Promise<string> {
  const provider = await openSamlProvider(ctx, key);
  return noted(ctx, provider, async () => {
    const { attributes, inResponseTo, nameId, sessionIndex } = await believe(ctx, provider, sent);
    const told = readTold(attributes);
    const passage = await leaveLanding(ctx, provider, { inResponseTo, nameId, sessionIndex, told, next: '/' });
    return addressOf(land, { provider: key }, { passage });
  });
}

/**
 * Opens the session of whoever the answer is about. Of several accounts: the one they chose last, else they choose. Nothing ties what
 * nobody asked for to this browser: anybody could have sent the address. So whoever is there is shown who comes, and says so, unless it is
 * they who are signed in.
 * @returns where to go
 */
export async function comeIn(ctx: Context, key: string, token: string): Promise<string> {
  const provider = await openSamlProvider(ctx, key);
  return noted(ctx, provider, async (about) => {
    const landed = await takeLanding(ctx, provider, token);
    if (!landed) refuse('identity.return-over', { reason: 'unknown-passage' });
    const { inResponseTo } = landed;
    const left = inResponseTo === null ? undefined : await backFrom(ctx, provider, inResponseTo, 'enter');
    if (inResponseTo !== null && !left) refuse('identity.return-over', { reason: 'unknown-departure' });
    const passage: Passage = { ...landed, next: left?.next ?? '/' };
    const actors = await recognised(ctx, provider, passage.told, about);
    const [first] = actors;
    const knows = first && (actors.length === 1 || (!left?.chooses && (await wasChosen(ctx, first))));
    const isExpected = left !== undefined || ctx.actor?.personId === first?.personId;
    if (!first || !knows || !isExpected) {
      await keepChoosing(ctx, provider, passage);
      return addressOf(showProfiles, { provider: key });
    }
    about(first.personId);
    await enter(ctx, provider, passage, first);
    return passage.next;
  });
}

const wasChosen = async (ctx: Context, { personId }: Actor): Promise<boolean> =>
  (await firstOf(ctx.db, sql`select 1 from identity.profile_choices where person_id = ${personId}`)) !== undefined;

/** The accounts to choose from; undefined when this browser has nothing to choose any more. */
export async function profilesOf(ctx: Context, key: string): Promise<Actor[] | undefined> {
  const provider = await openSamlProvider(ctx, key);
  const passage = await findChoosing(ctx, provider, { taken: false });
  return passage && recognised(ctx, provider, passage.told);
}

/** Enters the chosen account. Of several, joining them is offered afterwards, once. @returns where to go */
export async function choose(ctx: Context, key: string, uid: string): Promise<string> {
  const provider = await openSamlProvider(ctx, key);
  return noted(ctx, provider, async (about) => {
    const passage = await findChoosing(ctx, provider, { taken: true });
    if (!passage) refuse('identity.return-over', { reason: 'unknown-passage' });
    const actors = await recognised(ctx, provider, passage.told, about);
    const chosen = actors.find((actor) => actor.uid === uid);
    if (!chosen) refuse('identity.return-over', { reason: 'other-profile' });
    about(chosen.personId);
    await enter(ctx, provider, passage, chosen, async (tx) => {
      if (actors.length === 1) return;
      await sql`insert into identity.profile_choices (person_id, chosen_at) values (${chosen.personId}, ${ctx.now})
                on conflict (person_id) do update set chosen_at = excluded.chosen_at`.execute(tx.db);
    });
    const adults = actors.filter((actor) => audienceOf(actor) === 'adult');
    if (adults.length < 2 || !adults.includes(chosen) || !(await isOfferedNow(ctx, chosen))) return passage.next;
    await keepJoining(ctx, provider, { personIds: adults.map(({ personId }) => personId), next: passage.next });
    return showJoining.path;
  });
}

/** Whether joining is to be offered: of two browsers at once, one offers it. */
async function isOfferedNow(ctx: Context, { personId }: Actor): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update identity.profile_choices set offered_at = ${ctx.now} where person_id = ${personId} and offered_at is null`.execute(
    ctx.db,
  );
  return Number(numAffectedRows ?? 0) > 0;
}

/** Opens the session; an account that was never used is active from now on. */
async function enter(
  ctx: Context,
  provider: SamlProvider,
  { nameId, sessionIndex, told }: Passage,
  actor: Actor,
  besides: (tx: Transaction) => Promise<void> = async () => undefined,
): Promise<void> {
  const withheld = provider.kind === 'agents' ? unprovedDirection(actor, told.ledSchools) : [];
  const sessionId = newId();
  const kept = { nameId, sessionIndex, returnAddress: returnAddressOf(provider, told.returnAddress) ?? null };
  const sealed = seal(ctx.keys.vault, sessionOwner(sessionId), Buffer.from(JSON.stringify(kept)));
  // Meanwhile the account may have been closed, the provider switched off.
  const provided = sql`exists (
    select 1 from identity.accounts a join identity.providers p on p.id = ${provider.id} and p.active
    where a.person_id = ${actor.personId}
      and not exists (select 1 from identity.account_closures c where c.person_id = a.person_id and c.reopened_at is null))`;
  const named = sql`named as (
    insert into identity.saml_sessions (session_id, provider_id, name_digest, index_digest, sealed)
    select ${sessionId}::uuid, ${provider.id}::uuid, ${digestOf(nameId.value)}::bytea,
           ${sessionIndex === null ? null : digestOf(sessionIndex)}::bytea, ${sealed} where ${provided})`;
  await ctx.transaction(async (tx) => {
    const isNew = await firstOf(
      tx.db,
      sql`update identity.accounts set activated_at = ${ctx.now} where person_id = ${actor.personId} and activated_at is null
          returning person_id`,
    );
    const opened = await openSession(ctx, tx.db, actor, 'unsaid', {
      sessionId,
      besides: [named],
      provided,
      means: 'provider',
      providerId: provider.id,
      withheldSchools: withheld.map(({ schoolId }) => schoolId),
    });
    if (!opened) refuse('identity.account-shut', { reason: 'closed' });
    if (isNew)
      await tx.emit({
        name: 'identity.account-activated',
        payload: { personId: actor.personId, at: ctx.now.toISOString() },
      });
    await besides(tx);
  });
  rememberWay(ctx, provider.key);
  if (withheld.length > 0)
    ctx.flash(
      texts[ctx.locale].directionWithheld(
        provider.name,
        withheld.map(({ name }) => name),
      ),
    );
}
