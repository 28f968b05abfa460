import type { Day } from './days.ts';
import type { Level } from './levels.ts';
import type { Commune } from './public-data.ts';

/** First (écoles) or second (collèges) degree: two deliveries, two spaces of identifiers. */
export type Degree = 1 | 2;
export type Sex = 'F' | 'M';
export type SchoolKind = 'maternelle' | 'elementaire' | 'primaire' | 'college' | 'segpa' | 'replacement-zone';

export interface School {
  degree: Degree;
  kind: SchoolKind;
  /** ENTStructureJointure. */
  id: string;
  uai: string;
  name: string;
  commune: Commune;
  postalCode: string;
  street: string;
  phone: string;
  /** SEGPA: the collège it belongs to. */
  parentId: string;
  /** 1D: this school still codes kinship with the nomenclature of before 2016. */
  oldKinshipCodes: boolean;
  /** 2D: `CLG-NOM-ac-LYON` instead of `CLG$NOM$VILLE`. */
  oldName: boolean;
  classes: SchoolClass[];
  /** 2D teaching groups. */
  groups: TeachingGroup[];
  /** Staff over what its classes need, to reach the promised total. */
  extraStaff: number;
}

export interface SchoolClass {
  /** 2D: the key. 1D: the stable class number that survives a new label. */
  code: string;
  /** 1D: what families read; may hold the teacher's name, known only once the staff is hired. */
  label: string;
  /** 1D: how the label is made. */
  labelStyle: 'teacher' | 'letter' | 'plain';
  /** 2D: the MEFs the class offers. */
  mefs: string[];
  /** 2D: the kind of post whose holder is the head teacher of this class, when it must be a given one. */
  headedBy: string;
  /** One level per pupil. */
  seats: Level[];
}

export interface TeachingGroup {
  code: string;
  label: string;
  classes: string[];
  /** Six-digit code of the subject taught, empty for a group of care or practice. */
  subject: string;
}

/** One collège, its SEGPA, and the écoles around it: the unit that is generated, written and forgotten. */
export interface Sector {
  index: number;
  schools: School[];
}

export interface Address {
  lines: string;
  postalCode: string;
  city: string;
  country: string;
}

export type Tie =
  | 'mother'
  | 'father'
  | 'sibling'
  | 'ascendant'
  | 'relative'
  | 'educator'
  | 'foster'
  | 'childminder'
  | 'tutor'
  | 'care-service'
  | 'self'
  | 'other'
  | 'unheard-of';

export interface Relation {
  adult: Adult;
  tie: Tie;
  financial: 0 | 1;
  /** 1 legal, 2 in charge, 0 or 3 contact. 1D does not carry it. */
  authority: 0 | 1 | 2 | 3;
  contact: 0 | 1;
  payment: 0 | 1;
}

export interface Adult {
  /** Undefined for an organisation. */
  sex: Sex | undefined;
  birthSurname: string;
  surname: string;
  given: string;
  title: string;
  homePhone: string;
  workPhone: string;
  mobile: string;
  acceptsSms: boolean;
  mail: string;
  sharesAddress: boolean;
  address: Address;
  /** Identifier in each degree's delivery, given when a first child of that degree is linked. */
  ids: { 1: string; 2: string };
  children: Child[];
}

export interface Child {
  id: string;
  ine: string;
  /** 2D: the number of the pupil in the school's own administration (SIECLE). */
  siecleId: string;
  sex: Sex;
  title: string;
  birthSurname: string;
  surname: string;
  given: string;
  otherGiven: string[];
  birth: Day;
  school: School;
  /** Undefined for a pupil without a class yet, or who left. */
  group: SchoolClass | undefined;
  level: Level;
  address: Address;
  relations: Relation[];
  oldKinshipCodes: boolean;
  teachingGroups: string[];
  scholarship: boolean;
  halfBoard: boolean;
  transport: boolean;
  canteen: boolean;
  morningCare: boolean;
  eveningCare: boolean;
  studyHall: boolean;
  /** Entered the school, and the present class, on these days. */
  schoolSince: Day;
  classSince: Day;
  /** The class left during the year, and the last day there. */
  formerClass: { school: School; group: SchoolClass; until: Day } | undefined;
  /** Filled when the pupil has left the school but still stands in its delivery. */
  left: Day;
}

export interface Family {
  children: Child[];
  /** 1D records of children who have left for the collège and still stand in the delivery of their école. */
  departed: Child[];
}

export interface StaffFunction {
  school: string;
  /** `ENS$ENSEIGNEMENT$L1600$SCIENCES DE LA VIE ET DE LA TERRE` */
  text: string;
}

export interface StaffMember {
  degree: Degree;
  id: string;
  sex: Sex;
  birthSurname: string;
  surname: string;
  given: string;
  title: string;
  birth: Day;
  mail: string;
  /** Administrative attachment, sometimes a structure that no delivery describes. */
  attachedTo: string;
  functions: StaffFunction[];
  directs: string[];
  isTeacher: boolean;
  /** 2D: category and post of discipline, `02$LETTRES` and `LETTRES MODERNES$02`. */
  disciplineCategory: string;
  disciplinePost: string;
  /** `etab$LABEL` */
  subjects: string[];
  /** `etab$CODE$subject` */
  classSubjects: string[];
  groupSubjects: string[];
  /** `etab$CODE` */
  headClasses: string[];
}
