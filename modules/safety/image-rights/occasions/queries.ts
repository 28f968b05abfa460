import type { Actor } from '../../../../platform/authz/policy.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../../platform/db/db.ts';
import { classPlace, pupilsOfClass } from '../../../directory/index.ts';
import { daysAfter } from '../../../directory/rules.ts';
import type { ImageKind, ImageState, ImageSupport } from '../contract.ts';
import { imageState } from '../may-show.ts';
import { classImagePolicy } from '../policy.ts';

export interface OccasionRow {
  readonly id: string;
  readonly groupId: string;
  readonly schoolId: string;
  readonly title: string;
  readonly details: string;
  readonly support: ImageSupport;
  readonly kinds: readonly ImageKind[];
  readonly occasionOn: string;
  readonly until: string;
  readonly endsOn: string;
  readonly closed: boolean;
}

const columns = sql`
  q.id, q.group_id as "groupId", q.school_id as "schoolId", q.title, q.details, q.support, q.kinds, q.occasion_on as "occasionOn",
  (q.ends_on - 1) as until, q.ends_on as "endsOn", q.closed_at is not null as closed`;

export interface ClassPlaceRow {
  readonly id: string;
  readonly label: string;
  readonly school: string;
  readonly schoolId: string;
}

/** An open class whose families the actor may ask; undefined for anybody else. */
export const findAskedClass = (db: Db, actor: Actor, groupId: string): Promise<ClassPlaceRow | undefined> =>
  firstOf(
    db,
    sql<ClassPlaceRow>`
      select g.id, g.label, g.school, g.school_id as "schoolId" from (${classPlace(actor.today, groupId)}) as g
      where ${classImagePolicy.where(actor, 'ask')}`,
  );

/** The occasions of a class, the newest first, fifty at most, with how many pupils have an answer of somebody. */
export const occasionsOf = (
  db: Db,
  today: string,
  groupId: string,
): Promise<(OccasionRow & { readonly answered: number; readonly pupils: number })[]> =>
  rowsOf(
    db,
    sql<OccasionRow & { answered: number; pupils: number }>`
      with pupils as (${pupilsOfClass(today, sql`${groupId}::uuid`)})
      select ${columns}, (select count(*) from pupils) as pupils,
             (select count(*) from pupils where exists (
                select 1 from safety.image_answers ia
                where ia.request_id = q.id and ia.person_id = pupils.id and ia.replaced_at is null)) as answered
      from safety.image_requests q where q.group_id = ${groupId}::uuid
      order by q.asked_at desc, q.id desc limit 50`,
  );

export interface OccasionBoard extends OccasionRow {
  readonly label: string;
  readonly pupils: readonly {
    readonly id: string;
    readonly displayName: string;
    readonly states: readonly ImageState[];
    readonly answers: readonly { readonly by: string; readonly answer: string; readonly at: string }[];
  }[];
}

/** One occasion with each pupil of the class: what the answers come to kind by kind, and who gave which; for who may ask. */
export async function findOccasion(db: Db, actor: Actor, requestId: string): Promise<OccasionBoard | undefined> {
  const row = await firstOf(
    db,
    sql<OccasionRow & { label: string }>`
      select ${columns}, g.label
      from safety.image_requests q join directory.groups g on g.school_id = q.school_id and g.id = q.group_id
      where q.id = ${requestId}::uuid and ${classImagePolicy.where(actor, 'see')}`,
  );
  if (!row) return undefined;
  const states = row.kinds.map((kind) =>
    imageState(sql`f.id`, sql`${row.support}::text`, actor.today, { kind, request: row.id }),
  );
  const pupils = await rowsOf(
    db,
    sql<OccasionBoard['pupils'][number]>`
      select f.uid as id, f.name as "displayName", json_build_array(${sql.join(states)}) as states,
             coalesce((select json_agg(json_build_object('by', concat_ws(' ', a.given_name, a.family_name), 'answer', said.answer,
                                                         'at', said.answered_at) order by said.answered_at, a.id)
                       from (select distinct on (ia.author_id) ia.author_id, ia.answer, ia.answered_at from safety.image_answers ia
                             where ia.request_id = ${row.id}::uuid and ia.person_id = f.id and ia.replaced_at is null
                             order by ia.author_id, ia.kind) as said
                       join directory.persons a on a.id = said.author_id), '[]'::json) as answers
      from (${pupilsOfClass(actor.today, sql`${row.groupId}::uuid`)}) as f
      order by f.sort_name, f.id`,
  );
  return { ...row, pupils };
}

export interface AskedRow extends OccasionRow {
  readonly childId: string;
  readonly group: string;
  readonly own: 'allowed' | 'refused' | 'withdrawn' | null;
}

/** What is asked about the actor's children and still open, the next occasion first, with the actor's own answer. */
export async function openRequests(db: Db, actor: Actor): Promise<AskedRow[]> {
  const pairs = actor.children.flatMap((child) =>
    child.groupIds.map((groupId) => ({ child: child.personId, groupId })),
  );
  if (pairs.length === 0) return [];
  return rowsOf(
    db,
    sql<AskedRow>`
      select ${columns}, c.child_id as "childId", g.label as "group",
             (select ia.answer from safety.image_answers ia
              where ia.request_id = q.id and ia.person_id = c.child_id and ia.author_id = ${actor.personId}::uuid
                and ia.replaced_at is null
              order by ia.kind limit 1) as own
      from unnest(${pairs.map(({ child }) => child)}::uuid[], ${pairs.map(({ groupId }) => groupId)}::uuid[]) as c (child_id, group_id)
      join safety.image_requests q on q.group_id = c.group_id
      join directory.groups g on g.school_id = q.school_id and g.id = q.group_id
      where q.closed_at is null and q.ends_on > ${actor.today}::date
      order by q.occasion_on, q.id, c.child_id`,
  );
}

/** The same, as the page of image rights shows it. */
export async function requestsFor(db: Db, actor: Actor) {
  const rows = await openRequests(db, actor);
  return rows.map(({ id, childId, title, details, group, support, kinds, occasionOn, endsOn, own }) => {
    const child = actor.children.find(({ personId }) => personId === childId);
    return {
      id,
      child: { id: child?.uid ?? '', displayName: child?.displayName ?? '' },
      title,
      details,
      group,
      support,
      kinds: [...kinds],
      occasionOn,
      until: daysAfter(endsOn, -1),
      own,
    };
  });
}
