import { sortName } from '../rules.ts';

/** What two records have or do not have in common. */
export interface Likeness {
  readonly familyName: string;
  readonly givenName: string | null;
  readonly birthDate: string | null;
  readonly ine: string | null;
  readonly email: string | null;
  readonly mobile: string | null;
  /** Ids of the children, of an adult. */
  readonly childIds: readonly string[];
}

/** Signs that speak for one person, and against. */
export type Sign =
  | 'same-ine'
  | 'same-birth'
  | 'same-name'
  | 'same-child'
  | 'same-mail'
  | 'same-mobile'
  | 'other-ine'
  | 'other-birth-date'
  | 'other-name';

export const weights: Readonly<Record<Sign, number>> = {
  'same-ine': 100,
  'same-birth': 60,
  'same-name': 20,
  'same-child': 40,
  'same-mail': 35,
  'same-mobile': 25,
  'other-ine': -100,
  'other-birth-date': -60,
  'other-name': -20,
};

/** How likely two records are one person, 0 to 100, with each sign that speaks for it or against. */
export function likeness(left: Likeness, right: Likeness): { readonly score: number; readonly signs: readonly Sign[] } {
  const both = <T>(a: T | null, b: T | null): boolean => a !== null && b !== null && a !== '' && b !== '';
  const sameName = sortName(left.familyName, left.givenName) === sortName(right.familyName, right.givenName);
  const dates = both(left.birthDate, right.birthDate);
  const signs: Sign[] = [];
  if (both(left.ine, right.ine)) signs.push(left.ine === right.ine ? 'same-ine' : 'other-ine');
  if (dates && left.birthDate !== right.birthDate) signs.push('other-birth-date');
  if (!sameName) signs.push('other-name');
  else signs.push(dates && left.birthDate === right.birthDate ? 'same-birth' : 'same-name');
  if (left.childIds.some((id) => right.childIds.includes(id))) signs.push('same-child');
  if (both(left.email, right.email) && left.email?.toLowerCase() === right.email?.toLowerCase())
    signs.push('same-mail');
  if (both(left.mobile, right.mobile) && left.mobile === right.mobile) signs.push('same-mobile');
  const sum = signs.reduce((total, sign) => total + weights[sign], 0);
  return { score: Math.max(0, Math.min(100, sum)), signs };
}

/** The word for a score. */
export const certainty = (score: number): 'sure' | 'likely' | 'possible' =>
  score >= 80 ? 'sure' : score >= 50 ? 'likely' : 'possible';

/** How long a merge can be undone, in milliseconds. */
export const UNDO = 30 * 24 * 3600_000;
