import { sql } from '../../platform/db/db.ts';
import type { PersonalDataPart } from '../../platform/personal-data/part.ts';
import { hoursColumns } from './quiet-hours/held.ts';
import { words } from './texts-held.ts';

/** What somebody was told, how they want to be told, and when they are left in peace. */
export const notificationsPersonalData: PersonalDataPart = {
  key: 'notifications',
  columns: [
    { table: 'notifications.quiet_hours', column: 'person_id', fate: 'deleted' },
    ...hoursColumns,
    { table: 'notifications.entries', column: 'author_id', fate: 'by-hand' },
    { table: 'notifications.recipients', column: 'person_id', fate: 'deleted' },
    { table: 'notifications.readers', column: 'person_id', fate: 'deleted' },
    { table: 'notifications.choices', column: 'person_id', fate: 'deleted' },
    { table: 'notifications.addressees', column: 'person_id', fate: 'deleted' },
    { table: 'notifications.deliveries', column: 'person_id', fate: 'deleted' },
    { table: 'notifications.push_subscriptions', column: 'person_id', fate: 'deleted' },
    { table: 'notifications.bounces', column: 'person_id', fate: 'deleted' },
  ],
  things: [
    {
      key: 'hours',
      query: (personId) => sql`
        select to_char(make_interval(mins => quiet_from), 'HH24:MI') as quiet_from, to_char(make_interval(mins => quiet_until), 'HH24:MI') as quiet_until,
               quiet_days, chosen_at
        from notifications.quiet_hours where person_id = ${personId}::uuid`,
    },
    {
      key: 'told',
      query: (personId) => sql`
        select e.published_at, e.title, e.words, r.settled_at
        from notifications.recipients r join notifications.entries e on e.id = r.entry_id
        where r.person_id = ${personId}::uuid and r.published_at <= now() order by e.published_at desc, e.id limit 1000`,
    },
    {
      key: 'ways',
      query: (personId) => sql`
        select kind, mail, is_pushed, chosen_at from notifications.choices where person_id = ${personId}::uuid order by kind`,
    },
    {
      key: 'browsers',
      query: (personId) => sql`
        select device, created_at, used_at from notifications.push_subscriptions
        where person_id = ${personId}::uuid order by created_at, id`,
    },
    {
      key: 'returned',
      query: (personId) => sql`
        select bounced_at, address, status from notifications.bounces where person_id = ${personId}::uuid order by bounced_at, id`,
    },
  ],
  words,
  // What they wrote to others stays told, as the module that tells it has it; their name does not.
  erase: async (db, { persons }) => {
    await sql`
      update notifications.entries set author_id = null, author_name = null where author_id = any(${[...persons]}::uuid[])`.execute(
      db,
    );
  },
};
