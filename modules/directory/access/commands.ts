import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { notFound, Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { schoolFor } from '../in-school.ts';
import { personPolicy, schoolPolicy } from '../policy.ts';
import { openOn, personFacts } from '../queries/facts.ts';
import { dayAfter } from '../rights/rules.ts';
import { fullName } from '../rules.ts';
import type { PersonFacts } from '../scopes.ts';
import type * as contract from './contract.ts';

interface Named {
  readonly id: string;
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
}

interface ChildRow extends Named {
  readonly facts: PersonFacts;
  readonly schools: readonly { readonly id: string; readonly uai: string; readonly communeId: string | null }[];
}

/** A pupil of a school where the actor closes accesses, and that school. */
async function childFor(
  ctx: SessionContext,
  uid: string,
): Promise<{ child: ChildRow; school: { id: string; uai: string } }> {
  const { actor, db } = ctx;
  const child = await firstOf(
    db,
    sql<ChildRow>`
      select p.id, p.uid, p.family_name as "familyName", p.given_name as "givenName", ${personFacts(actor)} as facts,
             coalesce((select json_agg(json_build_object('id', s.id, 'uai', s.uai, 'communeId', s.commune_id) order by s.degree desc, s.id)
                       from directory.profiles pr join directory.schools s on s.id = pr.school_id
                       where pr.person_id = p.id and pr.kind = 'pupil' and ${openOn('pr', actor.today)}), '[]'::json) as schools
      from directory.persons p where p.uid = ${uid}`,
  );
  if (!child || !personPolicy.can(actor, 'see', child.facts)) notFound();
  const school = child.schools.find(({ id, communeId }) =>
    schoolPolicy.can(actor, 'closeAccess', { schoolId: id, communeId }),
  );
  if (!school) refuse('platform.forbidden', { verb: 'directory.school.closeAccess' });
  return { child, school };
}

interface AdultRow extends Named {
  readonly relation: string;
  readonly authority: number;
}

const adultsOf = (db: Db, pupilId: string, today: string): Promise<AdultRow[]> =>
  rowsOf(
    db,
    sql<AdultRow>`
      select p.id, p.uid, p.family_name as "familyName", p.given_name as "givenName", k.relation, k.authority
      from directory.kinships k join directory.persons p on p.id = k.adult_id
      where k.pupil_id = ${pupilId} and ${openOn('k', today)}
      order by k.authority <> 1, p.sort_name, p.id`,
  );

const named = (row: Named): { id: string; displayName: string } => ({ id: row.uid, displayName: fullName(row) });

/** The adults of a pupil among whom the head chooses. */
export async function readClosing(ctx: SessionContext, uid: string): Promise<Answer<typeof contract.showClosing>> {
  const { child, school } = await childFor(ctx, uid);
  const adults = await adultsOf(ctx.db, child.id, ctx.actor.today);
  return {
    child: named(child),
    schoolUai: school.uai,
    adults: adults.map((adult) => ({ ...named(adult), relation: adult.relation, authority: adult.authority })),
  };
}

/**
 * Closes an adult's access to a pupil. Whatever page they have open asks itself again at once, and no row of the child is theirs any more.
 * @throws Refusal `directory.access-closed-already`, or the faults of the form by field
 */
export async function closeAccess(
  ctx: SessionContext,
  uid: string,
  body: Input<typeof contract.closeAccess>['body'],
): Promise<Answer<typeof contract.closeAccess>> {
  const { actor } = ctx;
  const { child, school } = await childFor(ctx, uid);
  const from = body.from || actor.today;
  const endsOn = body.to ? dayAfter(body.to) : null;
  return ctx.transaction(async (tx) => {
    const adult = (await adultsOf(tx.db, child.id, actor.today)).find((one) => one.uid === body.adult);
    const faults = [
      ...(adult ? [] : [{ field: 'adult', code: 'directory.adult-missing' }]),
      ...(from < actor.today ? [{ field: 'from', code: 'directory.day-past' }] : []),
      ...(body.to && body.to < from ? [{ field: 'to', code: 'directory.dates-crossed' }] : []),
    ];
    if (!adult || faults.length > 0) throw new Refusal('platform.invalid-input', {}, faults);
    const met = await firstOf(
      tx.db,
      sql`select 1 from directory.access_suspensions x
          where x.adult_id = ${adult.id} and x.pupil_id = ${child.id} and x.lifted_at is null
            and (x.ends_on is null or x.ends_on > ${from}::date) and (${endsOn}::date is null or x.starts_on < ${endsOn}::date)`,
    );
    if (met) refuse('directory.access-closed-already');
    const id = newId();
    await sql`
      insert into directory.access_suspensions (id, pupil_id, adult_id, school_id, starts_on, ends_on, created_by, created_at)
      values (${id}, ${child.id}, ${adult.id}, ${school.id}, ${from}::date, ${endsOn}::date, ${actor.personId}, ${ctx.now})`.execute(
      tx.db,
    );
    await sql`insert into directory.access_suspension_reasons (suspension_id, reason) values (${id}, ${body.reason})`.execute(
      tx.db,
    );
    await note(ctx, tx, {
      act: 'access-closed',
      id,
      schoolId: school.id,
      schoolUai: school.uai,
      child,
      adult,
      details: { from, endsOn },
    });
    return { schoolUai: school.uai };
  });
}

interface Noted {
  readonly act: 'access-closed' | 'access-lifted';
  readonly id: string;
  readonly schoolId: string;
  readonly schoolUai: string;
  readonly child: Pick<Named, 'id' | 'uid'>;
  readonly adult: Pick<Named, 'id' | 'uid'>;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A line that only the head and the data-protection officer read, and word to every page on which the child may stand. */
async function note(
  ctx: SessionContext,
  tx: Transaction,
  { act, id, schoolId, schoolUai, child, adult, details }: Noted,
): Promise<void> {
  await tx.emit({
    name: `directory.${act}`,
    payload: { suspensionId: id, pupilId: child.id, adultId: adult.id, schoolId },
  });
  await recordAct(tx.db, {
    act: `directory.${act}`,
    at: ctx.now,
    actorId: ctx.actor.personId,
    subjectIds: [child.id, adult.id],
    schoolId,
    details: { suspensionId: id, ...details },
    requestId: ctx.requestId,
    visibility: 'protection',
  });
  const groups = await rowsOf(
    tx.db,
    sql<{ group_id: string }>`
      select distinct group_id from directory.memberships where person_id = ${child.id} and ${openOn('memberships', ctx.actor.today)} order by 1`,
  );
  tx.changed(
    `person:${adult.uid}`,
    `person:${child.uid}`,
    `school:${schoolUai}`,
    ...groups.map((row) => `group:${row.group_id}`),
  );
}

interface ClosureRow {
  readonly id: string;
  readonly childId: string;
  readonly childUid: string;
  readonly childFamilyName: string;
  readonly childGivenName: string | null;
  readonly adultId: string;
  readonly adultUid: string;
  readonly adultFamilyName: string;
  readonly adultGivenName: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly reason: string | null;
  readonly byFamilyName: string | null;
  readonly byGivenName: string | null;
  readonly standing: boolean;
}

/** Closures towards present pupils of the school, those in force first. */
const listClosures = (db: Db, schoolId: string, today: string): Promise<ClosureRow[]> =>
  rowsOf(
    db,
    sql<ClosureRow>`
      select x.id, c.id as "childId", c.uid as "childUid", c.family_name as "childFamilyName", c.given_name as "childGivenName",
             a.id as "adultId", a.uid as "adultUid", a.family_name as "adultFamilyName", a.given_name as "adultGivenName",
             x.starts_on as "startsOn", x.ends_on as "endsOn", r.reason, b.family_name as "byFamilyName", b.given_name as "byGivenName",
             (x.lifted_at is null and ${openOn('x', today)}) as standing
      from directory.access_suspensions x
      join directory.persons c on c.id = x.pupil_id
      join directory.persons a on a.id = x.adult_id
      left join directory.persons b on b.id = x.created_by
      left join directory.access_suspension_reasons r on r.suspension_id = x.id
      where exists (select 1 from directory.profiles pr
                    where pr.person_id = x.pupil_id and pr.school_id = ${schoolId}::uuid and pr.kind = 'pupil' and ${openOn('pr', today)})
      order by standing desc, c.sort_name, c.id, x.starts_on desc, x.id`,
  );

/** The list of a school, for its head. */
export async function readClosures(
  ctx: SessionContext,
  uai: string,
): Promise<Answer<typeof contract.listClosedAccesses>> {
  const school = await schoolFor(ctx, uai, 'closeAccess');
  const rows = await listClosures(ctx.db, school.id, ctx.actor.today);
  return {
    school: { uai: school.uai, name: school.name },
    closures: rows.map((row) => ({
      id: row.id,
      child: {
        id: row.childUid,
        displayName: fullName({ familyName: row.childFamilyName, givenName: row.childGivenName }),
      },
      adult: {
        id: row.adultUid,
        displayName: fullName({ familyName: row.adultFamilyName, givenName: row.adultGivenName }),
      },
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      reason: row.reason ?? '',
      by: row.byFamilyName ? fullName({ familyName: row.byFamilyName, givenName: row.byGivenName }) : null,
      standing: row.standing,
    })),
  };
}

/** Opens an access again; false when it was open already. */
export async function liftClosure(ctx: SessionContext, uai: string, suspensionId: string): Promise<boolean> {
  const school = await schoolFor(ctx, uai, 'closeAccess');
  return ctx.transaction(async (tx) => {
    const rows = await listClosures(tx.db, school.id, ctx.actor.today);
    const row = rows.find(({ id }) => id === suspensionId) ?? notFound();
    const { numAffectedRows } = await sql`
      update directory.access_suspensions set lifted_by = ${ctx.actor.personId}, lifted_at = ${ctx.now}
      where id = ${suspensionId} and lifted_at is null`.execute(tx.db);
    if (!numAffectedRows) return false;
    await note(ctx, tx, {
      act: 'access-lifted',
      id: suspensionId,
      schoolId: school.id,
      schoolUai: school.uai,
      child: { id: row.childId, uid: row.childUid },
      adult: { id: row.adultId, uid: row.adultUid },
    });
    return true;
  });
}
