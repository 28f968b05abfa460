import { sql } from '../../platform/db/db.ts';
import type { PersonalDataPart } from '../../platform/personal-data/part.ts';
import { words } from './texts-held.ts';

/** Shortcuts; banners and looks are a school's, and only lead to whoever wrote them. */
export const portalPersonalData: PersonalDataPart = {
  key: 'portal',
  columns: [
    { table: 'portal.pins', column: 'person_id', fate: 'deleted' },
    { table: 'portal.banners', column: 'author_id', fate: 'tombstone' },
    { table: 'portal.banners', column: 'removed_by', fate: 'tombstone' },
    { table: 'portal.looks', column: 'changed_by', fate: 'tombstone' },
    { table: 'portal.items', column: 'changed_by', fate: 'tombstone' },
    { table: 'portal.choices', column: 'chosen_by', fate: 'tombstone' },
    { table: 'portal.welcomes', column: 'written_by', fate: 'tombstone' },
    { table: 'portal.welcomes', column: 'removed_by', fate: 'tombstone' },
  ],
  things: [
    {
      key: 'pins',
      query: (personId) => sql`
        select key, pinned_at from portal.pins where person_id = ${personId}::uuid order by pinned_at, key`,
    },
  ],
  words,
};
