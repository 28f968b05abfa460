import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { audienceKey, readAudiences } from './key.ts';
import { texts } from './texts.ts';

/** Those audiences in words (`Familles de CE1 Roux`), in one statement; what is no audience, or none any more, is left out. */
export async function labelsOf(db: Db, keys: readonly string[], locale: Locale): Promise<ReadonlyMap<string, string>> {
  const audiences = readAudiences(keys);
  const ids = audiences.flatMap(({ id }) => (id ? [id] : []));
  const rows =
    ids.length === 0
      ? []
      : await rowsOf(
          db,
          sql<{ id: string; name: string }>`
            select id, label as name from directory.groups where id = any(${ids}::uuid[])
            union all
            select id, name from directory.schools where id = any(${ids}::uuid[])
            union all
            select id, name from directory.communes where id = any(${ids}::uuid[])`,
        );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const t = texts[locale];
  return new Map(
    audiences.flatMap((audience) => {
      const { place, id, role } = audience;
      if (place === 'platform') return [[audienceKey(audience), t.everywhere[role]] as const];
      const name = names.get(id ?? '');
      return name ? [[audienceKey(audience), t[place][role](name)] as const] : [];
    }),
  );
}
