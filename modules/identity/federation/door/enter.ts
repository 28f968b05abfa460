import { dayOf } from '../../../../platform/clock/clock.ts';
import { addressOf, type Input } from '../../../../platform/contract/endpoint.ts';
import { notFound, refuse } from '../../../../platform/contract/refusal.ts';
import { seal } from '../../../../platform/crypto/seal.ts';
import { firstOf, newId, sql } from '../../../../platform/db/db.ts';
import { type Context, isSignedIn } from '../../../../platform/http/context.ts';
import { loadActor } from '../../../directory/index.ts';
import { safeDestination } from '../../rules.ts';
import { hasFactor } from '../../second-factor/keep.ts';
import { openSession } from '../../sessions/commands.ts';
import { signIn } from '../../sign-in/command.ts';
import { leaveFor } from '../client/leave.ts';
import { type Return, receive } from '../client/return.ts';
import { findArrival, giveArrival, takeArrival } from '../links/arrival.ts';
import { listWays } from '../links/contract.ts';
import { linkIdentity } from '../links/link.ts';
import { speaksSaml } from '../providers/kinds.ts';
import { type Provider, providerByKey } from '../providers/queries.ts';
import { leaveBySaml } from '../saml/leave.ts';
import { openSamlProvider } from '../saml/provider.ts';
import { type leaveForProvider, type linkArrival, showArrival } from './contract.ts';
import { rememberWay } from './last-way.ts';
import { noted } from './noted.ts';
import { sessionOwner } from './session-owner.ts';

/** The provider of an address; one that is unknown or shut does not exist. */
export async function openProvider(ctx: Context, key: string): Promise<Provider> {
  const provider = await providerByKey(ctx.db, key);
  return provider?.active ? provider : notFound();
}

/** The same, where it is one of whom identities are linked. */
export async function openClient(ctx: Context, key: string): Promise<Provider> {
  const provider = await openProvider(ctx, key);
  return speaksSaml(provider.kind) ? notFound() : provider;
}

/** Sends a visitor to a provider. @returns its address */
export async function leave(
  ctx: Context,
  key: string,
  asked: Input<typeof leaveForProvider>['query'],
): Promise<string> {
  const provider = await openProvider(ctx, key);
  const next = safeDestination(asked.next);
  if (speaksSaml(provider.kind)) {
    const peer = await openSamlProvider(ctx, key);
    const left = { next, chooses: asked.choose === 'yes', anyway: asked.anyway === 'yes' };
    return noted(ctx, provider, () => leaveBySaml(ctx, peer, left));
  }
  const errand = { purpose: 'enter', sessionId: null, next } as const;
  return noted(ctx, provider, () => leaveFor(ctx, provider, errand));
}

/** Where a browser goes that came back from a provider: on, to the page for newcomers, or to its list of ways in. */
export async function comeBackFrom(ctx: Context, key: string): Promise<string> {
  const provider = await openClient(ctx, key);
  return noted(ctx, provider, async (about) => {
    const back = await receive(ctx, provider);
    return back.departure.purpose === 'link' ? linkToSession(ctx, provider, back) : enter(ctx, provider, back, about);
  });
}

/** Opens a session for whoever the identity is linked to; nobody: keeps it for a proof. No account is ever made here. */
async function enter(
  ctx: Context,
  provider: Provider,
  { identity, departure, idToken }: Return,
  about: (personId: string) => void,
): Promise<string> {
  const found = await firstOf(
    ctx.db,
    sql<{ id: string; person_id: string }>`
      select id, person_id from identity.linked_identities
      where provider_id = ${provider.id} and subject = ${identity.subject} and source = ${identity.source}`,
  );
  if (!found) {
    await giveArrival(ctx, provider, identity);
    return addressOf(
      showArrival,
      { provider: provider.key },
      { next: departure.next === '/' ? undefined : departure.next },
    );
  }
  about(found.person_id);
  const actor = await loadActor(ctx.db, found.person_id, dayOf(ctx.now));
  if (!actor || actor.roles.length === 0) refuse('identity.account-shut', { reason: 'nobody-any-more' });
  const sessionId = newId();
  const sealed = seal(ctx.keys.vault, sessionOwner(sessionId), Buffer.from(idToken));
  // Meanwhile the identity may have been unlinked, the account closed, the provider switched off.
  const provided = sql`exists (
    select 1 from identity.linked_identities l join identity.providers p on p.id = l.provider_id
    where l.id = ${found.id} and l.person_id = ${found.person_id} and p.active
      and not exists (select 1 from identity.account_closures c where c.person_id = l.person_id and c.reopened_at is null))`;
  const besides = [
    sql`used as (update identity.linked_identities set last_used_at = ${ctx.now} where id = ${found.id} and ${provided})`,
    sql`came_by as (insert into identity.federated_sessions (session_id, identity_id, sealed)
                    select ${sessionId}::uuid, ${found.id}::uuid, ${sealed} where ${provided})`,
  ];
  const opened = await openSession(ctx, ctx.db, actor, 'unsaid', {
    sessionId,
    besides,
    provided,
    means: 'provider',
    providerId: provider.id,
  });
  if (!opened) refuse('identity.account-shut', { reason: 'closed' });
  rememberWay(ctx, provider.key);
  return departure.next;
}

/** Adds the identity to the account whose session left for it, and to no other. */
async function linkToSession(ctx: Context, provider: Provider, { identity, departure }: Return): Promise<string> {
  if (!isSignedIn(ctx) || ctx.session.id !== departure.sessionId)
    refuse('identity.return-over', { reason: 'other-session' });
  await ctx.transaction((tx) => linkIdentity(ctx, tx, { actor: ctx.actor, provider, identity, proof: 'session' }));
  return `${listWays.path}?added=${provider.key}`;
}

/**
 * Links what this browser came with to the account whose password is given, and opens its session. With a second factor due, the identity
 * goes on waiting until the person has proved that too.
 * @returns where to go
 * @throws Refusal as `signIn` and `linkIdentity`, `identity.arrival-over`
 */
export async function linkByPassword(
  ctx: Context,
  key: string,
  given: Input<typeof linkArrival>['body'],
): Promise<string> {
  const provider = await openProvider(ctx, key);
  const arrival = await findArrival(ctx);
  if (arrival?.provider.id !== provider.id) refuse('identity.arrival-over');
  const personId = await signIn(ctx, { ...given, device: 'unsaid' });
  if (await hasFactor(ctx.db, personId)) return listWays.path;
  const actor = await loadActor(ctx.db, personId, dayOf(ctx.now));
  if (!actor) return notFound();
  return noted(ctx, provider, async (about) => {
    about(personId);
    await ctx.transaction(async (tx) => {
      if (!(await takeArrival(ctx, tx.db, arrival))) refuse('identity.arrival-over');
      await linkIdentity(ctx, tx, { actor, provider, identity: arrival.identity, proof: 'password' });
    });
    rememberWay(ctx, provider.key);
    return safeDestination(given.next);
  });
}
