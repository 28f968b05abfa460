import { recordActs } from '../../../platform/audit/audit.ts';
import { Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { closePlaces } from '../people/departure.ts';
import { alignGuardians } from '../people/guardians.ts';
import { isDepartureDay } from '../people/rules.ts';
import { openOn } from '../queries/facts.ts';
import { type Chosen, chosenFor, destinationsOf } from './concerned.ts';
import type { BulkKind } from './contract.ts';

/** What was done to one of them, for the audit that they may read. */
interface Done {
  readonly id: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Checks who is concerned, does it in one transaction, notes it once for each, and tells the open pages. Returns how many. */
async function doToEach(
  ctx: SessionContext,
  given: { uai: string; kind: BulkKind; uids: readonly string[]; act: string; topics: readonly string[] },
  work: (tx: Transaction, chosen: Chosen) => Promise<readonly Done[]>,
): Promise<number> {
  const chosen = await chosenFor(ctx, given.uai, given.kind, { uids: given.uids });
  if (chosen.concerned.length === 0) refuse('directory.nobody-concerned');
  const { school } = chosen;
  return ctx.transaction(async (tx) => {
    const done = await work(tx, chosen);
    if (done.length === 0) return 0;
    await tx.emit({ name: `directory.${given.act}`, payload: { schoolId: school.id, actorId: ctx.actor.personId } });
    await recordActs(
      tx.db,
      {
        act: `directory.${given.act}`,
        at: ctx.now,
        actorId: ctx.actor.personId,
        schoolId: school.id,
        requestId: ctx.requestId,
      },
      done.map(({ id, details }) => ({ subjectId: id, details })),
    );
    tx.changed(`school:${school.uai}`, ...given.topics);
    return done.length;
  });
}

const isAmong = async (ctx: SessionContext, schoolId: string, kind: BulkKind, id: string): Promise<boolean> =>
  (await destinationsOf(ctx, schoolId, kind)).some((one) => one.id === id);

/** Puts pupils in a class from today on; the class of before ends. Who is there already is not counted. */
export const movePeople = (
  ctx: SessionContext,
  uai: string,
  uids: readonly string[],
  classId: string,
): Promise<number> =>
  doToEach(
    ctx,
    { uai, kind: 'move', uids, act: 'class-changed', topics: [`group:${classId}`] },
    async (tx, { school, concerned }) => {
      if (!(await isAmong(ctx, school.id, 'move', classId))) refuse('directory.no-such-class');
      const { today } = ctx.actor;
      const ids = concerned.map(({ id }) => id);
      const left = await rowsOf(
        tx.db,
        sql<{ id: string; from: string }>`
          update directory.memberships m set ends_on = greatest(${today}::date, m.starts_on)
          from directory.groups g
          where g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class'
            and g.year = (select t.year from directory.groups t where t.school_id = ${school.id} and t.id = ${classId})
            and m.person_id = any(${ids}::uuid[]) and m.school_id = ${school.id} and m.role = 'pupil' and m.group_id <> ${classId}
            and ${openOn('m', today)}
          returning m.person_id as id, m.group_id as "from"`,
      );
      const joined = await join(
        tx,
        school.id,
        classId,
        ids.map((id) => ({ id, role: 'pupil' })),
        today,
      );
      tx.changed(...new Set(left.map(({ from }) => `group:${from}`)));
      const moved = new Set([...left.map(({ id }) => id), ...joined]);
      return [...moved].map((id) => ({
        id,
        details: { from: left.filter((row) => row.id === id).map(({ from }) => from), to: classId },
      }));
    },
  );

/** Adds people to a free group from today on. */
export const joinPeople = (
  ctx: SessionContext,
  uai: string,
  uids: readonly string[],
  groupId: string,
): Promise<number> =>
  doToEach(
    ctx,
    { uai, kind: 'join', uids, act: 'group-members-added', topics: [`group:${groupId}`] },
    async (tx, { school, concerned }) => {
      if (!(await isAmong(ctx, school.id, 'join', groupId))) refuse('directory.no-such-group');
      const people = concerned.map(({ id, isPupil }) => ({ id, role: isPupil ? 'pupil' : 'member' }));
      const joined = await join(tx, school.id, groupId, people, ctx.actor.today);
      return joined.map((id) => ({ id, details: { groupId } }));
    },
  );

/** Opens a membership for each who has none in the group; gives those who came. */
async function join(
  tx: Transaction,
  schoolId: string,
  groupId: string,
  people: readonly { readonly id: string; readonly role: string }[],
  today: string,
): Promise<string[]> {
  const rows = await rowsOf(
    tx.db,
    sql<{ id: string }>`
      insert into directory.memberships (id, school_id, group_id, person_id, role, owner, starts_on)
      select n.id, ${schoolId}::uuid, ${groupId}::uuid, n.person_id, n.role, 'school', ${today}::date
      from json_to_recordset(${JSON.stringify(people.map(({ id, role }) => ({ id: newId(), person_id: id, role })))}::json)
        as n (id uuid, person_id uuid, role text)
      where not exists (select 1 from directory.memberships o
                        where o.group_id = ${groupId}::uuid and o.person_id = n.person_id and ${openOn('o', today)})
      on conflict do nothing returning person_id as id`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Notes that people leave the school on a day: each departure is one that can be taken back.
 * @throws Refusal with a fault of `on`
 */
export const leavePeople = (ctx: SessionContext, uai: string, uids: readonly string[], on: string): Promise<number> => {
  if (!isDepartureDay(on, ctx.actor.today))
    throw new Refusal('platform.invalid-input', {}, [{ field: 'on', code: 'directory.departure-day-odd' }]);
  return doToEach(
    ctx,
    { uai, kind: 'leave', uids, act: 'person-left', topics: uids.map((uid) => `person:${uid}`) },
    async (tx, { school, concerned }) => {
      const ids = concerned.map(({ id }) => id);
      await closePlaces(ctx, tx, school.id, ids, on);
      const pupils = concerned.filter(({ isPupil }) => isPupil).map(({ id }) => id);
      await alignGuardians(tx.db, school.id, pupils, on);
      return ids.map((id) => ({ id, details: { on } }));
    },
  );
};
