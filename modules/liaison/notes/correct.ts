import { recordAct } from '../../../platform/audit/audit.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import { refuseIfStopped } from '../../safety/index.ts';
import { notePolicy } from '../policy.ts';
import { refuseClosedYear } from './answer.ts';
import { keepText } from './copies.ts';
import { lockNote } from './queries-staff.ts';
import type { QuestionKind } from './rules.ts';
import { readText, type SentText } from './send.ts';
import { noteChanged, tellNote, withdrawTelling } from './tell.ts';
import { publicationAt } from './timing.ts';

export interface NoteText {
  readonly id: string;
  readonly title: string;
  readonly words: RichText;
  readonly questions: { kind: QuestionKind; label: string; options: string[] }[];
  readonly dueOn: string | null;
  readonly version: number;
  /** Signatures that the text in force has. */
  readonly answered: number;
}

/** The text of a note for who may correct it. */
export async function textToCorrect({ actor, db }: SessionContext, noteId: string): Promise<NoteText> {
  const row = await firstOf(
    db,
    sql<NoteText>`
      select n.id, v.title, v.words, v.questions, n.due_on as "dueOn", n.version,
             (select count(*) from liaison.answers a where a.school_id = n.school_id and a.note_id = n.id and a.version = n.version
                and a.replaced_at is null)::int as answered
      from liaison.notes n
      join liaison.note_versions v on v.school_id = n.school_id and v.note_id = n.id and v.version = n.version
      where n.id = ${noteId}::uuid and n.withdrawn_at is null and ${notePolicy.where(actor, 'change')}`,
  );
  return row ?? notFound();
}

/**
 * Gives a note another text. It is read at once; everybody is asked again, within the hours; what was signed stays proof of the text it was
 * given to.
 * @param version the number of the text that was corrected: somebody else may have corrected it meanwhile
 * @throws Refusal as the contract lists
 */
export function correctNote(
  ctx: SessionContext,
  noteId: string,
  sent: SentText & { readonly version: number },
): Promise<number> {
  const { actor, now, requestId } = ctx;
  return ctx.transaction(async (tx) => {
    const note = await lockNote(tx.db, actor, 'change', noteId, 'update');
    if (!note) notFound();
    if (note.withdrawnAt) refuse('liaison.withdrawn');
    refuseClosedYear(note, actor.today);
    await refuseIfStopped(ctx, { schoolIds: [note.schoolId], act: 'publish' });
    if (note.version !== sent.version) refuse('liaison.text-changed');
    const text = readText(sent, actor.today);
    const version = note.version + 1;
    await keepText(tx.db, { schoolId: note.schoolId, id: note.id, version }, text, { personId: actor.personId, now });
    await sql`
      update liaison.notes set version = ${version}, due_on = ${sent.dueOn || null}::date
      where school_id = ${note.schoolId} and id = ${note.id}`.execute(tx.db);
    await sql`
      update liaison.note_pupils set acknowledged_at = null
      where school_id = ${note.schoolId} and note_id = ${note.id} and acknowledged_at is not null`.execute(tx.db);
    const opens = await publicationAt(tx.db, note.schoolId, now);
    const told = { ...note, ...text, dueOn: sent.dueOn || null };
    await tellNote(tx, told, opens > note.publishAt ? opens : note.publishAt, actor.today);
    await recordAct(tx.db, {
      act: 'liaison.note-corrected',
      at: now,
      actorId: actor.personId,
      schoolId: note.schoolId,
      details: { noteId: note.id, version },
      requestId,
    });
    noteChanged(tx, { groupId: note.groupId, authorUid: actor.uid });
    return version;
  });
}

/** Withdraws a note: families find it no more, and nothing more is sent; what was signed stays. */
export function withdrawNote(ctx: SessionContext, noteId: string): Promise<boolean> {
  const { actor, now, requestId } = ctx;
  return ctx.transaction(async (tx) => {
    const note = await lockNote(tx.db, actor, 'change', noteId, 'update');
    if (!note) notFound();
    if (note.withdrawnAt) return true;
    await sql`
      update liaison.notes set withdrawn_at = ${now}, withdrawn_by = ${actor.personId}
      where school_id = ${note.schoolId} and id = ${note.id}`.execute(tx.db);
    await withdrawTelling(tx, note.id);
    await recordAct(tx.db, {
      act: 'liaison.note-withdrawn',
      at: now,
      actorId: actor.personId,
      schoolId: note.schoolId,
      details: { noteId: note.id },
      requestId,
    });
    noteChanged(tx, { groupId: note.groupId, authorUid: actor.uid });
    return true;
  });
}
