import { type RawBuilder, sql } from '../../../platform/db/db.ts';
import type { NamingColumn, PersonalDataPart } from '../../../platform/personal-data/part.ts';
import { eraseFromDirectory } from './erase.ts';
import { words } from './texts.ts';
import { things } from './things.ts';

const columns = (fate: NamingColumn['fate'], ...names: readonly string[]): NamingColumn[] =>
  names.map((name) => {
    const [table = '', column = ''] = name.split('.');
    return { table: `directory.${table}`, column, fate };
  });

/** The records that were merged into these, and into those: they are the same persons. */
const mergedInto = (persons: readonly string[]): RawBuilder<{ person_id: string }> => sql<{ person_id: string }>`
  (with recursive same as (
    select id from directory.persons where id = any(${[...persons]}::uuid[])
    union
    select p.id from directory.persons p join same on p.merged_into = same.id)
  select same.id as person_id from same)`;

/** What the directory holds of persons; of an erased one it keeps the uid, the days and the reason. */
export const directoryPersonalData: PersonalDataPart = {
  key: 'directory',
  columns: [
    ...columns(
      'deleted',
      'person_sources.person_id',
      'profiles.person_id',
      'enrolments.pupil_id',
      'memberships.person_id',
      'kinships.pupil_id',
      'kinships.adult_id',
      'duplicate_proposals.left_id',
      'duplicate_proposals.right_id',
      'departures.person_id',
      'tellings.person_id',
      'table_keys.person_id',
      'name_words.person_id',
      'circle_members.person_id',
      'contact_choices.person_id',
      'reading_languages.person_id',
      'year_draft_teachers.person_id',
      'year_draft_places.pupil_id',
    ),
    ...columns(
      'by-hand',
      'persons.merged_into',
      'access_suspensions.pupil_id',
      'access_suspensions.adult_id',
      'merges.from_id',
      'merges.into_id',
      'table_changes.person_id',
      'person_photos.person_id',
    ),
    ...columns('kept', 'mandates.person_id'),
    // Who did what to others: the line is theirs, the id leads to a tombstone.
    ...columns(
      'tombstone',
      'access_suspensions.created_by',
      'access_suspensions.lifted_by',
      'departures.created_by',
      'departures.returned_by',
      'groups.created_by',
      'person_photos.added_by',
      'mandates.created_by',
      'mandates.revoked_by',
      'merges.created_by',
      'merges.undone_by',
      'platform_rule_choices.decided_by',
      'school_rule_choices.decided_by',
      'table_imports.started_by',
      'table_imports.applied_by',
      'table_imports.undone_by',
      'year_drafts.prepared_by',
      'year_drafts.shared_by',
      'year_drafts.opened_by',
      'year_draft_places.decided_by',
    ),
  ],
  things,
  words,
  alsoRecords: mergedInto,
  erase: eraseFromDirectory,
};
