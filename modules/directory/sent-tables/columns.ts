import { foldName } from '../rules.ts';

/** What a table speaks of: one row is one of these. */
export type Subject = 'pupil' | 'guardian' | 'staff';

/** Where a file comes from, hence what its headings mean. */
export const formats = [
  'onde-pupils',
  'onde-guardians',
  'onde-teachers',
  'siecle-pupils',
  'siecle-guardians',
  'sts-staff',
  'free-pupils',
  'free-guardians',
  'free-staff',
] as const;
export type Format = (typeof formats)[number];

export const subjectOf = (format: Format): Subject =>
  format.endsWith('pupils') ? 'pupil' : format.endsWith('guardians') ? 'guardian' : 'staff';

/** What a column may hold. `ignored`: known, and not kept. */
export const fields = [
  'family_name',
  'usage_name',
  'given_name',
  'other_given_names',
  'title',
  'birth_date',
  'ine',
  'class',
  'class_code',
  'level',
  'mef',
  'groups',
  'street',
  'postal_code',
  'city',
  'country',
  'email',
  'phone',
  'work_phone',
  'mobile',
  'left_on',
  'key',
  'child_family_name',
  'child_usage_name',
  'child_given_name',
  'child_class',
  'child_birth_date',
  'child_ine',
  'child_key',
  'relation',
  'relation_code',
  'authority',
  'payer',
  'contact',
  'function',
  'is_head',
  'main_class',
  'teaches',
  'ignored',
] as const;
export type Field = (typeof fields)[number];

/** Fields that come once for each child of a guardian, in blocks. */
const REPEATED: ReadonlySet<Field> = new Set([
  'child_family_name',
  'child_usage_name',
  'child_given_name',
  'child_class',
  'child_birth_date',
  'child_ine',
  'child_key',
  'relation',
  'relation_code',
  'authority',
  'payer',
  'contact',
  'ignored',
]);

/** A teacher's classes may stand in several columns; a pupil has one. */
const mayRepeat = (field: Field, subject: Subject): boolean =>
  REPEATED.has(field) || (subject === 'staff' && field === 'class');

/** Fields that a subject may have, in the order in which they are offered. */
const OFFERED: Readonly<Record<Subject, string>> = {
  pupil:
    'family_name usage_name given_name birth_date ine class class_code level street postal_code city country other_given_names ' +
    'groups left_on mef key ignored',
  guardian:
    'family_name usage_name given_name title email mobile phone work_phone street postal_code city country child_family_name ' +
    'child_usage_name child_given_name child_class child_birth_date child_ine child_key relation relation_code authority payer ' +
    'contact key ignored',
  staff:
    'family_name usage_name given_name title birth_date email mobile phone function is_head class main_class teaches key ignored',
};

export const fieldsOf = (subject: Subject): readonly Field[] => OFFERED[subject].split(' ') as Field[];

/** Without these nothing can be done; for guardians one of the ways to name the child is needed too. */
export function missingFields(subject: Subject, present: ReadonlySet<Field>): Field[] {
  const missing: Field[] = (['family_name', 'given_name'] as const).filter((field) => !present.has(field));
  if (subject !== 'guardian') return missing;
  const named =
    (present.has('child_family_name') || present.has('child_usage_name')) && present.has('child_given_name');
  return named || present.has('child_ine') || present.has('child_key')
    ? missing
    : [...missing, 'child_family_name', 'child_given_name'];
}

/** Headings as people and programs write them, folded, by the field they mean. */
const dictionary = (words: Readonly<Partial<Record<Field, string>>>): ReadonlyMap<string, Field> =>
  new Map(
    Object.entries(words).flatMap(([field, list]) => list.split(', ').map((word) => [word, field as Field] as const)),
  );

const COMMON = dictionary({
  family_name: 'nom, nom de famille, nom famille, nom naissance, nom de naissance, nom patronymique',
  usage_name: 'nom d usage, nom usage, nom usuel',
  given_name: 'prenom, prenom 1, premier prenom, prenom usuel',
  other_given_names: 'deuxieme prenom, prenom 2, prenom2, autres prenoms',
  title: 'civilite, titre',
  birth_date: 'date naissance, date de naissance, ne le, nee le, ne e le, naissance',
  street: 'adresse, adresse1, adresse 1, rue, adresse postale',
  postal_code: 'cp, cp1, cp 1, code postal',
  city: 'commune, commune1, commune 1, ville, localite',
  country: 'pays, pays1, pays 1',
  email: 'courriel, mail, mel, e mail, email, adresse mail, adresse e mail, adresse electronique',
  phone: 'telephone, tel, telephone domicile, tel domicile, telephone fixe, telephone personnel',
  work_phone: 'telephone travail, tel travail, telephone professionnel, telephonetravail',
  mobile: 'telephone portable, tel portable, portable, mobile, telephone mobile',
  class: 'classe, classes, libelle classe, division, classe ou regroupement',
  class_code: 'identifiant classe, code classe',
  key: 'externalid, identifiant, id',
  ignored:
    'sexe, cycle, adresse2, cp2, commune2, pays2, attestation fournie, autorisations associations, autorisations photos, ' +
    'decision de passage, numero de poste, commune naissance, commune de naissance, dept naissance, departement de naissance, ' +
    'pays naissance, etat, date inscription, troisieme prenom, prenom 3',
});

const PUPIL = dictionary({
  ine: 'ine, numero ine, n ine, id national, identifiant national, identifiant national eleve',
  level: 'niveau, niveau scolaire',
  groups: 'groupe, groupes, regroupement',
  key: 'eleve id',
  left_on: 'date sortie, date de sortie',
  mef: 'mef, code mef',
  // A pupil is given no address nor number from a table.
  ignored: 'email, e mail, mail, courriel, mel, telephone, tel, telephone portable, portable, mobile',
});

const GUARDIAN = dictionary({
  relation: 'lien, lien de parente, parente, lien avec l enfant, qualite',
  relation_code: 'code parente',
  authority: 'autorite parentale, responsable legal, responsabilite, niveau responsabilite',
  payer: 'payeur',
  contact: 'contact',
  child_class: 'classe, classes',
  key: 'personne id',
  child_key: 'childexternalid, eleve id',
});

const STAFF = dictionary({
  function: 'fonction, metier, profil, role',
  is_head: 'directeur, directrice',
  main_class: 'professeur principal, classe principale',
  teaches: 'enseignements',
  key: 'individu id',
});

const OF_SUBJECT = { pupil: PUPIL, guardian: GUARDIAN, staff: STAFF } as const;

/** A heading without what differs from one program to the next: capitals, accents, blanks, a star for "needed". */
export const foldHeading = (heading: string): string => foldName(heading);

const ABOUT_PUPIL = /\b(?:eleve|de l eleve|enfant|de l enfant)\b/;
const ABOUT_ADULT = /\b(?:responsable|du responsable|parent|du parent|resp)\b/;

/** What a heading means in a table about that subject; undefined when nobody knows. */
export function fieldOfHeading(heading: string, subject: Subject): Field | undefined {
  const folded = foldHeading(heading);
  if (folded === '') return 'ignored';
  const aboutChild = ABOUT_PUPIL.test(folded);
  const bare = folded
    .replace(/\b(?:de l |du |de la )?(?:eleve|enfants?|responsable|parent|resp|enseignant)(?: \d)?\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ (?:de|du|l|d)$/, '');
  if (subject === 'guardian' && (aboutChild || /\benfants\b/.test(folded)) && !ABOUT_ADULT.test(folded)) {
    const own = PUPIL.get(bare) ?? COMMON.get(bare);
    return own && childField(own);
  }
  const own = OF_SUBJECT[subject];
  const known = own.get(folded) ?? own.get(bare) ?? COMMON.get(folded) ?? COMMON.get(bare);
  return known && fieldsOf(subject).includes(known) ? known : known ? 'ignored' : undefined;
}

const CHILD: Readonly<Partial<Record<Field, Field>>> = {
  family_name: 'child_family_name',
  usage_name: 'child_usage_name',
  given_name: 'child_given_name',
  class: 'child_class',
  birth_date: 'child_birth_date',
  ine: 'child_ine',
  key: 'child_key',
  ignored: 'ignored',
};
const childField = (field: Field): Field => CHILD[field] ?? 'ignored';

/**
 * What kind of table these headings are: ONDE's by the words only ONDE has, else a free table about pupils, guardians or staff. Files
 * of SIECLE and STS say themselves what they are.
 */
export function formatOf(headings: readonly string[]): Format {
  const folded = headings.map(foldHeading);
  const has = (pattern: RegExp): boolean => folded.some((heading) => pattern.test(heading));
  const guardian =
    has(ABOUT_ADULT) ||
    (has(/\benfants?\b/) && !has(/\beleve\b/)) ||
    has(/^lien\b|autorite parentale/) ||
    has(/childexternalid/) ||
    // A name, and the name of a pupil beside it: whoever has a row is not the pupil.
    (has(/^nom$/) && has(/^nom\b.*\beleve$/));
  if (guardian) return has(/responsable/) && has(/enfant/) && has(/^civilite/) ? 'onde-guardians' : 'free-guardians';
  if (has(/^directeur$/) && has(/^civilite$/)) return 'onde-teachers';
  if (has(/^fonction$|^metier$|^profil$/) && !has(/^ine$|^niveau$/)) return 'free-staff';
  return has(/^nom eleve$|^nom de l eleve$/) && has(/^cycle$|^niveau$/) ? 'onde-pupils' : 'free-pupils';
}

export const isOwn = (format: Format): boolean => format.startsWith('siecle') || format.startsWith('sts');

/** A column as recognised: what it holds, and who said so. */
export interface Column {
  readonly heading: string;
  /** Null: nobody knows, and it is left out. */
  readonly field: Field | null;
  readonly from: 'known' | 'kept' | 'chosen' | 'none';
}

/**
 * Recognises the columns. What the school chose before for the same heading goes first. Of two headings that would mean one field
 * the first keeps it, except where a table may repeat it for each child.
 */
export function recogniseColumns(
  headings: readonly string[],
  format: Format,
  kept: Readonly<Record<string, string>>,
): Column[] {
  const subject = subjectOf(format);
  const taken = new Set<Field>();
  return headings.map((heading) => {
    // Documents of SIECLE and STS come under our own headings.
    const own = isOwn(format) && fields.find((field) => field === heading);
    if (own) return { heading, field: own, from: 'known' };
    const chosen = kept[foldHeading(heading)];
    const before = fieldsOf(subject).find((field) => field === chosen);
    const known = before ?? fieldOfHeading(heading, subject);
    if (!known) return { heading, field: null, from: 'none' };
    if (known !== 'ignored' && taken.has(known) && !mayRepeat(known, subject))
      return { heading, field: 'ignored', from: 'known' };
    taken.add(known);
    return { heading, field: known, from: before ? 'kept' : 'known' };
  });
}

/** Headings that say the same twice, where one of them must be meant: nobody can know which. */
export function repeatedHeadings(columns: readonly Column[], format: Format): string[] {
  const subject = subjectOf(format);
  const seen = new Map<string, number>();
  for (const { heading, field } of columns) {
    const folded = foldHeading(heading);
    if (folded === '' || (field && field !== 'ignored' && mayRepeat(field, subject))) continue;
    seen.set(folded, (seen.get(folded) ?? 0) + 1);
  }
  const repeated = [...seen].filter(([, count]) => count > 1).map(([heading]) => heading);
  return columns
    .filter(
      ({ heading }, index) =>
        repeated.includes(foldHeading(heading)) &&
        index === columns.findIndex((other) => foldHeading(other.heading) === foldHeading(heading)),
    )
    .filter(({ field }) => field !== 'ignored')
    .map(({ heading }) => heading);
}
