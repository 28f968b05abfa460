import { type Day, dayOfYear } from './days.ts';
import { yearDigit } from './groups.ts';
import { childGivenName, sexOf, titleOf } from './identity.ts';
import type { Identifiers } from './ids.ts';
import type { Level } from './levels.ts';
import type { Address, Child, School, SchoolClass, Sex } from './model.ts';
import type { Random } from './random.ts';

/** A place in a class, waiting for its pupil. */
export interface Seat {
  school: School;
  group: SchoolClass | undefined;
  level: Level;
}

export interface Enrolment {
  random: Random;
  ids: Identifiers;
  schoolYear: number;
  /** Day on which pupils enter their school and class. */
  entry: Day;
}

export interface Wish {
  sex?: Sex;
  given?: string;
  id?: string;
  ine?: string;
  birth?: Day;
}

/** Seats a new pupil whose relations are still to come, beside the brothers and sisters already seated. */
export function enrol(
  seat: Seat,
  surname: string,
  address: Address,
  en: Enrolment,
  siblings: Child[],
  wish: Wish = {},
): Child {
  const { random, ids } = en;
  const { school, level } = seat;
  const drawnSex = sexOf(random);
  const sex = wish.sex ?? drawnSex;
  const drawnGiven = childGivenName(
    random,
    sex,
    siblings.map((one) => one.given),
  );
  const given = wish.given ?? drawnGiven;
  const others = random.chance(0.4) ? [childGivenName(random, sex, [given])] : [];
  const birth = wish.birth ?? birthDay(random, en.schoolYear - level.age, siblings);
  const untitled = random.chance(0.014);
  const withoutIne = random.chance(0.015);
  const ine = wish.ine ?? (withoutIne ? '' : ids.ine());
  const secondary = school.degree === 2;
  const elementary = level.age >= 6;
  const id = wish.id ?? ids.next(school.degree, 'pupil');
  // Some schools still write the title of before 2012.
  const title = sex === 'F' && Number(id) % 41 === 7 ? 'Mlle' : titleOf(sex);
  return {
    id,
    ine,
    siecleId: secondary ? ids.siecle() : '',
    sex,
    title: untitled ? '' : title,
    birthSurname: surname,
    surname,
    given,
    otherGiven: [given, ...others],
    birth,
    school,
    group: seat.group,
    level,
    address,
    relations: [],
    oldKinshipCodes: secondary ? random.chance(0.1) : school.oldKinshipCodes,
    teachingGroups: secondary && seat.group ? chooseGroups(random, school, seat.group) : [],
    scholarship: random.chance(0.22),
    halfBoard: random.chance(0.6),
    transport: random.chance(secondary ? 0.12 : 0.05),
    canteen: random.chance(0.62),
    morningCare: random.chance(0.18),
    eveningCare: random.chance(0.34),
    studyHall: elementary && random.chance(0.25),
    schoolSince: en.entry,
    classSince: en.entry,
    formerClass: undefined,
    left: '',
  };
}

/** Ten months, in days. */
const APART = 305;

/**
 * 8 % of only or eldest children are one year older than their level. Brothers and sisters are ten months apart at
 * least; when their levels do not leave room for that, the later one is a year ahead or behind. Twins are asked for by
 * their birth day.
 */
function birthDay(random: Random, year: number, siblings: Child[]): Day {
  const older = random.chance(0.08);
  const index = Math.floor(random.next() * 365);
  if (siblings.length === 0) return dayOfYear(older ? year - 1 : year, index);
  const births = siblings.map((one) => Date.parse(one.birth) / 86_400_000);
  for (const candidateYear of [year, year - 1, year + 1, year - 2, year + 2]) {
    for (let step = 0; step < 365; step += 5) {
      const day = dayOfYear(candidateYear, (index + step) % 365);
      const number = Date.parse(day) / 86_400_000;
      if (births.every((one) => Math.abs(one - number) >= APART)) return day;
    }
  }
  return dayOfYear(year - 3, index);
}

/** The groups a collège pupil follows: a second language and perhaps Latin from 5e on, a half-class of practice in 6e. */
export function chooseGroups(random: Random, school: School, group: SchoolClass): string[] {
  const choice = random.next();
  const latin = random.chance(0.14);
  const share = random.next();
  const open = school.groups.filter((one) => one.classes.includes(group.code));
  if (open.length === 0) return [];
  const oneOf = (prefix: string): string[] => {
    const list = open.filter((one) => one.code.startsWith(prefix));
    const chosen = list[Math.floor(share * list.length)];
    return chosen ? [chosen.code] : [];
  };
  const digit = yearDigit(group);
  if (digit === 6) return [...oneOf(`${group.code} GR`), ...(latin ? oneOf('6THÉÂTRE') : [])];
  const language = choice < 0.72 ? 'ESP' : choice < 0.9 ? 'ALL' : 'ITA';
  const languages = oneOf(`${digit}${language}`);
  return [...(languages.length > 0 ? languages : oneOf(`${digit}ESP`)), ...(latin ? oneOf(`${digit}LATIN`) : [])];
}
