import { adultBirth, adultGivenName, sexOf, surname, titleOf } from './identity.ts';
import type { StaffMember } from './model.ts';
import type { NextDay } from './next-day.ts';

/** Changes something in a school's staff; answers false when this member does not lend itself to it. */
type StaffChange = (member: StaffMember, next: NextDay) => boolean;

const stopHeadingClass: StaffChange = (member) => {
  if (member.headClasses.length === 0) return false;
  member.headClasses = [];
  return true;
};

const leave: StaffChange = (member, next) => {
  if (member.directs.length > 0) return false;
  next.settled.staff.splice(next.settled.staff.indexOf(member), 1);
  return true;
};

/** Someone new takes the same duties beside the other. */
const arrive: StaffChange = (member, next) => {
  const sex = sexOf(next.random);
  const given = adultGivenName(next.random, sex);
  const name = surname(next.random);
  next.settled.staff.push({
    ...member,
    id: next.ids.next(member.degree, 'staff'),
    sex,
    given,
    surname: name,
    birthSurname: name,
    title: titleOf(sex),
    birth: adultBirth(next.random, next.schoolYear),
    mail: next.mailboxes.academic(`${given}-nouveau`, name),
    directs: [],
    functions: member.functions.slice(0, 1),
    headClasses: [],
  });
  return true;
};

/** Moves to another school of the same degree in the sector. */
const changeSchool: StaffChange = (member, next) => {
  const [own] = member.functions;
  const other = next.settled.sector.schools.find(
    (one) => one.degree === member.degree && one.id !== member.attachedTo && one.classes.length > 0,
  );
  if (!own || !other || member.functions.length !== 1) return false;
  member.attachedTo = other.id;
  member.functions = [{ school: other.id, text: own.text }];
  Object.assign(member, { subjects: [], classSubjects: [], groupSubjects: [], headClasses: [] });
  return true;
};

/** The head of an école gives the direction to a colleague. */
const handOverDirection: StaffChange = (member, next) => {
  const [school] = member.directs;
  const colleague = next.settled.staff.find(
    (one) => one !== member && one.isTeacher && one.functions.length === 1 && one.functions[0]?.school === school,
  );
  const direction = member.functions.find((one) => one.text.startsWith('DIR'));
  if (!school || !colleague || !direction) return false;
  member.directs = [];
  member.functions = member.functions.filter((one) => one !== direction);
  colleague.directs = [school];
  colleague.functions = [...colleague.functions, direction];
  return true;
};

const marry: StaffChange = (member, next) => {
  member.surname = surname(next.random);
  return true;
};

export const STAFF_CHANGES: readonly StaffChange[] = [
  stopHeadingClass,
  leave,
  arrive,
  changeSchool,
  handOverDirection,
  marry,
];
