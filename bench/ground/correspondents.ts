/** Pairs of people of METROPOLE-1 who write to each other, and heads of schools of some seven hundred guardians. */
import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import type { Player } from './people.ts';

export interface Correspondent extends Player {
  /** Public id of a teacher of one of their children. */
  readonly teacherUid: string;
}

/** Guardians who may write to a teacher of their child, far apart in the files. */
export const correspondents = (db: Db, count: number): Promise<Correspondent[]> =>
  rowsOf(
    db,
    sql<Correspondent>`
      select p.id as "personId", a.login, p.family_name as "familyName", '{}'::text[] as children, t.uid as "teacherUid"
      from (select distinct on (g.person_id) g.person_id, c.person_id as teacher_id
            from (select * from directory.circle_members where role = 'guardian' order by md5(person_id::text) limit ${count * 20}) g
            join directory.circle_members c on c.school_id = g.school_id and c.circle_id = g.circle_id and c.role = 'teacher'
            where g.circle_id <> g.school_id
            order by g.person_id, c.person_id) as pair
      join directory.persons p on p.id = pair.person_id
      join directory.persons t on t.id = pair.teacher_id
      join identity.accounts a on a.person_id = p.id
      order by md5(p.id::text) limit ${count}`,
  );

export interface Head extends Player {
  readonly schoolId: string;
  readonly families: number;
}

/** Heads of the schools whose families are nearest to `families` in number. */
export const heads = (db: Db, families: number, count: number): Promise<Head[]> =>
  rowsOf(
    db,
    sql<Head>`
      select p.id as "personId", a.login, p.family_name as "familyName", '{}'::text[] as children, h.school_id as "schoolId", h.families
      from (select distinct on (f.school_id) pr.person_id, f.school_id, f.families
            from (select school_id, count(*)::int as families from directory.circle_members
                  where circle_id = school_id and role = 'guardian' group by school_id) as f
            join directory.profiles pr on pr.school_id = f.school_id and pr.kind = 'head' and pr.ends_on is null
            order by f.school_id, pr.person_id) as h
      join directory.persons p on p.id = h.person_id
      join identity.accounts a on a.person_id = p.id
      order by abs(h.families - ${families}), h.school_id limit ${count}`,
  );

/** Some guardians of a school, to look whether a message came to them. */
export const guardiansAt = (db: Db, schoolId: string, count: number): Promise<Player[]> =>
  rowsOf(
    db,
    sql<Player>`
      select p.id as "personId", a.login, p.family_name as "familyName", '{}'::text[] as children
      from directory.circle_members m join directory.persons p on p.id = m.person_id join identity.accounts a on a.person_id = p.id
      where m.school_id = ${schoolId}::uuid and m.circle_id = ${schoolId}::uuid and m.role = 'guardian' order by md5(p.id::text) limit ${count}`,
  );
