import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { refuseIfStopped } from '../../safety/index.ts';
import { refuseClosedYear, settleAnswered } from './answer.ts';
import { lockNote, type NoteRow } from './queries-staff.ts';
import type { Outcome } from './rules.ts';
import { noteChanged, owingGuardians, tellNewcomers, tellNote } from './tell.ts';
import { publicationAt } from './timing.ts';

/** An hour between two relaunches: a second tap must not ring twice. */
const PAUSE = 3_600_000;

/** Asks again those guardians who have not answered, in one tap, within the hours. */
export function relaunchNote(ctx: SessionContext, noteId: string): Promise<{ told: number; publishAt: Date }> {
  const { actor, now } = ctx;
  return ctx.transaction(async (tx) => {
    const note = await lockNote(tx.db, actor, 'follow', noteId, 'update');
    if (!note) notFound();
    if (note.withdrawnAt) refuse('liaison.withdrawn');
    refuseClosedYear(note, actor.today);
    await refuseIfStopped(ctx, { schoolIds: [note.schoolId], act: 'publish' });
    const last = await firstOf(
      tx.db,
      sql<{ at: Date | null }>`
        select max(relaunched_at) as at from liaison.relaunches where school_id = ${note.schoolId} and note_id = ${note.id}`,
    );
    if (last?.at && now.getTime() - last.at.getTime() < PAUSE) refuse('liaison.just-relaunched');
    const opens = await publicationAt(tx.db, note.schoolId, now);
    const publishAt = opens > note.publishAt ? opens : note.publishAt;
    const owing = await rowsOf(
      tx.db,
      sql<{ person_id: string }>`select distinct o.person_id from (${owingGuardians(note.id, actor.today)}) as o`,
    );
    await tellNote(tx, note, publishAt, actor.today);
    await sql`
      insert into liaison.relaunches (school_id, id, note_id, relaunched_by, relaunched_at, told)
      values (${note.schoolId}, ${newId()}, ${note.id}, ${actor.personId}, ${now}, ${owing.length})`.execute(tx.db);
    noteChanged(tx, { groupId: note.groupId, authorUid: actor.uid });
    return { told: owing.length, publishAt };
  });
}

/** Says that a child's note came back on paper, or takes that back. The same tick twice changes nothing. */
export function tickPaper(
  ctx: SessionContext,
  noteId: string,
  pupilUid: string,
  outcome: Outcome | 'undo',
): Promise<boolean> {
  const { actor, now } = ctx;
  return ctx.transaction(async (tx) => {
    const note = await lockNote(tx.db, actor, 'follow', noteId, 'update');
    const pupilId = note && (await pupilOfNote(tx.db, note, pupilUid));
    if (!note || !pupilId) notFound();
    refuseClosedYear(note, actor.today);
    const standing = await firstOf(
      tx.db,
      sql<{ id: string; outcome: Outcome }>`
        select id, outcome from liaison.paper_returns
        where school_id = ${note.schoolId} and note_id = ${note.id} and version = ${note.version} and pupil_id = ${pupilId}
          and undone_at is null`,
    );
    if (standing?.outcome === outcome || (!standing && outcome === 'undo')) return outcome !== 'undo';
    if (standing)
      await sql`
        update liaison.paper_returns set undone_at = ${now}, undone_by = ${actor.personId}
        where school_id = ${note.schoolId} and id = ${standing.id}`.execute(tx.db);
    if (outcome === 'undo') await tellNewcomers(tx, note, note.publishAt > now ? note.publishAt : now);
    else {
      await sql`
        insert into liaison.paper_returns (school_id, id, note_id, version, pupil_id, outcome, ticked_by, ticked_at)
        values (${note.schoolId}, ${newId()}, ${note.id}, ${note.version}, ${pupilId}, ${outcome}, ${actor.personId}, ${now})`.execute(
        tx.db,
      );
      await settleAnswered(tx, note, pupilId);
    }
    noteChanged(tx, { groupId: note.groupId, authorUid: actor.uid });
    return outcome !== 'undo';
  });
}

const pupilOfNote = async (db: Db, note: NoteRow, uid: string): Promise<string | undefined> =>
  (
    await firstOf(
      db,
      sql<{ id: string }>`
        select np.pupil_id as id from liaison.note_pupils np join directory.persons p on p.id = np.pupil_id
        where np.school_id = ${note.schoolId} and np.note_id = ${note.id} and p.uid = ${uid}`,
    )
  )?.id;
