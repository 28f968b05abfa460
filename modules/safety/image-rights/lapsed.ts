import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { legalGuardian, tellOnce } from '../../directory/index.ts';
import { schoolYearOf } from '../../directory/rules.ts';
import { showImageRights } from './contract.ts';

/** Persons in one transaction. */
const BATCH = 500;

/** Month and day from which the question is asked again: families read it when school begins, not in August. */
const ASKED_FROM = '09-01';

/** SQL condition on `ia` (safety.image_answers): it ended with the school year before, and its author, who still may answer, has not answered since. */
const lapsed = (today: string): RawBuilder<unknown> => sql`
  ia.request_id is null and ia.replaced_at is null and ia.ends_on = ${`${schoolYearOf(today)}-08-01`}::date
  and exists (select 1 from directory.persons p where p.id = ia.person_id and p.left_on is null and p.erased_on is null)
  and (ia.author_id = ia.person_id or ${legalGuardian(sql`ia.author_id`, sql`ia.person_id`, today, { withAccess: true })})
  and not exists (select 1 from safety.image_answers n
                  where n.person_id = ia.person_id and n.author_id = ia.author_id and n.request_id is null and n.replaced_at is null
                    and n.ends_on > ${today}::date)`;

/** Whether this author's answers about somebody ended in the summer and were not given anew. */
export const hasLapsed = async (db: Db, authorId: string, today: string): Promise<boolean> =>
  (await firstOf(
    db,
    sql`select 1 from safety.image_answers ia where ia.author_id = ${authorId}::uuid and ${lapsed(today)} limit 1`,
  )) !== undefined;

/**
 * From September on, whoever answered the year before and not yet this year finds it on their home, once a year.
 * @returns how many were told now
 */
export async function askAgain(db: Db, today: string, now: Date): Promise<number> {
  if (today < `${schoolYearOf(today)}-${ASKED_FROM}`) return 0;
  const since = new Date(`${schoolYearOf(today)}-08-01T00:00:00Z`);
  const telling = { code: 'image-rights-lapsed', details: { href: showImageRights.path } } as const;
  let told = 0;
  for (let after: string | undefined; ; ) {
    const authors = await authorsAfter(db, today, after);
    after = authors.at(-1);
    told += await inTransaction(db, (tx) => tellOnce(tx, authors, { telling, now, since }));
    if (authors.length < BATCH) return told;
  }
}

/** Authors of answers that lapsed, by id, after the last one of the batch before. */
const authorsAfter = async (db: Db, today: string, after: string | undefined): Promise<string[]> =>
  (
    await rowsOf(
      db,
      sql<{ id: string }>`
        select distinct ia.author_id as id from safety.image_answers ia
        where ${lapsed(today)} ${after === undefined ? sql`` : sql`and ia.author_id > ${after}::uuid`}
        order by 1 limit ${BATCH}`,
    )
  ).map(({ id }) => id);
