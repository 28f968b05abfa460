import { frenchDay } from './days.ts';
import type { Degree } from './model.ts';

/*
 * The XML of an academy's file, written line for line as the academy does: one attribute per line, `<value/>` when
 * empty, `&apos;` for an apostrophe.
 */

/** What an `operationalAttributes` may announce. */
export type Category = 'Eleve' | 'PersRelEleve' | 'PersEducNat' | 'EtabEducNat' | 'MefEducNat' | 'MatEducNat';

/** The object part of a file's name; subjects are called otherwise there than inside. */
export const fileObject = (category: Category): string => (category === 'MatEducNat' ? 'MatiereEducNat' : category);

const OPERATIONAL: Record<Category, string> = {
  Eleve: 'categoriePersonne',
  PersRelEleve: 'categoriePersonne',
  PersEducNat: 'categoriePersonne',
  EtabEducNat: 'categorieStructure',
  MefEducNat: 'categorieMef',
  MatEducNat: 'categorieMatiere',
};

export type Values = string | readonly string[];
/** Attributes in the order in which they are written. */
export type Attributes = [name: string, values: Values][];

const SPECIAL = /[&<>']/;

export function escapeXml(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&apos;');
}

function valuesXml(values: Values): string {
  if (typeof values === 'string') return values === '' ? '<value/>' : `<value>${escapeXml(values)}</value>`;
  if (values.length === 0) return '<value/>';
  let text = '';
  for (const value of values) text += valuesXml(value);
  return text;
}

const opening = (request: string, category: Category, id: string): string =>
  `<${request}>
<operationalAttributes><attr name="${OPERATIONAL[category]}"><value>${category}</value></attr></operationalAttributes>
<identifier><id>${escapeXml(id)}</id></identifier>
`;

/** A whole object. */
export function addRequest(category: Category, id: string, attributes: Attributes): string {
  let text = `${opening('addRequest', category, id)}<attributes>\n`;
  for (const [name, values] of attributes) text += `<attr name="${name}">${valuesXml(values)}</attr>\n`;
  return `${text}</attributes>\n</addRequest>\n\n`;
}

/** Some attributes of a known object, each replaced; an empty one is erased. */
export function modifyRequest(category: Category, id: string, modifications: Attributes): string {
  let text = `${opening('modifyRequest', category, id)}<modifications>\n`;
  for (const [name, values] of modifications)
    text += `<modification name="${name}" operation="replace">${valuesXml(values)}</modification>\n`;
  return `${text}</modifications>\n</modifyRequest>\n\n`;
}

export const deleteRequest = (category: Category, id: string): string =>
  `${opening('deleteRequest', category, id)}</deleteRequest>\n\n`;

export type Charset = 'UTF-8' | 'ISO-8859-15';

/** The 1D delivery is still written in ISO-8859-15, the 2D in UTF-8. */
export const charsetOf = (degree: Degree): Charset => (degree === 1 ? 'ISO-8859-15' : 'UTF-8');

export const fileHead = (degree: Degree, day: string): string => `<?xml version="1.0" encoding="${charsetOf(degree)}"?>
<!DOCTYPE ficAlimMENESR SYSTEM "ficAlimMENESR.dtd">
<ficAlimMENESR>
<!-- versionAF="AAF-VE2407" -->
<!-- versionSDET="Annexe 4bis version 6.4" -->
<!-- codeAcademieExport="10" -->
<!-- degre="${degree}D" -->
<!-- dateGenerationExport="${frenchDay(day)}" -->

`;

export const FILE_FOOT = '</ficAlimMENESR>\n';

/** The eight places where ISO-8859-15 is not ISO-8859-1, by the ISO-8859-1 character that stands on the same byte. */
const LATIN9: Record<string, string> = {
  '€': '\u00a4',
  Š: '\u00a6',
  š: '\u00a8',
  Ž: '\u00b4',
  ž: '\u00b8',
  Œ: '\u00bc',
  œ: '\u00bd',
  Ÿ: '\u00be',
};

/** Bytes of a text in the charset of a delivery. Everything the generator writes exists in ISO-8859-15. */
export function encode(text: string, charset: Charset): Buffer {
  if (charset === 'UTF-8') return Buffer.from(text, 'utf8');
  return Buffer.from(
    text.replace(/[€ŠšŽžŒœŸ]/g, (char) => LATIN9[char] ?? char),
    'latin1',
  );
}
