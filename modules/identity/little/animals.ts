import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import { animalOf } from '../../../ui/avatar.tsx';
import { type AnimalName, animalNames } from '../../../ui/drawing.tsx';
import type { ClassPupil } from '../../directory/index.ts';

/** A face on the poster's page: an animal, on one of six grounds when a class is larger than the menagerie. */
export interface Face {
  readonly animal: AnimalName;
  readonly tint: number;
  /** Address of the photo that stands instead, on the poster's page, while the guardians' consent does. */
  readonly photo?: string | undefined;
}

interface Row {
  readonly personId: string;
  readonly animal: string;
  readonly tint: number;
}

const TINTS = 6;

/**
 * The animals of a class, by pupil: no two alike. A newcomer gets the animal of their own page when nobody has it here, else the next
 * free one; those who have one keep it.
 */
export async function animalsOf(
  db: Db,
  group: { readonly id: string; readonly schoolId: string },
  pupils: readonly ClassPupil[],
): Promise<ReadonlyMap<string, Face>> {
  const known = await readAnimals(db, group);
  const missing = pupils.filter((pupil) => !known.some((row) => row.personId === pupil.personId));
  if (missing.length === 0) return facesOf(known);
  const taken = new Set(known.map(({ animal, tint }) => `${animal}|${tint}`));
  const given = missing.map((pupil) => {
    const face = freeFace(animalOf(pupil.uid), taken);
    taken.add(`${face.animal}|${face.tint}`);
    return { person_id: pupil.personId, ...face };
  });
  // Two tablets may ask at once: the first to write wins, and both read what was written.
  await sql`
    insert into identity.class_animals (school_id, group_id, person_id, animal, tint)
    select ${group.schoolId}::uuid, ${group.id}::uuid, n.person_id, n.animal, n.tint
    from json_to_recordset(${JSON.stringify(given)}::json) as n (person_id uuid, animal text, tint smallint)
    join identity.accounts a on a.person_id = n.person_id
    on conflict do nothing`.execute(db);
  return facesOf(await readAnimals(db, group));
}

const readAnimals = (db: Db, group: { readonly id: string; readonly schoolId: string }): Promise<Row[]> =>
  rowsOf(
    db,
    sql<Row>`select person_id as "personId", animal, tint from identity.class_animals
             where school_id = ${group.schoolId}::uuid and group_id = ${group.id}::uuid order by person_id`,
  );

const facesOf = (rows: readonly Row[]): Map<string, Face> =>
  new Map(
    rows.map(({ personId, animal, tint }) => [
      personId,
      { animal: animalNames.find((name) => name === animal) ?? 'fox', tint },
    ]),
  );

function freeFace(wanted: AnimalName, taken: ReadonlySet<string>): Face {
  const start = animalNames.indexOf(wanted);
  for (let tint = 0; tint < TINTS; tint += 1) {
    for (let step = 0; step < animalNames.length; step += 1) {
      const rank = (start + step) % animalNames.length;
      const animal = animalNames[rank] as AnimalName;
      const face = { animal, tint: (tint + rank) % TINTS };
      if (!taken.has(`${face.animal}|${face.tint}`)) return face;
    }
  }
  return { animal: wanted, tint: 0 };
}
