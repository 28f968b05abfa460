import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Job, Subscription, WorkContext } from '../../../platform/module.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { release } from '../../files/index.ts';
import { followClasses } from './copies.ts';
import { type ReminderStep, stepsDue } from './rules.ts';
import { NOTE_KIND, tellNewcomers, tellNote } from './tell.ts';
import { openDays, publicationAt } from './timing.ts';

interface DueNote {
  readonly id: string;
  readonly schoolId: string;
  readonly groupId: string | null;
  readonly authorId: string;
  readonly version: number;
  readonly title: string;
  readonly plain: string;
  readonly dueOn: string;
  readonly publishAt: Date;
  readonly sent: readonly ReminderStep[];
}

/** Notes due within three weeks, published, with the reminders that they had: a long holiday moves a reminder that far ahead. */
const dueNotes = (db: Db, today: string, now: Date): Promise<DueNote[]> =>
  rowsOf(
    db,
    sql<DueNote>`
      select n.id, n.school_id as "schoolId", n.group_id as "groupId", n.author_id as "authorId", n.version, v.title, v.plain,
             n.due_on as "dueOn", n.publish_at as "publishAt",
             array(select r.step from liaison.reminders r
                   where r.school_id = n.school_id and r.note_id = n.id and r.version = n.version order by r.step) as sent
      from liaison.notes n
      join liaison.note_versions v on v.school_id = n.school_id and v.note_id = n.id and v.version = n.version
      where n.withdrawn_at is null and n.due_on between ${today}::date and ${today}::date + 23 and n.publish_at <= ${now}
      order by n.school_id, n.due_on, n.id`,
  );

/**
 * Asks again, two days and one day before the due day, those who owe a signature; on the last open day before where families are left in
 * peace. Each step once a text, whatever happens: its row and its telling are one transaction.
 * @returns how many notes were recalled
 */
export async function remind({ db, clock }: Pick<WorkContext, 'db' | 'clock'>): Promise<number> {
  const now = clock.now();
  const today = dayOf(now);
  let reminded = 0;
  for (const note of await dueNotes(db, today, now)) {
    const isOpen = await openDays(db, note.schoolId, now);
    if (!isOpen(today)) continue;
    const steps = stepsDue(note.dueOn, today, isOpen).filter((step) => !note.sent.includes(step));
    if (steps.length === 0) continue;
    reminded += await inTransaction(db, async (tx) => {
      const rows = await rowsOf(
        tx.db,
        sql<{ step: string }>`
          insert into liaison.reminders (school_id, note_id, version, step, sent_at)
          select ${note.schoolId}::uuid, ${note.id}::uuid, ${note.version}, unnest(${steps}::text[]), ${now}
          on conflict do nothing returning step`,
      );
      if (rows.length === 0) return 0;
      await tellNote(tx, note, now);
      return 1;
    });
  }
  return reminded;
}

/** At 16:40, when children come home and before the hours end. */
export const remindJob: Job = {
  name: 'liaison.remind',
  cron: '40 16 * * *',
  async run(ctx) {
    const reminded = await remind(ctx);
    if (reminded > 0) ctx.log('info', 'liaison.reminded', { notes: reminded });
  },
};

/** Adds those who came later to the open notes of a school (null: of all), and tells them. */
export async function followArrivals(
  { db, clock }: Pick<WorkContext, 'db' | 'clock'>,
  schoolId: string | null,
): Promise<number> {
  const now = clock.now();
  return inTransaction(db, async (tx) => {
    const delivered = await followClasses(tx.db, { schoolId, now, today: dayOf(now) });
    const notes = await notesOf(tx.db, [...new Set(delivered.map(({ noteId }) => noteId))]);
    for (const note of notes) {
      const opens = await publicationAt(db, note.schoolId, now);
      await tellNewcomers(tx, note, opens > note.publishAt ? opens : note.publishAt);
    }
    return delivered.length;
  });
}

const notesOf = (db: Db, ids: readonly string[]): Promise<DueNote[]> =>
  rowsOf(
    db,
    sql<DueNote>`
      select n.id, n.school_id as "schoolId", n.group_id as "groupId", n.author_id as "authorId", n.version, v.title, v.plain,
             n.due_on as "dueOn", n.publish_at as "publishAt"
      from liaison.notes n
      join liaison.note_versions v on v.school_id = n.school_id and v.note_id = n.id and v.version = n.version
      where n.id = any(${[...ids]}::uuid[]) order by n.id`,
  );

/** At 7:20, when the night's deliveries are in and the hours have opened. */
export const arrivalsJob: Job = {
  name: 'liaison.follow-classes',
  cron: '20 7 * * *',
  run: async (ctx) => {
    await followArrivals(ctx, null);
  },
};

/** Classes changed by hand: those who came find the notes that still wait, at once. */
export const circlesReader: Subscription = {
  fact: 'directory.circles-changed',
  reader: 'liaison.follow-classes',
  read: async (ctx, { schoolId }) => {
    await followArrivals(ctx, typeof schoolId === 'string' ? schoolId : null);
  },
};

/** Notes go five years after the end of their school year: until then they are the school's proof. */
export async function forgetNotes(db: Db, today: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    // A school year ends with July: what was written from August on belongs to the next.
    const gone = await rowsOf(
      tx.db,
      sql<{ id: string }>`
        delete from liaison.notes n
        where make_date(extract(year from n.created_at + interval '5 months')::int, 8, 1) < ${today}::date - interval '5 years'
        returning id`,
    );
    await release(
      tx,
      NOTE_KIND,
      gone.map(({ id }) => id),
    );
  });
}

/** At 3:47 on Sundays, when nobody is at school. */
export const forgetJob: Job = {
  name: 'liaison.forget-notes',
  cron: '47 3 * * 0',
  run: ({ db, clock }) => forgetNotes(db, dayOf(clock.now())),
};
