/** What an adult is for a pupil, whichever nomenclature the feed uses. */
export type Relation =
  | 'mother'
  | 'father'
  | 'guardian'
  | 'child_services'
  | 'sibling'
  | 'grandparent'
  | 'relative'
  | 'educator'
  | 'foster_family'
  | 'childminder'
  | 'self'
  | 'other';

/** Both nomenclatures occur, sometimes in one feed: one digit before 2016, two digits since. */
const BY_CODE: Readonly<Record<string, Relation>> = {
  '1': 'father',
  '2': 'mother',
  '3': 'guardian',
  '4': 'relative',
  '5': 'child_services',
  '6': 'other',
  '7': 'self',
  '10': 'mother',
  '20': 'father',
  '37': 'sibling',
  '38': 'grandparent',
  '39': 'relative',
  '41': 'educator',
  '42': 'foster_family',
  '43': 'childminder',
  '50': 'guardian',
  '51': 'child_services',
  '70': 'self',
  '90': 'other',
};

export const isKnownRelation = (code: string): boolean => code in BY_CODE;

/** An unknown code is `other`, never an error. */
export const relationOf = (code: string): Relation => BY_CODE[code] ?? 'other';

/** In 1D the feed carries no authority: these count as legal until the head has looked. */
const LEGAL_IN_FIRST_DEGREE: ReadonlySet<Relation> = new Set(['mother', 'father', 'guardian', 'child_services']);

export interface Standing {
  readonly relation: Relation;
  /** 1 legal representative (gets access), 2 in charge, 0 and 3 contact. */
  readonly authority: 0 | 1 | 2 | 3;
  /** The feed did not say it: the head confirms. */
  readonly needsReview: boolean;
}

/** 1D: who counts as legal follows from the relation, to be confirmed; every other is a contact without access. */
export function standingInFirstDegree(code: string): Standing {
  const relation = relationOf(code);
  const legal = LEGAL_IN_FIRST_DEGREE.has(relation);
  return { relation, authority: legal ? 1 : 0, needsReview: legal };
}

/** 2D: the feed says the authority; one who stands for himself is never his own guardian. */
export function standingInSecondDegree(code: string, authority: string): Standing {
  const relation = relationOf(code);
  const level = authority === '1' ? 1 : authority === '2' ? 2 : authority === '3' ? 3 : 0;
  return { relation, authority: relation === 'self' ? 0 : level, needsReview: false };
}
