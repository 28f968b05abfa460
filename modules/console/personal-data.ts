import { sql } from '../../platform/db/db.ts';
import type { PersonalDataPart } from '../../platform/personal-data/part.ts';
import { words } from './texts-held.ts';

/** Saved filters of the console, and the journal of what was done. */
export const consolePersonalData: PersonalDataPart = {
  key: 'console',
  columns: [
    { table: 'console.saved_views', column: 'person_id', fate: 'deleted' },
    // The journal holds ids, counts and days for twelve months; the ids lead to a tombstone.
    { table: 'platform.audit_subjects', column: 'person_id', fate: 'kept' },
    { table: 'platform.audit_entries', column: 'subject_id', fate: 'kept' },
    { table: 'platform.audit_entries', column: 'actor_id', fate: 'kept' },
  ],
  things: [
    {
      key: 'views',
      query: (personId) => sql`
        select name, table_key, query, created_at from console.saved_views where person_id = ${personId}::uuid order by created_at, id`,
    },
    {
      key: 'journal',
      query: (personId) => sql`
        select e.occurred_at, e.act, e.actor_id = s.person_id as by_oneself
        from platform.audit_subjects s join platform.audit_entries e on e.id = s.entry_id
        where s.person_id = ${personId}::uuid and e.visibility = 'ordinary' order by e.occurred_at desc, e.id`,
    },
  ],
  words,
};
