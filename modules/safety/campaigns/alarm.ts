import { dayOf } from '../../../platform/clock/clock.ts';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Transaction } from '../../../platform/http/context.ts';
import type { Job, Subscription } from '../../../platform/module.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { overseers, protectorsOf } from '../../directory/index.ts';
import { notify } from '../../notifications/index.ts';
import { listStops } from '../stop/contract.ts';
import { listCampaigns } from './contract.ts';
import { texts } from './texts.ts';

/** A message that was sent, as messaging says it. */
interface Sent {
  readonly authorId: string;
  readonly schoolId: string | null;
  readonly people: number;
  readonly at: string;
}

/** What is far too much: `factor` times the fullest of somebody's former hours, and at least so many messages or people reached. */
const limits = {
  person: { sends: 30, people: 1_000, factor: 5 },
  school: { sends: 300, people: 20_000, factor: 5 },
} as const;

const HOUR = 3_600_000;

/** Counts what is sent by hour, account and school, and raises an alarm once an hour for what is far beyond habit. */
export const countSent: Subscription = {
  fact: 'messaging.sent',
  reader: 'safety.count-sent',
  async read({ db, clock, log }, payload) {
    const sent = (payload.messages ?? []) as readonly Sent[];
    const rows = sent.flatMap(({ authorId, schoolId, people, at }) => {
      const hour = new Date(Math.floor(Date.parse(at) / HOUR) * HOUR).toISOString();
      const one = (kind: 'person' | 'school', id: string) => ({ kind, id, hour, people, schoolId });
      return [one('person', authorId), ...(schoolId ? [one('school', schoolId)] : [])];
    });
    if (rows.length === 0) return;
    const alarms = await inTransaction(db, (tx) => count(tx, rows, clock.now()));
    if (alarms > 0) log('warn', 'safety.unusual-sending', { alarms });
  },
};

interface Raised {
  readonly id: string;
  readonly schoolId: string | null;
}

/** Adds what was sent, and tells operator, academy and head of what is far beyond habit. @returns how many alarms that raised */
async function count(tx: Transaction, rows: readonly unknown[], now: Date): Promise<number> {
  const raised = await rowsOf(
    tx.db,
    sql<Raised>`
      with given as (
        select r.kind, r.id, r.hour, count(*)::integer as sends, sum(r.people) as recipients, (array_agg(r."schoolId"))[1] as school_id
        from json_to_recordset(${JSON.stringify(rows)}::json) as r (kind text, id uuid, hour timestamptz, people integer, "schoolId" uuid)
        group by r.kind, r.id, r.hour order by r.kind, r.id, r.hour),
      counted as (
        insert into safety.send_rates as s (kind, id, hour, sends, recipients)
        select g.kind, g.id, g.hour, g.sends, g.recipients from given g
        on conflict (kind, id, hour) do update set sends = s.sends + excluded.sends, recipients = s.recipients + excluded.recipients
        returning s.kind, s.id, s.hour, s.sends, s.recipients),
      judged as (
        select c.*, (select g.school_id from given g where g.kind = c.kind and g.id = c.id limit 1) as school_id,
               coalesce(u.sends, 0) as usual, coalesce(u.recipients, 0) as usual_recipients
        from counted c left join lateral (
          select max(r.sends) as sends, max(r.recipients) as recipients from safety.send_rates r
          where r.kind = c.kind and r.id = c.id and r.hour < c.hour) as u on true),
      wild as (
        select j.*, row_number() over (order by j.kind, j.id) as rank from judged j
        where case j.kind when 'person'
                then (j.sends >= ${limits.person.sends} and j.sends >= ${limits.person.factor} * j.usual)
                  or (j.recipients >= ${limits.person.people} and j.recipients >= ${limits.person.factor} * j.usual_recipients)
                else (j.sends >= ${limits.school.sends} and j.sends >= ${limits.school.factor} * j.usual)
                  or (j.recipients >= ${limits.school.people} and j.recipients >= ${limits.school.factor} * j.usual_recipients) end)
      insert into safety.send_alarms (id, kind, of_id, school_id, hour, sends, recipients, usual, raised_at)
      select (${rows.map(() => newId())}::uuid[])[w.rank], w.kind, w.id, w.school_id, w.hour, w.sends, w.recipients, w.usual,
             ${now}::timestamptz
      from wild w
      on conflict (kind, of_id, hour) do nothing
      returning id, school_id as "schoolId"`,
  );
  for (const { id, schoolId } of raised) {
    await tell(
      tx,
      `safety.alarm:${id}`,
      listCampaigns.path,
      sql`select o.person_id from (${overseers(dayOf(now))}) as o`,
      now,
    );
    if (schoolId)
      await tell(
        tx,
        `safety.alarm-school:${id}`,
        listStops.path,
        sql`select p.person_id from (${protectorsOf(dayOf(now), [schoolId])}) as p where p.role = 'head'`,
        now,
      );
  }
  return raised.length;
}

const tell = (
  tx: Transaction,
  subject: string,
  href: string,
  query: ReturnType<typeof sql>,
  now: Date,
): Promise<string> =>
  notify(tx, {
    kind: 'safety.alarm',
    subject,
    schoolId: null,
    href,
    title: texts.fr.alarmTitle,
    words: texts.fr.alarmWords,
    publishAt: now,
    urgent: 'safety',
    to: { query },
  });

/** At 3.12 on Sundays: counts of two months ago say nothing of today's habits. */
export const forgetRatesJob: Job = {
  name: 'safety.forget-send-rates',
  cron: '12 3 * * 0',
  async run({ db, clock }) {
    const now = clock.now().getTime();
    await sql`delete from safety.send_rates where hour < ${new Date(now - 60 * 24 * HOUR)}`.execute(db);
    await sql`delete from safety.send_alarms where raised_at < ${new Date(now - 365 * 24 * HOUR)}`.execute(db);
  },
};
