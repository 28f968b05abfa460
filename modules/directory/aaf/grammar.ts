import { isUai } from '../rules.ts';
import { attributeTable, categoryOf, jointureOf } from './attributes.ts';
import type { FeedAttribute, FeedObject } from './feed-object.ts';
import type { Finding } from './finding.ts';
import type { Category, Degree, FeedRecord, PersonCategory } from './record.ts';
import { isNoSchool } from './school-kind.ts';

/** One object of the feed, understood. */
export type Understood =
  | {
      readonly kind: 'record';
      readonly category: Category;
      readonly id: string;
      readonly line: number;
      readonly record: FeedRecord;
    }
  | {
      readonly kind: 'modification';
      readonly category: Category;
      readonly id: string;
      readonly line: number;
      readonly changes: Changes;
    }
  | { readonly kind: 'deletion'; readonly category: PersonCategory; readonly id: string; readonly line: number }
  /** Not to be taken: whoever has one of these ids stays as they are, neither changed nor gone. */
  | { readonly kind: 'reject'; readonly category: Category; readonly ids: readonly string[] };

/** Attributes to replace, by the academy's name; an empty list erases. */
export type Changes = readonly FeedAttribute[];

/**
 * Reads the objects of one file in the language of `degree`. `expected` is the category in the file's name: an object of another
 * is set aside. Findings come without their file name; `once` drops repetitions.
 */
export class Grammar {
  readonly #degree: Degree;
  readonly #expected: Category;
  readonly #find: (finding: Omit<Finding, 'file'>) => void;
  readonly #said = new Map<string, number>();

  constructor(degree: Degree, expected: Category, find: (finding: Omit<Finding, 'file'>) => void) {
    this.#degree = degree;
    this.#expected = expected;
    this.#find = find;
  }

  /** The object understood; undefined when there is nothing to do with it (and it was said). */
  understand(object: FeedObject): Understood | undefined {
    const category = categoryOf[object.category];
    const { id, line } = object;
    if (id === '') return this.#setAside('no-identifier', object, {}, []);
    if (category !== this.#expected) return this.#setAside('wrong-category', object, { category: object.category });
    if (object.request === 'delete') {
      if (category === 'pupil' || category === 'guardian' || category === 'staff')
        return { kind: 'deletion', category, id, line };
      this.#say('deletion-ignored', { severity: 'info', code: 'deletion-ignored', line, objectId: id });
      return undefined;
    }
    if (object.request === 'modify') return { kind: 'modification', category, id, line, changes: object.attributes };
    const jointure = jointureOf[category];
    const repeated = object.attributes.find((attribute) => attribute[0] === jointure)?.[1][0];
    if (repeated !== undefined && repeated !== id)
      return this.#setAside('id-mismatch', object, { repeated }, [id, repeated]);
    const record = this.lay({}, category, object.attributes, object);
    if (category === 'school' && isNoSchool(record)) {
      this.#find({ severity: 'info', code: 'not-a-school', line, objectId: id, details: { name: record.name ?? '' } });
      return undefined;
    }
    const fault = faultOf(category, record);
    if (fault) return this.#setAside(fault.code, object, fault.details);
    this.#remark(category, record, object);
    return { kind: 'record', category, id, line, record };
  }

  /** Lays attributes over a record, replacing what they name; unknown ones are said once. */
  lay(
    record: FeedRecord,
    category: Category,
    attributes: readonly FeedAttribute[],
    at: { id: string; line: number },
  ): FeedRecord {
    const table = attributeTable(this.#degree, category);
    const about = { line: at.line, objectId: at.id };
    for (const [name, values] of attributes) {
      const field = table[name];
      if (!field) {
        this.#say(`attribute ${name}`, {
          severity: 'warning',
          code: 'unknown-attribute',
          ...about,
          details: { attribute: name },
        });
        continue;
      }
      field(record, values, (code, what, value) => {
        // A code is said once each; a malformed value once per field, with how often at the end.
        const key = code === 'unknown-code' ? `${what} ${value}` : what;
        this.#say(`${code} ${key}`, {
          severity: 'warning',
          code,
          ...about,
          details: { field: what, value: value.slice(0, 60) },
        });
      });
    }
    return record;
  }

  #remark(category: Category, record: FeedRecord, object: FeedObject): void {
    if (category === 'pupil' && !record.birth_date) {
      this.#find({ severity: 'warning', code: 'no-birth-date', line: object.line, objectId: object.id });
    }
  }

  #setAside(
    code: string,
    object: FeedObject,
    details: Readonly<Record<string, string>> = {},
    ids: readonly string[] = [object.id],
  ): Understood {
    this.#find({ severity: 'quarantine', code, line: object.line, objectId: object.id, details });
    return { kind: 'reject', category: categoryOf[object.category] ?? this.#expected, ids };
  }

  #say(key: string, finding: Omit<Finding, 'file'>): void {
    const count = this.#said.get(key) ?? 0;
    this.#said.set(key, count + 1);
    if (count === 0) this.#find(finding);
  }
}

/** Why a record cannot be taken at all. */
export function faultOf(
  category: Category,
  record: FeedRecord,
): { code: string; details?: Readonly<Record<string, string>> } | undefined {
  if (category === 'mef' || category === 'subject') return record.label ? undefined : { code: 'no-label' };
  if (category === 'school') {
    if (!record.uai || !isUai(record.uai)) return { code: 'bad-uai', details: { uai: record.uai ?? '' } };
    return record.name ? undefined : { code: 'no-name' };
  }
  if (!record.family_name) return { code: 'no-name' };
  if (category !== 'pupil') return undefined;
  return twoClasses(record);
}

/** A pupil has one class per school; the academy's file must be mended before we choose for it. */
function twoClasses(record: FeedRecord): { code: string; details: Readonly<Record<string, string>> } | undefined {
  const bySchool = new Map<string, string>();
  for (const [school, code] of record.classes ?? []) {
    const other = bySchool.get(school);
    if (other !== undefined && other !== code) return { code: 'two-classes', details: { first: other, second: code } };
    bySchool.set(school, code);
  }
  return undefined;
}
