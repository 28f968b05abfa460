import { recordAct } from '../../../platform/audit/audit.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { guardiansWithAccess, settleTellings, tellMany } from '../../directory/index.ts';
import { audiencesBySchool, entryOf } from '../relying-parties/access.ts';
import { audienceOf } from '../sessions/kinds.ts';
import { listConsents } from './contract.ts';
import { consentPolicy } from './policy.ts';
import { askingParties, consentState, type OfferedParty, underFifteen } from './queries.ts';
import { answerAfter, type ConsentAnswer, type ConsentState, endAfter } from './rules.ts';
import { type AskingParty, questionOf, type Reader, termsOf, textOf } from './terms.ts';
import { keepWords } from './words.ts';

/** The fact that a service may no longer receive what it received about a person. */
export const CONSENT_WITHDRAWN = 'identity.consent-withdrawn';

/** A service that asks for consent and that the actor may enter; for others it does not exist. */
export async function askingOwn(ctx: SessionContext, serviceId: string): Promise<OfferedParty> {
  const { actor, db } = ctx;
  const [party] = await askingParties(db, [...audiencesBySchool(actor).keys()], serviceId);
  return party && entryOf(actor, party) ? party : notFound();
}

/** How the actor is spoken to when asked for themselves. */
export const ownReader = ({ actor }: SessionContext): Reader => ({
  as: audienceOf(actor) === 'adult' ? 'adult' : 'pupil',
});

/**
 * The actor answers for themselves. A "no" after a "yes" takes it back, even from a service that they may not enter any more.
 * @returns what it comes to
 */
export async function answerOwn(ctx: SessionContext, serviceId: string, wish: 'yes' | 'no'): Promise<ConsentState> {
  const { actor } = ctx;
  const party =
    wish === 'yes' ? await askingOwn(ctx, serviceId) : await answeredOrAsking(ctx, actor.personId, serviceId);
  return ctx.transaction(async (tx) => {
    const answer = await keepAnswer(ctx, tx, { party, personId: actor.personId, wish, reader: ownReader(ctx) });
    const state = await stateOf(ctx, tx, party, actor.personId);
    if (answer === 'given' && state.needsGuardian && state.guardians === null) await askGuardians(ctx, tx, party.name);
    if (answer) tx.changed(`person:${actor.uid}`);
    return state;
  });
}

/** A legal guardian answers with a child under fifteen; a child who is not theirs, or who answers alone, does not exist. */
export async function answerForChild(
  ctx: SessionContext,
  {
    serviceId,
    personUid,
    wish,
  }: { readonly serviceId: string; readonly personUid: string; readonly wish: 'yes' | 'no' },
): Promise<ConsentState> {
  const { actor, db } = ctx;
  const child = actor.children.find(({ uid }) => uid === personUid);
  if (!child || !consentPolicy.can(actor, 'answer', child)) notFound();
  if (wish === 'yes' && !(await underFifteen(db, [child.personId], actor.today)).has(child.personId)) notFound();
  const [offered] = await askingParties(db, child.schoolIds, serviceId);
  const isOpen = offered && entryOf(asPupil(child.schoolIds), offered);
  const party = isOpen ? offered : wish === 'no' ? await answeredOrAsking(ctx, child.personId, serviceId) : notFound();
  return ctx.transaction(async (tx) => {
    const reader: Reader = { as: 'guardian', child: child.displayName };
    const answer = await keepAnswer(ctx, tx, { party, personId: child.personId, wish, reader });
    const told = { code: 'consent-asked', href: listConsents.path, now: ctx.now } as const;
    await settleTellings(tx, [actor.personId], told);
    if (answer) tx.changed(`person:${child.uid}`, `person:${actor.uid}`);
    return stateOf(ctx, tx, party, child.personId);
  });
}

/** What somebody is who is nothing but a pupil of those schools. */
export const asPupil = (schoolIds: readonly string[]): Parameters<typeof entryOf>[0] => ({
  profiles: schoolIds.map((schoolId) => ({
    schoolId,
    role: 'pupil',
    schoolUai: '',
    schoolName: '',
    schoolKind: '',
    functionLabel: null,
  })),
  children: [],
  mandates: [],
});

const stateOf = (ctx: SessionContext, tx: Transaction, party: AskingParty, personId: string): Promise<ConsentState> =>
  consentState(tx.db, { party, personId, today: ctx.actor.today });

/** To say "no" it is enough to have answered once, whatever became of the service meanwhile. */
async function answeredOrAsking(ctx: SessionContext, personId: string, serviceId: string): Promise<AskingParty> {
  const row = await firstOf(
    ctx.db,
    sql`select 1 from identity.consents
        where person_id = ${personId} and author_id = ${ctx.actor.personId} and relying_party_id = ${serviceId} and replaced_at is null`,
  );
  if (!row) return askingOwn(ctx, serviceId);
  const [party] = await rowsOf(
    ctx.db,
    sql<AskingParty>`select p.id, p.name, p.principal, p.released, p.form, p.consent from identity.relying_parties p where p.id = ${serviceId}`,
  );
  return party ?? notFound();
}

interface Answered {
  readonly party: AskingParty;
  readonly personId: string;
  readonly wish: 'yes' | 'no';
  readonly reader: Reader;
}

/** Keeps an answer with its words, unless it says nothing new. @returns the answer, when there is a new one */
async function keepAnswer(
  ctx: SessionContext,
  tx: Transaction,
  { party, personId, wish, reader }: Answered,
): Promise<ConsentAnswer | undefined> {
  const { actor, now } = ctx;
  // Two taps at once: the second waits, and then has nothing new to say.
  await sql`select 1 from directory.persons where id = ${personId} for no key update`.execute(tx.db);
  const former = await firstOf(
    tx.db,
    sql<{ answer: ConsentAnswer; words: Buffer; terms: Buffer; holds: boolean }>`
      select answer, words, terms, ends_on > ${actor.today}::date as holds from identity.consents
      where person_id = ${personId} and author_id = ${actor.personId} and relying_party_id = ${party.id} and replaced_at is null`,
  );
  const terms = termsOf(party) ?? former?.terms;
  if (!terms) notFound();
  const isSame = former?.holds === true && former.terms.equals(terms);
  // Taking back is taking back whatever the service asks today.
  const answer = answerAfter(wish, isSame || wish === 'no' ? former?.answer : undefined);
  if (!answer) return undefined;
  const words =
    party.consent || !former
      ? await keepWords(tx.db, textOf(questionOf(ctx.locale, party, reader)), now)
      : former.words;
  await sql`update identity.consents set replaced_at = ${now}
            where person_id = ${personId} and author_id = ${actor.personId} and relying_party_id = ${party.id} and replaced_at is null`.execute(
    tx.db,
  );
  const consentId = newId();
  await sql`
    insert into identity.consents (id, person_id, author_id, relying_party_id, answer, terms, words, answered_at, ends_on)
    values (${consentId}, ${personId}, ${actor.personId}, ${party.id}, ${answer}, ${terms}, ${words}, ${now},
            ${endAfter(actor.today, party.consent?.months ?? 12)}::date)`.execute(tx.db);
  const line = {
    at: now,
    actorId: actor.personId,
    subjectId: personId,
    details: { relyingPartyId: party.id, consentId, words: words.toString('hex') },
    requestId: ctx.requestId,
  };
  if (answer === 'given') await recordAct(tx.db, { act: 'identity.consent-given', ...line });
  else if (answer === 'refused') await recordAct(tx.db, { act: 'identity.consent-refused', ...line });
  else await recordAct(tx.db, { act: 'identity.consent-withdrawn', ...line });
  if (wish === 'no') await stopReleasing(tx, personId, party.id);
  return answer;
}

/** What the service holds to act in the person's name goes at once; it is told to end its sessions after commit. */
async function stopReleasing(tx: Transaction, personId: string, partyId: string): Promise<void> {
  await sql`delete from identity.cas_grants g using identity.sessions s
            where g.session_id = s.id and s.person_id = ${personId} and g.relying_party_id = ${partyId}`.execute(tx.db);
  await tx.emit({ name: CONSENT_WITHDRAWN, payload: { personId, partyId } });
}

/** Tells the legal guardians that the child said yes and that their word is needed. */
async function askGuardians({ actor, now }: SessionContext, tx: Transaction, service: string): Promise<void> {
  const rows = await rowsOf(
    tx.db,
    sql<{ adult_id: string }>`${guardiansWithAccess(sql`${actor.personId}::uuid`, actor.today)} order by k.adult_id`,
  );
  const details = { href: listConsents.path, service, child: actor.displayName };
  await tellMany(
    tx,
    rows.map(({ adult_id: personId }) => ({ personId, telling: { code: 'consent-asked', details } as const })),
    now,
  );
}
