import { firstOf, sql } from '../../platform/db/db.ts';
import type { Names } from '../../platform/module.ts';
import type { Place } from '../../platform/tables/table.ts';
import { findSchool } from './queries/school.ts';
import { fullName } from './rules.ts';

interface Named {
  readonly persons: readonly { readonly id: string; readonly familyName: string; readonly givenName: string | null }[];
  readonly places: readonly Place[];
}

/** Persons and schools, as the modules that do not know them may name them. */
export const names: Names = {
  ownPlaces: ({ actor }) => {
    const posts = actor.profiles.filter(({ role }) => role !== 'pupil' && role !== 'guardian');
    const places = posts.map(({ schoolId: id, schoolUai: key, schoolName: label }): [string, Place] => [
      id,
      { id, key, label },
    ]);
    return [...new Map(places).values()];
  },
  findPlace: async (ctx, key) => {
    const school = await findSchool(ctx.db, ctx.actor, key);
    return school && { id: school.id, key: school.uai, label: school.name };
  },
  of: async ({ db }, persons, places) => {
    const row = await firstOf(
      db,
      sql<Named>`
        select (select coalesce(json_agg(json_build_object('id', p.id, 'familyName', p.family_name, 'givenName', p.given_name)), '[]')
                from directory.persons p where p.id = any(${[...persons]}::uuid[])) as persons,
               (select coalesce(json_agg(json_build_object('id', s.id, 'key', s.uai, 'label', s.name)), '[]')
                from directory.schools s where s.id = any(${[...places]}::uuid[])) as places`,
    );
    return {
      persons: new Map(row?.persons.map((person) => [person.id, fullName(person)])),
      places: new Map(row?.places.map((place) => [place.id, place])),
    };
  },
};
