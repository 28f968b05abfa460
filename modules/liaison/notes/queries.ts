import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import type { NoteAct, SigningRule } from '../acts/rules.ts';
import { notePolicy } from '../policy.ts';
import type { Given, Outcome, Question, State } from './rules.ts';
import { courtesyName, placeName } from './shown.ts';
import { isOwedBy, pupilState } from './state.ts';

/* What families and pupils read. All of it goes through the pupils of the actor as they are today. */

export interface ReceivedRow {
  readonly id: string;
  readonly title: string;
  readonly act: NoteAct;
  readonly pupilUid: string;
  readonly pupilName: string;
  readonly author: string;
  readonly place: string;
  readonly publishAt: Date;
  readonly dueOn: string | null;
  readonly state: State;
  readonly isOwed: boolean;
  readonly own: Outcome | null;
  readonly answeredAt: Date | null;
}

/** The persons whose notes the actor reads: the children in care, and themselves as a pupil. */
const readFor = (actor: Actor): string[] => [
  ...actor.children.map(({ personId }) => personId),
  ...(actor.roles.includes('pupil') ? [actor.personId] : []),
];

/** SQL condition: the note was published, and the actor may read it. */
const readable = (actor: Actor, now: Date): RawBuilder<unknown> =>
  sql`(n.publish_at <= ${now} and n.hidden_at is null and ${notePolicy.where(actor, 'read')})`;

/** SQL condition: the actor, a guardian, owes a signature; never for a pupil. */
const owed = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`(np.pupil_id <> ${actor.personId}::uuid and ${isOwedBy(sql`${actor.personId}::uuid`)})`;

const ownAnswer = (actor: Actor): RawBuilder<unknown> => sql`
  left join liaison.answers own on own.school_id = n.school_id and own.note_id = n.id and own.version = n.version
    and own.pupil_id = np.pupil_id and own.guardian_id = ${actor.personId}::uuid and own.replaced_at is null`;

const received = (actor: Actor, now: Date, narrow: RawBuilder<unknown>): RawBuilder<ReceivedRow> => sql<ReceivedRow>`
  select n.id, v.title, n.act, p.uid as "pupilUid", concat_ws(' ', p.given_name, p.family_name) as "pupilName",
         ${courtesyName(sql`n.author_id`)} as author, ${placeName} as place, n.publish_at as "publishAt", n.due_on as "dueOn",
         ${pupilState(actor.today)} as state, ${owed(actor)} as "isOwed", own.outcome as own, own.answered_at as "answeredAt"
  from liaison.note_pupils np
  join liaison.notes n on n.school_id = np.school_id and n.id = np.note_id
  join liaison.note_versions v on v.school_id = n.school_id and v.note_id = n.id and v.version = n.version
  join directory.persons p on p.id = np.pupil_id
  ${ownAnswer(actor)}
  where np.pupil_id = any(${readFor(actor)}::uuid[]) and n.withdrawn_at is null and ${readable(actor, now)} and ${narrow}`;

const aboutChild = (child: string | undefined): RawBuilder<unknown> =>
  child === undefined ? sql`true` : sql`p.uid = ${child}`;

/** What the actor still has to sign, the most urgent first. */
export const findOwed = (db: Db, actor: Actor, now: Date, child: string | undefined): Promise<ReceivedRow[]> =>
  rowsOf(
    db,
    sql<ReceivedRow>`${received(actor, now, sql`${aboutChild(child)} and ${owed(actor)}`)}
      order by n.due_on nulls last, n.publish_at desc, n.id, p.uid limit 100`,
  );

export interface ReceivedAfter {
  readonly publishAt: Date;
  readonly id: string;
}

/** What asks nothing more of the actor, the latest first; a page of `limit` after a place. */
export const findOthers = (
  db: Db,
  actor: Actor,
  now: Date,
  {
    child,
    after,
    limit,
  }: { readonly child?: string | undefined; readonly after?: ReceivedAfter | undefined; readonly limit: number },
): Promise<ReceivedRow[]> => {
  const further = after
    ? sql`(date_trunc('milliseconds', n.publish_at), n.id) < (${after.publishAt}::timestamptz, ${after.id}::uuid)`
    : sql`true`;
  return rowsOf(
    db,
    sql<ReceivedRow>`${received(actor, now, sql`${aboutChild(child)} and not ${owed(actor)} and ${further}`)}
      order by date_trunc('milliseconds', n.publish_at) desc, n.id desc, p.uid limit ${limit}`,
  );
};

export interface ReadNote {
  readonly id: string;
  readonly schoolId: string;
  readonly groupId: string | null;
  readonly version: number;
  readonly title: string;
  readonly words: RichText;
  readonly plain: string;
  readonly digest: string;
  readonly act: NoteAct;
  readonly rule: SigningRule;
  readonly author: string;
  readonly place: string;
  readonly publishAt: Date;
  readonly correctedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly dueOn: string | null;
  readonly asksPupil: boolean;
  readonly questions: readonly Question[];
  readonly pupils: readonly ReadPupil[];
}

export interface ReadPupil {
  readonly personId: string;
  readonly uid: string;
  readonly displayName: string;
  readonly state: State;
  readonly isOwed: boolean;
  readonly own: Outcome | null;
  readonly given: Given | null;
  readonly answeredAt: string | null;
  readonly paperAt: string | null;
  readonly acknowledgedAt: string | null;
}

/** A note with the actor's own pupils in it; undefined for who may not read it, or not yet. */
export const findReadNote = (db: Db, actor: Actor, now: Date, noteId: string): Promise<ReadNote | undefined> =>
  firstOf(
    db,
    sql<ReadNote>`
      select n.id, n.school_id as "schoolId", n.group_id as "groupId", n.version, v.title, v.words, v.plain, v.digest, n.act, n.rule,
             ${courtesyName(sql`n.author_id`)} as author, ${placeName} as place, n.publish_at as "publishAt",
             case when n.version > 1 then v.written_at end as "correctedAt", n.withdrawn_at as "withdrawnAt", n.due_on as "dueOn",
             n.pupils_acknowledge as "asksPupil", v.questions,
             (select json_agg(json_build_object(
                       'personId', p.id, 'uid', p.uid, 'displayName', concat_ws(' ', p.given_name, p.family_name),
                       'state', ${pupilState(actor.today)}, 'isOwed', ${owed(actor)}, 'own', own.outcome, 'given', own.given,
                       'answeredAt', own.answered_at, 'acknowledgedAt', np.acknowledged_at,
                       'paperAt', (select pr.ticked_at from liaison.paper_returns pr
                                   where pr.school_id = n.school_id and pr.note_id = n.id and pr.version = n.version
                                     and pr.pupil_id = np.pupil_id and pr.undone_at is null))
                     order by p.birth_date desc nulls last, p.given_name, p.id)
              from liaison.note_pupils np join directory.persons p on p.id = np.pupil_id
              ${ownAnswer(actor)}
              where np.school_id = n.school_id and np.note_id = n.id and np.pupil_id = any(${readFor(actor)}::uuid[])) as pupils
      from liaison.notes n
      join liaison.note_versions v on v.school_id = n.school_id and v.note_id = n.id and v.version = n.version
      where n.id = ${noteId}::uuid and ${readable(actor, now)}`,
  );
