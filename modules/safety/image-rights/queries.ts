import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { classPlace, pupilsOfClass } from '../../directory/index.ts';
import { type ImageKind, type ImageState, type ImageSupport, imageSupports } from './contract.ts';
import { imageState } from './may-show.ts';
import { classImagePolicy, imageRightPolicy } from './policy.ts';

export interface AnswerRow {
  readonly personId: string;
  readonly uid: string;
  readonly support: ImageSupport;
  readonly own: 'allowed' | 'refused' | 'withdrawn' | null;
  readonly answeredAt: Date | null;
  readonly outcome: ImageState;
}

/** Per child of the actor and support, for one kind: the actor's own answer in force, and what all answers come to. */
export const answersFor = (db: Db, actor: Actor, kind: ImageKind): Promise<AnswerRow[]> =>
  rowsOf(
    db,
    sql<AnswerRow>`
      select p.id as "personId", p.uid, u.support, ia.answer as own, ia.answered_at as "answeredAt",
             ${imageState(sql`p.id`, sql`u.support`, actor.today, { kind })} as outcome
      from directory.persons p
      cross join unnest(${[...imageSupports]}::text[]) with ordinality as u (support, rank)
      left join safety.image_answers ia on ia.person_id = p.id and ia.author_id = ${actor.personId} and ia.purpose = u.support
        and ia.kind = ${kind}::text and ia.request_id is null and ia.replaced_at is null and ia.ends_on > ${actor.today}::date
      where ${imageRightPolicy.where(actor, 'answer')}
      order by p.birth_date desc nulls last, p.given_name, p.id, u.rank`,
  );

export interface ClassRow {
  readonly id: string;
  readonly label: string;
  readonly school: string;
  readonly pupils: readonly ({
    readonly id: string;
    readonly displayName: string;
  } & Readonly<Record<ImageSupport, ImageState>>)[];
}

/** A class with what may be shown of each of its pupils, by name; undefined for who may not know. */
export const findClassAnswers = (
  db: Db,
  actor: Actor,
  groupId: string,
  kind: ImageKind,
): Promise<ClassRow | undefined> => {
  const states = imageSupports.map(
    (support) =>
      sql`${sql.lit(support)}, ${imageState(sql`f.id`, sql`${sql.lit(support)}::text`, actor.today, { kind })}`,
  );
  return firstOf(
    db,
    sql<ClassRow>`
      select g.id, g.label, g.school,
             coalesce((select json_agg(json_build_object('id', f.uid, 'displayName', f.name, ${sql.join(states)}) order by f.sort_name, f.id)
                       from (${pupilsOfClass(actor.today, sql`g.id`)}) as f), '[]'::json) as pupils
      from (${classPlace(actor.today, groupId)}) as g
      where ${classImagePolicy.where(actor, 'see')}`,
  );
};
