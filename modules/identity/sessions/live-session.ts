import { type RawBuilder, sql } from '../../../platform/db/db.ts';

/** SQL: the session of `x.session_id`, if it is still one that may act. */
export const liveSession = (now: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  left join identity.sessions s on s.id = x.session_id and s.idle_until > ${now} and s.ends_at > ${now} and s.factor <> 'due'
    and not exists (select 1 from identity.account_closures c where c.person_id = s.person_id and c.reopened_at is null)`;
