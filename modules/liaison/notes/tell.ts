import { dayOf } from '../../../platform/clock/clock.ts';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Transaction } from '../../../platform/http/context.ts';
import { legalGuardian } from '../../directory/index.ts';
import { notify, reopen, settle, toldAt, withdraw } from '../../notifications/index.ts';
import { showNote } from './contract.ts';
import { courtesyName } from './shown.ts';
import { isOwedBy } from './state.ts';

/** The kind under which notes are told. */
export const NOTE_KIND = 'liaison.note';

const subjectOf = (noteId: string): string => `${NOTE_KIND}:${noteId}`;

/** What is told of a note. */
export interface ToldNote {
  readonly id: string;
  readonly schoolId: string;
  readonly authorId: string;
  readonly title: string;
  readonly plain: string;
  readonly dueOn: string | null;
}

/** Copies of a note that are owed, or not. Who is no guardian of the child any more owes nothing. */
const copiesOf = (noteId: string, owed: boolean, today: string): RawBuilder<unknown> => sql`
  select c.guardian_id as person_id, c.pupil_id as child_id
  from liaison.notes n
  join liaison.note_pupils np on np.school_id = n.school_id and np.note_id = n.id
  join liaison.copies c on c.school_id = n.school_id and c.note_id = n.id and c.pupil_id = np.pupil_id
  where n.id = ${noteId}::uuid and ${owed ? sql`` : sql`not`} (
    ${isOwedBy(sql`c.guardian_id`)} and ${legalGuardian(sql`c.guardian_id`, sql`c.pupil_id`, today, { withAccess: false })})`;

/** SQL query: `person_id`, `child_id` of each guardian, child by child, who still owes a signature on that day. */
export const owingGuardians = (noteId: string, today: string): RawBuilder<unknown> => copiesOf(noteId, true, today);

/**
 * Tells a note to those who owe a signature, at once or when the hours open: first among what they have to do. Told again later it is new for
 * them; who is done with it stays done.
 * @param today day on which they are guardians, `YYYY-MM-DD`
 */
export async function tellNote(
  tx: Transaction,
  note: ToldNote,
  publishAt: Date,
  today = dayOf(publishAt),
): Promise<void> {
  const [author] = await rowsOf(
    tx.db,
    sql<{ name: string }>`select ${courtesyName(sql`${note.authorId}::uuid`)} as name`,
  );
  await notify(tx, {
    kind: NOTE_KIND,
    subject: subjectOf(note.id),
    schoolId: note.schoolId,
    href: addressOf(showNote, { noteId: note.id }),
    title: note.title,
    words: note.plain,
    author: { id: note.authorId, name: author?.name ?? '' },
    publishAt,
    todo: true,
    dueOn: note.dueOn ?? undefined,
    to: { query: owingGuardians(note.id, today) },
  });
  const done = await rowsOf(
    tx.db,
    sql<{ id: string }>`
      select d.person_id as id from (${copiesOf(note.id, false, today)}) as d
      where not exists (select 1 from (${owingGuardians(note.id, today)}) as o where o.person_id = d.person_id)
      group by d.person_id order by d.person_id`,
  );
  await settleNote(
    tx,
    note.id,
    done.map(({ id }) => id),
  );
}

/**
 * Tells a note to those who owe it since: guardians who came, or of whom it is asked after all. Whoever was told already hears nothing new.
 * @param opens when it is told, where it never was
 */
export async function tellNewcomers(tx: Transaction, note: ToldNote, opens: Date): Promise<void> {
  const at = (await toldAt(tx.db, subjectOf(note.id))) ?? opens;
  await tellNote(tx, note, at, dayOf(opens));
  const owing = await rowsOf(
    tx.db,
    sql<{ id: string }>`select distinct o.person_id as id from (${owingGuardians(note.id, dayOf(opens))}) as o`,
  );
  await reopen(
    tx,
    subjectOf(note.id),
    owing.map(({ id }) => id),
  );
}

/** Nothing more is told of a note, and it leaves every feed. */
export const withdrawTelling = (tx: Transaction, noteId: string): Promise<void> => withdraw(tx, subjectOf(noteId));

/** A note leaves the things to do of these persons. */
export const settleNote = (tx: Transaction, noteId: string, personIds: readonly string[]): Promise<void> =>
  settle(tx, subjectOf(noteId), personIds);

/** Open pages about a note ask themselves again: the class's, and that of its author where there is no class. */
export function noteChanged(
  tx: Transaction,
  note: { readonly groupId: string | null; readonly authorUid?: string },
): void {
  if (note.groupId) tx.changed(`group:${note.groupId}`);
  else if (note.authorUid) tx.changed(`person:${note.authorUid}`);
}
