import { type Db, firstOf, sql } from '../db/db.ts';
import { dayInWords, instantInWords } from '../texts/days.ts';
import { defineTexts, type Locale } from '../texts/texts.ts';
import type { PersonalDataPart } from './part.ts';

type HeldValue = string | number | boolean | null | readonly HeldValue[] | { readonly [key: string]: HeldValue };

/** One heading with its rows, as the module's tables hold them. */
export interface HeldSection {
  readonly key: string;
  readonly title: string;
  readonly fields: readonly { readonly key: string; readonly label: string }[];
  readonly rows: readonly Readonly<Record<string, HeldValue>>[];
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What one module holds of a person. */
export interface HeldByModule {
  readonly key: string;
  readonly title: string;
  readonly sections: readonly HeldSection[];
  readonly exceptions: readonly string[];
}

/** Everything the product holds of a person and may show them, module by module: one statement each. */
export async function heldOf(
  db: Db,
  parts: readonly PersonalDataPart[],
  personId: string,
  locale: Locale,
): Promise<HeldByModule[]> {
  const all: HeldByModule[] = [];
  for (const part of parts) {
    const words = part.words[locale];
    const rows = await rowsOfPart(db, part, personId);
    const sections = part.things.map(({ key }) => {
      const thing = words.things[key];
      if (!thing) throw new Error(`${part.key}: no words for ${key}`);
      return {
        key,
        title: thing.title,
        fields: Object.entries(thing.fields).map(([field, label]) => ({ key: field, label })),
        rows: rows[key] ?? [],
        values: thing.values ?? {},
      };
    });
    all.push({ key: part.key, title: words.title, sections, exceptions: words.exceptions });
  }
  return all;
}

async function rowsOfPart(
  db: Db,
  part: PersonalDataPart,
  personId: string,
): Promise<Readonly<Record<string, HeldSection['rows']>>> {
  if (part.things.length === 0) return {};
  const queries = part.things.map(
    ({ key, query }) => sql`${sql.lit(key)}, (select coalesce(json_agg(r), '[]'::json) from (${query(personId)}) as r)`,
  );
  const row = await firstOf(
    db,
    sql<{ held: Record<string, HeldSection['rows']> }>`select json_build_object(${sql.join(queries)}) as held`,
  );
  return row?.held ?? {};
}

const texts = defineTexts({ fr: { yes: 'Oui', no: 'Non' }, en: { yes: 'Yes', no: 'No' } });

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** A value of a column in words: codes by the words given, days and instants as one writes them; empty for nothing. */
export function valueInWords(
  value: HeldValue | undefined,
  known: Readonly<Record<string, string>>,
  locale: Locale,
): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? texts[locale].yes : texts[locale].no;
  if (Array.isArray(value)) return value.map((each) => valueInWords(each, known, locale)).join(', ');
  if (typeof value === 'object')
    return Object.values(value)
      .map((each) => valueInWords(each, known, locale))
      .filter(Boolean)
      .join(', ');
  const text = String(value);
  if (DAY.test(text)) return dayInWords(text, locale);
  if (INSTANT.test(text)) return instantInWords(new Date(text), locale);
  return known[text] ?? text;
}
