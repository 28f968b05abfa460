import { type Db, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { guardiansWithAccess, legalGuardian } from '../../directory/index.ts';
import type { ImageKind, ImageState, ImageSupport } from './contract.ts';

/** Beside the support: what of the child (pictures when left out), and the occasion asked about, whose answers come before those of the year. */
export interface ImageWish {
  readonly kind?: ImageKind | undefined;
  /** Id of a row of `safety.image_requests`. */
  readonly request?: string | undefined;
}

/**
 * SQL expression: what the answers about a person come to on `today`, from those who may answer for them today: the person, or a legal
 * guardian. A "no" counts as long as its author is a legal guardian; a "yes" only while their access is not closed. Within the class one "yes"
 * is enough; to publish a child's picture is no act of everyday life, and takes the "yes" of every legal guardian (article 372-1 of the Civil
 * Code). Of each author the answer about the occasion counts, or else the one for the year.
 * `personId`, `support`: columns of the statement it is put in, or values.
 */
export const imageState = (
  personId: RawBuilder<unknown>,
  support: RawBuilder<unknown>,
  today: string,
  { kind = 'image', request }: ImageWish = {},
): RawBuilder<ImageState> => {
  const standing = (alias: string): RawBuilder<unknown> =>
    sql`${sql.ref(`${alias}.kind`)} = ${kind}::text and ${sql.ref(`${alias}.replaced_at`)} is null and ${sql.ref(`${alias}.ends_on`)} > ${today}::date`;
  const chosen = request
    ? sql`(ia.request_id = ${request}::uuid or (ia.request_id is null and not exists (
        select 1 from safety.image_answers o
        where o.request_id = ${request}::uuid and o.person_id = ia.person_id and o.author_id = ia.author_id and ${standing('o')})))`
    : sql`ia.request_id is null`;
  const inForce = sql`ia.person_id = ${personId} and ia.purpose = ${support} and ${standing('ia')} and ${chosen}`;
  const answered = (yes: boolean): RawBuilder<unknown> => sql`exists (
    select 1 from safety.image_answers ia
    where ${inForce} and ${yes ? sql`ia.answer = 'allowed'` : sql`ia.answer <> 'allowed'`}
      and (ia.author_id = ia.person_id or ${legalGuardian(sql`ia.author_id`, sql`ia.person_id`, today, { withAccess: yes })}))`;
  const someoneSilent = sql`(${support} <> 'class' and exists (
    select 1 from (${guardiansWithAccess(personId, today)}) as g
    where not exists (select 1 from safety.image_answers ia where ${inForce} and ia.author_id = g.adult_id and ia.answer = 'allowed')))`;
  return sql<ImageState>`(case when ${answered(false)} then 'refused'
                               when ${answered(true)} and not ${someoneSilent} then 'allowed' else 'unanswered' end)`;
};

/** SQL condition: the person's pictures may be shown for that support on `today`. */
const imageAllowed = (personId: RawBuilder<unknown>, support: ImageSupport, today: string): RawBuilder<boolean> =>
  sql<boolean>`(${imageState(personId, sql`${support}::text`, today)} = 'allowed')`;

/**
 * Of these persons, those whose pictures may be shown for that support on `today` (`YYYY-MM-DD`); one statement. Nobody is in it without
 * an answer: silence is no consent. Ask each time something is shown: a consent is withdrawn at any moment.
 */
export async function mayShow(
  db: Db,
  personIds: readonly string[],
  support: ImageSupport,
  today: string,
): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      select p.id from directory.persons p
      where p.id = any(${[...personIds]}::uuid[]) and ${imageAllowed(sql`p.id`, support, today)}`,
  );
  return new Set(rows.map(({ id }) => id));
}
