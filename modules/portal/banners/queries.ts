import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Audience } from '../audience.ts';
import type { BannerKind } from './contract.ts';
import { bannerPolicy, ownCommunes, ownSchools } from './policy.ts';

export interface WrittenBanner {
  readonly id: string;
  readonly kind: BannerKind;
  readonly words: string;
  readonly from: string;
  /** The last day on which it shows. */
  readonly until: string;
  /** Name of the school or commune; null: everywhere. */
  readonly place: string | null;
  readonly audiences: Audience[] | null;
}

/** The banners, shown or to come, of the places the actor speaks for. */
export const bannersOf = (db: Db, actor: Actor): Promise<WrittenBanner[]> =>
  rowsOf(
    db,
    sql<WrittenBanner>`
      select b.id, b.kind, b.words, b.starts_on as "from", b.ends_on - 1 as until, b.audiences,
             coalesce((select p.school_name from directory.school_places p where p.school_id = b.school_id),
                      (select p.commune_name from directory.school_places p where p.commune_id = b.commune_id limit 1)) as place
      from portal.banners b
      where b.removed_at is null and b.ends_on > ${actor.today}::date and ${bannerPolicy.where(actor, 'write')}
      order by b.starts_on, b.id limit 100`,
  );

/** The places the actor speaks for, the widest first; the administrators also reach every commune. */
export async function placesOf(db: Db, actor: Actor): Promise<{ value: string; name: string | null }[]> {
  const everywhere = actor.roles.includes('platform');
  const rows = await rowsOf(
    db,
    sql<{ value: string; name: string }>`
      select distinct 'commune:' || p.commune_id as value, p.commune_name as name, 1 as rank from directory.school_places p
      where p.commune_id is not null and (${everywhere} or p.commune_id = any(${ownCommunes(actor)}::uuid[]))
      union all
      select 'school:' || p.school_id, p.school_name, 2 from directory.school_places p
      where p.school_id = any(${ownSchools(actor)}::uuid[])
      order by rank, name, value limit 500`,
  );
  return [
    ...(everywhere ? [{ value: 'platform', name: null }] : []),
    ...rows.map(({ value, name }) => ({ value, name })),
  ];
}

/** A banner in force, with the schools it concerns; null: everyone, visitors included. */
export interface CurrentBanner {
  readonly id: string;
  readonly kind: BannerKind;
  readonly words: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly schoolIds: readonly string[] | null;
  readonly communeId: string | null;
  readonly audiences: readonly Audience[] | null;
}

/** All banners that are not over: few, read once by each process. */
export const currentBanners = (db: Db, today: string): Promise<CurrentBanner[]> =>
  rowsOf(
    db,
    sql<CurrentBanner>`
      select b.id, b.kind, b.words, b.starts_on as "startsOn", b.ends_on as "endsOn", b.commune_id as "communeId", b.audiences,
             case when b.school_id is not null then array[b.school_id]
                  when b.commune_id is not null
                  then array(select p.school_id from directory.school_places p where p.commune_id = b.commune_id)
             end as "schoolIds"
      from portal.banners b where b.removed_at is null and b.ends_on > ${today}::date
      order by case b.kind when 'incident' then 1 when 'closed' then 2 when 'summer' then 2 when 'maintenance' then 3 else 4 end, b.starts_on, b.id limit 200`,
  );

/** Where and for whom schools are closed on that day: their services and links rest. */
export const restingAt = (
  db: Db,
  schoolIds: readonly string[],
  today: string,
): Promise<{ schoolId: string; audiences: Audience[] | null }[]> =>
  rowsOf(
    db,
    sql<{ schoolId: string; audiences: Audience[] | null }>`
      select school_id as "schoolId", audiences from portal.banners
      where school_id = any(${[...schoolIds]}::uuid[]) and kind in ('closed', 'summer') and removed_at is null
        and starts_on <= ${today}::date and ends_on > ${today}::date
      order by school_id, id limit 1000`,
  );
