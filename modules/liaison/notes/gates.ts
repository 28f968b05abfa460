import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { isSignedIn } from '../../../platform/http/context.ts';
import type { Evidence, FoundCopy, Reportable } from '../../../platform/moderation/reportable.ts';
import type { FileGate } from '../../../platform/module.ts';
import { holdsFile } from '../../files/index.ts';
import { notePolicy } from '../policy.ts';
import { wholeName } from './shown.ts';
import { NOTE_KIND, type ToldNote, tellNote, withdrawTelling } from './tell.ts';
import { texts } from './texts.ts';

/** What hangs on notes: files, reports. */
export const NOTE_PLACE = NOTE_KIND;

/** SQL condition on `n`: the actor reads the note, as a family once it is published, or follows it. */
const opens = (actor: Actor, now: Date): RawBuilder<unknown> =>
  sql`(n.hidden_at is null and ((n.publish_at <= ${now} and n.withdrawn_at is null and ${notePolicy.where(actor, 'read')})
        or ${notePolicy.where(actor, 'follow')}))`;

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
      where n.id = ${noteId}::uuid and n.hidden_at is null and ${isRead(actor)}`,
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

/** The same note sent again and again; what its author withdrew is left out. */
const find: NonNullable<Reportable['find']> = (db, { words, link, sha256, authorIds, since, until }, most) => {
  const asked = [
    ...(words
      ? [sql`(position(lower(${words}) in lower(v.plain)) > 0 or position(lower(${words}) in lower(v.title)) > 0)`]
      : []),
    ...(link ? [sql`(position(${link} in v.plain) > 0 or position(${link} in v.words::text) > 0)`] : []),
    ...(sha256 ? [holdsFile(NOTE_PLACE, sql`n.id`, sha256)] : []),
    ...(authorIds ? [sql`n.author_id = any(${[...authorIds]}::uuid[])`] : []),
  ];
  if (asked.length === 0) return Promise.resolve([]);
  return rowsOf(
    db,
    sql<FoundCopy>`
      select n.id as subject, n.author_id as "authorId", n.school_id as "schoolId", v.written_at as "sentAt", v.title, v.plain as words,
             (select count(distinct c.guardian_id)::int from liaison.copies c
              where c.school_id = n.school_id and c.note_id = n.id) as recipients
      from liaison.note_versions v join liaison.notes n on n.school_id = v.school_id and n.id = v.note_id and n.version = v.version
      where v.written_at >= ${since} and v.written_at < ${until} and n.withdrawn_at is null and ${sql.join(asked, sql` and `)}
      order by n.id limit ${most}`,
  );
};

/**
 * A note that somebody reports is hidden: withdrawn, and out of sight at the school too; restored, it is told again to who still owes a
 * signature. What its author had withdrawn before stays so.
 */
export const reportableNote: Reportable = {
  place: NOTE_PLACE,
  label: (locale) => texts[locale].one,
  load,
  find,
  async hide(tx, subjects, by) {
    const rows = await rowsOf(
      tx.db,
      sql<{ id: string }>`
        update liaison.notes set withdrawn_at = now(), withdrawn_by = ${by}::uuid, hidden_at = now()
        where id = any(${[...subjects]}::uuid[]) and withdrawn_at is null returning id`,
    );
    for (const { id } of rows) await withdrawTelling(tx, id);
  },
  async restore(tx, subjects) {
    const rows = await rowsOf(
      tx.db,
      sql<ToldNote & { publishAt: Date }>`
        with back as (
          update liaison.notes n set withdrawn_at = null, withdrawn_by = null, hidden_at = null
          where n.id = any(${[...subjects]}::uuid[]) and n.hidden_at is not null
          returning n.id, n.school_id, n.author_id, n.version, n.publish_at, n.due_on)
        select b.id, b.school_id as "schoolId", b.author_id as "authorId", v.title, v.plain, b.publish_at as "publishAt", b.due_on as "dueOn"
        from back b join liaison.note_versions v on v.school_id = b.school_id and v.note_id = b.id and v.version = b.version
        order by b.id`,
    );
    for (const note of rows) await tellNote(tx, note, note.publishAt);
  },
};
