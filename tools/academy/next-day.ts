import { drawHousehold, homeIn, newAdult, newOrganisation, OLD_CONTACT, tie } from './adults.ts';
import { addDays, type Day } from './days.ts';
import { bind } from './families.ts';
import { type Mailboxes, phone, privateMail, surname } from './identity.ts';
import type { Identifiers } from './ids.ts';
import type { Level } from './levels.ts';
import type { Child, Family, School, SchoolClass } from './model.ts';
import type { SettledSector } from './objects.ts';
import { chooseGroups, type Enrolment, enrol } from './pupils.ts';
import type { Random } from './random.ts';

/** What a change of the next day may use. It alters the sector in place. */
export interface NextDay extends Enrolment {
  settled: SettledSector;
  random: Random;
  ids: Identifiers;
  mailboxes: Mailboxes;
  /** The next day. */
  day: Day;
  /** Identifiers of objects to send again entire. */
  whole: Set<string>;
}

/** A pupil and the family that holds it. */
export interface Placed {
  child: Child;
  family: Family;
}

/** Changes a pupil's situation; answers false when this pupil does not lend itself to it. */
type PupilChange = (placed: Placed, next: NextDay) => boolean;

const classesOf = (school: School, one: Level): SchoolClass[] =>
  school.classes.filter((group) => group.seats.some((seat) => seat.code === one.code));

/** Puts a pupil in another class, keeping a trace of the former one. */
function place(child: Child, school: School, group: SchoolClass, next: NextDay): void {
  if (child.group) child.formerClass = { school: child.school, group: child.group, until: addDays(next.day, -1) };
  if (school !== child.school) child.schoolSince = next.day;
  child.school = school;
  child.group = group;
  child.classSince = next.day;
}

function forget(placed: Placed): void {
  const { child, family } = placed;
  family.children.splice(family.children.indexOf(child), 1);
  for (const { adult } of child.relations) {
    const index = adult.children.indexOf(child);
    if (index >= 0) adult.children.splice(index, 1);
  }
}

const changeClass: PupilChange = ({ child }, next) => {
  const others = classesOf(child.school, child.level).filter((group) => group !== child.group);
  if (!child.group || others.length === 0) return false;
  place(child, child.school, next.random.pick(others), next);
  child.teachingGroups = [];
  return true;
};

const bearBothNames: PupilChange = ({ child }, next) => {
  child.surname = `${child.surname}-${surname(next.random)}`;
  return true;
};

/** A guardian stops being one: the link goes, and the guardian too when there is no other. */
const loseGuardian: PupilChange = ({ child }) => {
  const last = child.relations.length > 1 ? child.relations.pop() : undefined;
  if (!last) return false;
  last.adult.children.splice(last.adult.children.indexOf(child), 1);
  return true;
};

const moveHouse: PupilChange = ({ child, family }, next) => {
  const former = child.address;
  const address = homeIn(next.random, child.school.commune)();
  for (const one of family.children) {
    if (one.address === former) one.address = address;
    for (const { adult } of one.relations) if (adult.address === former) adult.address = address;
  }
  return true;
};

const leave: PupilChange = (placed) => {
  forget(placed);
  return true;
};

const arriveInFamily: PupilChange = ({ child, family }, next) => {
  if (!child.group || child.relations.length === 0) return false;
  const seat = { school: child.school, group: child.group, level: child.level };
  const newcomer = enrol(seat, child.surname, child.address, next, family.children, { birth: child.birth });
  newcomer.schoolSince = next.day;
  newcomer.classSince = next.day;
  for (const one of child.relations) tie(newcomer, one.adult, one.tie, one, next.ids);
  family.children.push(newcomer);
  return true;
};

const arriveWithFamily: PupilChange = ({ child }, next) => {
  if (!child.group) return false;
  const home = homeIn(next.random, child.school.commune);
  const household = drawHousehold(next.random, home, () => newOrganisation(next.random, home()));
  const seat = { school: child.school, group: child.group, level: child.level };
  const newcomer = enrol(seat, household.surname, household.address, next, []);
  newcomer.schoolSince = next.day;
  newcomer.classSince = next.day;
  bind([newcomer], household, next.ids);
  next.settled.families.push({ children: [newcomer], departed: [] });
  return true;
};

/** To another école of the sector, or from the collège to its SEGPA. */
const changeSchool: PupilChange = ({ child }, next) => {
  for (const school of next.settled.sector.schools) {
    if (school === child.school || school.degree !== child.school.degree) continue;
    const group = school.classes.find((one) => one.seats.some((seat) => seat.rank === child.level.rank));
    const level = group?.seats.find((seat) => seat.rank === child.level.rank);
    if (!group || !level || !child.group) continue;
    place(child, school, group, next);
    child.level = level;
    child.teachingGroups = school.kind === 'college' ? chooseGroups(next.random, school, group) : [];
    return true;
  }
  return false;
};

const changeMeals: PupilChange = ({ child }) => {
  child.halfBoard = !child.halfBoard;
  child.canteen = !child.canteen;
  child.eveningCare = !child.eveningCare;
  return true;
};

const receiveIne: PupilChange = ({ child }, next) => {
  if (child.ine !== '') return false;
  child.ine = next.ids.ine();
  return true;
};

/** A pupil of CM2 goes up to the collège during the year: another delivery, another identifier, the same INE. */
const goUpToCollege: PupilChange = (placed, next) => {
  const { child, family } = placed;
  const college = next.settled.sector.schools.find((one) => one.kind === 'college');
  const group = college?.classes[0];
  const level = group?.seats[0];
  if (child.level.code !== 'CM2' || child.ine === '' || !college || !group || !level) return false;
  forget(placed);
  const elsewhere = enrol({ school: college, group, level }, child.surname, child.address, next, [], {
    given: child.given,
    sex: child.sex,
    birth: child.birth,
    ine: child.ine,
  });
  Object.assign(elsewhere, { schoolSince: next.day, classSince: next.day, otherGiven: child.otherGiven });
  for (const one of child.relations) tie(elsewhere, one.adult, one.tie, one, next.ids);
  family.children.push(elsewhere);
  return true;
};

/** The same pupil under another identifier, as when an academy merges two bases. Only the INE tells. */
const changeIdentifier: PupilChange = ({ child }, next) => {
  if (child.ine === '') return false;
  child.id = next.ids.next(child.school.degree, 'pupil');
  return true;
};

const sentAgainWhole: PupilChange = ({ child }, next) => {
  child.scholarship = !child.scholarship;
  child.studyHall = !child.studyHall && child.level.age >= 6;
  next.whole.add(child.id);
  return true;
};

/** A pupil names a guardian whom the academy will only send another day. */
const awaitGuardian: PupilChange = ({ child }, next) => {
  const adult = newAdult(next.random, 'F', surname(next.random), child.address);
  tie(child, adult, 'relative', OLD_CONTACT, next.ids);
  next.settled.awaited.add(adult);
  return true;
};

export const PUPIL_CHANGES: readonly PupilChange[] = [
  changeClass,
  leave,
  arriveWithFamily,
  changeMeals,
  moveHouse,
  loseGuardian,
  changeSchool,
  arriveInFamily,
  goUpToCollege,
  bearBothNames,
  changeIdentifier,
  receiveIne,
  sentAgainWhole,
  awaitGuardian,
];

/** What happens to a guardian between two days; the last one empties what was known. */
export function changeGuardian(adult: Child['relations'][number]['adult'], kind: number, next: NextDay): void {
  const { random } = next;
  if (kind === 0 && adult.sex) {
    adult.mail = privateMail(random, adult.given, adult.surname);
    adult.mobile = phone(random, 'mobile');
  } else if (kind === 1) adult.workPhone = adult.workPhone ? '' : phone(random, 'landline');
  else if (kind === 2 && adult.sex) adult.surname = `${adult.surname}-${surname(random)}`;
  else Object.assign(adult, { mobile: '', mail: '', homePhone: '', acceptsSms: false });
}
