import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { headed, stopPolicy } from './policy.ts';
import type { StopRole } from './rules.ts';

/** A stop as its page shows it. */
export interface StopRow {
  readonly id: string;
  readonly place: string | null;
  readonly isCommune: boolean;
  readonly schoolId: string | null;
  readonly startedAs: 'head' | 'academy' | 'platform';
  readonly roles: StopRole[] | null;
  readonly level: string | null;
  readonly stopsReading: boolean;
  readonly isDrill: boolean;
  readonly words: string | null;
  readonly reason: string;
  readonly startedAt: Date;
  readonly startedById: string;
  readonly endsAt: Date;
  readonly endedAt: Date | null;
}

const MOST = 40;

/** The stops of the places that the actor answers for, the last first. */
export const stopsOf = (db: Db, actor: Actor): Promise<StopRow[]> =>
  rowsOf(
    db,
    sql<StopRow>`
      select st.id, st.school_id as "schoolId", st.started_as as "startedAs", st.roles, st.level_label as level,
             st.place = 'commune' as "isCommune", st.stops_reading as "stopsReading", st.is_drill as "isDrill", st.words, st.reason,
             st.started_at as "startedAt", st.started_by as "startedById", st.ends_at as "endsAt", st.ended_at as "endedAt",
             coalesce((select p.school_name from directory.school_places p where p.school_id = st.school_id),
                      (select p.commune_name from directory.school_places p where p.commune_id = st.commune_id limit 1)) as place
      from safety.stops st where ${stopPolicy.where(actor, 'see')}
      order by st.started_at desc, st.id desc limit ${MOST}`,
  );

/** A place that may be stopped. */
export interface PlaceRow {
  readonly value: string;
  readonly name: string | null;
  readonly isCommune: boolean;
}

/** The places that the actor may stop, the nearest first: own schools; for academy and operator every school, commune and everything. */
export async function stoppablePlaces(db: Db, actor: Actor): Promise<PlaceRow[]> {
  const everywhere = stopPolicy.can(actor, 'start', { schoolId: null, startedAs: 'platform' });
  const rows = await rowsOf(
    db,
    sql<PlaceRow>`
      select f.value, f.name, f."isCommune" from (
        select distinct 'commune:' || p.commune_id as value, p.commune_name as name, true as "isCommune", 1 as rank
        from directory.school_places p where p.commune_id is not null and ${everywhere}
        union all
        select 'school:' || p.school_id, p.school_name || coalesce(' · ' || p.commune_name, ''), false, 2
        from directory.school_places p where ${everywhere} or p.school_id = any(${headed(actor)}::uuid[])) as f
      order by f.rank, f.name, f.value limit 700`,
  );
  return everywhere ? [{ value: 'platform', name: null, isCommune: false }, ...rows] : rows;
}

/** The schools of a place, by id. */
export async function schoolsOfPlace(db: Db, place: { schoolId: string | null; communeId: string | null }) {
  const row = await firstOf(
    db,
    sql<{ ids: string[] | null }>`
      select array_agg(p.school_id) as ids from directory.school_places p
      where p.school_id = ${place.schoolId}::uuid or p.commune_id = ${place.communeId}::uuid`,
  );
  return row?.ids ?? [];
}
