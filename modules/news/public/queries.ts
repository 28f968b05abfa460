import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import type { PostMark } from '../queries.ts';
import { shownNow } from '../queries.ts';
import type { PostEvent } from '../rules.ts';

/** A post that its school shows to anybody: nothing of its author, of its readers or of what they said. */
export interface PublicRow {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  readonly publishAt: Date;
  readonly changedAt: Date;
}

export interface PublicPost extends PublicRow {
  readonly body: RichText | null;
  readonly event: PostEvent | null;
  readonly picturesAlt: string | null;
  readonly picturesWithdrawnAt: Date | null;
  readonly schoolName: string;
}

/** The open school of that UAI. */
export const schoolOf = (db: Db, uai: string): Promise<{ id: string; name: string } | undefined> =>
  firstOf(
    db,
    sql<{ id: string; name: string }>`
      select s.school_id as id, s.school_name as name from directory.school_places s where s.uai = ${uai} and s.closed_on is null`,
  );

const inSchool = (schoolId: string) =>
  sql`n.is_public and exists (select 1 from news.post_audiences a where a.post_id = n.id and a.school_id = ${schoolId}::uuid offset 0)`;

/** Its public posts, newest first. */
export const publicPosts = (
  db: Db,
  schoolId: string,
  {
    now,
    today,
    after,
    limit,
  }: { readonly now: Date; readonly today: string; readonly after: PostMark | undefined; readonly limit: number },
): Promise<PublicRow[]> =>
  rowsOf(
    db,
    sql<PublicRow>`
      select n.id, n.title, left(n.words, 2000) as words, n.publish_at as "publishAt", n.changed_at as "changedAt"
      from news.posts n
      where ${inSchool(schoolId)} and ${shownNow(now, today)}
        and ${after ? sql`(n.publish_at, n.id) < (${after.at}, ${after.id}::uuid)` : sql`true`}
      order by n.publish_at desc, n.id desc limit ${limit}`,
  );

/** One of them. */
export const publicPost = (
  db: Db,
  uai: string,
  postId: string,
  now: Date,
  today: string,
): Promise<PublicPost | undefined> =>
  firstOf(
    db,
    sql<PublicPost>`
      select n.id, n.title, n.words, n.publish_at as "publishAt", n.changed_at as "changedAt", n.body, n.pictures_alt as "picturesAlt",
             n.pictures_withdrawn_at as "picturesWithdrawnAt", s.school_name as "schoolName",
             (select json_build_object('startsOn', e.starts_on, 'startsAt', to_char(e.starts_at, 'HH24:MI'), 'lastDay', e.last_day,
                                       'endsAt', to_char(e.ends_at, 'HH24:MI'), 'place', e.place_name)
              from news.events e where e.post_id = n.id) as event
      from news.posts n
      join directory.school_places s on s.uai = ${uai} and s.closed_on is null
      where n.id = ${postId}::uuid and n.is_public and ${shownNow(now, today)}
        and exists (select 1 from news.post_audiences a where a.post_id = n.id and a.school_id = s.school_id)`,
  );
