import { readPublic } from './public-data.ts';

export interface Subject {
  /** Six digits. */
  code: string;
  label: string;
  /** Weekly hours in 6e, 5e, 4e, 3e. Zero where the subject is taught in groups only, or not at all. */
  hours: [number, number, number, number];
  /** ENTAuxEnsCategoDiscipline, ENTAuxEnsDisciplinesPoste, and the last two parts of ENTPersonFonctions. */
  category: string;
  post: string;
  function: string;
}

const labels = new Map(readPublic('matieres-college.csv').map((row) => [row.sigle, row]));

function subject(
  sign: string,
  hours: Subject['hours'],
  category: string,
  post: string,
  functionCode: string,
  functionLabel = post,
): Subject {
  const row = labels.get(sign);
  if (!row) throw new Error(`no subject ${sign} in the public data`);
  return {
    code: row.code_bcn ?? '',
    label: row.libelle_bcn ?? '',
    hours,
    category,
    post: `${post}$${category.slice(0, 2)}`,
    function: `ENS$ENSEIGNEMENT$${functionCode}$${functionLabel}`,
  };
}

/** Subjects taught to whole classes, in the order in which teachers are found for them. */
export const CLASS_SUBJECTS: Subject[] = [
  subject('FRANC', [4.5, 4.5, 4.5, 4], '02$LETTRES', 'LETTRES MODERNES', 'L0202'),
  subject('MATHS', [4.5, 3.5, 3.5, 3.5], '13$MATHEMATIQUES', 'MATHEMATIQUES', 'L1300'),
  subject('HI-GE', [3, 3, 3, 3.5], '10$HISTOIRE - GEOGRAPHIE', 'HISTOIRE GEOGRAPHIE', 'L1000'),
  subject('AGL1', [4, 3, 3, 3], '04$LANGUES VIVANTES', 'ANGLAIS', 'L0422'),
  subject(
    'SVT',
    [1.5, 1.5, 1.5, 1.5],
    '16$SCIENCES DE LA VIE ET DE LA TERRE',
    'SCIENCES DE LA VIE ET DE LA TERRE',
    'L1600',
  ),
  subject(
    'PH-CH',
    [1, 1.5, 1.5, 1.5],
    '15$SCIENCES PHYSIQUES ET CHIMIQUES',
    'SCIENCES PHYSIQUES ET CHIMIQUES',
    'L1500',
  ),
  subject('TECHN', [0, 1.5, 1.5, 1.5], '14$TECHNOLOGIE', 'TECHNOLOGIE', 'L1400'),
  subject('A-PLA', [1, 1, 1, 1], '18$ARTS PLASTIQUES', 'ARTS PLASTIQUES', 'L1800'),
  subject('EDMUS', [1, 1, 1, 1], '17$EDUCATION MUSICALE', 'EDUCATION MUSICALE', 'L1700'),
  subject('EPS', [4, 3, 3, 3], '19$EDUCATION PHYSIQUE ET SPORTIVE', 'EDUCATION PHYSIQUE ET SPORTIVE', 'L1900'),
];

/** Taught by the history teacher, beside history. */
export const CIVICS = subject('EMC', [0.5, 0.5, 0.5, 0.5], '10$HISTOIRE - GEOGRAPHIE', 'HISTOIRE GEOGRAPHIE', 'L1000');

/** Second languages, chosen from 5e on, taught in groups across classes. */
export const SECOND_LANGUAGES = {
  ESP: subject('ESP2', [0, 2.5, 2.5, 2.5], '04$LANGUES VIVANTES', 'ESPAGNOL', 'L0426'),
  ALL: subject('ALL2', [0, 2.5, 2.5, 2.5], '04$LANGUES VIVANTES', 'ALLEMAND', 'L0421'),
  ITA: subject('ITA2', [0, 2.5, 2.5, 2.5], '04$LANGUES VIVANTES', 'ITALIEN', 'L0429'),
} as const;

/** Optional from 5e on, taught by a teacher of French. */
export const LATIN = subject('LCALA', [0, 1, 2, 2], '02$LETTRES', 'LETTRES CLASSIQUES', 'L0201');

/** Every subject the 2D delivery describes. */
export const ALL_SUBJECTS: Subject[] = [...CLASS_SUBJECTS, CIVICS, ...Object.values(SECOND_LANGUAGES), LATIN];
