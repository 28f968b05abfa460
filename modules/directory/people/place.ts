import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound, Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { openProfile } from '../by-hand.ts';
import { openClasses, schoolFor } from '../in-school.ts';
import { openOn } from '../queries/facts.ts';
import type { SchoolRow } from '../queries/school.ts';
import { fullName } from '../rules.ts';
import type * as contract from './contract.ts';

export interface PlaceRow {
  readonly id: string;
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly posts: readonly { readonly role: string; readonly owner: 'academy' | 'school'; readonly since: string }[];
  readonly class: { readonly id: string; readonly label: string; readonly owner: string } | null;
  readonly departure: {
    readonly id: string;
    readonly leftOn: string;
    readonly notedAt: string;
    readonly closed: Closed;
  } | null;
}

/** Ids of the rows that a departure ended. */
export interface Closed {
  readonly profiles?: readonly string[];
  readonly enrolments?: readonly string[];
  readonly memberships?: readonly string[];
}

/** Somebody who is or was in the school, with their place there. */
export const findPlace = (db: Db, schoolId: string, uid: string, today: string): Promise<PlaceRow | undefined> =>
  firstOf(
    db,
    sql<PlaceRow>`
      select p.id, p.uid, p.family_name as "familyName", p.given_name as "givenName",
             coalesce((select json_agg(json_build_object('role', pr.kind, 'owner', pr.owner, 'since', pr.starts_on) order by pr.kind)
                       from directory.profiles pr
                       where pr.person_id = p.id and pr.school_id = ${schoolId}::uuid and ${openOn('pr', today)}), '[]'::json) as posts,
             (select json_build_object('id', g.id, 'label', g.label, 'owner', m.owner)
              from directory.memberships m join directory.groups g on g.school_id = m.school_id and g.id = m.group_id
              where m.person_id = p.id and m.school_id = ${schoolId}::uuid and m.role = 'pupil' and g.kind = 'class'
                and ${openOn('m', today)} and ${openOn('g', today)}
              order by m.owner desc, m.starts_on desc, m.id limit 1) as class,
             (select json_build_object('id', d.id, 'leftOn', d.left_on, 'notedAt', d.created_at, 'closed', d.closed)
              from directory.departures d
              where d.person_id = p.id and d.school_id = ${schoolId}::uuid and d.returned_at is null
              order by d.created_at desc limit 1) as departure
      from directory.persons p
      where p.uid = ${uid} and exists (
        select 1 from directory.profiles h where h.person_id = p.id and h.school_id = ${schoolId}::uuid)`,
  );

/** The school and the person in it, for who may manage people there. */
export async function placeFor(
  ctx: SessionContext,
  uid: string,
  uai: string,
): Promise<{ school: SchoolRow; place: PlaceRow }> {
  const school = await schoolFor(ctx, uai, 'managePeople');
  const place = await findPlace(ctx.db, school.id, uid, ctx.actor.today);
  if (!place) notFound();
  return { school, place };
}

export const holds = (place: PlaceRow, role: string): boolean => place.posts.some((post) => post.role === role);

/** A place with what may be chosen. */
export async function readPlace(
  ctx: SessionContext,
  uid: string,
  uai: string,
): Promise<Answer<typeof contract.showPlace>> {
  const { school, place } = await placeFor(ctx, uid, uai);
  return {
    id: place.uid,
    displayName: fullName(place),
    school: { uai: school.uai, name: school.name },
    posts: [...place.posts],
    class: place.class && { id: place.class.id, label: place.class.label, bySchool: place.class.owner === 'school' },
    classes: holds(place, 'pupil') ? await openClasses(ctx.db, school.id, ctx.actor.today) : [],
    departure: place.departure && {
      leftOn: place.departure.leftOn,
      notedAt: new Date(place.departure.notedAt).toISOString(),
    },
    isHead: holds(place, 'head'),
    isOneself: place.id === ctx.actor.personId,
  };
}

/** Says what was done to a place: fact, audit line, open pages. */
export async function tellOfPlace(
  ctx: SessionContext,
  tx: Transaction,
  act: string,
  { school, place }: { school: SchoolRow; place: PlaceRow },
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { actor } = ctx;
  await tx.emit({
    name: `directory.${act}`,
    payload: { personId: place.id, schoolId: school.id, actorId: actor.personId },
  });
  await recordAct(tx.db, {
    act: `directory.${act}`,
    at: ctx.now,
    actorId: actor.personId,
    subjectId: place.id,
    schoolId: school.id,
    details,
    requestId: ctx.requestId,
  });
  tx.changed(`person:${place.uid}`, `school:${school.uai}`);
}

/** Puts a pupil in a class from today on. The class of before ends; the school's choice holds over the academy's. */
export async function moveClass(ctx: SessionContext, uid: string, uai: string, classId: string): Promise<boolean> {
  const found = await placeFor(ctx, uid, uai);
  const { school, place } = found;
  const { today } = ctx.actor;
  return ctx.transaction(async (tx) => {
    const classes = await openClasses(tx.db, school.id, today);
    if (!classes.some(({ id }) => id === classId)) refuse('directory.no-such-class');
    if (!holds(place, 'pupil')) refuse('directory.not-a-pupil-here');
    const left = await rowsOf(
      tx.db,
      sql<{ group_id: string }>`
        update directory.memberships m set ends_on = greatest(${today}::date, m.starts_on)
        from directory.groups g
        where g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class'
          and g.year = (select target.year from directory.groups target where target.school_id = ${school.id} and target.id = ${classId})
          and m.person_id = ${place.id} and m.school_id = ${school.id} and m.role = 'pupil' and m.group_id <> ${classId}
          and ${openOn('m', today)}
        returning m.group_id`,
    );
    const joined = await rowsOf(
      tx.db,
      sql<{ id: string }>`
        insert into directory.memberships (id, school_id, group_id, person_id, role, owner, starts_on)
        values (${newId()}, ${school.id}, ${classId}, ${place.id}, 'pupil', 'school', ${today}::date)
        on conflict do nothing returning id`,
    );
    if (left.length === 0 && joined.length === 0) return false;
    const from = left.map((row) => row.group_id);
    await tellOfPlace(ctx, tx, 'class-changed', found, { from, to: classId });
    tx.changed(...[...from, classId].map((id) => `group:${id}`));
    return true;
  });
}

/** One more post of an adult, by the school's word; nobody gives themselves one. */
export async function givePost(
  ctx: SessionContext,
  uid: string,
  uai: string,
  role: (typeof contract.handPosts)[number],
): Promise<boolean> {
  const found = await placeFor(ctx, uid, uai);
  const { school, place } = found;
  if (place.id === ctx.actor.personId) refuse('directory.not-oneself');
  if (holds(place, 'pupil')) refuse('directory.pupil-holds-no-post');
  return ctx.transaction(async (tx) => {
    if (holds(place, role)) return false;
    await openProfile(tx.db, { personId: place.id, schoolId: school.id, kind: role, startsOn: ctx.actor.today });
    await tellOfPlace(ctx, tx, 'post-given', found, { role });
    return true;
  });
}

/** Ends a post that the school gave; the academy's ends with its file, or with a departure. */
export async function endPost(ctx: SessionContext, uid: string, uai: string, role: string): Promise<boolean> {
  const found = await placeFor(ctx, uid, uai);
  const { school, place } = found;
  const post = place.posts.find((one) => one.role === role);
  if (!post) throw new Refusal('platform.not-found');
  if (post.owner === 'academy') refuse('directory.post-of-academy');
  return ctx.transaction(async (tx) => {
    await sql`
      update directory.profiles set ends_on = greatest(${ctx.actor.today}::date, starts_on)
      where school_id = ${school.id} and person_id = ${place.id} and kind = ${role} and ends_on is null`.execute(tx.db);
    await tellOfPlace(ctx, tx, 'post-ended', found, { role });
    return true;
  });
}
