import { sql } from '../../platform/db/db.ts';
import type { PersonalDataPart } from '../../platform/personal-data/part.ts';
import { words } from './texts-held.ts';

/**
 * What messages hold of persons. Their own copies, drafts and settings go with them; what they wrote stays with those who received it, under a
 * name that leads to a tombstone.
 */
export const messagingPersonalData: PersonalDataPart = {
  key: 'messaging',
  columns: [
    { table: 'messaging.messages', column: 'author_id', fate: 'by-hand' },
    { table: 'messaging.recipients', column: 'person_id', fate: 'by-hand' },
    { table: 'messaging.drafts', column: 'person_id', fate: 'deleted' },
    { table: 'messaging.absences', column: 'person_id', fate: 'deleted' },
    { table: 'messaging.absence_answers', column: 'person_id', fate: 'deleted' },
    { table: 'messaging.absence_answers', column: 'author_id', fate: 'deleted' },
    { table: 'messaging.class_modes', column: 'chosen_by', fate: 'kept' },
    { table: 'messaging.group_lists', column: 'chosen_by', fate: 'kept' },
    { table: 'messaging.decisions', column: 'decided_by', fate: 'kept' },
    { table: 'messaging.folders', column: 'person_id', fate: 'deleted' },
    { table: 'messaging.blocks', column: 'person_id', fate: 'deleted' },
    { table: 'messaging.blocks', column: 'from_id', fate: 'deleted' },
    { table: 'messaging.preferences', column: 'person_id', fate: 'deleted' },
  ],
  things: [
    {
      key: 'written',
      query: (personId) => sql`
        select m.subject, m.words, m.written_at, m.sent_at, m.people, m.body as text from messaging.messages m
        where m.author_id = ${personId}::uuid order by m.written_at, m.id`,
    },
    {
      key: 'received',
      query: (personId) => sql`
        select m.subject, m.words, c.sent_at, c.read_at from messaging.recipients c join messaging.messages m on m.id = c.message_id
        where c.person_id = ${personId}::uuid and not c.by_key and m.hidden_at is null order by c.sent_at, c.message_id`,
    },
    {
      key: 'drafts',
      query: (personId) => sql`
        select subject, body, saved_at from messaging.drafts where person_id = ${personId}::uuid order by saved_at, id`,
    },
    {
      key: 'folders',
      query: (personId) => sql`select label from messaging.folders where person_id = ${personId}::uuid order by number`,
    },
    {
      key: 'preferences',
      query: (personId) => sql`
        select signature from messaging.preferences where person_id = ${personId}::uuid and signature <> ''`,
    },
    {
      key: 'absence',
      query: (personId) => sql`
        select starts_on, ends_on, words from messaging.absences where person_id = ${personId}::uuid`,
    },
    {
      key: 'blocks',
      query: (personId) => sql`
        select blocked_at as since from messaging.blocks where person_id = ${personId}::uuid order by blocked_at, from_id`,
    },
  ],
  words,
  async erase(db, { persons }) {
    const gone = [...persons];
    // Copies are found by person once they are filed, and by their message before.
    await sql`delete from messaging.recipients where person_id = any(${gone}::uuid[]) and not by_key`.execute(db);
    await sql`
      delete from messaging.recipients c using (select distinct message_id from messaging.wide) as w
      where c.message_id = w.message_id and c.person_id = any(${gone}::uuid[])`.execute(db);
    // What nobody received has no reason to stay; the rest is their readers'.
    await sql`
      delete from messaging.messages m where m.author_id = any(${gone}::uuid[]) and m.state <> 'sent' and m.hidden_at is null`.execute(
      db,
    );
    await sql`update messaging.messages set to_persons = '{}' where author_id = any(${gone}::uuid[])`.execute(db);
  },
};
