import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { classPlace, pupilsOfClass } from '../../directory/index.ts';
import { type ImagePurpose, type ImageState, imagePurposes } from './contract.ts';
import { imageState } from './may-show.ts';
import { classImagePolicy, imageRightPolicy } from './policy.ts';

export interface AnswerRow {
  readonly personId: string;
  readonly uid: string;
  readonly purpose: ImagePurpose;
  readonly own: 'allowed' | 'refused' | 'withdrawn' | null;
  readonly answeredAt: Date | null;
  readonly outcome: ImageState;
}

/** Per child of the actor and purpose: the actor's own answer in force, and what all answers come to. */
export const answersFor = (db: Db, actor: Actor): Promise<AnswerRow[]> =>
  rowsOf(
    db,
    sql<AnswerRow>`
      select p.id as "personId", p.uid, u.purpose, ia.answer as own, ia.answered_at as "answeredAt",
             ${imageState(sql`p.id`, sql`u.purpose`, actor.today)} as outcome
      from directory.persons p
      cross join unnest(${[...imagePurposes]}::text[]) with ordinality as u (purpose, rank)
      left join safety.image_answers ia on ia.person_id = p.id and ia.author_id = ${actor.personId} and ia.purpose = u.purpose
        and ia.replaced_at is null and ia.ends_on > ${actor.today}::date
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
  } & Readonly<Record<ImagePurpose, ImageState>>)[];
}

/** A class with what may be shown of each of its pupils, by name; undefined for who may not know. */
export const findClassAnswers = (db: Db, actor: Actor, groupId: string): Promise<ClassRow | undefined> => {
  const states = imagePurposes.map(
    (purpose) => sql`${sql.lit(purpose)}, ${imageState(sql`f.id`, sql`${sql.lit(purpose)}::text`, actor.today)}`,
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
