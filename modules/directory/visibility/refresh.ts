import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Job, Subscription, WorkContext } from '../../../platform/module.ts';
import { openOn } from '../queries/facts.ts';

/** What a refresh had to change in the index of circles. */
export interface Refreshed {
  readonly added: number;
  readonly removed: number;
}

/** Schools whose circles are brought up to date by one statement: short transactions, and few of them. */
const BATCH = 20;

/** Brings the circles of those schools to what the directory says on `today`; twice changes nothing. */
export async function refreshCircles(db: Db, schoolIds: readonly string[], today: string): Promise<Refreshed> {
  const schools = sql`${[...schoolIds]}::uuid[]`;
  const open = (alias: string): RawBuilder<unknown> => openOn(alias, today);
  return db.transaction().execute(async (tx) => {
    // Two refreshes of one school at once would each undo what the other one has just seen.
    await sql`select pg_advisory_xact_lock(hashtext('directory.circles'))`.execute(tx);
    const row = await firstOf(
      tx,
      sql<Refreshed>`
        with belongs as materialized (
          select pr.school_id, pr.school_id as circle_id, pr.kind as role, pr.person_id
          from directory.profiles pr where pr.school_id = any(${schools}) and ${open('pr')}
          union
          select g.school_id, g.id, case m.role when 'main_teacher' then 'teacher' when 'owner' then 'member' else m.role end, m.person_id
          from directory.groups g
          cross join lateral (
            select m.role, m.person_id from directory.memberships m where m.group_id = g.id and ${open('m')} offset 0) as m
          where g.school_id = any(${schools})
          union
          select d.school_id, d.school_id, 'after_school', d.person_id
          from directory.mandates d
          where d.kind = 'after_school' and d.school_id = any(${schools}) and d.starts_on <= ${today}::date and ${open('d')}
        ),
        -- Asked pupil by pupil, by index: the planner would rather read every kinship there is.
        kin as materialized (
          select p.person_id as pupil_id, k.adult_id, case when k.authority = 1 then 'guardian' else 'contact' end as role
          from (select distinct person_id from belongs where role = 'pupil' or circle_id <> school_id) as p
          cross join lateral (
            select k.adult_id, k.authority from directory.kinships k where k.pupil_id = p.person_id and ${open('k')} offset 0) as k
        ),
        adults as materialized (
          select distinct b.school_id, b.circle_id, kin.role, kin.adult_id as person_id
          from belongs b join kin on kin.pupil_id = b.person_id
          where b.role = 'pupil' or b.circle_id <> b.school_id
        ),
        everybody as materialized (
          select school_id, circle_id, role, person_id from belongs where role <> 'guardian'
          union all
          select school_id, circle_id, role, person_id from adults
          union all
          -- A guardian's profile may outlast the last child: the school still sees it.
          select b.school_id, b.circle_id, 'contact', b.person_id from belongs b
          where b.role = 'guardian'
            and not exists (select from adults a where a.circle_id = b.circle_id and a.person_id = b.person_id)
        ),
        names as materialized (
          select p.id, p.sort_name collate "C" as sort_name from (select distinct person_id from everybody) as e
          cross join lateral (
            select p.id, p.sort_name from directory.persons p where p.id = e.person_id and p.left_on is null offset 0) as p
        ),
        wanted as materialized (
          select e.school_id, e.circle_id, e.role, n.sort_name, e.person_id from everybody e join names n on n.id = e.person_id
        ),
        present as materialized (
          select c.school_id, c.circle_id, c.role, c.sort_name, c.person_id
          from directory.circle_members c where c.school_id = any(${schools})
        ),
        gone as (
          delete from directory.circle_members c
          using (select school_id, circle_id, role, sort_name, person_id from present
                 except select school_id, circle_id, role, sort_name, person_id from wanted) as p
          where c.school_id = p.school_id and c.circle_id = p.circle_id and c.role = p.role and c.sort_name = p.sort_name
            and c.person_id = p.person_id
          returning 1
        ),
        come as (
          insert into directory.circle_members (school_id, circle_id, role, sort_name, person_id)
          select school_id, circle_id, role, sort_name, person_id from wanted
          except select school_id, circle_id, role, sort_name, person_id from present
          order by 1, 2, 3, 4, 5
          on conflict do nothing
          returning 1
        )
        select (select count(*) from come)::int as added, (select count(*) from gone)::int as removed`,
    );
    return row ?? { added: 0, removed: 0 };
  });
}

/** As many schools after the others as there are, some at a time; stops when the process has to. */
async function refreshMany(ctx: WorkContext, schoolIds: readonly string[]): Promise<Refreshed> {
  let added = 0;
  let removed = 0;
  for (let from = 0; from < schoolIds.length; from += BATCH) {
    ctx.signal.throwIfAborted();
    const done = await refreshCircles(ctx.db, schoolIds.slice(from, from + BATCH), dayOf(ctx.clock.now()));
    added += done.added;
    removed += done.removed;
  }
  return { added, removed };
}

/** A delivery that failed in some schools was applied in the others. */
const DELIVERIES = ['directory.delivery-applied', 'directory.delivery-partly-applied'] as const;

/** After each delivery of the academy: the circles of the schools in which it changed something. */
export const refreshAfterDelivery: readonly Subscription[] = DELIVERIES.map((fact) => ({
  fact,
  reader: `directory.refresh-circles-after-${fact.slice('directory.'.length)}`,
  async read(ctx, { deliveryId }) {
    const schools = await rowsOf(
      ctx.db,
      sql<{ id: string }>`
        select school_id as id from directory.delivery_schools where delivery_id = ${String(deliveryId)}::uuid order by school_id`,
    );
    const done = await refreshMany(
      ctx,
      schools.map(({ id }) => id),
    );
    ctx.log('info', 'directory.circles-refreshed', { schools: schools.length, ...done });
  },
}));

/** Facts after which the people of one school are others than before; their payload names it. */
const FACTS = [
  'directory.teacher-attached',
  'directory.circles-changed',
  'directory.table-applied',
  'directory.table-undone',
  'directory.person-created',
  'directory.class-changed',
  'directory.person-left',
  'directory.person-returned',
  'directory.post-given',
  'directory.post-ended',
  'directory.group-created',
  'directory.group-members-added',
  'directory.group-member-removed',
  'directory.group-closed',
  'directory.year-opened',
] as const;

export const refreshAfterChange: readonly Subscription[] = FACTS.map((fact) => ({
  fact,
  reader: `directory.refresh-circles-after-${fact.slice('directory.'.length)}`,
  async read(ctx, { schoolId }) {
    await refreshCircles(ctx.db, [String(schoolId)], dayOf(ctx.clock.now()));
  },
}));

/** Compares the whole index with the directory and mends it; what was wrong is said, for somebody forgot to tell. */
export const verifyCircles: Job = {
  name: 'directory.verify-circles',
  // 3.50: after the night's clean-up, before the deliveries of the early morning; also when dated links end.
  cron: '50 3 * * *',
  async run(ctx) {
    const schools = await rowsOf(ctx.db, sql<{ id: string }>`select id from directory.schools order by id`);
    const mended = await refreshMany(
      ctx,
      schools.map(({ id }) => id),
    );
    ctx.log(mended.added + mended.removed > 0 ? 'warn' : 'info', 'directory.circles-verified', {
      schools: schools.length,
      ...mended,
    });
  },
};
