import { readablePlace } from '../aaf/names-of-places.ts';
import { email, day as frenchDay, ine, phone } from '../aaf/values.ts';
import { foldName } from '../rules.ts';

/* A cell's text as a value; null when it is none. */

/** `2015-03-04`, `04/03/2015`, `4.3.15` or a spreadsheet's number of days, as `YYYY-MM-DD`. */
export function dayOf(text: string, epoch: '1900' | '1904'): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.*)?$/.exec(text);
  if (iso) return frenchDay(`${iso[3]}/${iso[2]}/${iso[1]}`);
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: .*)?$/.exec(text);
  if (french) {
    const [, dd = '', mm = '', yy = ''] = french;
    // A year of two digits is a living person's.
    const year = yy.length === 4 ? yy : `${Number(yy) > 40 ? '19' : '20'}${yy}`;
    return frenchDay(`${dd.padStart(2, '0')}/${mm.padStart(2, '0')}/${year}`);
  }
  if (!/^\d{5}(?:\.\d+)?$/.test(text)) return null;
  const days = Math.floor(Number(text)) + (epoch === '1904' ? 1462 : 0);
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Letters that stand in names; a sign that none holds means a formula, a comment, or a letter lost on the way. */
const NAME = /^[\p{L}\p{M}][\p{L}\p{M}' .,’ʼ()-]*$/u;
export const isName = (text: string): boolean => NAME.test(text) && text.length <= 100;
/** A letter that the file's encoding could not hold was written as a question mark. */
export const hasLostLetter = (text: string): boolean => /\?/.test(text) && isName(text.replaceAll('?', 'e'));

/** Family names are written in capitals, as the academy does. */
export const capitals = (name: string): string => name.toLocaleUpperCase('fr').replaceAll('’', "'");
/** Given names: as written, unless all in capitals or all in small letters. */
export const given = (name: string): string => {
  const plain = name.replaceAll('’', "'");
  const shouted = plain === plain.toLocaleUpperCase('fr') && plain.length > 2;
  const whispered = plain === plain.toLocaleLowerCase('fr');
  if (!shouted && !whispered) return plain;
  return plain
    .toLocaleLowerCase('fr')
    .replace(/(^|[ '-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toLocaleUpperCase('fr'));
};

export const titleOf = (text: string): string | null => {
  const folded = foldName(text);
  if (/^(?:m|mr|monsieur)$/.test(folded)) return 'M.';
  return /^(?:mme|mlle|madame|mademoiselle|f)$/.test(folded) ? 'Mme' : null;
};

/** A spreadsheet takes the first zero of a number away. */
export const phoneOf = (text: string): string | null => phone(/^[1-9]\d{8}$/.test(text) ? `0${text}` : text);
export const postalCodeOf = (text: string): string => (/^\d{4}$/.test(text) ? `0${text}` : text);
export const ineOf = (text: string): string | null => ine(text);
export const emailOf = (text: string): string | null => email(text);
export const placeOf = (text: string): string => readablePlace(text);

export const isYes = (text: string): boolean => /^(?:oui|o|x|1|vrai|true|yes)$/.test(foldName(text));
export const isNo = (text: string): boolean => /^(?:non|n|0|faux|false|no)$/.test(foldName(text));

const RELATIONS: readonly (readonly [RegExp, string])[] = [
  [/^(?:mere|maman)$/, 'mother'],
  [/^(?:pere|papa)$/, 'father'],
  [/^(?:tuteur|tutrice|tutelle)/, 'guardian'],
  [/^(?:ase|aide sociale)/, 'child_services'],
  [/^(?:frere|soeur|fratrie)/, 'sibling'],
  [/^(?:grand|ascendant)/, 'grandparent'],
  [/^(?:educat)/, 'educator'],
  [/^(?:famille d accueil|assistant familial)/, 'foster_family'],
  [/^(?:garde|nourrice|assistante maternelle)/, 'childminder'],
  [/^(?:oncle|tante|famille|beau|belle|autre membre)/, 'relative'],
];

export const relationOf = (text: string): string =>
  RELATIONS.find(([pattern]) => pattern.test(foldName(text)))?.[1] ?? 'other';
