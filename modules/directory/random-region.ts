import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import * as build from './builders.ts';
import { contactAudiences, contactItems } from './own/shared-contact.ts';
import { circleRules, ruleName, stages, verbs } from './visibility/catalogue.ts';

/*
 * A population of tests, drawn at random from a seed: regions that have nothing to do with each other, people
 * with several roles, ended and future links, closed accesses. Another seed: change it here, the sentences must still hold.
 */
export const SEED = 20_261_124;
export const TODAY = '2026-11-24';

/** Numbers that look random and are the same at every run (mulberry32). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

let roll = dice(SEED);
let other = dice(SEED + 1);

/** Begins anew: what is drawn next does not depend on what other tests of the process drew before. */
export function seedAnew(): void {
  roll = dice(SEED);
  other = dice(SEED + 1);
}

const oneOf = <T>(list: readonly T[]): T => list[roll(list.length)] as T;

export interface Region {
  readonly people: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly schools: ReadonlySet<string>;
}

const STAFF = ['head', 'librarian', 'school_life', 'staff', 'after_school', 'academy'] as const;
const MANDATES = ['platform', 'academy', 'commune', 'after_school'] as const;
const ENTRUSTED = ['people', 'groups', 'codes', 'kin', 'duplicates', 'rights'] as const;

/** Communes, schools, classes, families with all their accidents, and everybody who works there. */
export async function buildRegion(db: Db): Promise<Region> {
  const communes = [await build.buildCommune(db), await build.buildCommune(db)];
  const schools: build.BuiltSchool[] = [];
  for (const kind of ['elementary', 'college', 'primary'] as const) {
    schools.push(await build.buildSchool(db, { kind, commune: oneOf(communes) }));
  }
  const classes: build.BuiltGroup[] = [];
  for (const school of schools) {
    for (const kind of ['class', 'class', 'teaching'] as const) {
      classes.push(await build.buildClass(db, { school, kind }));
    }
  }
  const pupils: build.BuiltPupil[] = [];
  for (let turn = 0; turn < 12; turn += 1) {
    const pupil = await build.buildPupil(db, { class: oneOf(classes) });
    pupils.push(pupil);
    // Some are in two schools at once, or in a group besides.
    if (roll(4) === 0) await build.giveProfile(db, { person: pupil, schoolId: oneOf(schools).id, kind: 'pupil' });
    if (roll(3) === 0) await build.joinGroup(db, { person: pupil, group: oneOf(classes), role: 'pupil' });
  }
  const adults: build.BuiltPerson[] = [];
  for (let turn = 0; turn < 12; turn += 1) {
    const of = [...new Set([oneOf(pupils), oneOf(pupils), oneOf(pupils)])].slice(0, 1 + roll(3));
    adults.push(await build.buildGuardian(db, { of, authority: oneOf([1, 1, 1, 2, 3, 0] as const) }));
  }
  for (let turn = 0; turn < 6; turn += 1)
    adults.push(await build.buildTeacher(db, { classes: [oneOf(classes), oneOf(classes)] }));
  for (const kind of [...STAFF, ...STAFF]) adults.push(await build.buildStaff(db, { school: oneOf(schools), kind }));
  for (const kind of [...MANDATES, ...MANDATES]) {
    adults.push(await build.buildMandate(db, { kind, commune: oneOf(communes), school: oneOf(schools) }));
  }
  // Several lives in one person: a teacher who is a parent, a head with a mandate.
  for (let turn = 0; turn < 10; turn += 1) {
    const person = oneOf(adults);
    const what = roll(3);
    if (what === 0) await build.giveProfile(db, { person, schoolId: oneOf(schools).id, kind: oneOf(STAFF) });
    if (what === 1) await build.joinGroup(db, { person, group: oneOf(classes), role: 'teacher' });
    if (what === 2) await build.buildMandate(db, { kind: 'commune', person, commune: oneOf(communes) });
  }
  await addAccidents(db, pupils, adults);
  await addEntrusted(db, { schools, classes, adults });
  await addAnnounced(db, pupils, schools);
  adults.push(await build.buildMandate(db, { kind: 'dpo' }), await buildLeaver(db));
  return {
    people: new Set([...pupils, ...adults].map(({ id }) => id)),
    groups: new Set(classes.map(({ id }) => id)),
    schools: new Set(schools.map(({ id }) => id)),
  };
}

/** Somebody who is nothing in any school any more. */
async function buildLeaver(db: Db): Promise<build.BuiltPerson> {
  const person = await build.buildPerson(db);
  await sql`update directory.persons set left_on = make_date(${build.builderYear}::int, 9, 2) where id = ${person.id}`.execute(
    db,
  );
  return person;
}

interface Places {
  readonly schools: readonly build.BuiltSchool[];
  readonly classes: build.BuiltGroup[];
  readonly adults: build.BuiltPerson[];
}

/** Delegates of a school or of a class, and groups with their owners; by dice of their own, so that the others fall as before. */
async function addEntrusted(db: Db, { schools, classes, adults }: Places): Promise<void> {
  const from = <T>(list: readonly T[]): T => list[other(list.length)] as T;
  for (const duty of [...ENTRUSTED, ...ENTRUSTED]) {
    const limits = other(3) === 0 ? { group: from(classes) } : { school: from(schools) };
    adults.push(await build.buildMandate(db, { kind: 'delegate', duties: [duty, from(ENTRUSTED)], ...limits }));
  }
  for (const kind of ['teacher', 'librarian', 'school_life', 'staff', 'after_school'] as const) {
    const school = from(schools);
    const group = await build.buildClass(db, { school, kind: 'free' });
    const owner = await build.buildStaff(db, { school, kind });
    await build.joinGroup(db, { person: owner, group, role: 'owner' });
    classes.push(group);
    adults.push(owner);
  }
  for (const school of schools)
    adults.push(await build.buildMandate(db, { kind: 'delegate', duties: ['year'], school }));
}

/** Every second pupil is announced in all schools of the region from next year on: where they are already, that announces nothing. */
async function addAnnounced(
  db: Db,
  pupils: readonly build.BuiltPupil[],
  schools: readonly build.BuiltSchool[],
): Promise<void> {
  for (const pupil of pupils.filter((_pupil, rank) => rank % 2 === 0))
    for (const school of schools) await build.announcePupil(db, { pupil, school, startsOn: '2027-09-01' });
}

/** Decisions of a court, past, present and to come; links that ended, or end today. */
async function addAccidents(
  db: Db,
  pupils: readonly build.BuiltPupil[],
  adults: readonly build.BuiltPerson[],
): Promise<void> {
  const spans = [{}, {}, { endsOn: '2026-10-01' }, { startsOn: '2027-01-01' }, { endsOn: TODAY }, { startsOn: TODAY }];
  const kin = await rowsOf(
    db,
    sql<{ adult: string; pupil: string }>`
      select adult_id as adult, pupil_id as pupil from directory.kinships
      where pupil_id = any(${pupils.map(({ id }) => id)}::uuid[]) order by pupil_id, adult_id`,
  );
  for (const { adult, pupil } of kin) {
    if (roll(3) === 0)
      await build.suspendAccess(db, { guardian: { id: adult }, child: { id: pupil }, ...oneOf(spans) });
  }
  for (const table of ['profiles', 'memberships', 'kinships', 'mandates']) {
    const column = table === 'kinships' ? 'adult_id' : 'person_id';
    const someone = [...adults, ...pupils].filter(() => roll(8) === 0).map(({ id }) => id);
    await sql`update ${sql.table(`directory.${table}`)} set ends_on = ${oneOf(['2026-10-01', TODAY, '2026-11-25'])}::date
              where ${sql.ref(column)} = any(${someone}::uuid[])`.execute(db);
  }
}

/** What the operator and the heads decided: the rules that are closed at first are open here, others closed here and there. */
export async function addDecisions(db: Db): Promise<void> {
  const stamp = sql`'2026-09-01'::date, '2026-09-01T08:00:00Z'::timestamptz`;
  for (const stage of stages)
    for (const rule of ['guardian.class-families', 'teacher.schools-pupils'])
      for (const verb of verbs)
        await sql`insert into directory.platform_rule_choices (stage, rule, verb, choice, starts_on, decided_at)
                  values (${stage}, ${rule}, ${verb}, 'open', ${stamp})`.execute(db);
  const schools = await rowsOf(db, sql<{ id: string }>`select id from directory.schools order by id`);
  for (const { id } of schools)
    for (const rule of circleRules)
      for (const verb of verbs)
        if (rule[verb] && roll(2) === 0)
          await sql`insert into directory.school_rule_choices (school_id, rule, verb, choice, starts_on, decided_at)
                    values (${id}, ${ruleName(rule)}, ${verb}, ${oneOf(['closed', 'open', 'open', 'default'])}, ${stamp})`.execute(
            db,
          );
  const persons = await rowsOf(db, sql<{ id: string }>`select id from directory.persons order by id`);
  for (const { id } of persons)
    for (const item of contactItems)
      if (roll(2) === 0)
        await sql`insert into directory.contact_choices (person_id, item, audience, chosen_at)
                  values (${id}, ${item}, ${oneOf(contactAudiences)}, '2026-09-01T08:00:00Z')`.execute(db);
}
