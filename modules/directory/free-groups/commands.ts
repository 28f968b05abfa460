import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { notFound, Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { openClasses, schoolFor } from '../in-school.ts';
import { groupPolicy, personPolicy } from '../policy.ts';
import { openOn } from '../queries/facts.ts';
import { findGroup, type GroupRow } from '../queries/group.ts';
import { dayAfter, dayBefore } from '../rights/rules.ts';
import { foldName, fullName, schoolYearOf } from '../rules.ts';
import { refuseClosedYear } from '../school-year/former.ts';
import type * as contract from './contract.ts';

/** The last day of a school year. */
const lastDayOf = (today: string): string => `${schoolYearOf(today) + 1}-07-31`;

/** What a new group brings, as modules announce it. */
export async function readNewGroup(ctx: SessionContext, uai: string): Promise<Answer<typeof contract.showNewGroup>> {
  const school = await schoolFor(ctx, uai, 'manageGroups');
  return {
    school: { uai: school.uai, name: school.name },
    brings: ctx.extensions.groupBrings.map(({ key, icon, label }) => ({ key, icon, label: label(ctx.locale) })),
    lastDay: lastDayOf(ctx.actor.today),
  };
}

/** Makes a free group; who makes it owns it. It ends with the school year at the latest. */
export async function createGroup(
  ctx: SessionContext,
  uai: string,
  body: Input<typeof contract.createGroup>['body'],
): Promise<string> {
  const school = await schoolFor(ctx, uai, 'manageGroups');
  const { today } = ctx.actor;
  const last = body.to || lastDayOf(today);
  if (last < today) throw new Refusal('platform.invalid-input', {}, [{ field: 'to', code: 'directory.day-past' }]);
  if (last > lastDayOf(today))
    throw new Refusal('platform.invalid-input', {}, [{ field: 'to', code: 'directory.day-after-year' }]);
  return ctx.transaction(async (tx) => {
    const taken = await firstOf(
      tx.db,
      sql`select 1 from directory.groups g
          where g.school_id = ${school.id} and g.year = ${schoolYearOf(today)} and directory.fold_name(g.label) = ${foldName(body.label)}
            and ${openOn('g', today)}`,
    );
    if (taken) refuse('directory.label-taken');
    const id = newId();
    await sql`
      insert into directory.groups (id, school_id, year, kind, code, label, owner, ends_on, created_by, created_at)
      values (${id}, ${school.id}, ${schoolYearOf(today)}, 'free', ${`free-${id}`}, ${body.label}, 'school', ${dayAfter(last)}::date,
              ${ctx.actor.personId}, ${ctx.now})`.execute(tx.db);
    await sql`
      insert into directory.memberships (id, school_id, group_id, person_id, role, owner, starts_on)
      values (${newId()}, ${school.id}, ${id}, ${ctx.actor.personId}, 'owner', 'school', ${today}::date)`.execute(
      tx.db,
    );
    await note(ctx, tx, 'group-created', { id, schoolId: school.id, schoolUai: school.uai }, { label: body.label });
    return id;
  });
}

type GroupPlace = Pick<GroupRow, 'id' | 'schoolId' | 'schoolUai'>;

async function note(
  ctx: SessionContext,
  tx: Transaction,
  act: string,
  group: GroupPlace,
  details: Readonly<Record<string, unknown>>,
  subjectIds: readonly string[] = [],
): Promise<void> {
  await tx.emit({
    name: `directory.${act}`,
    payload: { groupId: group.id, schoolId: group.schoolId, actorId: ctx.actor.personId },
  });
  await recordAct(tx.db, {
    act: `directory.${act}`,
    at: ctx.now,
    actorId: ctx.actor.personId,
    subjectIds,
    schoolId: group.schoolId,
    details: { groupId: group.id, ...details },
    requestId: ctx.requestId,
  });
  tx.changed(`group:${group.id}`, `school:${group.schoolUai}`);
}

/** A group that the actor may run. */
async function groupFor(ctx: SessionContext, groupId: string): Promise<GroupRow> {
  const group = await findGroup(ctx.db, ctx.actor, groupId);
  if (!group) notFound();
  groupPolicy.authorize(ctx.actor, 'manage', { groupId: group.id, schoolId: group.schoolId });
  return group;
}

async function freeGroupFor(ctx: SessionContext, groupId: string): Promise<GroupRow> {
  const group = await groupFor(ctx, groupId);
  refuseClosedYear(group, ctx.actor.today);
  if (group.kind !== 'free') refuse('directory.group-of-academy');
  return group;
}

interface MemberRow {
  readonly id: string;
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly role: string;
}

const membersOf = ({ db, actor }: Pick<SessionContext, 'db' | 'actor'>, groupId: string): Promise<MemberRow[]> =>
  rowsOf(
    db,
    sql<MemberRow>`
      select p.id, p.uid, p.family_name as "familyName", p.given_name as "givenName", m.role
      from directory.memberships m join directory.persons p on p.id = m.person_id
      where m.group_id = ${groupId} and ${openOn('m', actor.today)}
      order by m.role <> 'owner', p.sort_name, p.id`,
  );

interface FoundRow extends Omit<MemberRow, 'role'> {
  readonly isPupil: boolean;
  readonly detail: string | null;
}

/** People of the school, pupils and adults at work there, who are not members yet; by name, twenty at most. */
const findPeople = (ctx: SessionContext, group: GroupRow, which: ReturnType<typeof sql>): Promise<FoundRow[]> =>
  rowsOf(
    ctx.db,
    sql<FoundRow>`
      select p.id, p.uid, p.family_name as "familyName", p.given_name as "givenName", posts.is_pupil as "isPupil",
             (select min(g.label) from directory.memberships m join directory.groups g on g.id = m.group_id
              where m.person_id = p.id and m.school_id = ${group.schoolId} and m.role = 'pupil' and g.kind = 'class'
                and ${openOn('m', ctx.actor.today)}) as detail
      from (select pr.person_id, bool_or(pr.kind = 'pupil') as is_pupil from directory.profiles pr
            where pr.school_id = ${group.schoolId} and pr.kind <> 'guardian' and ${openOn('pr', ctx.actor.today)}
            group by pr.person_id) as posts
      join directory.persons p on p.id = posts.person_id
      where ${which} and ${personPolicy.where(ctx.actor, 'see')}
        and not exists (select 1 from directory.memberships o
                        where o.group_id = ${group.id} and o.person_id = p.id and ${openOn('o', ctx.actor.today)})
      order by p.sort_name, p.id limit 20`,
  );

/** Members, and whom to add. */
export async function readMembers(
  ctx: SessionContext,
  groupId: string,
  q: string,
): Promise<Answer<typeof contract.showMembers>> {
  const group = await groupFor(ctx, groupId);
  const isFree = group.kind === 'free';
  const words = foldName(q).split(' ').filter(Boolean);
  const named = sql.join([sql`true`, ...words.map((word) => sql`' ' || p.sort_name like ${`% ${word}%`}`)], sql` and `);
  const found = isFree && words.length > 0 ? await findPeople(ctx, group, named) : [];
  const end = await firstOf(
    ctx.db,
    sql<{ ends_on: string | null }>`select ends_on from directory.groups where id = ${group.id}`,
  );
  return {
    group: { id: group.id, label: group.label, lastDay: end?.ends_on ? dayBefore(end.ends_on) : null, isFree },
    members: (await membersOf(ctx, group.id)).map((row) => ({
      id: row.uid,
      displayName: fullName(row),
      role: row.role,
    })),
    q,
    found: found.map((row) => ({ id: row.uid, displayName: fullName(row), detail: row.detail ?? '' })),
    classes: isFree ? await openClasses(ctx.db, group.schoolId, ctx.actor.today) : [],
  };
}

/** Adds somebody of the school, or all pupils of one of its classes. Returns how many came. */
export async function addMember(
  ctx: SessionContext,
  groupId: string,
  body: Input<typeof contract.addMember>['body'],
): Promise<number> {
  const group = await freeGroupFor(ctx, groupId);
  const { today } = ctx.actor;
  const people = body.person
    ? (await findPeople(ctx, group, sql`p.uid = ${body.person}`)).map((row) => ({
        id: row.id,
        role: row.isPupil ? 'pupil' : body.owner === 'yes' ? 'owner' : 'member',
      }))
    : (await pupilsOf(ctx, group, body.class)).map((id) => ({ id, role: 'pupil' }));
  if (!body.person && !body.class) refuse('directory.nobody-to-add');
  if (body.person && people.length === 0) {
    const already = (await membersOf(ctx, group.id)).some((row) => row.uid === body.person);
    if (!already) refuse('directory.nobody-to-add');
  }
  return ctx.transaction(async (tx) => {
    const rows = await rowsOf(
      tx.db,
      sql<{ person_id: string }>`
        insert into directory.memberships (id, school_id, group_id, person_id, role, owner, starts_on)
        select n.id, ${group.schoolId}, ${group.id}, n.person_id, n.role, 'school', ${today}::date
        from json_to_recordset(${JSON.stringify(people.map((one) => ({ id: newId(), person_id: one.id, role: one.role })))}::json)
          as n (id uuid, person_id uuid, role text)
        where not exists (select 1 from directory.memberships o
                          where o.group_id = ${group.id} and o.person_id = n.person_id and ${openOn('o', today)})
        on conflict do nothing returning person_id`,
    );
    const added = rows.map((row) => row.person_id);
    if (added.length > 0) await note(ctx, tx, 'group-members-added', group, { added: added.length }, added);
    return added.length;
  });
}

async function pupilsOf(ctx: SessionContext, group: GroupRow, classId: string): Promise<string[]> {
  const rows = await rowsOf(
    ctx.db,
    sql<{ id: string }>`
      select distinct m.person_id as id from directory.memberships m
      join directory.groups g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class'
      where g.school_id = ${group.schoolId} and g.id = ${classId || null}::uuid and m.role = 'pupil' and ${openOn('m', ctx.actor.today)}
      order by 1`,
  );
  return rows.map(({ id }) => id);
}

/** Takes somebody out from today on. */
export async function removeMember(ctx: SessionContext, groupId: string, uid: string): Promise<boolean> {
  const group = await freeGroupFor(ctx, groupId);
  const members = await membersOf(ctx, group.id);
  const member = members.find((row) => row.uid === uid) ?? notFound();
  if (member.role === 'owner' && members.filter((row) => row.role === 'owner').length === 1)
    refuse('directory.last-owner');
  return ctx.transaction(async (tx) => {
    const { numAffectedRows } = await sql`
      update directory.memberships set ends_on = greatest(${ctx.actor.today}::date, starts_on)
      where group_id = ${group.id} and person_id = ${member.id} and ${openOn('memberships', ctx.actor.today)}`.execute(
      tx.db,
    );
    await note(ctx, tx, 'group-member-removed', group, {}, [member.id]);
    return Boolean(numAffectedRows);
  });
}

/** Ends the group from today on; returns its school's UAI. */
export async function closeGroup(ctx: SessionContext, groupId: string): Promise<string> {
  const group = await freeGroupFor(ctx, groupId);
  return ctx.transaction(async (tx) => {
    await sql`update directory.groups set ends_on = ${ctx.actor.today}::date where id = ${group.id}`.execute(tx.db);
    await sql`
      update directory.memberships set ends_on = greatest(${ctx.actor.today}::date, starts_on)
      where group_id = ${group.id} and ${openOn('memberships', ctx.actor.today)}`.execute(tx.db);
    await note(ctx, tx, 'group-closed', group, {});
    return group.schoolUai;
  });
}
