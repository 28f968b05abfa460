import type { DeclaredParty, Protocol } from '../identity/index.ts';

/** What publishers are known to expect; addresses are the operator's to fill in. */
export const presetKeys = [
  'pronote',
  'esidoc',
  'kne',
  'folios',
  'moodle',
  'wordpress',
  'nextcloud',
  'toodego',
  'gar',
] as const;
export type PresetKey = (typeof presetKeys)[number];

export interface Preset
  extends Pick<DeclaredParty, 'name' | 'principal' | 'released' | 'form' | 'listStyle' | 'keepsEmpty' | 'audiences'> {
  readonly icon: string;
  /** What it speaks; CAS unless said otherwise, and any other protocol may be chosen. */
  readonly protocol?: Protocol;
  /** Fields that belong to that protocol. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly category: 'academic' | 'municipal' | 'publisher' | 'school-life' | 'tool';
}

const everybody = ['pupil', 'guardian', 'teacher', 'staff'] as const;
const atSchool = ['pupil', 'teacher', 'staff'] as const;
const repeated = { listStyle: 'repeated', keepsEmpty: false } as const;

/** By publisher: the names and code sets that their programs read. */
export const presets: Readonly<Record<PresetKey, Preset>> = {
  pronote: {
    name: 'PRONOTE',
    icon: 'graduation-cap',
    category: 'school-life',
    audiences: everybody,
    protocol: 'cas',
    fields: { acceptsProxy: 'yes', pronoteCard: 'yes' },
    principal: 'login',
    form: 'both',
    listStyle: 'joined',
    keepsEmpty: false,
    released: [
      { attribute: 'familyName', as: 'nom' },
      { attribute: 'givenName', as: 'prenom' },
      { attribute: 'birthDate', as: 'dateNaissance' },
      { attribute: 'postalCode', as: 'codePostal' },
      { attribute: 'profileShortNumber', as: 'categories' },
    ],
  },
  esidoc: {
    name: 'e-sidoc',
    icon: 'book-open',
    category: 'publisher',
    audiences: atSchool,
    principal: 'uid',
    form: 'both',
    ...repeated,
    released: [
      { attribute: 'familyName', as: 'nom' },
      { attribute: 'givenName', as: 'prenom' },
      { attribute: 'schoolUai', as: 'UAI' },
      { attribute: 'profileNumber', as: 'ENTPersonProfils' },
    ],
  },
  kne: {
    name: 'KNE',
    icon: 'backpack',
    category: 'publisher',
    audiences: atSchool,
    principal: 'pairwiseId',
    form: 'flat',
    listStyle: 'repeated',
    keepsEmpty: true,
    released: [
      { attribute: 'familyName', as: 'ENTPersonNom' },
      { attribute: 'givenName', as: 'ENTPersonPrenom' },
      { attribute: 'profileName', as: 'ENTPersonProfils' },
      { attribute: 'schoolUai', as: 'ENTPersonStructRattachUAI' },
      { attribute: 'schoolType', as: 'ENTStructureTypeStruct' },
      { attribute: 'mef', as: 'ENTEleveMEF' },
      { attribute: 'classes', as: 'ENTEleveClasses' },
      { attribute: 'groups', as: 'ENTEleveGroupes' },
      { attribute: 'taughtClasses', as: 'ENTAuxEnsClasses' },
      { attribute: 'taughtGroups', as: 'ENTAuxEnsGroupes' },
    ],
  },
  folios: {
    name: 'Folios',
    icon: 'folder',
    category: 'academic',
    audiences: everybody,
    principal: 'academyKey',
    form: 'both',
    ...repeated,
    released: [
      { attribute: 'academyKey', as: 'login' },
      { attribute: 'profileNumber', as: 'ENTPersonProfils' },
    ],
  },
  moodle: {
    name: 'Moodle',
    icon: 'notebook-pen',
    category: 'tool',
    audiences: atSchool,
    principal: 'uid',
    form: 'attributes',
    ...repeated,
    released: [
      { attribute: 'familyName', as: 'nom' },
      { attribute: 'givenName', as: 'prenom' },
      { attribute: 'profileName', as: 'profils' },
      { attribute: 'schoolUai', as: 'UAI' },
    ],
  },
  wordpress: {
    name: 'WordPress',
    icon: 'pencil',
    category: 'tool',
    audiences: atSchool,
    principal: 'uid',
    form: 'attributes',
    ...repeated,
    released: [{ attribute: 'displayName', as: 'displayName' }],
  },
  nextcloud: {
    name: 'Nextcloud',
    icon: 'hard-drive',
    category: 'tool',
    audiences: ['teacher', 'staff'],
    principal: 'uid',
    form: 'attributes',
    ...repeated,
    released: [{ attribute: 'displayName', as: 'displayName' }],
  },
  toodego: {
    name: 'Toodego',
    icon: 'landmark',
    category: 'municipal',
    audiences: ['guardian'],
    principal: 'pairwiseId',
    form: 'attributes',
    ...repeated,
    released: [
      { attribute: 'familyName', as: 'family_name' },
      { attribute: 'givenName', as: 'given_name' },
    ],
  },
  gar: {
    name: 'GAR',
    icon: 'book-open',
    category: 'academic',
    audiences: atSchool,
    protocol: 'saml',
    principal: 'pairwiseId',
    form: 'attributes',
    ...repeated,
    released: [{ attribute: 'pairwiseId', as: 'GARPersonIdentifiant' }],
    fields: { nameId: 'transient', samlFixed: 'idENT=' },
  },
};
