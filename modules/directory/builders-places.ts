import { type Db, newId, sql } from '../../platform/db/db.ts';
import { uaiLetter } from './rules.ts';

/* The places of tests: communes, schools, classes. Each builder writes what it is asked for and invents the rest. */

/** The school year in which builders put everything. */
export const builderYear = 2026;
/** Its first day. */
export const STARTS_ON = `${builderYear}-09-01`;

export interface BuiltCommune {
  readonly id: string;
  readonly insee: string;
  readonly name: string;
}

export interface BuiltSchool {
  readonly id: string;
  readonly uai: string;
  readonly name: string;
  readonly kind: string;
  readonly degree: 1 | 2;
  readonly communeId: string;
}

export interface BuiltGroup {
  readonly id: string;
  readonly schoolId: string;
  readonly label: string;
  readonly kind: 'class' | 'teaching' | 'free';
}

const COMMUNES = ['Saint-Aubin-des-Prés', 'Rivesève', 'Montclair', 'Val-de-Loue'];
const SCHOOLS = ['Jules-Ferry', 'Les Tilleuls', 'Rosa-Parks', 'Marie-Curie', 'Jean-Moulin', 'La Rivière'];

let made = 0;
/** A number never given before in this process. */
export const next = (): number => {
  made += 1;
  return made;
};
/** One of a list, by rank. */
export const pick = <T>(list: readonly T[], rank: number): T => list[rank % list.length] as T;

/** Demonstration UAIs (069 9xxx), then the départements that do not exist (980 to 989). */
function newUai(rank: number): string {
  const digits = rank < 1000 ? `0699${String(rank).padStart(3, '0')}` : String(9_800_000 + rank);
  return digits + uaiLetter(digits);
}

export async function buildCommune(
  db: Db,
  given: { readonly name?: string; readonly insee?: string } = {},
): Promise<BuiltCommune> {
  const rank = next();
  const commune = {
    id: newId(),
    // Départements 98 and 99: two thousand codes, more than one database of tests ever holds.
    insee: given.insee ?? String(98_000 + (rank % 2_000)),
    name: given.name ?? pick(COMMUNES, rank),
  };
  await sql`insert into directory.communes (id, insee, name, population)
            values (${commune.id}, ${commune.insee}, ${commune.name}, 12000)`.execute(db);
  return commune;
}

export interface SchoolWishes {
  readonly kind?: 'nursery' | 'elementary' | 'primary' | 'college' | 'segpa';
  readonly name?: string;
  readonly uai?: string;
  readonly commune?: BuiltCommune;
  readonly phone?: string;
}

/** A school with a valid UAI; an elementary one unless told. */
export async function buildSchool(db: Db, given: SchoolWishes = {}): Promise<BuiltSchool> {
  const rank = next();
  const commune = given.commune ?? (await buildCommune(db));
  const kind = given.kind ?? 'elementary';
  const school: BuiltSchool = {
    id: newId(),
    uai: given.uai ?? newUai(rank),
    name: given.name ?? `${kind === 'college' ? 'Collège' : 'École'} ${pick(SCHOOLS, rank)} ${rank}`,
    kind,
    degree: kind === 'college' || kind === 'segpa' ? 2 : 1,
    communeId: commune.id,
  };
  await sql`insert into directory.schools (id, uai, kind, degree, name, commune_id, street, postal_code, city, phone)
            values (${school.id}, ${school.uai}, ${kind}, ${school.degree}, ${school.name}, ${commune.id},
                    '2 rue des Écoles', '69000', ${commune.name}, ${given.phone ?? '+33199005501'})`.execute(db);
  return school;
}

/** A class (or, by `kind`, a teaching or free group) of a school. */
export async function buildClass(
  db: Db,
  given: { readonly school?: BuiltSchool; readonly label?: string; readonly kind?: 'class' | 'teaching' | 'free' } = {},
): Promise<BuiltGroup> {
  const rank = next();
  const school = given.school ?? (await buildSchool(db));
  const label = given.label ?? `${school.degree === 2 ? '6e' : 'CM2'} ${rank}`;
  const group: BuiltGroup = { id: newId(), schoolId: school.id, label, kind: given.kind ?? 'class' };
  await sql`insert into directory.groups (id, school_id, year, kind, code, label, owner, source)
            values (${group.id}, ${school.id}, ${builderYear}, ${group.kind}, ${`G${rank}`}, ${label}, 'academy', 'builders')`.execute(
    db,
  );
  return group;
}
