import { planGroups } from './groups.ts';
import {
  COLLEGE_LEVELS,
  ELEMENTARY_LEVELS,
  type Level,
  NURSERY_LEVELS,
  PRIMARY_LEVELS,
  SEGPA_LEVELS,
} from './levels.ts';
import type { School, SchoolClass, SchoolKind, Sector } from './model.ts';
import { sharedPrimaryPosts } from './posts-1d.ts';
import { sharedSecondaryPosts } from './posts-2d.ts';
import { type Commune, communes, schoolNames } from './public-data.ts';
import { Random } from './random.ts';
import { classSizes, share } from './shares.ts';
import { naturalStaff } from './staff.ts';
import { uaiOf } from './uai.ts';

const ECOLES = 625;
const COLLEGES = 80;

/** People of the large sizes, at scale 1; METROPOLE-2 multiplies them and keeps the schools. */
const PRIMARY_PUPILS = 50_000;
const SECONDARY_PUPILS = 25_000;
const STAFF = 6_000;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Ways in which collèges name their classes; some break careless software. */
const CLASS_CODES: ((digit: number, rank: number) => string)[] = [
  (digit, rank) => `${digit}${LETTERS.charAt(rank)}`,
  (digit, rank) => `${digit}0${rank + 1}`,
  (digit, rank) => `${digit} ${LETTERS.charAt(rank)}`,
  (digit, rank) => `${digit}EME${rank + 1}`,
  (digit, rank) => `${digit}'${LETTERS.charAt(rank)}`,
  (digit, rank) => `${digit}E&${rank + 1}`,
  (digit, rank) => `${digit}ÈME ${rank + 1}`,
];

/** The 80 sectors of a Métropole: the totals of pupils, staff and schools are exact. */
export function metropoleSectors(scale: number, seed: number): Sector[] {
  const random = new Random(seed, 'plan');
  const towns = communes();
  const ecoles = planEcoles(random, towns, PRIMARY_PUPILS * scale);
  const sectors = Array.from({ length: COLLEGES }, (_, index): Sector => {
    const around = ecoles.slice(Math.floor((index * ECOLES) / COLLEGES), Math.floor(((index + 1) * ECOLES) / COLLEGES));
    return { index, schools: around };
  });
  addSecondary(random, sectors, SECONDARY_PUPILS * scale);
  spreadExtraStaff(sectors, STAFF * scale);
  return sectors;
}

function bare(kind: SchoolKind, id: string, uaiDigits: string, name: string, commune: Commune, random: Random): School {
  return {
    degree: kind === 'maternelle' || kind === 'elementaire' || kind === 'primaire' ? 1 : 2,
    kind,
    id,
    uai: uaiOf(uaiDigits),
    name,
    commune,
    postalCode: random.pick(commune.postalCodes),
    street: `${random.between(1, 60)} rue de l'École`,
    phone: `+33 4 65 71 ${id.slice(-4, -2)} ${id.slice(-2)}`,
    parentId: '',
    oldKinshipCodes: kind !== 'college' && random.chance(0.5),
    oldName: kind === 'college' && random.chance(0.1),
    classes: [],
    groups: [],
    extraStaff: 0,
  };
}

/** Écoles by commune, as many as its share of the population, three kinds, one to a dozen classes or so. */
function planEcoles(random: Random, towns: Commune[], pupils: number): School[] {
  const perTown = share(
    ECOLES,
    towns.map((town) => town.population),
    1,
  );
  const names = schoolNames('ecole');
  const schools: School[] = [];
  towns.forEach((town, index) => {
    const ownNames = random.shuffle([...names]);
    for (let n = 0; n < (perTown[index] ?? 0); n++) {
      const draw = random.next();
      const kind = draw < 0.3 ? 'maternelle' : draw < 0.65 ? 'elementaire' : 'primaire';
      const number = String(schools.length + 1).padStart(4, '0');
      schools.push(bare(kind, `681${number}`, `980${number}`, ownNames[n] ?? '', town, random));
    }
  });
  const classes = share(
    Math.round(pupils / 23),
    schools.map(() => 0.55 + random.next()),
    1,
  );
  const sizes = classSizes(
    random,
    pupils,
    classes.reduce((a, b) => a + b, 0),
    20,
    26,
  );
  schools.forEach((school, index) => {
    const own = sizes.splice(0, classes[index] ?? 0);
    school.classes = primaryClasses(random, school, own);
  });
  return schools;
}

const LEVELS_OF: Partial<Record<SchoolKind, readonly Level[]>> = {
  maternelle: NURSERY_LEVELS,
  elementaire: ELEMENTARY_LEVELS,
  primaire: PRIMARY_LEVELS,
};

/** Cuts the pupils of an école, sorted by level, into its classes: where a level does not fill one, the class has two or more. */
function primaryClasses(random: Random, school: School, sizes: number[]): SchoolClass[] {
  const levels = LEVELS_OF[school.kind] ?? [];
  const total = sizes.reduce((a, b) => a + b, 0);
  const perLevel = share(
    total,
    levels.map(() => 0.9 + random.next() * 0.2),
  );
  const pupils = levels.flatMap((one, index) => Array.from({ length: perLevel[index] ?? 0 }, () => one));
  return sizes.map((size, index) => {
    const style = random.next();
    return {
      code: `${school.id}${String(index + 1).padStart(2, '0')}`,
      label: '',
      labelStyle: style < 0.55 ? 'teacher' : style < 0.8 ? 'letter' : 'plain',
      mefs: [],
      headedBy: '',
      seats: pupils.splice(0, size),
    };
  });
}

/** One collège per sector, a SEGPA in one sector out of six, a replacement zone in one out of twenty. */
function addSecondary(random: Random, sectors: Sector[], pupils: number): void {
  const names = random.shuffle(schoolNames('college'));
  const segpaSizes = sectors.map((sector) =>
    sector.index % 6 === 1 ? SEGPA_LEVELS.map(() => random.between(12, 15)) : [],
  );
  const inSegpa = segpaSizes.flat().reduce((a, b) => a + b, 0);
  const classes = share(
    Math.round((pupils - inSegpa) / 25.5),
    sectors.map(() => 0.6 + random.next() * 0.8),
    4,
  );
  const sizes = classSizes(
    random,
    pupils - inSegpa,
    classes.reduce((a, b) => a + b, 0),
    23,
    28,
  );
  for (const sector of sectors) {
    const { index } = sector;
    const commune = sector.schools[Math.floor(sector.schools.length / 2)]?.commune;
    if (!commune) throw new Error(`sector ${index} has no école`);
    const number = String(index + 1).padStart(4, '0');
    const name = (names[index % names.length] ?? '').replaceAll(' ', '-');
    const college = bare('college', `682${number}`, `981${number}`, name, commune, random);
    const code = CLASS_CODES[index % CLASS_CODES.length];
    const perLevel = share(classes[index] ?? 0, [1, 1, 1, 1], 1);
    college.classes = COLLEGE_LEVELS.flatMap((one, rank) =>
      Array.from({ length: perLevel[rank] ?? 0 }, (_, n) =>
        secondaryClass(code?.(6 - rank, n) ?? '', one, sizes.shift() ?? 0),
      ),
    );
    planGroups(college);
    const added = [college];
    const own = segpaSizes[index] ?? [];
    if (own.length > 0) {
      const segpa = bare('segpa', `683${number}`, `982${number}`, `SEGPA CLG ${name}`, commune, random);
      segpa.parentId = college.id;
      segpa.classes = SEGPA_LEVELS.map((one, rank) => secondaryClass(one.code, one, own[rank] ?? 0));
      added.push(segpa);
    }
    if (index % 20 === 0)
      added.push(
        bare('replacement-zone', `684${number}`, `983${number}`, `ZONE DE REMPLACEMENT ${index}`, commune, random),
      );
    sector.schools.unshift(...added);
  }
}

const secondaryClass = (code: string, one: Level, size: number): SchoolClass => ({
  code,
  label: `CLASSE ${code}`,
  labelStyle: 'plain',
  mefs: [one.mef],
  headedBy: '',
  seats: Array.from({ length: size }, () => one),
});

/** Assistants and aids until the staff of all schools reaches the promised total. */
function spreadExtraStaff(sectors: Sector[], total: number): void {
  const schools = sectors
    .flatMap((sector) => sector.schools)
    .filter((one) => one.degree === 1 || one.kind === 'college');
  const natural = sectors.flatMap((sector) => sector.schools).reduce((sum, one) => sum + naturalStaff(one), 0);
  const shared = sectors.reduce(
    (sum, sector) => sum + sharedPrimaryPosts(sector).length + sharedSecondaryPosts(sector, []).length,
    0,
  );
  const extra = share(
    total - natural - shared,
    schools.map((one) => one.classes.length),
  );
  schools.forEach((school, index) => {
    school.extraStaff = extra[index] ?? 0;
  });
}
