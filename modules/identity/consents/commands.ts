import { recordAct } from '../../../platform/audit/audit.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { guardiansWithAccess, settleTellings, tellMany } from '../../directory/index.ts';
import { audiencesBySchool, entryOf } from '../relying-parties/access.ts';
import { audienceOf } from '../sessions/kinds.ts';
import { listConsents } from './contract.ts';
import { consentPolicy } from './policy.ts';
import { askingParties, consentState, type OfferedParty, underFifteen } from './queries.ts';
import { answerAfter, type ConsentAnswer, type ConsentState, endAfter } from './rules.ts';
import { type AskingParty, fingerprintOf, questionOf, type Reader, termsOf, textOf } from './terms.ts';
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

/** An answer, and the fingerprint of the words it answers to: nobody says yes to something else than they read. */
export interface Given {
  readonly answer: 'yes' | 'no';
  readonly shown: string;
}

/**
 * The actor answers for themselves. A "no" after a "yes" takes it back, even from a service that they may not enter any more.
 * @returns what it comes to
 * @throws Refusal `identity.question-changed` for a yes to other words than those of today
 */
export async function answerOwn(ctx: SessionContext, serviceId: string, given: Given): Promise<ConsentState> {
  const { actor } = ctx;
  const before = given.answer === 'no' ? await answeredBefore(ctx, actor.personId, serviceId) : undefined;
  const party = before ?? (await askingOwn(ctx, serviceId));
  return ctx.transaction(async (tx) => {
    const answer = await keepAnswer(ctx, tx, { ...given, party, personId: actor.personId, reader: ownReader(ctx) });
    const state = await stateOf(ctx, tx, party, actor.personId);
    if (answer === 'given' && state.needsGuardian && state.guardians === null) await askGuardians(ctx, tx, party);
    if (answer) tx.changed(`person:${actor.uid}`);
    return state;
  });
}

/** A legal guardian answers with a child under fifteen; a child who is not theirs, or who answers alone, does not exist. */
export async function answerForChild(
  ctx: SessionContext,
  { serviceId, personUid, ...given }: Given & { readonly serviceId: string; readonly personUid: string },
): Promise<ConsentState> {
  const { actor } = ctx;
  const child = actor.children.find(({ uid }) => uid === personUid);
  if (!child || !consentPolicy.can(actor, 'answer', child)) notFound();
  const before = given.answer === 'no' ? await answeredBefore(ctx, child.personId, serviceId) : undefined;
  const party = before ?? (await askingAbout(ctx, child, serviceId));
  return ctx.transaction(async (tx) => {
    const reader: Reader = { as: 'guardian', child: child.displayName };
    const answer = await keepAnswer(ctx, tx, { ...given, party, personId: child.personId, reader });
    const told = { code: 'consent-asked', href: listConsents.path, now: ctx.now } as const;
    await settleTellings(tx, [actor.personId], told);
    if (answer) tx.changed(`person:${child.uid}`, `person:${actor.uid}`);
    return stateOf(ctx, tx, party, child.personId);
  });
}

/** A service that asks about a child under fifteen and that the child may enter. */
async function askingAbout(
  { actor, db }: SessionContext,
  { personId, schoolIds }: { readonly personId: string; readonly schoolIds: readonly string[] },
  serviceId: string,
): Promise<OfferedParty> {
  if (!(await underFifteen(db, [personId], actor.today)).has(personId)) notFound();
  const [party] = await askingParties(db, schoolIds, serviceId);
  return party && entryOf(asPupil(schoolIds), party) ? party : notFound();
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

/** The service, if the actor answered about that person once: to say "no" this is enough, whatever became of it meanwhile. */
async function answeredBefore(
  ctx: SessionContext,
  personId: string,
  serviceId: string,
): Promise<AskingParty | undefined> {
  return firstOf(
    ctx.db,
    sql<AskingParty>`
      select p.id, p.name, p.principal, p.released, p.form, p.consent
      from identity.consents c join identity.relying_parties p on p.id = c.relying_party_id
      where c.person_id = ${personId} and c.author_id = ${ctx.actor.personId} and c.relying_party_id = ${serviceId}
        and c.replaced_at is null`,
  );
}

interface Answered extends Given {
  readonly party: AskingParty;
  readonly personId: string;
  readonly reader: Reader;
}

interface Former {
  readonly answer: ConsentAnswer;
  readonly words: Buffer;
  readonly terms: Buffer;
  /** Its time is not over. */
  readonly holds: boolean;
}

/** What an answer says anew; undefined: nothing. Taking back takes back whatever the service asks today. */
function newAnswer(wish: 'yes' | 'no', party: AskingParty, former: Former | undefined): ConsentAnswer | undefined {
  const terms = termsOf(party);
  if (!terms) return wish === 'no' && former?.answer === 'given' ? 'withdrawn' : undefined;
  const isSame = former?.holds === true && former.terms.equals(terms);
  const isTakenBack = wish === 'no' && former?.answer === 'given';
  return answerAfter(wish, isSame || isTakenBack ? former.answer : undefined);
}

/** Keeps an answer with its words, unless it says nothing new. @returns the answer, when there is a new one */
async function keepAnswer(
  ctx: SessionContext,
  tx: Transaction,
  { party, personId, answer: wish, shown, reader }: Answered,
): Promise<ConsentAnswer | undefined> {
  const { actor, now } = ctx;
  if (wish === 'yes' && shown !== fingerprintOf(questionOf(ctx.locale, party, reader)))
    refuse('identity.question-changed');
  // Two taps at once: the second waits, and then has nothing new to say.
  await sql`select 1 from directory.persons where id = ${personId} for no key update`.execute(tx.db);
  const former = await firstOf(
    tx.db,
    sql<Former>`
      select answer, words, terms, ends_on > ${actor.today}::date as holds from identity.consents
      where person_id = ${personId} and author_id = ${actor.personId} and relying_party_id = ${party.id} and replaced_at is null`,
  );
  const answer = newAnswer(wish, party, former);
  if (!answer) return undefined;
  const words =
    answer === 'withdrawn' && former
      ? former.words
      : await keepWords(tx.db, textOf(questionOf(ctx.locale, party, reader)), now);
  await sql`update identity.consents set replaced_at = ${now}
            where person_id = ${personId} and author_id = ${actor.personId} and relying_party_id = ${party.id} and replaced_at is null`.execute(
    tx.db,
  );
  const consentId = newId();
  await sql`
    insert into identity.consents (id, person_id, author_id, relying_party_id, answer, terms, words, answered_at, ends_on)
    values (${consentId}, ${personId}, ${actor.personId}, ${party.id}, ${answer}, ${termsOf(party) ?? former?.terms}, ${words}, ${now},
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
  for (const held of ['cas_grants', 'oidc_codes', 'oidc_tokens'])
    await sql`delete from ${sql.table(`identity.${held}`)} g using identity.sessions s
              where g.session_id = s.id and s.person_id = ${personId} and g.relying_party_id = ${partyId}`.execute(
      tx.db,
    );
  await tx.emit({ name: CONSENT_WITHDRAWN, payload: { personId, partyId } });
}

/** Once a day at most, whatever a child taps. */
const DAY = 24 * 3600_000;

/** Tells the legal guardians that the child said yes and that their word is needed. */
async function askGuardians({ actor, now }: SessionContext, tx: Transaction, party: AskingParty): Promise<void> {
  const saidBefore = await firstOf(
    tx.db,
    sql`select 1 from identity.consents
        where person_id = ${actor.personId} and author_id = ${actor.personId} and relying_party_id = ${party.id} and answer = 'given'
          and replaced_at is not null and answered_at > ${new Date(now.getTime() - DAY)}`,
  );
  if (saidBefore) return;
  const rows = await rowsOf(
    tx.db,
    sql<{ adult_id: string }>`${guardiansWithAccess(sql`${actor.personId}::uuid`, actor.today)} order by k.adult_id`,
  );
  const details = { href: listConsents.path, service: party.name, child: actor.displayName };
  await tellMany(
    tx,
    rows.map(({ adult_id: personId }) => ({ personId, telling: { code: 'consent-asked', details } as const })),
    now,
  );
}
