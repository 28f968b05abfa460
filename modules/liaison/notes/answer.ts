import { notFound, Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { isOfClosedYear } from '../../directory/rules.ts';
import { meansOfSession } from '../../identity/index.ts';
import { sealOf } from './digest.ts';
import { findReadNote, type ReadNote } from './queries.ts';
import { lockNote, type NoteRow } from './queries-staff.ts';
import { mayChange, type Outcome, readAnswers } from './rules.ts';
import { isOwedBy } from './state.ts';
import { noteChanged, settleNote } from './tell.ts';

/** A note of a year that is over is read, and answered no more. */
export function refuseClosedYear({ year, endsOn }: NoteRow, today: string): void {
  if (year !== null && isOfClosedYear({ year, endsOn }, today)) refuse('directory.year-closed');
}

/**
 * A guardian signs a note for one child: the answer is sealed with the text, the child, the person, the instant and how they came in. The
 * same answer again changes nothing; another one replaces it until the due day, and the former stays.
 * @throws Refusal as the contract lists; `platform.invalid-input` with the fields left open
 */
export async function signNote(
  ctx: SessionContext,
  given: {
    readonly noteId: string;
    readonly pupilUid: string;
    readonly version: number;
    readonly seen: string | undefined;
    readonly answers: readonly (string | undefined)[];
  },
): Promise<{ outcome: Outcome; digest: string }> {
  const { actor, now, db } = ctx;
  // A signature needs the person: a program that holds their key is not them.
  if (ctx.session.means !== 'session') refuse('liaison.session-needed');
  const child = actor.children.find(({ uid }) => uid === given.pupilUid);
  const note = await findReadNote(db, actor, now, given.noteId);
  const pupil = note?.pupils.find(({ uid }) => uid === given.pupilUid);
  if (!child || !note || !pupil) notFound();
  if (note.withdrawnAt) refuse('liaison.withdrawn');
  if (note.version !== given.version) refuse('liaison.text-changed');
  const read = readAnswers(note.questions, given.answers);
  if ('faults' in read)
    throw new Refusal(
      'platform.invalid-input',
      {},
      read.faults.map(({ rank, code }) => ({ field: `answer${rank + 1}`, code })),
    );
  if (pupil.own === read.outcome && JSON.stringify(pupil.given) === JSON.stringify(read.given))
    return { outcome: read.outcome, digest: note.digest };
  // What waited on a device without a connection, or in a forgotten window, does not undo what its person decided since.
  if (given.seen !== undefined && given.seen !== seenOf(pupil.answeredAt)) refuse('liaison.answered-meanwhile');
  if (pupil.own && !mayChange(note.dueOn, actor.today)) refuse('liaison.answers-closed');
  const means = await meansOfSession(db, ctx.session.id);
  return ctx.transaction(async (tx) => {
    const locked = await lockNote(tx.db, actor, 'answer', note.id, 'share');
    if (!locked) notFound();
    if (locked.version !== given.version) refuse('liaison.text-changed');
    refuseClosedYear(locked, actor.today);
    await keepAnswer(tx.db, ctx, { note, pupil, means, ...read });
    await settleAnswered(tx, note, pupil.personId);
    tx.changed(`person:${actor.uid}`);
    noteChanged(tx, { groupId: note.groupId });
    return { outcome: read.outcome, digest: note.digest };
  });
}

/** An answer as a form says that its reader saw it; empty for none. */
export const seenOf = (answeredAt: Date | string | null): string =>
  answeredAt === null ? '' : String(new Date(answeredAt).getTime());

interface Answered {
  readonly note: ReadNote;
  readonly pupil: { readonly personId: string; readonly uid: string };
  readonly means: string;
  readonly outcome: Outcome;
  readonly given: readonly string[];
}

async function keepAnswer(
  db: Db,
  { actor, now }: SessionContext,
  { note, pupil, means, outcome, given }: Answered,
): Promise<void> {
  const seal = sealOf({
    digest: note.digest,
    pupilUid: pupil.uid,
    guardianUid: actor.uid,
    outcome,
    given,
    answeredAt: now,
  });
  await sql`
    update liaison.answers set replaced_at = ${now}
    where school_id = ${note.schoolId} and note_id = ${note.id} and version = ${note.version} and pupil_id = ${pupil.personId}
      and guardian_id = ${actor.personId} and replaced_at is null`.execute(db);
  // Two taps at once: the first one stands.
  await sql`
    insert into liaison.answers (school_id, id, note_id, version, pupil_id, guardian_id, outcome, given, digest, seal, means, answered_at)
    values (${note.schoolId}, ${newId()}, ${note.id}, ${note.version}, ${pupil.personId}, ${actor.personId}, ${outcome},
            ${JSON.stringify(given)}::jsonb, ${note.digest}, ${seal}, ${means}, ${now})
    on conflict (school_id, note_id, version, pupil_id, guardian_id) where replaced_at is null do nothing`.execute(db);
  await markSeen(db, { actor, now }, note);
}

/** Keeps when a guardian first opened this text; nothing for a pupil. */
export const markSeen = (
  db: Db,
  { actor, now }: Pick<SessionContext, 'actor' | 'now'>,
  note: Pick<ReadNote, 'schoolId' | 'id' | 'version' | 'pupils'>,
): Promise<unknown> => {
  const followed = new Set(actor.children.map(({ personId }) => personId));
  const pupils = note.pupils.map(({ personId }) => personId).filter((id) => followed.has(id));
  if (pupils.length === 0) return Promise.resolve();
  return sql`
    insert into liaison.copies (school_id, note_id, pupil_id, guardian_id, delivered_at, seen_at, seen_version)
    select ${note.schoolId}::uuid, ${note.id}::uuid, unnest(${pupils}::uuid[]), ${actor.personId}::uuid, ${now}, ${now}, ${note.version}
    on conflict (school_id, note_id, pupil_id, guardian_id) do update set seen_at = excluded.seen_at, seen_version = excluded.seen_version
    where copies.seen_version is distinct from excluded.seen_version`.execute(db);
};

/** Whether this text was opened by the actor already, for all their children in it. */
export const hasSeen = async (
  db: Db,
  { actor }: Pick<SessionContext, 'actor'>,
  note: Pick<ReadNote, 'schoolId' | 'id' | 'version' | 'pupils'>,
): Promise<boolean> => {
  const rows = await rowsOf(
    db,
    sql`select 1 from liaison.copies c
        where c.school_id = ${note.schoolId} and c.note_id = ${note.id} and c.guardian_id = ${actor.personId}
          and c.seen_version = ${note.version}`,
  );
  return rows.length >= note.pupils.filter(({ personId }) => personId !== actor.personId).length;
};

/** The guardians of a child whom the note asks nothing more, for any of their children: it leaves their things to do. */
export async function settleAnswered(tx: Transaction, note: { readonly id: string }, pupilId: string): Promise<void> {
  const rows = await rowsOf(
    tx.db,
    sql<{ id: string }>`
      select distinct done.guardian_id as id
      from liaison.copies done
      where done.note_id = ${note.id}::uuid and done.pupil_id = ${pupilId}::uuid and not exists (
        select 1 from liaison.notes n
        join liaison.note_pupils np on np.school_id = n.school_id and np.note_id = n.id
        join liaison.copies c on c.school_id = n.school_id and c.note_id = n.id and c.pupil_id = np.pupil_id
        where n.id = done.note_id and c.guardian_id = done.guardian_id and ${isOwedBy(sql`c.guardian_id`)})`,
  );
  await settleNote(
    tx,
    note.id,
    rows.map(({ id }) => id),
  );
}

/** A pupil says that they have read a note about them. */
export function acknowledge(ctx: SessionContext, noteId: string): Promise<boolean> {
  const { actor, now } = ctx;
  return ctx.transaction(async (tx) => {
    const note = await lockNote(tx.db, actor, 'acknowledge', noteId, 'share');
    if (!note || note.publishAt > now) notFound();
    if (note.withdrawnAt) refuse('liaison.withdrawn');
    const row = await firstOf(
      tx.db,
      sql<{ id: string }>`
        update liaison.note_pupils set acknowledged_at = ${now}
        where school_id = ${note.schoolId} and note_id = ${note.id} and pupil_id = ${actor.personId} and acknowledged_at is null
        returning pupil_id as id`,
    );
    if (row) noteChanged(tx, { groupId: note.groupId });
    return true;
  });
}
