import type { Field } from './columns.ts';
import { type Element, textUnder, under, type XmlTable } from './element.ts';
import { SEVERAL } from './siecle.ts';
import type { TableRow } from './table.ts';

const FIELDS = [
  'key',
  'title',
  'family_name',
  'usage_name',
  'given_name',
  'birth_date',
  'function',
  'teaches',
  'main_class',
] as const satisfies readonly Field[];

/** Between a class and the subject taught there, in a cell that holds several. */
export const SUBJECT_MARK = '\t';

/** sts_emp: who works here, who teaches what to which class or group, who is main teacher of which class. */
export function readStaff(root: Element): XmlTable {
  const taught = new Map<string, Set<string>>();
  for (const [list, item] of [
    ['DIVISIONS', 'DIVISION'],
    ['GROUPES', 'GROUPE'],
  ] as const)
    for (const place of under(root, 'DONNEES', 'STRUCTURE', list, item))
      for (const service of under(place, 'SERVICES', 'SERVICE'))
        for (const teacher of under(service, 'ENSEIGNANTS', 'ENSEIGNANT')) {
          const id = teacher.attributes.ID ?? '';
          const subject = service.attributes.CODE_MATIERE ?? '';
          const known = taught.get(id) ?? new Set();
          taught.set(id, known.add([place.attributes.CODE ?? '', subject].join(SUBJECT_MARK)));
        }
  const rows = under(root, 'DONNEES', 'INDIVIDUS', 'INDIVIDU').map((person): TableRow => {
    const id = person.attributes.ID ?? '';
    const title = textUnder(person, 'CIVILITE');
    const values: Record<(typeof FIELDS)[number], string> = {
      key: id,
      title: title === '1' ? 'M.' : title === '2' || title === '3' ? 'Mme' : '',
      family_name: textUnder(person, 'NOM_PATRONYMIQUE') || textUnder(person, 'NOM_USAGE'),
      usage_name: textUnder(person, 'NOM_USAGE'),
      given_name: textUnder(person, 'PRENOM'),
      birth_date: textUnder(person, 'DATE_NAISSANCE'),
      function: textUnder(person, 'FONCTION'),
      teaches: [...(taught.get(id) ?? [])].join(SEVERAL),
      main_class: under(person, 'PROFS_PRINC', 'PROF_PRINC')
        .map((one) => textUnder(one, 'CODE_STRUCTURE'))
        .join(SEVERAL),
    };
    return { line: person.line, cells: FIELDS.map((field) => values[field]) };
  });
  return {
    format: 'sts-staff',
    headings: FIELDS,
    rows,
    uai: under(root, 'PARAMETRES', 'UAJ')[0]?.attributes.CODE ?? null,
  };
}
