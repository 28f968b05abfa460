import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import { personsById } from '../../directory/index.ts';
import { boxes } from '../rules.ts';

/** Somebody with whom the actor exchanged a message. */
export interface Correspondent {
  readonly id: string;
  readonly uid: string;
  readonly name: string;
}

/** Messages looked back at, each way, and people named. */
const LOOKED_AT = 40;
const MOST = 8;

/** With whom the actor wrote lately, the last one first: authors of what lies in the inbox, and those whom the actor named. */
export const latelyWritten = (db: Db, actor: Actor): Promise<Correspondent[]> =>
  rowsOf(
    db,
    sql<Correspondent>`
      select p.person_id as id, p.uid, p.full_name as name
      from (
        select w.person_id, max(w.at) as at
        from (
          (select m.author_id as person_id, c.sent_at as at
           from messaging.recipients c join messaging.messages m on m.id = c.message_id and m.hidden_at is null
           where c.person_id = ${actor.personId}::uuid and not c.by_key and c.box = ${boxes.inbox}::smallint
           order by c.sent_at desc, c.message_id desc limit ${LOOKED_AT})
          union all
          (select n.id, s.written_at
           from (select m.to_persons, m.written_at from messaging.messages m
                 where m.author_id = ${actor.personId}::uuid order by m.written_at desc, m.id desc limit ${LOOKED_AT}) as s
           cross join unnest(s.to_persons) as n (id))) as w
        where w.person_id <> ${actor.personId}::uuid
        group by w.person_id order by max(w.at) desc, w.person_id limit ${MOST}
      ) as met
      join (${personsById}) as p on p.person_id = met.person_id and p.erased_on is null
      order by met.at desc, p.person_id`,
  );
