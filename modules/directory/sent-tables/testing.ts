import { equal } from 'node:assert/strict';
import type { Reply, Visitor } from '../../../platform/testing/browser.ts';
import type { Column } from './columns.ts';

/* Tables as the ministry's programs write them, about people whom nobody has met. */

export interface TablePupil {
  familyName: string;
  usageName?: string;
  givenName: string;
  /** `YYYY-MM-DD` */
  birthDate: string;
  ine: string;
  street: string;
  postalCode: string;
  city: string;
  cycle: string;
  level: string;
  className: string;
  classCode: string;
}

const FAMILIES = [
  'ABRIBAT',
  'BOUVIER',
  'CHÂTEL',
  'DUPRÉ',
  'ÉTIENNE',
  'FAURE',
  'GUÉRIN',
  "L'HERMITE",
  'MÜLLER',
  'NGUYEN',
  'OUVRARD',
  'PÉREZ',
  'ROUSSEAU',
];
const GIVEN = [
  'Aïcha',
  'Béatrice',
  'Chloé',
  'Éloi',
  'Françoise',
  'Gaëlle',
  'Jérôme',
  'Léa-Rose',
  'Noël',
  'Salomé',
  'Théo',
];
const LEVELS = [
  ['CYCLE II', 'CP'],
  ['CYCLE II', 'CE1'],
  ['CYCLE II', 'CE2'],
  ['CYCLE III', 'CM1'],
  ['CYCLE III', 'CM2'],
] as const;

/** As many pupils as asked for, all different, in classes of 24. */
export function somePupils(count: number): TablePupil[] {
  return Array.from({ length: count }, (_, rank) => {
    const room = Math.floor(rank / 24);
    const [cycle, level] = LEVELS[room % LEVELS.length] ?? LEVELS[0];
    return {
      familyName: FAMILIES[rank % FAMILIES.length] as string,
      givenName: `${GIVEN[rank % GIVEN.length]}`,
      birthDate: `${2020 - (room % LEVELS.length)}-${String((rank % 12) + 1).padStart(2, '0')}-${String((rank % 27) + 1).padStart(2, '0')}`,
      ine: `${String(100_000_000 + rank)}A${String.fromCharCode(65 + (rank % 26))}`,
      street: `${rank + 1} rue de l'Église`,
      postalCode: '69120',
      city: 'Vaulx-en-Velin',
      cycle,
      level,
      className: `${level} ${String.fromCharCode(65 + room)}`,
      classCode: String(81_000 + room),
    };
  });
}

/** A row as an export writes it: quotes, and nothing at all for what is empty. */
const line = (cells: readonly string[]): string =>
  cells.map((cell) => (cell === '' ? '' : `"${cell.replaceAll('"', '""')}"`)).join(';');

const ONDE_PUPILS =
  "Nom élève;Nom d'usage élève;Prénom élève;Date naissance;Sexe;INE;Adresse1;Cp1;Commune1;Pays1; Cycle;Niveau;Libellé classe;Identifiant classe;Attestation fournie";

/** ONDE's export of pupils: ISO-8859-1, `;`, CRLF, a blank before "Cycle". */
export function ondePupils(pupils: readonly TablePupil[]): Buffer {
  const rows = pupils.map((one) =>
    line([
      one.familyName,
      one.usageName ?? '',
      one.givenName,
      one.birthDate,
      'F',
      one.ine,
      one.street,
      one.postalCode,
      one.city,
      'FRANCE',
      one.cycle,
      one.level,
      one.className,
      one.classCode,
      '',
    ]),
  );
  return Buffer.from(`${[line(ONDE_PUPILS.split(';')), ...rows].join('\r\n')}\r\n`, 'latin1');
}

export interface TableGuardian {
  title: string;
  familyName: string;
  usageName?: string;
  givenName: string;
  email?: string;
  mobile?: string;
  children: readonly { readonly familyName: string; readonly givenName: string; readonly className: string }[];
}

/** ONDE's export of guardians: a block of four columns for each child, rows as long as they need. */
export function ondeGuardians(guardians: readonly TableGuardian[], blocks = 3): Buffer {
  const adult = [
    'Civilité Responsable',
    'Nom usage responsable',
    'Nom responsable',
    'Prénom responsable',
    'Adresse responsable',
    'CP responsable',
    'Commune responsable',
    'Pays',
    'Courriel',
    'Téléphone domicile',
    'Téléphone travail',
    'Numéro de poste',
    'Téléphone portable',
  ];
  const child = ["Nom d'usage enfant", 'Nom de famille enfant', 'Prénom enfant', 'Classes enfants'];
  const headings = line([...adult, ...Array.from({ length: blocks }, () => child).flat()]);
  const rows = guardians.map((one) =>
    line([
      one.title,
      one.usageName ?? '',
      one.familyName,
      one.givenName,
      '3 place du Marché',
      '69120',
      'VAULX EN VELIN',
      'FRANCE',
      one.email ?? '',
      '',
      '',
      '',
      one.mobile ?? '',
      ...one.children.flatMap((kid) => ['', kid.familyName, kid.givenName, kid.className]),
    ]),
  );
  return Buffer.from(`${[headings, ...rows].join('\r\n')}\r\n`, 'latin1');
}

/** A table that people type: headings in French, then rows. */
export const typed = (rows: readonly (readonly string[])[], separator = ','): Buffer =>
  Buffer.from(`${rows.map((row) => row.join(separator)).join('\n')}\n`);

export interface ShownTable {
  id: string;
  status: string;
  format: string;
  digest: string | null;
  counts: Record<string, number>;
  differences: {
    act: string;
    id: string | null;
    name: string;
    line: number | null;
    changes: { field: string; before: string | null; after: string | null; kept?: string }[];
  }[];
  notes: { code: string; line?: number; what?: string; aside?: boolean }[];
  groups: string[];
  reading: { kind: string; encoding: string | null; separator: string | null; sheet: string | null; rows: number };
  columns: Column[];
  manyLeave: boolean;
  undoUntil: string | null;
  kept: { id: string; name: string }[];
  missing: string[];
}

/** A head at work with tables, by the API. */
export class Desk {
  readonly #visitor: Visitor;
  readonly #home: string;

  constructor(visitor: Visitor, uai: string) {
    this.#visitor = visitor;
    this.#home = `/api/schools/${uai}/tables`;
  }

  send(bytes: Uint8Array, name = 'CSVExtraction.csv'): Promise<Reply> {
    return this.#visitor.sendFile(this.#home, { field: 'file', name, bytes });
  }

  /** Sends a table that is taken, and shows it. */
  async draft(bytes: Uint8Array, name?: string): Promise<ShownTable> {
    const sent = await this.send(bytes, name);
    equal(sent.status, 200, sent.text);
    return this.show(sent.json<{ id: string }>().id);
  }

  async show(id: string, query = ''): Promise<ShownTable> {
    const shown = await this.#visitor.api('GET', `${this.#home}/${id}${query}`);
    equal(shown.status, 200, shown.text);
    return shown.json<ShownTable>();
  }

  act(id: string, what: 'apply' | 'undo' | 'drop' | 'columns', body: object = {}): Promise<Reply> {
    return this.#visitor.api('POST', `${this.#home}/${id}/${what}`, body);
  }

  /** Sends, looks and applies. */
  async take(bytes: Uint8Array, name?: string): Promise<ShownTable> {
    const draft = await this.draft(bytes, name);
    const applied = await this.act(draft.id, 'apply', { digest: draft.digest, leavers: 'yes' });
    equal(applied.status, 200, applied.text);
    return this.show(draft.id);
  }

  /** The code with which a file is refused. */
  async refusal(
    bytes: Uint8Array,
    name?: string,
  ): Promise<{ status: number; code: string; details: Record<string, unknown> }> {
    const reply = await this.send(bytes, name);
    const { error } = reply.json<{ error?: { code: string; details: Record<string, unknown> } }>();
    return { status: reply.status, code: error?.code ?? '', details: error?.details ?? {} };
  }
}

interface SieclePupil {
  readonly id: string;
  readonly ine: string;
  readonly family: string;
  readonly given: string;
  readonly born: string;
  readonly mef: string;
  readonly division: string;
  readonly groups: readonly string[];
  readonly left?: string;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&apos;');
const tag = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;

/** Documents of SIECLE and STS are ISO-8859-15, whose œ is a letter that latin-1 lacks. */
const document = (body: string): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="ISO-8859-15"?>\n${body}`.replaceAll('Œ', '\xbc').replaceAll('œ', '\xbd'),
    'latin1',
  );

/** ElevesSansAdresses.xml. */
export function sieclePupils(uai: string, pupils: readonly SieclePupil[]): Buffer {
  const list = pupils.map(
    (one) =>
      `<ELEVE ELEVE_ID="${one.id}" ELENOET="1">${tag('ID_NATIONAL', one.ine)}${tag('NOM_DE_FAMILLE', one.family)}<NOM_USAGE/>${tag('PRENOM', one.given)}${tag('DATE_NAISS', one.born)}${tag('CODE_MEF', one.mef)}${one.left ? tag('DATE_SORTIE', one.left) : ''}</ELEVE>`,
  );
  const place = (code: string, type: string): string =>
    `<STRUCTURE>${tag('CODE_STRUCTURE', code)}${tag('TYPE_STRUCTURE', type)}</STRUCTURE>`;
  const places = pupils.map(
    (one) =>
      `<STRUCTURES_ELEVE ELEVE_ID="${one.id}" ELENOET="1">${place(one.division, 'D')}${one.groups.map((code) => place(code, 'G')).join('')}</STRUCTURES_ELEVE>`,
  );
  return document(
    `<BEE_ELEVES VERSION="2.1"><PARAMETRES>${tag('UAJ', uai)}</PARAMETRES><DONNEES><ELEVES>${list.join('\n')}</ELEVES><STRUCTURES>${places.join('')}</STRUCTURES></DONNEES></BEE_ELEVES>`,
  );
}

interface SiecleAdult {
  readonly id: string;
  readonly family: string;
  readonly given: string;
  readonly title: string;
  readonly mail: string;
  readonly children: readonly { readonly pupil: string; readonly code: string; readonly level: string }[];
}

/** ResponsablesAvecAdresses.xml. */
export function siecleGuardians(uai: string, adults: readonly SiecleAdult[]): Buffer {
  const links = adults.flatMap((one) =>
    one.children.map(
      (kid) =>
        `<RESPONSABLE_ELEVE>${tag('ELEVE_ID', kid.pupil)}${tag('PERSONNE_ID', one.id)}${tag('CODE_PARENTE', kid.code)}${tag('NIVEAU_RESPONSABILITE', kid.level)}<RESP_FINANCIER>1</RESP_FINANCIER></RESPONSABLE_ELEVE>`,
    ),
  );
  const people = adults.map(
    (one) =>
      `<PERSONNE PERSONNE_ID="${one.id}">${tag('NOM_DE_FAMILLE', one.family)}<NOM_USAGE/>${tag('PRENOM', one.given)}${tag('LC_CIVILITE', one.title)}${tag('MEL', one.mail)}<ADRESSE_ID>9</ADRESSE_ID></PERSONNE>`,
  );
  const address =
    '<ADRESSE ADRESSE_ID="9"><LIGNE1_ADRESSE>1 rue Haute</LIGNE1_ADRESSE><CODE_POSTAL>69000</CODE_POSTAL><LIBELLE_POSTAL>LYON</LIBELLE_POSTAL></ADRESSE>';
  return document(
    `<BEE_RESPONSABLES VERSION="2.1"><PARAMETRES>${tag('UAJ', uai)}</PARAMETRES><DONNEES><RESPONSABLES>${links.join('')}</RESPONSABLES><PERSONNES>${people.join('\n')}</PERSONNES><ADRESSES>${address}</ADRESSES></DONNEES></BEE_RESPONSABLES>`,
  );
}

interface StsPerson {
  readonly id: string;
  readonly family: string;
  readonly given: string;
  readonly born: string;
  readonly role: string;
  readonly main: string;
  readonly teaches: readonly (readonly [division: string, subject: string])[];
}

/** sts_emp_UAI_year.xml. */
export function stsStaff(uai: string, people: readonly StsPerson[]): Buffer {
  const services = people.flatMap((one) =>
    one.teaches.map(([division, subject]) => ({ id: one.id, division, subject })),
  );
  const divisions = [...Map.groupBy(services, (one) => one.division)].map(
    ([code, list]) =>
      `<DIVISION CODE="${escaped(code)}"><SERVICES>${list.map((one) => `<SERVICE CODE_MATIERE="${one.subject}" CODE_MOD_COURS="CG"><ENSEIGNANTS><ENSEIGNANT ID="${one.id}" TYPE="epp"/></ENSEIGNANTS></SERVICE>`).join('')}</SERVICES></DIVISION>`,
  );
  const individuals = people.map(
    (one) =>
      `<INDIVIDU ID="${one.id}" TYPE="epp"><CIVILITE>1</CIVILITE>${tag('NOM_USAGE', one.family)}${tag('NOM_PATRONYMIQUE', one.family)}${tag('PRENOM', one.given)}${tag('DATE_NAISSANCE', one.born)}${tag('FONCTION', one.role)}<PROFS_PRINC>${one.main ? `<PROF_PRINC>${tag('CODE_STRUCTURE', one.main)}</PROF_PRINC>` : ''}</PROFS_PRINC></INDIVIDU>`,
  );
  return document(
    `<STS_EDT><PARAMETRES><UAJ CODE="${uai}"/></PARAMETRES><DONNEES><STRUCTURE><DIVISIONS>${divisions.join('')}</DIVISIONS></STRUCTURE><INDIVIDUS>${individuals.join('\n')}</INDIVIDUS></DONNEES></STS_EDT>`,
  );
}
