import type { Sex } from './model.ts';

/*
 * The people of the demonstration whom anyone may become. They exist whatever the seed and the date: only their birth
 * days follow the school year. The importer must find each of them by delivery and ENTPersonJointure.
 */

export type DemoRole =
  | 'pupil of an école'
  | 'pupil of a collège'
  | 'guardian of three'
  | 'teacher of an école'
  | 'teacher of a collège'
  | 'head of an école'
  | 'CPE of a collège';

export interface DemoPerson {
  role: DemoRole;
  /** The delivery that carries the person: `1D` (écoles) or `2D` (collèges). */
  source: '1D' | '2D';
  /** ENTPersonJointure in that delivery. */
  jointure: string;
  /** The same human's record in the other delivery, when there is one. */
  also?: { source: '1D' | '2D'; jointure: string };
  sex: Sex;
  surname: string;
  given: string;
}

/** Sample sign-ins that come through the academy. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { role: 'pupil of an école', source: '1D', jointure: '8100002', sex: 'F', surname: 'DIALLO', given: 'Awa' },
  {
    role: 'pupil of a collège',
    source: '2D',
    jointure: '7100001',
    also: { source: '1D', jointure: '8100003' },
    sex: 'M',
    surname: 'DIALLO',
    given: 'Ibrahim',
  },
  {
    role: 'guardian of three',
    source: '1D',
    jointure: '8300001',
    also: { source: '2D', jointure: '7300001' },
    sex: 'F',
    surname: 'DIALLO',
    given: 'Aminata',
  },
  { role: 'teacher of an école', source: '1D', jointure: '8500001', sex: 'F', surname: 'ROUX', given: 'Claire' },
  { role: 'teacher of a collège', source: '2D', jointure: '7500001', sex: 'M', surname: 'PETIT', given: 'Julien' },
  { role: 'head of an école', source: '1D', jointure: '8500002', sex: 'M', surname: 'BENALI', given: 'Karim' },
  { role: 'CPE of a collège', source: '2D', jointure: '7500002', sex: 'F', surname: 'FERREIRA', given: 'Sofia' },
];

/** The person of a role; every role has exactly one. */
export function demoPerson(role: DemoRole): DemoPerson {
  const person = DEMO_PEOPLE.find((candidate) => candidate.role === role);
  if (!person) throw new Error(`no demo person for ${role}`);
  return person;
}

/** Where the named people of the demonstration stand: class codes of the demo plan. */
export const DEMO_PLACES = {
  /** Noé's class, Mme ROUX's. */
  firstGrade: '6921201',
  /** Awa's class, taught by the head. */
  lastGrade: '6921208',
  /** Ibrahim's class; M. PETIT is its head teacher. */
  secondYear: '5B',
} as const;

/** The rest of the Diallo family: the youngest brother and the father, in each delivery. */
export const DEMO_FAMILY = {
  brother: { given: 'Noé', id: '8100001' },
  father: { given: 'Moussa', ids: { 1: '8300002', 2: '7300002' } },
} as const;
