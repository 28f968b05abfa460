import { personFields } from '../person-fields.ts';

/**
 * The neutral record of one object of the feed, the same for 1D and 2D: what the directory keeps of it, under the directory's own
 * names. Empty fields are absent. It is stored as the academy's last value (`person_sources.attributes`), so that a later
 * modification can be laid over it, and its digest tells whether anything changed.
 */

export type PersonCategory = 'pupil' | 'guardian' | 'staff';
export type Category = PersonCategory | 'school' | 'mef' | 'subject';
export type Degree = 1 | 2;

/** [school, code] or, in 1D where a class exists only through its pupils, [school, code, label]. */
export type GroupRef = readonly [school: string, code: string, label?: string];
/** [adult, relation code] in 1D; 2D adds authority, payer and contact as the feed writes them. */
export type KinRef = readonly [adult: string, code: string, authority?: string, payer?: string, contact?: string];

export interface PersonRecord {
  family_name?: string;
  given_name?: string;
  birth_name?: string;
  other_given_names?: string[];
  title?: string;
  birth_date?: string;
  ine?: string;
  email?: string;
  phone?: string;
  mobile?: string;
  work_phone?: string;
  street?: string;
  postal_code?: string;
  city?: string;
  country?: string;
  /** Administrative attachment: the academy's id of a school, perhaps outside our perimeter. */
  school?: string;

  // A pupil.
  since?: string;
  until?: string;
  siecle_id?: string;
  level?: string;
  level_label?: string;
  mef?: string;
  regime?: string;
  canteen?: boolean;
  transport?: boolean;
  morning_care?: boolean;
  evening_care?: boolean;
  study?: boolean;
  options?: string[];
  kin?: KinRef[];
  classes?: GroupRef[];
  groups?: GroupRef[];
  /** [class code, day of entry] */
  class_since?: (readonly [code: string, since: string])[];

  // A guardian.
  sms_phone?: string;
  address_shared?: boolean;

  // A member of staff.
  /** [school, function code, function label] */
  functions?: (readonly [school: string, code: string, label: string])[];
  /** Schools this person directs. */
  directs?: string[];
  is_teacher?: boolean;
  before_pupils?: boolean;
  discipline?: string;
  main_classes?: GroupRef[];
  /** [school, code, subject] */
  class_subjects?: (readonly [school: string, code: string, subject: string])[];
  group_subjects?: (readonly [school: string, code: string, subject: string])[];
}

export interface SchoolRecord {
  uai?: string;
  name?: string;
  type?: string;
  type_code?: string;
  street?: string;
  postal_code?: string;
  city?: string;
  insee?: string;
  phone?: string;
  email?: string;
  siret?: string;
  contract?: string;
  academy_code?: string;
  constituency?: string;
  parent?: string;
  /** [code, label, ...MEF] */
  class_list?: (readonly [code: string, label: string, ...mefs: string[]])[];
  /** [code, label, ...class codes] */
  group_list?: (readonly [code: string, label: string, ...classes: string[]])[];
}

/** A MEF or a subject: `code` is the object's id. */
export interface TermRecord {
  label?: string;
  parent?: string;
  stat11?: string;
}

export type FeedRecord = PersonRecord & SchoolRecord & TermRecord;

/** The order in which fields are written, so that equal records have equal texts and equal digests. */
const ORDER: Readonly<Record<Category, readonly (keyof FeedRecord)[]>> = {
  pupil: [
    ...personFields,
    'school',
    'since',
    'until',
    'siecle_id',
    'level',
    'level_label',
    'mef',
    'regime',
    'canteen',
    'transport',
    'morning_care',
    'evening_care',
    'study',
    'options',
    'kin',
    'classes',
    'groups',
    'class_since',
  ],
  guardian: [...personFields, 'sms_phone', 'address_shared'],
  staff: [
    ...personFields,
    'school',
    'functions',
    'directs',
    'is_teacher',
    'before_pupils',
    'discipline',
    'classes',
    'groups',
    'main_classes',
    'class_subjects',
    'group_subjects',
  ],
  school: [
    'uai',
    'name',
    'type',
    'type_code',
    'street',
    'postal_code',
    'city',
    'insee',
    'phone',
    'email',
    'siret',
    'contract',
    'academy_code',
    'constituency',
    'parent',
    'class_list',
    'group_list',
  ],
  mef: ['label', 'parent', 'stat11'],
  subject: ['label', 'parent'],
};

/** The record as JSON text with its fields in one order. */
export function canonicalText(category: Category, record: FeedRecord): string {
  const ordered: Record<string, unknown> = {};
  for (const key of ORDER[category]) {
    const value = record[key];
    if (value !== undefined) ordered[key] = value;
  }
  return JSON.stringify(ordered);
}
