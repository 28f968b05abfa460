import { sql } from '../../platform/db/db.ts';
import type { PersonalDataPart } from '../../platform/personal-data/part.ts';
import { words } from './texts-held.ts';

/** What somebody sent. What hangs on a message or a note belongs to it from then on, and goes with it. */
export const filesPersonalData: PersonalDataPart = {
  key: 'files',
  columns: [
    { table: 'files.files', column: 'holder_id', fate: 'tombstone' },
    { table: 'files.person_usages', column: 'person_id', fate: 'tombstone' },
  ],
  things: [
    {
      key: 'files',
      query: (personId) => sql`
        select f.name, f.bytes, f.media_type, f.created_at, f.scan, f.holds
        from files.files f where f.holder_id = ${personId}::uuid and f.completed_at is not null order by f.created_at, f.id`,
    },
  ],
  words,
  async erase(db, { persons, at }) {
    // The next run of the deleting job, within the hour, takes bytes and rows.
    await sql`
      update files.files set expires_at = ${at} where holder_id = any(${[...persons]}::uuid[]) and holds = 0 and doomed_at is null`.execute(
      db,
    );
    // A name that somebody gave may name somebody.
    await sql`
      update files.files set name = 'fichier' || coalesce(substring(name from '\\.[[:alnum:]]{1,10}$'), '')
      where holder_id = any(${[...persons]}::uuid[])`.execute(db);
  },
};
