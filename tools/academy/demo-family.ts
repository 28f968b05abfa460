import { homeIn, LEGAL, newAdult, PAYS, tie } from './adults.ts';
import { DEMO_FAMILY, DEMO_PLACES, demoPerson } from './demo-people.ts';
import type { Settling } from './families.ts';
import type { Adult, Child, Family } from './model.ts';
import { enrol, type Seat } from './pupils.ts';

/**
 * The named family of the demonstration: Mme Diallo, her husband, Noé in first grade, Awa in the last class of the same
 * école, Ibrahim in the second year of the collège. Their identifiers are fixed. Ibrahim's old record at the école,
 * with the same national number, is what lets an importer see one guardian in the two deliveries.
 */
export function settleDemoFamily(settling: Settling): Family {
  const mother = demoPerson('guardian of three');
  const awa = demoPerson('pupil of an école');
  const ibrahim = demoPerson('pupil of a collège');
  const place = (code: string): Seat => {
    const seat = settling.seats.claim((one) => one.group?.code === code);
    if (!seat) throw new Error(`the demonstration has no seat in class ${code}`);
    return seat;
  };
  const [first, last, second] = [
    place(DEMO_PLACES.firstGrade),
    place(DEMO_PLACES.lastGrade),
    place(DEMO_PLACES.secondYear),
  ];
  const address = homeIn(settling.random, first.school.commune)();
  const parent = (sex: 'F' | 'M', given: string, id1: string, id2: string): Adult => ({
    ...newAdult(settling.random, sex, mother.surname, address),
    birthSurname: mother.surname,
    given,
    title: sex === 'F' ? 'Mme' : 'M.',
    mobile: sex === 'F' ? '+33 6 39 98 00 01' : '+33 6 39 98 00 02',
    acceptsSms: true,
    mail: `${given.toLowerCase()}.diallo@exemple.invalid`,
    ids: { 1: id1, 2: id2 },
    children: [],
  });
  const mrs = parent('F', mother.given, mother.jointure, mother.also?.jointure ?? '');
  const mr = parent('M', DEMO_FAMILY.father.given, DEMO_FAMILY.father.ids[1], DEMO_FAMILY.father.ids[2]);
  const children: Child[] = [];
  const named = (seat: Seat, given: string, sex: 'F' | 'M', id: string, month: string): Child => {
    const birth = `${settling.schoolYear - seat.level.age}-${month}`;
    const child = enrol(seat, mother.surname, address, settling, children, {
      given,
      sex,
      id,
      birth,
      ine: settling.ids.ine(),
    });
    child.title = sex === 'F' ? 'Mme' : 'M.';
    child.otherGiven = [given];
    child.oldKinshipCodes = seat.school.oldKinshipCodes;
    children.push(child);
    return child;
  };
  named(first, DEMO_FAMILY.brother.given, 'M', DEMO_FAMILY.brother.id, '05-17');
  named(last, awa.given, 'F', awa.jointure, '03-08');
  const eldest = named(second, ibrahim.given, 'M', ibrahim.jointure, '10-02');
  const departed = depart(eldest, last, `${settling.schoolYear - 1}-07-05`, ibrahim.also?.jointure ?? '');
  for (const child of [...children, departed]) {
    tie(child, mrs, 'mother', PAYS, settling.ids);
    tie(child, mr, 'father', LEGAL, settling.ids);
  }
  return { children, departed: [departed] };
}

/** The record that a collège pupil left behind in an école: same human, same INE, no class any more. */
export function depart(child: Child, from: Seat, left: string, id: string): Child {
  return {
    ...child,
    id,
    siecleId: '',
    school: from.school,
    group: undefined,
    level: from.level,
    relations: [],
    teachingGroups: [],
    oldKinshipCodes: from.school.oldKinshipCodes,
    schoolSince: `${Number(left.slice(0, 4)) - 4}-09-01`,
    left,
  };
}
