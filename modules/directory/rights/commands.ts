import { recordAct } from '../../../platform/audit/audit.ts';
import type { Actor } from '../../../platform/authz/policy.ts';
import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { notFound, Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { type Duty, duties } from '../actor.ts';
import { openClasses, schoolFor } from '../in-school.ts';
import { openOn } from '../queries/facts.ts';
import { fullName } from '../rules.ts';
import { schoolsAs } from '../scopes.ts';
import { tell } from '../tellings/tell.ts';
import type * as contract from './contract.ts';
import { findAdults, listRights, type PersonOfRights, peopleOfRights, type RightRow } from './queries.ts';
import { dayAfter, dayBefore, holdsAll } from './rules.ts';

const named = (row: PersonOfRights): { id: string; displayName: string } => ({
  id: row.uid,
  displayName: fullName(row),
});

/** Heads and the operator give and take back anything; a delegate what they hold, and what they gave. */
const isMaster = (actor: Actor, schoolId: string): boolean =>
  actor.roles.includes('platform') || schoolsAs(actor, 'head').includes(schoolId);

const isRevocable = (actor: Actor, schoolId: string, right: { readonly createdBy: string | null }): boolean =>
  isMaster(actor, schoolId) || right.createdBy === actor.personId;

/** Who may do what in a school. */
export async function readRights(ctx: SessionContext, uai: string): Promise<Answer<typeof contract.showRights>> {
  const school = await schoolFor(ctx, uai, 'grantRights');
  const { actor, db } = ctx;
  const people = await peopleOfRights(db, school.id, actor.today);
  const rights = await listRights(db, school.id, actor.today);
  return {
    school: { uai: school.uai, name: school.name },
    heads: people.heads.map(named),
    rights: rights.map((right) => ({
      id: right.id,
      person: named(right),
      kind: right.kind,
      duties: [...right.duties],
      class: right.className,
      startsOn: right.startsOn,
      endsOn: right.endsOn,
      by: right.byFamilyName ? fullName({ familyName: right.byFamilyName, givenName: right.byGivenName }) : null,
      revocable: isRevocable(actor, school.id, right),
    })),
    classes: people.classes.map(({ id, label, teachers }) => ({ id, label, teachers: teachers.map(named) })),
    communeAgents: people.communeAgents,
  };
}

/** The search for an adult of the school, or the form for one. */
export async function readNewRight(
  ctx: SessionContext,
  uai: string,
  query: { readonly q: string; readonly person?: string | undefined },
): Promise<Answer<typeof contract.showNewRight>> {
  const school = await schoolFor(ctx, uai, 'grantRights');
  const { actor, db } = ctx;
  const [person] = query.person ? await findAdults(db, actor, school.id, { uid: query.person }) : [];
  const found = person ? [] : await findAdults(db, actor, school.id, { q: query.q });
  const master = isMaster(actor, school.id);
  return {
    school: { uai: school.uai, name: school.name },
    q: query.q,
    found: found.filter((row) => row.id !== actor.personId).map((row) => ({ ...named(row), roles: [...row.roles] })),
    person: person ? named(person) : null,
    classes: person ? await openClasses(db, school.id, actor.today) : [],
    duties: duties.filter(
      (duty) => master || actor.mandates.some((held) => held.schoolId === school.id && held.duties.includes(duty)),
    ),
    mayAppoint: master,
  };
}

type Body = Input<typeof contract.giveRight>['body'];

/**
 * Entrusts duties to an adult who works in the school, who is told.
 * @throws Refusal `directory.more-than-held` when a delegate would give more than they have, `directory.not-an-adult-here`,
 *   `directory.not-oneself`
 */
export async function giveRight(
  ctx: SessionContext,
  uai: string,
  body: Body,
): Promise<Answer<typeof contract.giveRight>> {
  const school = await schoolFor(ctx, uai, 'grantRights');
  const { actor } = ctx;
  const wanted = wantedOf(body, actor.today);
  return ctx.transaction(async (tx) => {
    const [person] = await findAdults(tx.db, actor, school.id, { uid: body.person });
    if (!person) refuse('directory.not-an-adult-here');
    if (person.id === actor.personId) refuse('directory.not-oneself');
    const classes = await openClasses(tx.db, school.id, actor.today);
    const group = classes.find(({ id }) => id === wanted.groupId);
    if (wanted.groupId && !group)
      throw new Refusal('platform.invalid-input', {}, [{ field: 'class', code: 'directory.class-missing' }]);
    const master = isMaster(actor, school.id);
    if (!master && (wanted.appoints || !holdsAll(actor.mandates, school.id, wanted)))
      refuse('directory.more-than-held');
    const kinds = [...(wanted.duties.length > 0 ? ['delegate'] : []), ...(wanted.appoints ? ['after_school'] : [])];
    for (const kind of kinds) {
      const isDelegate = kind === 'delegate';
      const given = isDelegate ? wanted.duties : [];
      const id = newId();
      await sql`
        insert into directory.mandates (id, person_id, kind, school_id, starts_on, ends_on, created_by, duties, group_id)
        values (${id}, ${person.id}, ${kind}, ${school.id}, ${wanted.startsOn}::date, ${wanted.endsOn}::date, ${actor.personId},
                ${[...given]}::text[], ${isDelegate ? wanted.groupId : null}::uuid)`.execute(tx.db);
      await note(ctx, tx, {
        act: 'right-given',
        mandateId: id,
        personId: person.id,
        schoolId: school.id,
        school: school.name,
        duties: isDelegate ? given : ['after_school'],
        class: isDelegate ? (group?.label ?? null) : null,
        endsOn: wanted.endsOn,
      });
    }
    tx.changed(`school:${school.uai}`);
    return { displayName: fullName(person) };
  });
}

/** What a form asks for; its faults by field. */
function wantedOf(body: Body, today: string) {
  const chosen: Duty[] = duties.filter((duty) => body[duty] === 'yes');
  const startsOn = body.from || today;
  const endsOn = body.to ? dayAfter(body.to) : null;
  const appoints = body.afterSchool === 'yes';
  const faults = [
    ...(chosen.length === 0 && !appoints ? [{ field: 'people', code: 'directory.duty-missing' }] : []),
    ...(startsOn < today ? [{ field: 'from', code: 'directory.day-past' }] : []),
    ...(body.to && body.to < startsOn ? [{ field: 'to', code: 'directory.dates-crossed' }] : []),
  ];
  if (faults.length > 0) throw new Refusal('platform.invalid-input', {}, faults);
  return { duties: chosen, appoints, groupId: body.class || null, startsOn, endsOn };
}

interface Noted {
  readonly act: 'right-given' | 'right-revoked';
  readonly mandateId: string;
  readonly personId: string;
  readonly schoolId: string;
  readonly school: string;
  readonly duties: readonly string[];
  readonly class: string | null;
  readonly endsOn: string | null;
}

/** Fact, audit line, and word to the person. */
async function note(ctx: SessionContext, tx: Transaction, noted: Noted): Promise<void> {
  const { act, mandateId, personId, schoolId, duties: given, endsOn } = noted;
  await tx.emit({ name: `directory.${act}`, payload: { mandateId, personId, schoolId, actorId: ctx.actor.personId } });
  await recordAct(tx.db, {
    act: `directory.${act}`,
    at: ctx.now,
    actorId: ctx.actor.personId,
    subjectId: personId,
    schoolId,
    details: { mandateId, duties: given, endsOn },
    requestId: ctx.requestId,
  });
  const details = { school: noted.school, duties: given, class: noted.class, until: endsOn && dayBefore(endsOn) };
  await tell(tx, personId, { code: act, details }, ctx.now);
}

/** Takes a right back, with all that its holder entrusted further in the school. Returns how many ended. */
export async function revokeRight(ctx: SessionContext, uai: string, mandateId: string): Promise<number> {
  const school = await schoolFor(ctx, uai, 'grantRights');
  const { actor } = ctx;
  return ctx.transaction(async (tx) => {
    const rights = await listRights(tx.db, school.id, actor.today);
    const right = rights.find(({ id }) => id === mandateId) ?? notFound();
    if (!isRevocable(actor, school.id, right)) refuse('directory.right-not-yours');
    const heads = await rowsOf(
      tx.db,
      sql<{ id: string }>`
        select pr.person_id as id from directory.profiles pr
        where pr.school_id = ${school.id} and pr.kind = 'head' and ${openOn('pr', actor.today)} order by 1`,
    );
    const ended = withFollowers(right, rights, new Set(heads.map(({ id }) => id)));
    await sql`
      update directory.mandates set ends_on = greatest(${actor.today}::date, starts_on), revoked_by = ${actor.personId},
             revoked_at = ${ctx.now}
      where id = any(${ended.map(({ id }) => id)}::uuid[])`.execute(tx.db);
    for (const one of ended)
      await note(ctx, tx, {
        act: 'right-revoked',
        mandateId: one.id,
        personId: one.personId,
        schoolId: school.id,
        school: school.name,
        duties: one.kind === 'after_school' ? ['after_school'] : one.duties,
        class: one.className,
        endsOn: null,
      });
    tx.changed(`school:${school.uai}`);
    return ended.length;
  });
}

/** A right with those that its holder gave by virtue of it, and so on; what a head gave stays. */
function withFollowers(right: RightRow, all: readonly RightRow[], heads: ReadonlySet<string>): RightRow[] {
  const ended = [right];
  const couldGive = (one: RightRow): boolean => one.duties.includes('rights') && !heads.has(one.personId);
  for (const one of ended) {
    if (!couldGive(one)) continue;
    ended.push(...all.filter((other) => other.createdBy === one.personId && !ended.includes(other)));
  }
  return ended;
}
