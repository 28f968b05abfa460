import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { MailTarget } from '../../../platform/module.ts';

/** Confirmed addresses of these persons, in the order in which they were given; of accounts that were entered and are not closed. */
export const mailTargets = (db: Db, personIds: readonly string[]): Promise<MailTarget[]> =>
  rowsOf(
    db,
    sql<MailTarget>`
      select m.person_id as "personId", m.address, coalesce(a.locale, 'fr') as locale
      from identity.mail_addresses m
      join identity.accounts a on a.person_id = m.person_id and a.activated_at is not null
      where m.person_id = any(${[...personIds]}::uuid[]) and m.verified_at is not null
        and not exists (select 1 from identity.account_closures c where c.person_id = m.person_id and c.reopened_at is null)
      order by m.person_id, m.added_at, m.id`,
  );
