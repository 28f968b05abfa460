import { DEMO_PLACES, demoPerson } from './demo-people.ts';
import { DEMO_SCHOOLS } from './demo-plan.ts';
import { adultBirth, adultGivenName, type Mailboxes, sexOf, surname, titleOf } from './identity.ts';
import type { Identifiers } from './ids.ts';
import type { School, Sector, Sex, StaffMember } from './model.ts';
import { primaryPosts, sharedPrimaryPosts } from './posts-1d.ts';
import { type Post, secondaryPosts, sharedSecondaryPosts } from './posts-2d.ts';
import type { Random } from './random.ts';

export interface Hiring {
  random: Random;
  ids: Identifiers;
  mailboxes: Mailboxes;
  schoolYear: number;
  /** Structures of this degree around, the sector's own first. */
  reach: string[];
  demo: boolean;
}

/** Everyone who works in a sector. Gives the classes of its écoles their label, which may hold the teacher's name. */
export function hireSector(sector: Sector, hiring: Hiring): StaffMember[] {
  const staff: StaffMember[] = [];
  for (const school of sector.schools) {
    const posts = school.degree === 1 ? primaryPosts(school) : secondaryPosts(school);
    const hired = posts.map((post) => hire(post, school.degree, hiring));
    if (school.degree === 1) labelClasses(school, hired);
    staff.push(...hired);
  }
  for (const post of sharedPrimaryPosts(sector)) staff.push(hire(post, 1, hiring));
  for (const post of sharedSecondaryPosts(sector, hiring.reach)) staff.push(hire(post, 2, hiring));
  return staff;
}

/** How many people a school's own posts need, before any extra; the size of a plan is counted with it. */
export const naturalStaff = (school: School): number =>
  (school.degree === 1 ? primaryPosts(school) : secondaryPosts(school)).length - school.extraStaff;

interface Named {
  sex: Sex;
  surname: string;
  given: string;
  jointure: string;
}

/** The named person of the demonstration who holds this post, if any. */
function holderOf(post: Post, demo: boolean): Named | undefined {
  if (!demo) return undefined;
  const { elementary, college } = DEMO_SCHOOLS;
  const school = post.functions[0]?.school;
  if (school === college.id && post.kind === 'subject:062900') return demoPerson('teacher of a collège');
  if (school === college.id && post.kind === 'cpe') return demoPerson('CPE of a collège');
  if (school === elementary.id && post.kind === 'head') return demoPerson('head of an école');
  if (post.kind === `class:${DEMO_PLACES.firstGrade}`) return demoPerson('teacher of an école');
  return undefined;
}

function hire(post: Post, degree: 1 | 2, hiring: Hiring): StaffMember {
  const { random } = hiring;
  // Everything is drawn before a name is imposed, so that the named people do not move the draws of the others.
  const sex: Sex = degree === 1 ? (random.chance(0.82) ? 'F' : 'M') : sexOf(random);
  const given = adultGivenName(random, sex);
  const family = surname(random);
  const maiden = surname(random);
  const married = sex === 'F' && random.chance(0.35);
  const birth = adultBirth(random, hiring.schoolYear);
  const { kind: _, ...duties } = post;
  const named = holderOf(post, hiring.demo);
  const drawn = { sex, surname: family, given, jointure: '' };
  return identify(duties, degree, named ?? drawn, married && !named ? maiden : '', birth, hiring);
}

function identify(
  duties: Omit<Post, 'kind'>,
  degree: 1 | 2,
  who: Named,
  maiden: string,
  birth: string,
  hiring: Hiring,
): StaffMember {
  return {
    ...duties,
    degree,
    id: who.jointure || hiring.ids.next(degree, 'staff'),
    sex: who.sex,
    birthSurname: maiden || who.surname,
    surname: who.surname,
    given: who.given,
    title: titleOf(who.sex),
    birth,
    mail: hiring.mailboxes.academic(who.given, who.surname),
  };
}

/** `CP Mme ROUX`, `CE1 A` or `CE1-CE2`; two classes of a school never read the same. */
function labelClasses(school: School, hired: StaffMember[]): void {
  const seen = new Set<string>();
  school.classes.forEach((group, index) => {
    const levels = [...new Set(group.seats.map((one) => one.code))].join('-');
    const teacher = hired[index];
    const base = group.labelStyle === 'teacher' && teacher ? `${levels} ${teacher.title} ${teacher.surname}` : levels;
    const letters = group.labelStyle === 'letter' ? ['A', 'B', 'C', 'D', 'E', 'F'] : ['', 'B', 'C', 'D', 'E', 'F'];
    const free = letters.map((letter) => `${base} ${letter}`.trim()).find((label) => !seen.has(label));
    group.label = free ?? `${base} ${index}`;
    seen.add(group.label);
  });
}
