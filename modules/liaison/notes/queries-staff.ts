import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import { guardiansWithAccess } from '../../directory/index.ts';
import type { NoteAct, SigningRule } from '../acts/rules.ts';
import { notePolicy } from '../policy.ts';
import type { ReceivedAfter } from './queries.ts';
import type { Given, Outcome, Question, State } from './rules.ts';
import { courtesyName, placeName, wholeName } from './shown.ts';
import { pupilState } from './state.ts';

/* What the school reads: its notes and their tables. */

export interface SentRow {
  readonly id: string;
  readonly title: string;
  readonly act: NoteAct;
  readonly author: string;
  readonly place: string;
  readonly publishAt: Date;
  readonly dueOn: string | null;
  readonly withdrawnAt: Date | null;
  readonly answered: number;
  readonly refused: number;
  readonly pupils: number;
}

/** SQL, lateral on `n`: how many pupils the note waits for or had an answer for, how many came back, how many refused. */
const countsOf = (today: string): RawBuilder<unknown> => sql`
  select count(*) filter (where s.state in ('signed', 'refused'))::int as answered,
         count(*) filter (where s.state = 'refused')::int as refused,
         count(*) filter (where s.left_at is null or s.state in ('signed', 'refused'))::int as pupils
  from (select np.left_at, ${pupilState(today)} as state
        from liaison.note_pupils np where np.school_id = n.school_id and np.note_id = n.id) as s`;

/** Notes that the actor follows, of one group or of all, the latest first; `limit` of them after a place. */
export const findSent = (
  db: Db,
  actor: Actor,
  {
    group,
    after,
    limit,
  }: { readonly group?: string | undefined; readonly after?: ReceivedAfter | undefined; readonly limit: number },
): Promise<SentRow[]> =>
  rowsOf(
    db,
    sql<SentRow>`
      select n.id, v.title, n.act, ${courtesyName(sql`n.author_id`)} as author, ${placeName} as place, n.publish_at as "publishAt",
             n.due_on as "dueOn", n.withdrawn_at as "withdrawnAt", c.answered, c.refused, c.pupils
      from (select n.school_id, n.id, n.version, n.act, n.author_id, n.group_id, n.publish_at, n.due_on, n.withdrawn_at, n.rule
            from liaison.notes n
            where ${notePolicy.where(actor, 'follow')} and n.hidden_at is null and ${group ? sql`n.group_id = ${group}::uuid` : sql`true`}
              and ${after ? sql`(date_trunc('milliseconds', n.publish_at), n.id) < (${after.publishAt}::timestamptz, ${after.id}::uuid)` : sql`true`}
            order by date_trunc('milliseconds', n.publish_at) desc, n.id desc limit ${limit}) as n
      join liaison.note_versions v on v.school_id = n.school_id and v.note_id = n.id and v.version = n.version
      cross join lateral (${countsOf(actor.today)}) as c
      order by date_trunc('milliseconds', n.publish_at) desc, n.id desc`,
  );

export interface BoardGuardian {
  readonly personId: string;
  readonly uid: string;
  readonly displayName: string;
  readonly seenAt: string | null;
  readonly outcome: Outcome | null;
  readonly given: Given | null;
  readonly answeredAt: string | null;
  readonly means: string | null;
  readonly seal: string | null;
  /** A legal guardian with access today: who is waited for. */
  readonly isPresent: boolean;
}

export interface BoardPupil {
  readonly personId: string;
  readonly uid: string;
  readonly displayName: string;
  readonly state: State;
  readonly hasLeft: boolean;
  readonly acknowledgedAt: string | null;
  readonly paper: { readonly outcome: Outcome; readonly at: string; readonly by: string } | null;
  readonly guardians: readonly BoardGuardian[] | null;
}

export interface BoardRow {
  readonly id: string;
  readonly schoolId: string;
  readonly groupId: string | null;
  readonly audience: 'all' | 'chosen' | 'after-school';
  readonly authorId: string;
  readonly version: number;
  readonly title: string;
  readonly words: RichText;
  readonly plain: string;
  readonly digest: string;
  readonly act: NoteAct;
  readonly rule: SigningRule;
  readonly author: string;
  readonly place: string;
  readonly school: string;
  readonly publishAt: Date;
  readonly writtenAt: Date;
  readonly withdrawnAt: Date | null;
  readonly dueOn: string | null;
  readonly asksPupil: boolean;
  readonly questions: readonly Question[];
  readonly mayChange: boolean;
  readonly relaunchedAt: Date | null;
  readonly pupilList: readonly BoardPupil[] | null;
}

/** SQL: guardians of the pupil of `np` with their copy and answer, those of today and those who answered before they were no longer. */
const guardiansOf = (today: string): RawBuilder<unknown> => sql`
  select json_agg(json_build_object(
           'personId', gp.id, 'uid', gp.uid, 'displayName', concat_ws(' ', gp.given_name, gp.family_name),
           'seenAt', case when c.seen_version = n.version then c.seen_at end, 'outcome', a.outcome, 'given', a.given,
           'answeredAt', a.answered_at, 'means', a.means, 'seal', a.seal, 'isPresent', k.is_present)
         order by gp.sort_name, gp.id)
  from (select x.adult_id, bool_or(x.is_present) as is_present
        from (select w.adult_id, true as is_present from (${guardiansWithAccess(sql`np.pupil_id`, today)}) as w
              union all
              select o.guardian_id, false from liaison.answers o
              where o.school_id = n.school_id and o.note_id = n.id and o.version = n.version and o.pupil_id = np.pupil_id
                and o.replaced_at is null) as x
        group by x.adult_id) as k
  join directory.persons gp on gp.id = k.adult_id
  left join liaison.copies c on c.school_id = n.school_id and c.note_id = n.id and c.pupil_id = np.pupil_id and c.guardian_id = gp.id
  left join liaison.answers a on a.school_id = n.school_id and a.note_id = n.id and a.version = n.version and a.pupil_id = np.pupil_id
    and a.guardian_id = gp.id and a.replaced_at is null`;

/** A note with all its pupils and guardians; undefined for who does not follow it. */
export const findBoard = (db: Db, actor: Actor, noteId: string): Promise<BoardRow | undefined> =>
  firstOf(
    db,
    sql<BoardRow>`
      select n.id, n.school_id as "schoolId", n.group_id as "groupId", n.audience, n.author_id as "authorId", n.version, v.title,
             v.words, v.plain, v.digest, n.act, n.rule, ${courtesyName(sql`n.author_id`)} as author, ${placeName} as place,
             (select ps.name from directory.schools ps where ps.id = n.school_id) as school,
             n.publish_at as "publishAt", v.written_at as "writtenAt", n.withdrawn_at as "withdrawnAt", n.due_on as "dueOn",
             n.pupils_acknowledge as "asksPupil", v.questions, ${notePolicy.where(actor, 'change')} as "mayChange",
             (select max(rl.relaunched_at) from liaison.relaunches rl where rl.school_id = n.school_id and rl.note_id = n.id) as "relaunchedAt",
             (select json_agg(json_build_object(
                       'personId', p.id, 'uid', p.uid, 'displayName', concat_ws(' ', p.given_name, p.family_name),
                       'state', ${pupilState(actor.today)}, 'hasLeft', np.left_at is not null, 'acknowledgedAt', np.acknowledged_at,
                       'paper', (select json_build_object('outcome', pr.outcome, 'at', pr.ticked_at, 'by', ${wholeName(sql`pr.ticked_by`)})
                                 from liaison.paper_returns pr
                                 where pr.school_id = n.school_id and pr.note_id = n.id and pr.version = n.version
                                   and pr.pupil_id = np.pupil_id and pr.undone_at is null),
                       'guardians', (${guardiansOf(actor.today)}))
                     order by p.sort_name, p.id)
              from liaison.note_pupils np join directory.persons p on p.id = np.pupil_id
              where np.school_id = n.school_id and np.note_id = n.id) as "pupilList"
      from liaison.notes n
      join liaison.note_versions v on v.school_id = n.school_id and v.note_id = n.id and v.version = n.version
      where n.id = ${noteId}::uuid and n.hidden_at is null and ${notePolicy.where(actor, 'follow')}`,
  );

/** A note as its commands load it, if the actor may do that with it. */
export interface NoteRow {
  readonly id: string;
  readonly schoolId: string;
  readonly groupId: string | null;
  readonly authorId: string;
  readonly version: number;
  readonly rule: SigningRule;
  readonly act: NoteAct;
  readonly title: string;
  readonly plain: string;
  readonly dueOn: string | null;
  readonly publishAt: Date;
  readonly withdrawnAt: Date | null;
  /** Of its group; null for the school. */
  readonly year: number | null;
  readonly endsOn: string | null;
}

/** Loads a note for a command and holds it: `share` beside others, `update` alone. */
export const lockNote = (
  db: Db,
  actor: Actor,
  verb: 'answer' | 'acknowledge' | 'follow' | 'change',
  noteId: string,
  lock: 'share' | 'update',
): Promise<NoteRow | undefined> =>
  firstOf(
    db,
    sql<NoteRow>`
      select n.id, n.school_id as "schoolId", n.group_id as "groupId", n.author_id as "authorId", n.version, n.rule, n.act, v.title, v.plain,
             n.due_on as "dueOn", n.publish_at as "publishAt", n.withdrawn_at as "withdrawnAt", t.year, t.ends_on as "endsOn"
      from liaison.notes n
      join liaison.note_versions v on v.school_id = n.school_id and v.note_id = n.id and v.version = n.version
      left join directory.group_terms t on t.school_id = n.school_id and t.group_id = n.group_id
      where n.id = ${noteId}::uuid and n.hidden_at is null and ${notePolicy.where(actor, verb)} ${lock === 'share' ? sql`for share of n` : sql`for update of n`}`,
  );
