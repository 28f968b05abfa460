import {
  CONTACT,
  homeIn,
  IN_CHARGE,
  LEGAL,
  newAdult,
  newOrganisation,
  OLD_CONTACT,
  PAYS,
  PLACED,
  tie,
} from './adults.ts';
import { isLeapYear } from './days.ts';
import { bind, enrolTwin, type Settling } from './families.ts';
import { surname } from './identity.ts';
import type { Adult, Child, Degree, Family, Sector, StaffMember, Tie } from './model.ts';
import { enrol, type Seat, type Wish } from './pupils.ts';
import { coupleOf, type Fits, family, inDegree, inLevel } from './trap-family.ts';

/*
 * The difficult families that every delivery holds: drawn by chance among 75,000 pupils, placed on purpose among the
 * eight hundred of the demonstration. Each function below is one trap; its name says which.
 */

export interface Trapped {
  families: Family[];
  /** Guardians whom no pupil names. */
  strays: { adult: Adult; degree: Degree }[];
}

/** Places every trap of the list in the sector, as long as it has seats for it. */
export function settleTraps(sector: Sector, staff: StaffMember[], settling: Settling): Trapped {
  const families: Family[] = [];
  const keep = (...made: (Family | undefined)[]) => {
    for (const one of made) if (one) families.push(one);
  };
  keep(...namesakes('6EME', 'MARTIN', 'Emma', settling), ...namesakes('CE1', 'BARRY', 'Fatoumata', settling));
  keep(...bornOn29February(settling), ...twinsInTwoClasses(settling));
  keep(acrossSecondarySchools(sector, settling), halfSiblingsAcrossDegrees(settling));
  for (const degree of [1, 2] as const) {
    keep(withoutGuardian(degree, settling), withFourGuardians(degree, settling), withoutIne(degree, settling));
    keep(inCare(degree, settling), withTutor(degree, settling), withForeignParent(degree, settling));
    keep(withEntities(degree, settling), childOfStaff(degree, staff, settling), oldCodes(degree, settling));
  }
  keep(...difficultNames(settling), ...everyTie(settling));
  keep(ownGuardian(settling), namedTwice(settling), contactsOnly(settling), withoutClass(settling));
  return { families, strays: guardiansOfNobody(sector, settling) };
}

/** Two pupils of two families with the same name, the same given name and the same birth day. */
function namesakes(levelCode: string, name: string, given: string, settling: Settling): (Family | undefined)[] {
  const seat = (fits: Fits): Family | undefined => {
    const wish: Wish = { given, sex: 'F', birth: '' };
    return family(
      (one) => {
        wish.birth = `${settling.schoolYear - one.level.age}-02-28`;
        return fits(one);
      },
      settling,
      name,
      wish,
    );
  };
  return [seat(inLevel(levelCode)), seat(inLevel(levelCode))];
}

function bornOn29February(settling: Settling): (Family | undefined)[] {
  return ([1, 2] as const).map((degree) => {
    const wish: Wish = {};
    const fits: Fits = (seat) => {
      const year = settling.schoolYear - seat.level.age;
      wish.birth = `${year}-02-29`;
      return seat.school.degree === degree && isLeapYear(year);
    };
    return family(fits, settling, surname(settling.random), wish);
  });
}

function twinsInTwoClasses(settling: Settling): (Family | undefined)[] {
  return ['6EME', 'CE2'].map((code) => {
    const first = settling.seats.claim(inLevel(code));
    const second =
      first &&
      settling.seats.claim(
        (seat) => seat.level === first.level && seat.school === first.school && seat.group !== first.group,
      );
    if (!first || !second) return undefined;
    const home = coupleOf(surname(settling.random), first, settling);
    const child = enrol(first, home.surname, home.address, settling, []);
    const children = [child, enrolTwin(second, child, home, settling)];
    bind(children, home, settling.ids);
    return { children, departed: [] };
  });
}

/** A brother and a sister in the collège and in its SEGPA, or in two écoles where there is no SEGPA. */
function acrossSecondarySchools(sector: Sector, settling: Settling): Family | undefined {
  const segpa = sector.schools.some((one) => one.kind === 'segpa');
  const first = settling.seats.claim(inLevel(segpa ? '6EME' : 'CP'));
  const second = settling.seats.claim((seat) =>
    segpa ? seat.level.code === '4SEGPA' : seat.level.code === 'CM1' && seat.school !== first?.school,
  );
  return first && second ? together([first, second], settling) : undefined;
}

function together(seats: Seat[], settling: Settling, otherName = false): Family {
  const home = coupleOf(surname(settling.random), seats[0] as Seat, settling);
  const children: Child[] = [];
  for (const seat of seats) {
    const name = otherName && children.length > 0 ? surname(settling.random) : home.surname;
    children.push(enrol(seat, name, home.address, settling, children));
  }
  bind(children, home, settling.ids);
  return { children, departed: [] };
}

/** Three children in three schools, école to collège, the second under another name. */
function halfSiblingsAcrossDegrees(settling: Settling): Family | undefined {
  const seats = ['MS', 'CE1', '6EME'].map((code) => settling.seats.claim(inLevel(code)));
  return seats.every((seat) => seat !== undefined) ? together(seats, settling, true) : undefined;
}

function withoutGuardian(degree: Degree, settling: Settling) {
  return family(inDegree(degree), settling, '', {}, (seat) => ({
    surname: surname(settling.random),
    address: homeIn(settling.random, seat.school.commune)(),
    ties: [],
  }));
}

/** Separated parents at two addresses, each with a new companion. */
function withFourGuardians(degree: Degree, settling: Settling) {
  const { random } = settling;
  return family(inDegree(degree), settling, '', {}, (seat) => {
    const name = surname(random);
    const home = homeIn(random, seat.school.commune);
    const [here, there] = [home(), home()];
    return {
      surname: name,
      address: here,
      ties: [
        { adult: newAdult(random, 'F', surname(random), here), tie: 'mother', rights: PAYS },
        { adult: newAdult(random, 'M', name, there), tie: 'father', rights: LEGAL },
        { adult: newAdult(random, 'M', surname(random), here), tie: 'relative', rights: IN_CHARGE },
        { adult: newAdult(random, 'F', surname(random), there), tie: 'relative', rights: IN_CHARGE },
      ],
    };
  });
}

const withoutIne = (degree: Degree, settling: Settling) =>
  family(inDegree(degree), settling, surname(settling.random), { ine: '' });

function inCare(degree: Degree, settling: Settling) {
  const { random } = settling;
  return family(inDegree(degree), settling, '', {}, (seat) => {
    const home = homeIn(random, seat.school.commune);
    const address = home();
    settling.care.adult ??= newOrganisation(random, home());
    return {
      surname: surname(random),
      address,
      ties: [
        { adult: settling.care.adult, tie: 'care-service', rights: PLACED },
        { adult: newAdult(random, 'F', surname(random), address), tie: 'foster', rights: IN_CHARGE },
      ],
    };
  });
}

function withTutor(degree: Degree, settling: Settling) {
  return family(inDegree(degree), settling, '', {}, (seat) => {
    const address = homeIn(settling.random, seat.school.commune)();
    const tutor = newAdult(settling.random, 'M', surname(settling.random), address);
    return { surname: surname(settling.random), address, ties: [{ adult: tutor, tie: 'tutor', rights: PAYS }] };
  });
}

function withForeignParent(degree: Degree, settling: Settling) {
  return family(inDegree(degree), settling, '', {}, (seat) => {
    const home = coupleOf(surname(settling.random), seat, settling);
    const father = home.ties[1]?.adult;
    if (father) {
      father.address = { lines: '12 rue du Rhône$$$', postalCode: '1204', city: 'GENÈVE', country: 'SUISSE' };
      Object.assign(father, { homePhone: '', workPhone: '+41 22 000 00 00', mobile: '+41 79 000 00 00' });
    }
    return home;
  });
}

/** Values that were escaped for HTML before they were escaped for XML. */
function withEntities(degree: Degree, settling: Settling) {
  return family(inDegree(degree), settling, '', {}, (seat) => {
    const home = coupleOf('N&apos;GUESSAN', seat, settling);
    home.address.lines = '3 rue de l&apos;&Eacute;glise$R&eacute;sidence du Ch&acirc;teau$$';
    return home;
  });
}

/** A teacher of the sector whose own child goes to school there: one human, an agent's record and a guardian's. */
function childOfStaff(degree: Degree, staff: StaffMember[], settling: Settling) {
  const teacher = staff.find(
    (one) => one.degree !== degree && one.isTeacher && one.headClasses.length + one.directs.length === 0,
  );
  if (!teacher) return undefined;
  return family(inDegree(degree), settling, '', {}, (seat) => {
    const home = coupleOf(teacher.surname, seat, settling);
    const own = home.ties[teacher.sex === 'F' ? 0 : 1]?.adult;
    if (own) {
      const { given, title, mail, birthSurname } = teacher;
      Object.assign(own, { given, title, mail, birthSurname, surname: teacher.surname });
    }
    return home;
  });
}

function oldCodes(degree: Degree, settling: Settling) {
  const made = family(inDegree(degree), settling, surname(settling.random), {});
  for (const child of made?.children ?? []) child.oldKinshipCodes = true;
  return made;
}

const DIFFICULT: [Degree, string, string, 'F' | 'M'][] = [
  [2, "D'ARCANGELO", 'Jean-Baptiste', 'M'],
  [2, 'DE LA TOUR DU PIN', 'Anne Sophie', 'F'],
  [2, 'MUÑOZ', 'Íñigo', 'M'],
  [2, 'LEBŒUF', 'Ève', 'F'],
  [1, 'ÉTIENNE-DUPRÉ', 'Maël', 'M'],
  [1, 'EL AMRANI', 'Inès', 'F'],
  [1, "N'GUESSAN", 'Ange Emmanuel', 'M'],
  [1, 'NUÑEZ', 'Zoé', 'F'],
  [1, 'LECŒUR', 'Éloïse', 'F'],
];

const difficultNames = (settling: Settling) =>
  DIFFICULT.map(([degree, name, given, sex]) => family(inDegree(degree), settling, name, { given, sex }));

/** One pupil of the collège for each tie of the current nomenclature that is rare, and one nobody has heard of. */
function everyTie(settling: Settling): (Family | undefined)[] {
  const ties: [Tie, typeof PAYS][] = [
    ['sibling', OLD_CONTACT],
    ['ascendant', CONTACT],
    ['educator', CONTACT],
    ['foster', IN_CHARGE],
    ['childminder', CONTACT],
    ['other', CONTACT],
    ['unheard-of', OLD_CONTACT],
  ];
  return ties.map(([how, rights]) => {
    const made = family(inDegree(2), settling, '', {}, (seat) => {
      const home = coupleOf(surname(settling.random), seat, settling);
      const third = newAdult(settling.random, 'F', surname(settling.random), home.address);
      return { ...home, ties: [...home.ties, { adult: third, tie: how, rights }] };
    });
    for (const child of made?.children ?? []) child.oldKinshipCodes = false;
    return made;
  });
}

/** A pupil of 3e who is responsible for himself. */
function ownGuardian(settling: Settling) {
  const made = family(inLevel('3EME'), settling, surname(settling.random), { sex: 'M' });
  const [child] = made?.children ?? [];
  if (!child) return undefined;
  const self = newAdult(settling.random, 'M', child.surname, child.address);
  Object.assign(self, { given: child.given, birthSurname: child.surname });
  tie(child, self, 'self', PAYS, settling.ids);
  child.oldKinshipCodes = false;
  return made;
}

/** One adult named twice for one pupil, as mother with authority and as a mere contact: the strongest holds. */
function namedTwice(settling: Settling) {
  const made = family(inDegree(2), settling, surname(settling.random), {});
  const [child] = made?.children ?? [];
  const mother = child?.relations[0]?.adult;
  if (child && mother) tie(child, mother, 'other', OLD_CONTACT, settling.ids);
  return made;
}

/** A pupil of the collège whose only known adults have no authority over him. */
function contactsOnly(settling: Settling) {
  return family(inDegree(2), settling, '', {}, (seat) => {
    const home = coupleOf(surname(settling.random), seat, settling);
    return { ...home, ties: home.ties.map((one) => ({ ...one, rights: OLD_CONTACT })) };
  });
}

/** Newly arrived, no class yet. */
function withoutClass(settling: Settling): Family | undefined {
  const seat = settling.seats.claim(inLevel('4EME'));
  return seat && together([{ ...seat, group: undefined }], settling);
}

function guardiansOfNobody(sector: Sector, settling: Settling): Trapped['strays'] {
  const commune = sector.schools[0]?.commune;
  if (!commune) return [];
  return ([1, 2] as const).map((degree) => {
    const name = surname(settling.random);
    const adult = newAdult(settling.random, 'F', name, homeIn(settling.random, commune)());
    adult.ids[degree] = settling.ids.next(degree, 'guardian');
    return { adult, degree };
  });
}
