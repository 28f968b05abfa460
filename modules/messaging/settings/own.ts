import type { Actor } from '../../../platform/authz/policy.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { personsById } from '../../directory/index.ts';
import { boxes, FIRST_FOLDER, isStaff } from '../rules.ts';

export interface Folder {
  readonly number: number;
  readonly label: string;
}

/** A person's own folders, by name. */
export const foldersOf = (db: Db, actor: Actor): Promise<Folder[]> =>
  rowsOf(
    db,
    sql<Folder>`select number, label from messaging.folders where person_id = ${actor.personId}::uuid order by lower(label), number`,
  );

const MOST_FOLDERS = 50;

/** @throws Refusal `messaging.too-many-folders` */
export async function addFolder(db: Db, actor: Actor, label: string): Promise<number> {
  const row = await firstOf(
    db,
    sql<{ number: number }>`
      insert into messaging.folders (person_id, number, label)
      select ${actor.personId}::uuid, n.number, ${label}
      from generate_series(${FIRST_FOLDER}::int, ${FIRST_FOLDER + MOST_FOLDERS - 1}::int) as n (number)
      where not exists (select from messaging.folders f where f.person_id = ${actor.personId}::uuid and f.number = n.number)
      order by n.number limit 1 on conflict do nothing returning number`,
  );
  return row?.number ?? refuse('messaging.too-many-folders', { most: MOST_FOLDERS });
}

/** Removes a folder; what lies in it goes to the archive. */
export async function removeFolder(db: Db, actor: Actor, number: number): Promise<void> {
  await sql`
    with gone as (
      delete from messaging.folders where person_id = ${actor.personId}::uuid and number = ${number}::smallint returning person_id, number
    )
    update messaging.recipients c set box = ${boxes.archive}::smallint from gone where c.person_id = gone.person_id and c.box = gone.number and not c.by_key`.execute(
    db,
  );
}

/** What the person puts under their messages; empty for nothing. */
export const signatureOf = async (db: Db, actor: Actor): Promise<string> =>
  (
    await firstOf(
      db,
      sql<{ signature: string }>`select signature from messaging.preferences where person_id = ${actor.personId}::uuid`,
    )
  )?.signature ?? '';

export const keepSignature = async (db: Db, actor: Actor, signature: string): Promise<void> => {
  await sql`
    insert into messaging.preferences (person_id, signature) values (${actor.personId}::uuid, ${signature})
    on conflict (person_id) do update set signature = excluded.signature`.execute(db);
};

export interface Blocked {
  readonly uid: string;
  readonly name: string;
}

export const blockedBy = (db: Db, actor: Actor): Promise<Blocked[]> =>
  rowsOf(
    db,
    sql<Blocked>`
      select a.uid, a.full_name as name from messaging.blocks b join (${personsById}) as a on a.person_id = b.from_id and a.erased_on is null
      where b.person_id = ${actor.personId}::uuid order by a.sort_name, a.person_id limit 200`,
  );

/** Whether the actor may close themselves to who writes as that: never to the school, and a family to nobody who works there. */
export const mayBlock = (actor: Actor, authorRole: string): boolean =>
  authorRole === 'pupil' || (authorRole === 'guardian' && isStaff(actor));

/** Blocks the author of a message that the actor received, where that is open to them; for others the act does not exist. */
export async function blockAuthor(
  db: Db,
  actor: Actor,
  message: { readonly authorId: string; readonly authorRole: string },
  at: Date,
): Promise<void> {
  if (message.authorId === actor.personId || !mayBlock(actor, message.authorRole)) notFound();
  await sql`
    insert into messaging.blocks (person_id, from_id, blocked_at) values (${actor.personId}::uuid, ${message.authorId}::uuid, ${at})
    on conflict do nothing`.execute(db);
}

export const unblock = async (db: Db, actor: Actor, uid: string): Promise<void> => {
  await sql`
    delete from messaging.blocks b using (${personsById}) as a
    where b.person_id = ${actor.personId}::uuid and a.person_id = b.from_id and a.uid = ${uid}`.execute(db);
};
