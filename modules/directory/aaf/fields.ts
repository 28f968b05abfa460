import { readablePlace, readableSchoolName } from './names-of-places.ts';
import type { FeedRecord, GroupRef, KinRef } from './record.ts';
import { isKnownRelation } from './relations.ts';
import { addressLines, day, email, flag, ine, parts, phone, tidy } from './values.ts';

/** Says that a value was not understood: `what` is the attribute's field, `value` the text met. */
export type Complain = (code: 'bad-value' | 'unknown-code', what: string, value: string) => void;

/** Lays one attribute's values (blanks trimmed, empty ones dropped) over a record; none erases. */
export type Field = (record: FeedRecord, values: readonly string[], complain: Complain) => void;

/** The fields of a record that hold a T. */
type Key<T> = { [K in keyof FeedRecord]-?: T extends NonNullable<FeedRecord[K]> ? K : never }[keyof FeedRecord];

/** Fields are set by name; each table entry below pairs a name with a reader of its type. */
function put(record: FeedRecord, key: keyof FeedRecord, value: unknown): void {
  if (value === undefined) {
    if (key in record) delete record[key];
  } else (record as Record<string, unknown>)[key] = value;
}

/** A field read by `parse`; a value off its form is said and counts as empty. */
const parsed =
  <T>(key: Key<T>, parse: (value: string) => T | null): Field =>
  (record, values, complain) => {
    const value = values[0];
    if (value === undefined) return put(record, key, undefined);
    const result = parse(value);
    if (result === null) complain('bad-value', key, value);
    put(record, key, result ?? undefined);
  };

const listed =
  (key: keyof FeedRecord, parse: (values: string[]) => unknown): Field =>
  (record, values) => {
    const items: unknown[] = [];
    for (const value of values) {
      const item = parse(parts(value));
      if (item !== undefined) items.push(item);
    }
    put(record, key, items.length > 0 ? items : undefined);
  };

export const text = (key: Key<string>): Field => parsed(key, tidy);
export const place = (key: Key<string>): Field => parsed(key, (value) => readablePlace(tidy(value)));
export const dayOf = (key: Key<string>): Field => parsed(key, day);
export const yesNo = (key: Key<boolean>): Field => parsed(key, flag);
export const phoneOf = (key: Key<string>): Field => parsed(key, phone);
export const emailOf: Field = parsed('email', email);
export const ineOf: Field = parsed('ine', ine);
export const address: Field = parsed('street', addressLines);

export const texts =
  (key: 'other_given_names' | 'options' | 'directs'): Field =>
  (record, values) =>
    put(record, key, values.length > 0 ? values.map(tidy) : undefined);

/** M., Mme; Mlle is written Mme since 2012. */
export const title: Field = (record, [value], complain) => {
  const known = value === 'Mlle' ? 'Mme' : value === 'M' ? 'M.' : value;
  if (known !== undefined && known !== 'M.' && known !== 'Mme') {
    complain('unknown-code', 'title', known);
    return put(record, 'title', undefined);
  }
  put(record, 'title', known);
};

/** 2D `id$lien$financier$responsabilité$contact$paiement`: either money flag makes a payer. */
export const kinSecondDegree: Field = (record, values, complain) => {
  const refs: KinRef[] = [];
  for (const value of values) {
    const [adult = '', code = '', financial = '', authority = '', contact = '', payment = ''] = parts(value);
    if (adult === '') continue;
    if (!isKnownRelation(code)) complain('unknown-code', 'relation', code);
    if (!/^[0-3]$/.test(authority)) complain('unknown-code', 'authority', authority);
    refs.push([adult, code, authority, financial === '1' || payment === '1' ? '1' : '0', contact]);
  }
  put(record, 'kin', refs.length > 0 ? refs : undefined);
};

/** 1D `id$lien`. */
export const kinFirstDegree: Field = (record, values, complain) => {
  const refs: KinRef[] = [];
  for (const value of values) {
    const [adult = '', code = ''] = parts(value);
    if (adult === '') continue;
    if (!isKnownRelation(code)) complain('unknown-code', 'relation', code);
    refs.push([adult, code]);
  }
  put(record, 'kin', refs.length > 0 ? refs : undefined);
};

/** `etab$CODE`; the code is the key and may hold blanks, `&`, quotes, accents. */
export const groupRefs = (key: 'classes' | 'groups' | 'main_classes'): Field =>
  listed(key, ([school, code]): GroupRef | undefined => (school && code ? [school, code] : undefined));

/** 1D, five parts: [0] école, [3] stable id, [4] label; the oldest feeds had three: école, type, name. */
export const groupRefsFirstDegree = (key: 'classes' | 'groups'): Field =>
  listed(key, (all): GroupRef | undefined => {
    const [school, , third, stable, label] = all;
    if (!school) return undefined;
    if (all.length >= 4 && stable) return [school, stable, label || stable];
    return all.length === 3 && third ? [school, third, third] : undefined;
  });

/** `etab$CODE$matière` */
export const taughtRefs = (key: 'class_subjects' | 'group_subjects'): Field =>
  listed(key, ([school, code, subject]) => (school && code ? ([school, code, subject ?? ''] as const) : undefined));

/** `etab$CODE$libellé$…`; `-` says that there is none. */
export const functions: Field = listed('functions', ([school, code, label]) =>
  school ? ([school, code || '-', label ?? ''] as const) : undefined,
);

/** 2D `etab$jj/mm/aaaa$classe`, 1D `classe$jj/mm/aaaa`: the day a class began. */
export const classSince: Field = listed('class_since', (all) => {
  const since = all.map((part) => day(part)).find((found) => found !== null);
  const code = all.length >= 3 ? all[2] : all[0];
  return since && code && !day(code) ? ([code, since] as const) : undefined;
});

/** 1D `1124$CM1`: MEFSTAT4 and label. */
export const levelFirstDegree: Field = (record, [value], complain) => {
  const [code, label] = value === undefined ? [] : parts(value);
  if (code && !/^\d{4}$/.test(code)) complain('unknown-code', 'level', code);
  put(record, 'level', code || undefined);
  put(record, 'level_label', label || undefined);
};

/** `TYPE$NOM$VILLE`, or the older `CLG-NOM-ac-LYON`: the name is what people say. */
export const schoolName: Field = (record, [value]) => {
  if (value === undefined) return put(record, 'name', undefined);
  const [kind = '', name = ''] = parts(value);
  const said =
    name === '' ? kind.replace(/-ac-[^-]*$/i, '').replaceAll('-', ' ') : kind === 'CLG' ? name : prefixed(kind, name);
  put(record, 'name', readableSchoolName(tidy(said)));
};

/** École names come without their kind: "ECOLE MATERNELLE$LES LUCIOLES$CORBAS". */
function prefixed(kind: string, name: string): string {
  const first = kind.split(' ')[0] ?? '';
  return name.toUpperCase().startsWith(first.toUpperCase()) ? name : `${kind} ${name}`;
}

/** `CODE$LIBELLÉ$…`: classes with their MEFs, groups with their classes. */
export const groupList = (key: 'class_list' | 'group_list'): Field =>
  listed(key, ([code, label, ...rest]) => {
    if (!code) return undefined;
    return [code, label || code, ...rest.filter((one) => one !== '')];
  });

/** `code$libellé`, of which only the label is kept. */
export const labelPart = (key: Key<string>): Field =>
  parsed(key, (value) => tidy(parts(value)[1] || parts(value)[0] || ''));

/** Known to us and not kept: the directory has no use for it. */
export const notKept: Field = () => undefined;
