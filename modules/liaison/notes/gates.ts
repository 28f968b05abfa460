import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { isSignedIn } from '../../../platform/http/context.ts';
import type { Evidence, Reportable } from '../../../platform/moderation/reportable.ts';
import type { FileGate } from '../../../platform/module.ts';
import { notePolicy } from '../policy.ts';
import { wholeName } from './shown.ts';
import { NOTE_KIND, type ToldNote, tellNote, withdrawTelling } from './tell.ts';
import { texts } from './texts.ts';

/** What hangs on notes: files, reports. */
export const NOTE_PLACE = NOTE_KIND;

/** SQL condition on `n`: the actor reads the note, as a family once it is published, or follows it. */
const opens = (actor: Actor, now: Date): RawBuilder<unknown> =>
  sql`((n.publish_at <= ${now} and n.withdrawn_at is null and ${notePolicy.where(actor, 'read')}) or ${notePolicy.where(actor, 'follow')})`;

/** The files of a note are for those who read it. */
export const noteGate: FileGate = {
  place: NOTE_PLACE,
  async mayRead(ctx, subjects) {
    if (!isSignedIn(ctx)) return new Set();
    const rows = await rowsOf(
      ctx.db,
      sql<{ id: string }>`
        select n.id from liaison.notes n where n.id = any(${[...subjects]}::uuid[]) and ${opens(ctx.actor, ctx.now)} order by n.id`,
    );
    return new Set(rows.map(({ id }) => id));
  },
};

/** SQL condition on `n`: it is, or was by that day, before its readers, who report what they read. */
const isRead = (actor: Actor): RawBuilder<unknown> => sql`(
  (n.withdrawn_at is null and (n.publish_at at time zone 'Europe/Paris')::date <= ${actor.today}::date and ${notePolicy.where(actor, 'read')})
  or ${notePolicy.where(actor, 'follow')})`;

const load = async (db: Db, actor: Actor, noteId: string): Promise<Evidence | undefined> => {
  const row = await firstOf(
    db,
    sql<{
      title: string;
      plain: string;
      authorId: string;
      author: string;
      schoolId: string;
      at: Date;
      recipients: number;
      digest: string;
      version: number;
    }>`
      select v.title, v.plain, v.digest, n.version, n.author_id as "authorId", ${wholeName(sql`n.author_id`)} as author,
             n.school_id as "schoolId", v.written_at as at,
             (select count(distinct c.guardian_id)::int from liaison.copies c
              where c.school_id = n.school_id and c.note_id = n.id) as recipients
      from liaison.notes n
      join liaison.note_versions v on v.school_id = n.school_id and v.note_id = n.id and v.version = n.version
      where n.id = ${noteId}::uuid and ${isRead(actor)}`,
  );
  if (!row) return undefined;
  const { title, plain, authorId, author, schoolId, at, recipients, digest, version } = row;
  return {
    title,
    text: plain,
    author: { id: authorId, name: author },
    schoolId,
    at,
    recipients,
    copy: { noteId, version, digest },
  };
};

/**
 * A note that somebody reports is hidden as if it had been withdrawn; restored, it is told again to who still owes a signature. What its own
 * author withdrew stays so.
 */
export const reportableNote: Reportable = {
  place: NOTE_PLACE,
  label: (locale) => texts[locale].one,
  load,
  async hide(tx, subjects, by) {
    const rows = await rowsOf(
      tx.db,
      sql<{ id: string }>`
        update liaison.notes set withdrawn_at = now(), withdrawn_by = ${by}::uuid
        where id = any(${[...subjects]}::uuid[]) and withdrawn_at is null returning id`,
    );
    for (const { id } of rows) await withdrawTelling(tx, id);
  },
  async restore(tx, subjects) {
    const rows = await rowsOf(
      tx.db,
      sql<ToldNote & { publishAt: Date }>`
        with back as (
          update liaison.notes n set withdrawn_at = null, withdrawn_by = null
          where n.id = any(${[...subjects]}::uuid[]) and n.withdrawn_at is not null and n.withdrawn_by <> n.author_id
          returning n.id, n.school_id, n.author_id, n.version, n.publish_at, n.due_on)
        select b.id, b.school_id as "schoolId", b.author_id as "authorId", v.title, v.plain, b.publish_at as "publishAt", b.due_on as "dueOn"
        from back b join liaison.note_versions v on v.school_id = b.school_id and v.note_id = b.id and v.version = b.version
        order by b.id`,
    );
    for (const note of rows) await tellNote(tx, note, note.publishAt);
  },
};
