import type { Relation, Tie } from './model.ts';

/** The nomenclature in force: two digits. */
const CURRENT: Record<Tie, string> = {
  mother: '10',
  father: '20',
  sibling: '37',
  ascendant: '38',
  relative: '39',
  educator: '41',
  foster: '42',
  childminder: '43',
  tutor: '50',
  'care-service': '51',
  self: '70',
  other: '90',
  'unheard-of': '99',
};

/** The one of before 2016, which still arrives: one digit, and fewer distinctions. */
const OLD: Record<Tie, string> = {
  father: '1',
  mother: '2',
  tutor: '3',
  sibling: '4',
  ascendant: '4',
  relative: '4',
  'care-service': '5',
  educator: '6',
  foster: '6',
  childminder: '6',
  other: '6',
  'unheard-of': '6',
  self: '7',
};

export const tieCode = (tie: Tie, old: boolean): string => (old ? OLD : CURRENT)[tie];

/** ENTElevePersRelEleve: six parts. */
export const secondaryRelation = (relation: Relation, old: boolean): string =>
  [
    relation.adult.ids[2],
    tieCode(relation.tie, old),
    relation.financial,
    relation.authority,
    relation.contact,
    relation.payment,
  ].join('$');

/** ENTEleveAutoriteParentale: two parts, nothing on authority. */
export const primaryRelation = (relation: Relation, old: boolean): string =>
  `${relation.adult.ids[1]}$${tieCode(relation.tie, old)}`;
