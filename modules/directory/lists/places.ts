import { firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { Place } from '../../../platform/tables/table.ts';
import { schoolPolicy } from '../policy.ts';
import { schoolsEntrusted } from '../scopes-delegates.ts';

/** The schools where the actor works and may open a list of the given kind; no statement. */
export function ownPlaces({ actor }: SessionContext, verb: 'listPeople' | 'listGroups'): Place[] {
  const places = actor.profiles
    .filter((entry) => schoolPolicy.can(actor, verb, { schoolId: entry.schoolId, communeId: null }))
    .map((entry): [string, Place] => [
      entry.schoolId,
      { id: entry.schoolId, key: entry.schoolUai, label: entry.schoolName },
    ]);
  // Who runs the platform may open every school's: from the school's own page, not from a list of seven hundred doors.
  return actor.roles.includes('platform') ? [] : [...new Map(places).values()];
}

/** The school with that UAI, if the actor may open the list there; undefined as for one that does not exist. */
export async function findPlace(
  ctx: SessionContext,
  verb: 'listPeople' | 'listGroups',
  uai: string,
): Promise<Place | undefined> {
  const own = ownPlaces(ctx, verb).find((place) => place.key === uai);
  if (own) return own;
  if (!ctx.actor.roles.some((role) => role === 'platform' || role === 'delegate')) return undefined;
  return firstOf(
    ctx.db,
    sql<Place>`select s.id, s.uai as key, s.name as label from directory.schools s
               where s.uai = ${uai} and ${schoolPolicy.where(ctx.actor, verb)}`,
  );
}

/** Whether the actor may open such a list anywhere. */
export const opensLists = (ctx: SessionContext, verb: 'listPeople' | 'listGroups'): boolean =>
  ctx.actor.roles.includes('platform') ||
  ownPlaces(ctx, verb).length > 0 ||
  schoolsEntrusted(ctx.actor, verb === 'listPeople' ? 'people' : 'groups').length > 0;
