import { recordAct } from '../../../platform/audit/audit.ts';
import { type Answer, addressOf, type Input } from '../../../platform/contract/endpoint.ts';
import { notFound, Refusal } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { beforeWideSend } from '../../../platform/http/proof.ts';
import { type HouseholdFacts, settleTellings } from '../../directory/index.ts';
import { foldName } from '../../directory/rules.ts';
import { answerAfter, endAfter } from '../consents/rules.ts';
import { textOf } from '../consents/terms.ts';
import { keepWords } from '../consents/words.ts';
import * as contract from './contract.ts';
import { declares, reusePolicy } from './policy.ts';
import { communesFor, peopleOf, requestsFor, requestsOf } from './queries.ts';
import { questionOf } from './words.ts';

/** The fact that families are asked something. */
export const REUSE_ASKED = 'identity.reuse-asked';

/** People read at once. */
const PAGE = 50;

/** For those who ask for no commune the requests do not exist. */
export function forDeclarers({ actor }: SessionContext): void {
  if (!declares(actor)) notFound();
}

/** The communes that the actor may ask for. */
export const askingCommunes = (ctx: SessionContext): Promise<{ id: string; name: string }[]> =>
  communesFor(ctx.db, ctx.actor, ctx.actor.roles.includes('platform'));

/**
 * Asks the families of a commune: words of one agent on thousands of home pages, so a second factor is asked for.
 * @throws Refusal with a fault of `commune`; as `beforeWideSend`
 */
export async function declareReuse(
  ctx: SessionContext,
  given: Input<typeof contract.declareReuse>['body'],
): Promise<string> {
  forDeclarers(ctx);
  const { actor, now } = ctx;
  const isTheirs = (await askingCommunes(ctx)).some(({ id }) => id === given.commune);
  if (!isTheirs || !reusePolicy.can(actor, 'declare', { communeId: given.commune, schoolIds: [] }))
    throw new Refusal('platform.invalid-input', {}, [{ field: 'commune', code: 'identity.reuse-commune-missing' }]);
  beforeWideSend(ctx);
  const id = newId();
  await ctx.transaction(async (tx) => {
    await sql`
      insert into identity.reuse_requests (id, commune_id, title, purpose, recipients, facts, months, declared_by, declared_at)
      values (${id}, ${given.commune}, ${given.title}, ${given.purpose}, ${given.recipients}, ${[...new Set(given.facts)]}::text[],
              ${Number(given.months)}, ${actor.personId}, ${now})`.execute(tx.db);
    await recordAct(tx.db, {
      act: 'identity.reuse-declared',
      at: now,
      actorId: actor.personId,
      details: { requestId: id, communeId: given.commune, facts: given.facts, months: Number(given.months) },
      requestId: ctx.requestId,
    });
    await tx.emit({ name: REUSE_ASKED, payload: { requestId: id } });
  });
  return id;
}

/** Ends a request at once; who agreed is read no more, and who was asked is asked no more. */
export async function closeReuse(ctx: SessionContext, requestId: string): Promise<void> {
  const [request] = await requestsOf(ctx.db, ctx.actor, requestId);
  if (!request) notFound();
  await ctx.transaction(async (tx) => {
    const closed = await firstOf(
      tx.db,
      sql`update identity.reuse_requests set closed_at = ${ctx.now}, closed_by = ${ctx.actor.personId}
          where id = ${requestId} and closed_at is null returning id`,
    );
    if (!closed) return;
    await settleTellings(tx, null, { code: 'reuse-asked', href: pageOf(requestId), now: ctx.now });
    await recordAct(tx.db, {
      act: 'identity.reuse-closed',
      at: ctx.now,
      actorId: ctx.actor.personId,
      details: { requestId, communeId: request.communeId },
      requestId: ctx.requestId,
    });
  });
}

/** The page on which a family answers. */
export const pageOf = (requestId: string): string => addressOf(contract.showReuse, { requestId });

/** The person agrees, refuses or takes back; a request that is not for them does not exist. @returns whether the service may read now */
export async function answerReuse(ctx: SessionContext, requestId: string, wish: 'yes' | 'no'): Promise<boolean> {
  const { actor, now } = ctx;
  return ctx.transaction(async (tx) => {
    // Two taps at once: the second waits, and then has nothing new to say.
    await sql`select 1 from directory.persons where id = ${actor.personId} for no key update`.execute(tx.db);
    const [request] = await requestsFor(tx.db, actor, requestId);
    if (!request || (wish === 'yes' && !(await mayAnswer(ctx, requestId)))) notFound();
    const before = request.answer === 'agreed' ? 'given' : request.answer;
    const isOver = request.answer === 'agreed' && !request.isInForce;
    const said = answerAfter(wish, isOver && wish === 'yes' ? undefined : (before ?? undefined));
    await settleTellings(tx, [actor.personId], { code: 'reuse-asked', href: pageOf(requestId), now });
    if (!said) return request.isInForce;
    const answer = said === 'given' ? 'agreed' : said;
    const former = await firstOf(
      tx.db,
      sql<{ words: Buffer }>`
        update identity.reuse_answers set replaced_at = ${now}
        where request_id = ${requestId} and person_id = ${actor.personId} and replaced_at is null returning words`,
    );
    const words =
      answer === 'withdrawn' && former
        ? former.words
        : await keepWords(tx.db, textOf(questionOf(ctx.locale, request)), now);
    await sql`
      insert into identity.reuse_answers (id, request_id, person_id, answer, words, answered_at, ends_on)
      values (${newId()}, ${requestId}, ${actor.personId}, ${answer}, ${words}, ${now}, ${endAfter(actor.today, request.months)}::date)`.execute(
      tx.db,
    );
    const line = {
      at: now,
      actorId: actor.personId,
      subjectId: actor.personId,
      details: { requestId, words: words.toString('hex') },
      requestId: ctx.requestId,
    };
    if (answer === 'agreed') await recordAct(tx.db, { act: 'identity.reuse-agreed', ...line });
    else if (answer === 'refused') await recordAct(tx.db, { act: 'identity.reuse-refused', ...line });
    else await recordAct(tx.db, { act: 'identity.reuse-withdrawn', ...line });
    tx.changed(`person:${actor.uid}`);
    return answer === 'agreed';
  });
}

/** To agree takes an open request of a commune where one's children are; to take back, nothing but to have agreed. */
const mayAnswer = async ({ db, actor }: SessionContext, requestId: string): Promise<boolean> =>
  (await firstOf(
    db,
    sql`select 1 from identity.reuse_requests r
        where r.id = ${requestId} and r.closed_at is null and ${reusePolicy.where(actor, 'answer')}`,
  )) !== undefined;

/**
 * What those who agreed let be read, a page at a time. Each one read is noted, in the same transaction, where they see it: when, by whom,
 * which facts.
 */
export async function readReuse(
  ctx: SessionContext,
  requestId: string,
  { name, after }: Input<typeof contract.readReuse>['body'],
): Promise<Answer<typeof contract.readReuse>> {
  const { actor, now } = ctx;
  const [request] = await requestsOf(ctx.db, actor, requestId);
  if (!request || !reusePolicy.can(actor, 'read', { communeId: request.communeId, schoolIds: [] })) notFound();
  return ctx.transaction(async (tx) => {
    const found = await peopleOf(tx.db, actor, requestId, { name: foldName(name), after, limit: PAGE + 1 });
    const people = found.slice(0, PAGE);
    const facts = ['name', ...request.facts];
    const uses = people.map(({ answerId }) => ({ id: newId(), answer_id: answerId }));
    await sql`
      insert into identity.reuse_uses (id, answer_id, read_by, read_at, facts, by_program)
      select u.id, u.answer_id, ${actor.personId}::uuid, ${now}::timestamptz, ${facts}::text[], ${ctx.session.means === 'token'}
      from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as u (id uuid, answer_id uuid)`.execute(tx.db);
    if (people.length > 0)
      await recordAct(tx.db, {
        act: 'identity.reuse-read',
        at: now,
        actorId: actor.personId,
        subjectsQuery: sql`select x.person_id from identity.reuse_answers x where x.id = any(${people.map(({ answerId }) => answerId)}::uuid[])`,
        details: { requestId, people: people.length, facts },
        requestId: ctx.requestId,
      });
    tx.changed(...people.map(({ uid }) => `person:${uid}`));
    return {
      request,
      people: people.map((person) => ({ id: person.uid, name: person.name, ...told(person.facts, request.facts) })),
      next: found.length > PAGE ? (people.at(-1)?.uid ?? null) : null,
    };
  });
}

/** Of a household, what was asked for and nothing else. */
function told(
  { street, postalCode, city, mobile, phone, email, children }: HouseholdFacts,
  facts: readonly contract.ReuseFact[],
) {
  return {
    ...(facts.includes('address') ? { street, postalCode, city } : {}),
    ...(facts.includes('phone') ? { mobile, phone } : {}),
    ...(facts.includes('email') ? { email } : {}),
    ...(facts.includes('children')
      ? { children: children.map((child) => ({ ...child, classes: [...child.classes] })) }
      : {}),
  };
}
