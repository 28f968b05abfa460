import type { SchoolRecord } from './record.ts';

export type SchoolKind = 'nursery' | 'elementary' | 'primary' | 'college' | 'segpa' | 'other';

const BY_CODE: Readonly<Record<string, SchoolKind>> = {
  '101': 'nursery',
  '102': 'nursery',
  '103': 'nursery',
  '111': 'nursery',
  '151': 'elementary',
  '152': 'elementary',
  '153': 'elementary',
  '160': 'elementary',
  '162': 'elementary',
  '169': 'elementary',
  '170': 'elementary',
  '340': 'college',
  '350': 'college',
  '352': 'college',
  '390': 'segpa',
};

const BY_WORD: readonly (readonly [RegExp, SchoolKind])[] = [
  [/COLLEGE/i, 'college'],
  [/ENSEIGNEMENT GENERAL ET PROFESSIONNEL|SEGPA/i, 'segpa'],
  [/MATERNELLE/i, 'nursery'],
  [/ECOLE|ELEMENTAIRE|PRIMAIRE/i, 'elementary'],
];

/** Replacement zones and the like: attachments of staff, no school anybody goes to. */
export const isNoSchool = (record: SchoolRecord): boolean => record.type === 'SANS OBJET';

/**
 * What kind of school it is, by the code of its type, else by its words. The academy has one code for écoles élémentaires and
 * primaires: those that say so in their name hold both cycles.
 */
export function schoolKind(record: SchoolRecord): SchoolKind {
  const said =
    BY_CODE[record.type_code ?? ''] ?? BY_WORD.find(([words]) => words.test(record.type ?? ''))?.[1] ?? 'other';
  const primary = /\bPRIMAIRE\b|\bE\.?P\.?PU\b/i.test(`${record.type ?? ''} ${record.name ?? ''}`);
  return said === 'elementary' && primary ? 'primary' : said;
}
