import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { legalGuardian, needsGuardiansConsent } from '../../directory/index.ts';
import type { Opening } from '../relying-parties/access.ts';
import { partyColumns, type RelyingParty } from '../relying-parties/party.ts';
import { type ConsentAnswer, type ConsentState, isInForce } from './rules.ts';
import { type AskingParty, termsOf } from './terms.ts';

const nothing: ConsentState = { own: null, needsGuardian: true, guardians: null };

/** What was answered about a person and a service, under the terms it has now. */
export async function consentState(
  db: Db,
  { party, personId, today }: { readonly party: AskingParty; readonly personId: string; readonly today: string },
): Promise<ConsentState> {
  const row = await firstOf(
    db,
    sql<ConsentState>`
      with held as (
        select c.author_id, c.answer from identity.consents c
        where c.person_id = ${personId} and c.relying_party_id = ${party.id} and c.replaced_at is null
          and c.terms = ${termsOf(party) ?? null} and c.ends_on > ${today}::date),
      guardians as (
        select h.answer from held h
        where h.author_id <> ${personId} and ${legalGuardian(sql`h.author_id`, sql`${personId}::uuid`, today, { withAccess: true })})
      select (select h.answer from held h where h.author_id = ${personId}) as own,
             ${needsGuardiansConsent(today)} as "needsGuardian",
             case when exists (select 1 from guardians where answer <> 'given') then 'refused'
                  when exists (select 1 from guardians) then 'given' end as guardians
      from directory.persons p where p.id = ${personId}`,
  );
  return row ?? nothing;
}

/** Whether what leaves about the person for that service has the consent it needs; true where none is asked. */
export const isConsented = async (
  db: Db,
  asked: { readonly party: AskingParty; readonly personId: string; readonly today: string },
): Promise<boolean> => asked.party.consent === null || isInForce(await consentState(db, asked));

/** A service that asks for consent, with what those schools chose of it. */
export interface OfferedParty extends RelyingParty {
  readonly chosen: Opening['chosen'];
}

/** The active services that ask for consent, in the order of their names, with what those schools chose; `only`: that one. */
export const askingParties = (
  db: Db,
  schoolIds: readonly string[],
  only: string | null = null,
): Promise<OfferedParty[]> =>
  rowsOf(
    db,
    sql<OfferedParty>`
      select ${partyColumns},
             coalesce((select json_agg(json_build_object('schoolId', c.school_id, 'audiences', c.audiences))
                       from identity.relying_party_schools c
                       where c.relying_party_id = p.id and c.school_id = any(${[...schoolIds]}::uuid[])), '[]'::json) as chosen
      from identity.relying_parties p
      where p.is_active and p.consent is not null and (${only}::uuid is null or p.id = ${only}::uuid)
      order by lower(p.name), p.id limit 500`,
  );

export interface AnswerRow {
  readonly id: string;
  readonly personId: string;
  readonly authorId: string;
  readonly partyId: string;
  readonly service: string;
  readonly answer: ConsentAnswer;
  readonly terms: string;
  readonly words: string;
  readonly digest: string;
  readonly answeredAt: Date;
  readonly endsOn: string;
  readonly replacedAt: Date | null;
}

/** Every answer by the person or about them and those children, the newest first. */
export const answersAround = (db: Db, personId: string, childIds: readonly string[]): Promise<AnswerRow[]> =>
  rowsOf(
    db,
    sql<AnswerRow>`
      select c.id, c.person_id as "personId", c.author_id as "authorId", c.relying_party_id as "partyId", p.name as service, c.answer,
             encode(c.terms, 'hex') as terms, w.words, encode(c.words, 'hex') as digest, c.answered_at as "answeredAt",
             c.ends_on as "endsOn", c.replaced_at as "replacedAt"
      from identity.consents c
      join identity.relying_parties p on p.id = c.relying_party_id
      join identity.shown_words w on w.digest = c.words
      where c.author_id = ${personId} or c.person_id = ${personId} or c.person_id = any(${[...childIds]}::uuid[])
      order by c.answered_at desc, c.id desc limit 500`,
  );

/** Of these persons, those for whom a guardian consents too. */
export const underFifteen = async (db: Db, personIds: readonly string[], today: string): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await rowsOf(
        db,
        sql<{ id: string }>`select p.id from directory.persons p
                            where p.id = any(${[...personIds]}::uuid[]) and ${needsGuardiansConsent(today)}`,
      )
    ).map(({ id }) => id),
  );
