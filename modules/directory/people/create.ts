import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { createPerson } from '../by-hand.ts';
import { openClasses, schoolFor } from '../in-school.ts';
import { openOn } from '../queries/facts.ts';
import { proposeInSchools } from '../queries/search.ts';
import { fullName, schoolYearOf, sortName } from '../rules.ts';
import type * as contract from './contract.ts';
import { alignGuardians } from './guardians.ts';
import { isBirthDate } from './rules.ts';

type Body = Input<typeof contract.createPerson>['body'];

/** What the form needs: classes, and the child when an adult is added to one. */
export async function readNewPerson(
  ctx: SessionContext,
  schoolUai: string,
  query: Input<typeof contract.showNewPerson>['query'],
): Promise<Answer<typeof contract.showNewPerson>> {
  const school = await schoolFor(ctx, schoolUai, 'managePeople');
  const child = query.child ? await pupilOf(ctx.db, school.id, query.child, ctx.actor.today) : undefined;
  return {
    school: { uai: school.uai, name: school.name },
    kind: query.kind ?? (child ? 'guardian' : 'pupil'),
    child: child ? { id: child.uid, displayName: fullName(child) } : null,
    classes: await openClasses(ctx.db, school.id, ctx.actor.today),
  };
}

/**
 * Enters somebody by hand. Refused once when somebody of that name, birth date or address is already known in the school: `sure`
 * says that it is another. Pupils need a birth date, guardians a child of the school.
 */
export async function createByHand(
  ctx: SessionContext,
  schoolUai: string,
  body: Body,
): Promise<Answer<typeof contract.createPerson>> {
  const { actor } = ctx;
  const school = await schoolFor(ctx, schoolUai, 'managePeople');
  return ctx.transaction(async (tx) => {
    const classes = await openClasses(tx.db, school.id, actor.today);
    const child = body.child ? await pupilOf(tx.db, school.id, body.child, actor.today) : undefined;
    checkNeeds(body, { today: actor.today, hasChild: child !== undefined, classIds: classes.map(({ id }) => id) });
    if (body.sure !== 'yes') {
      const known = await lookalikes(tx.db, school.id, body, actor.today);
      if (known.length > 0) refuse('directory.maybe-known', { people: known });
    }
    const personId = await createPerson(tx.db, {
      familyName: body.familyName,
      givenName: body.givenName,
      title: body.title || null,
      birthDate: body.birthDate || null,
      email: body.email || null,
      mobile: body.mobile || null,
    });
    await openPlace(tx.db, { personId, schoolId: school.id, body, childId: child?.id, today: actor.today });
    await tx.emit({
      name: 'directory.person-created',
      payload: { personId, schoolId: school.id, actorId: actor.personId },
    });
    await recordAct(tx.db, {
      act: 'directory.person-created',
      at: ctx.now,
      actorId: actor.personId,
      subjectId: personId,
      schoolId: school.id,
      details: { kind: body.kind, classId: body.class || null, childId: child?.id ?? null, authority: body.authority },
      requestId: ctx.requestId,
    });
    tx.changed(
      `school:${school.uai}`,
      ...(body.class ? [`group:${body.class}`] : []),
      ...(child ? [`person:${child.uid}`] : []),
    );
    const created = await firstOf(
      tx.db,
      sql<{ uid: string }>`select uid from directory.persons where id = ${personId}`,
    );
    return { id: created?.uid ?? '', displayName: fullName(body) };
  });
}

function checkNeeds(
  body: Body,
  { today, hasChild, classIds }: { today: string; hasChild: boolean; classIds: readonly string[] },
): void {
  const faults = [
    ...(body.kind === 'pupil' && body.birthDate === ''
      ? [{ field: 'birthDate', code: 'directory.birth-date-missing' }]
      : []),
    ...(body.birthDate !== '' && !isBirthDate(body.birthDate, today)
      ? [{ field: 'birthDate', code: 'directory.birth-date-odd' }]
      : []),
    ...(body.kind === 'guardian' && !hasChild ? [{ field: 'child', code: 'directory.child-missing' }] : []),
    ...(body.class !== '' && !classIds.includes(body.class)
      ? [{ field: 'class', code: 'directory.class-missing' }]
      : []),
  ];
  if (faults.length > 0) throw new Refusal('platform.invalid-input', {}, faults);
}

interface PupilRow {
  readonly id: string;
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
}

/** A pupil of the school by uid. */
const pupilOf = (db: Db, schoolId: string, uid: string, today: string): Promise<PupilRow | undefined> =>
  firstOf(
    db,
    sql<PupilRow>`
      select p.id, p.uid, p.family_name as "familyName", p.given_name as "givenName"
      from directory.persons p
      where p.uid = ${uid} and exists (
        select 1 from directory.profiles pr
        where pr.person_id = p.id and pr.school_id = ${schoolId}::uuid and pr.kind = 'pupil' and ${openOn('pr', today)})`,
  );

/** Those of the school whom one may be about to enter a second time: same name (and birth date, where both have one), or same mail. */
async function lookalikes(
  db: Db,
  schoolId: string,
  body: Body,
  today: string,
): Promise<{ id: string; displayName: string }[]> {
  const rows = await rowsOf(
    db,
    sql<{ uid: string; familyName: string; givenName: string | null }>`
      select p.uid, p.family_name as "familyName", p.given_name as "givenName"
      from directory.persons p
      where (p.sort_name = ${sortName(body.familyName, body.givenName)}
             and (p.birth_date is null or ${body.birthDate || null}::date is null or p.birth_date = ${body.birthDate || null}::date)
             or p.email = ${body.email || null})
        and (exists (select 1 from directory.profiles pr
                     where pr.person_id = p.id and pr.school_id = ${schoolId}::uuid and ${openOn('pr', today)})
          or exists (select 1 from directory.departures d where d.person_id = p.id and d.school_id = ${schoolId}::uuid)
          or exists (select 1 from directory.kinships k join directory.profiles kp on kp.person_id = k.pupil_id
                     where k.adult_id = p.id and kp.school_id = ${schoolId}::uuid and ${openOn('k', today)} and ${openOn('kp', today)}))
      order by p.sort_name, p.id limit 5`,
  );
  return rows.map((row) => ({ id: row.uid, displayName: fullName(row) }));
}

interface Place {
  readonly personId: string;
  readonly schoolId: string;
  readonly body: Body;
  readonly childId: string | undefined;
  readonly today: string;
}

/** The profile, and with it the enrolment and the class of a pupil, the class of a teacher, the child of a guardian. */
async function openPlace(db: Db, { personId, schoolId, body, childId, today }: Place): Promise<void> {
  if (body.kind === 'guardian') {
    await sql`
      insert into directory.kinships (id, pupil_id, adult_id, relation, authority, owner, starts_on)
      values (${newId()}, ${childId}::uuid, ${personId}, ${body.relation}, ${Number(body.authority)}, 'school', ${today}::date)`.execute(
      db,
    );
    if (childId) await alignGuardians(db, schoolId, [childId], today);
    return;
  }
  await sql`
    insert into directory.profiles (id, school_id, person_id, kind, owner, starts_on)
    values (${newId()}, ${schoolId}, ${personId}, ${body.kind}, 'school', ${today}::date)`.execute(db);
  await proposeInSchools(db, [personId]);
  if (body.kind === 'pupil') {
    // The level is that of the class, where all its pupils share one.
    await sql`
      insert into directory.enrolments (id, school_id, pupil_id, year, level_code, owner, starts_on)
      values (${newId()}, ${schoolId}, ${personId}, ${schoolYearOf(today)}, (
        select min(e.level_code) from directory.memberships m
        join directory.enrolments e on e.pupil_id = m.person_id and e.school_id = m.school_id and ${openOn('e', today)}
        where m.group_id = ${body.class || null}::uuid and m.role = 'pupil' and ${openOn('m', today)}
        having count(distinct e.level_code) = 1), 'school', ${today}::date)`.execute(db);
  }
  if (body.class !== '' && (body.kind === 'pupil' || body.kind === 'teacher')) {
    await sql`
      insert into directory.memberships (id, school_id, group_id, person_id, role, owner, starts_on)
      values (${newId()}, ${schoolId}, ${body.class}, ${personId}, ${body.kind}, 'school', ${today}::date)`.execute(db);
  }
}
