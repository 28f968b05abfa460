import type { Field } from './columns.ts';
import { type Element, textUnder, under, type XmlTable } from './element.ts';
import type { TableRow } from './table.ts';

/** Several values in one cell (groups of a pupil, classes of a teacher). */
export const SEVERAL = '\n';

const PUPIL_FIELDS = [
  'key',
  'ine',
  'family_name',
  'usage_name',
  'given_name',
  'other_given_names',
  'birth_date',
  'class_code',
  'groups',
  'mef',
  'left_on',
] as const satisfies readonly Field[];

/** ElevesSansAdresses.xml: pupils with their class (D) and groups (G). */
export function readPupils(root: Element): XmlTable {
  const places = new Map(
    under(root, 'DONNEES', 'STRUCTURES', 'STRUCTURES_ELEVE').map((one) => [
      one.attributes.ELEVE_ID,
      under(one, 'STRUCTURE'),
    ]),
  );
  const codes = (id: string | undefined, type: string): string =>
    (places.get(id) ?? [])
      .filter((place) => textUnder(place, 'TYPE_STRUCTURE') === type)
      .map((place) => textUnder(place, 'CODE_STRUCTURE'))
      .join(SEVERAL);
  const rows = under(root, 'DONNEES', 'ELEVES', 'ELEVE').map((pupil): TableRow => {
    const id = pupil.attributes.ELEVE_ID;
    const others = ['PRENOM2', 'PRENOM3'].map((name) => textUnder(pupil, name)).filter(Boolean);
    const values: Record<(typeof PUPIL_FIELDS)[number], string> = {
      key: id ?? '',
      ine: textUnder(pupil, 'ID_NATIONAL') || textUnder(pupil, 'INE_BEA'),
      family_name: textUnder(pupil, 'NOM_DE_FAMILLE') || textUnder(pupil, 'NOM'),
      usage_name: textUnder(pupil, 'NOM_USAGE'),
      given_name: textUnder(pupil, 'PRENOM'),
      other_given_names: others.join(', '),
      birth_date: textUnder(pupil, 'DATE_NAISS'),
      class_code: codes(id, 'D').split(SEVERAL)[0] ?? '',
      groups: codes(id, 'G'),
      mef: textUnder(pupil, 'CODE_MEF'),
      left_on: textUnder(pupil, 'DATE_SORTIE'),
    };
    return { line: pupil.line, cells: PUPIL_FIELDS.map((field) => values[field]) };
  });
  return { format: 'siecle-pupils', headings: PUPIL_FIELDS, rows, uai: textUnder(root, 'PARAMETRES', 'UAJ') || null };
}

const ADULT_FIELDS = [
  'key',
  'title',
  'family_name',
  'usage_name',
  'given_name',
  'email',
  'phone',
  'work_phone',
  'mobile',
  'street',
  'postal_code',
  'city',
] as const satisfies readonly Field[];
const CHILD_FIELDS = [
  'child_key',
  'relation_code',
  'authority',
  'payer',
  'contact',
] as const satisfies readonly Field[];

/** ResponsablesAvecAdresses.xml: one row an adult, a block of columns for each of the children. */
export function readSiecleGuardians(root: Element): XmlTable {
  const addresses = new Map(
    under(root, 'DONNEES', 'ADRESSES', 'ADRESSE').map((one) => [one.attributes.ADRESSE_ID, one]),
  );
  const links = Map.groupBy(under(root, 'DONNEES', 'RESPONSABLES', 'RESPONSABLE_ELEVE'), (one) =>
    textUnder(one, 'PERSONNE_ID'),
  );
  const most = Math.max(1, ...[...links.values()].map((list) => list.length));
  const rows = under(root, 'DONNEES', 'PERSONNES', 'PERSONNE').map((adult): TableRow => {
    const address = addresses.get(textUnder(adult, 'ADRESSE_ID'));
    const id = adult.attributes.PERSONNE_ID ?? '';
    const lines = [1, 2, 3, 4]
      .map((number) => (address ? textUnder(address, `LIGNE${number}_ADRESSE`) : ''))
      .filter(Boolean);
    const values: Record<(typeof ADULT_FIELDS)[number], string> = {
      key: id,
      title: textUnder(adult, 'LC_CIVILITE'),
      family_name: textUnder(adult, 'NOM_DE_FAMILLE') || textUnder(adult, 'NOM'),
      usage_name: textUnder(adult, 'NOM_USAGE'),
      given_name: textUnder(adult, 'PRENOM'),
      email: textUnder(adult, 'MEL'),
      phone: textUnder(adult, 'TEL_PERSONNEL'),
      work_phone: textUnder(adult, 'TEL_PROFESSIONNEL'),
      mobile: textUnder(adult, 'TEL_PORTABLE'),
      street: lines.join(', '),
      postal_code: address ? textUnder(address, 'CODE_POSTAL') : '',
      city: address ? textUnder(address, 'LIBELLE_POSTAL') || textUnder(address, 'COMMUNE_ETRANGERE') : '',
    };
    const children = (links.get(id) ?? []).map((link) => [
      textUnder(link, 'ELEVE_ID'),
      textUnder(link, 'CODE_PARENTE'),
      textUnder(link, 'NIVEAU_RESPONSABILITE') || textUnder(link, 'RESP_LEGAL'),
      textUnder(link, 'RESP_FINANCIER') === '1' || textUnder(link, 'PERS_PAIMENT') === '1' ? '1' : '0',
      textUnder(link, 'PERS_CONTACT'),
    ]);
    while (children.length < most) children.push(CHILD_FIELDS.map(() => ''));
    return { line: adult.line, cells: [...ADULT_FIELDS.map((field) => values[field]), ...children.flat()] };
  });
  const headings = [...ADULT_FIELDS, ...Array.from({ length: most }, () => CHILD_FIELDS).flat()];
  return { format: 'siecle-guardians', headings, rows, uai: textUnder(root, 'PARAMETRES', 'UAJ') || null };
}
