import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import { foldName, fullName } from './rules.ts';

/** A person as the operator's command line lists them. */
export interface LookedUp {
  readonly id: string;
  readonly uid: string;
  readonly displayName: string;
  /** Open profiles and mandates: what, then the UAI or INSEE code where there is one. */
  readonly posts: readonly string[];
}

/**
 * Persons with that uid, or whose name holds every word of `text`; by name, then id. For the operator at the machine only: it asks no
 * actor's rights.
 */
export async function lookUp(db: Db, text: string, today: string, limit = 50): Promise<LookedUp[]> {
  const words = foldName(text).split(' ').filter(Boolean);
  if (words.length === 0) return [];
  const named = sql.join(
    words.map((word) => sql`p.sort_name like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`),
    sql` and `,
  );
  const rows = await rowsOf(
    db,
    sql<{ id: string; uid: string; family_name: string; given_name: string | null; posts: string[] }>`
      select p.id, p.uid, p.family_name, p.given_name,
             array(select pr.kind || ' ' || s.uai from directory.profiles pr join directory.schools s on s.id = pr.school_id
                   where pr.person_id = p.id and (pr.ends_on is null or pr.ends_on > ${today}::date)
                   union all
                   select concat_ws(' ', d.kind, c.insee, s.uai) from directory.mandates d
                   left join directory.communes c on c.id = d.commune_id left join directory.schools s on s.id = d.school_id
                   where d.person_id = p.id and d.starts_on <= ${today}::date and (d.ends_on is null or d.ends_on > ${today}::date)
                   order by 1) as posts
      from directory.persons p where p.uid = ${text.trim().toUpperCase()} or (${named})
      order by p.sort_name, p.id limit ${limit}`,
  );
  return rows.map((row) => ({
    id: row.id,
    uid: row.uid,
    displayName: fullName({ familyName: row.family_name, givenName: row.given_name }),
    posts: row.posts,
  }));
}
