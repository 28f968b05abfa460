import { type Db, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { guardiansWithAccess, legalGuardian } from '../../directory/index.ts';
import type { ImagePurpose, ImageState } from './contract.ts';

/**
 * SQL expression: what the answers about a person's pictures come to on `today`, from those who may answer for them today: the person,
 * or a legal guardian. A "no" counts as long as its author is a legal guardian; a "yes" only while their access is not closed. Within the
 * class one "yes" is enough; to publish a child's picture is no act of everyday life, and takes the "yes" of every legal guardian (article
 * 372-1 of the Civil Code).
 * `personId`: a column of the statement it is put in.
 */
export const imageState = (
  personId: RawBuilder<unknown>,
  purpose: RawBuilder<unknown>,
  today: string,
): RawBuilder<ImageState> => {
  const answered = (yes: boolean): RawBuilder<unknown> => sql`exists (
    select 1 from safety.image_answers ia
    where ia.person_id = ${personId} and ia.purpose = ${purpose} and ia.replaced_at is null and ia.ends_on > ${today}::date
      and ${yes ? sql`ia.answer = 'allowed'` : sql`ia.answer <> 'allowed'`}
      and (ia.author_id = ia.person_id or ${legalGuardian(sql`ia.author_id`, sql`ia.person_id`, today, { withAccess: yes })}))`;
  const someoneSilent = sql`(${purpose} <> 'class' and exists (
    select 1 from (${guardiansWithAccess(personId, today)}) as g
    where not exists (select 1 from safety.image_answers ia
                      where ia.person_id = ${personId} and ia.purpose = ${purpose} and ia.author_id = g.adult_id
                        and ia.replaced_at is null and ia.ends_on > ${today}::date and ia.answer = 'allowed')))`;
  return sql<ImageState>`(case when ${answered(false)} then 'refused'
                               when ${answered(true)} and not ${someoneSilent} then 'allowed' else 'unanswered' end)`;
};

/** SQL condition: the person's pictures may be shown for that purpose on `today`. */
const imageAllowed = (personId: RawBuilder<unknown>, purpose: ImagePurpose, today: string): RawBuilder<boolean> =>
  sql<boolean>`(${imageState(personId, sql`${purpose}::text`, today)} = 'allowed')`;

/**
 * Of these persons, those whose pictures may be shown for that purpose on `today` (`YYYY-MM-DD`); one statement. Nobody is in it without
 * an answer: silence is no consent. Ask each time something is shown: a consent is withdrawn at any moment.
 */
export async function mayShow(
  db: Db,
  personIds: readonly string[],
  purpose: ImagePurpose,
  today: string,
): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      select p.id from directory.persons p
      where p.id = any(${[...personIds]}::uuid[]) and ${imageAllowed(sql`p.id`, purpose, today)}`,
  );
  return new Set(rows.map(({ id }) => id));
}
