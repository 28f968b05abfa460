import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import { personFields } from '../person-fields.ts';
import { fullName } from '../rules.ts';
import type { Act } from './difference.ts';

interface Row {
  readonly personId: string | null;
  readonly uid: string | null;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly line: number | null;
  readonly thing: string;
  readonly act: string;
  readonly field: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly words: string | null;
}

interface Written {
  readonly act: Act;
  readonly id: string | null;
  readonly name: string;
  readonly className: string | null;
  readonly line: number | null;
  readonly changes: { field: string; before: string | null; after: string | null }[];
}

/** What a table changed, person by person, as its journal has it; and the classes it made. */
export async function changesOf(
  db: Db,
  schoolId: string,
  tableId: string,
): Promise<{ differences: Written[]; groups: string[] }> {
  const rows = await rowsOf(
    db,
    sql<Row>`
      select c.person_id as "personId", p.uid, p.family_name as "familyName", p.given_name as "givenName", c.line, c.thing, c.act, c.field,
        c.before, c.after,
        case c.thing
          when 'membership' then (
            select g.label from directory.groups g
            where g.id = coalesce((c.after ->> 'group')::uuid, (select m.group_id from directory.memberships m where m.id = c.row_id)))
          when 'kinship' then (
            select concat_ws(' ', k.given_name, k.family_name) from directory.persons k where k.id = (c.after ->> 'pupil')::uuid)
        end as words
      from directory.table_changes c left join directory.persons p on p.id = c.person_id
      where c.school_id = ${schoolId}::uuid and c.table_id = ${tableId}::uuid
      order by p.sort_name nulls first, c.person_id, c.line, c.thing, c.act, c.field, c.id`,
  );
  const groups = rows.filter((row) => row.thing === 'group').map((row) => String(row.after));
  const byPerson = Map.groupBy(
    rows.filter((row) => row.personId !== null),
    (row) => row.personId,
  );
  const differences = [...byPerson.values()].flatMap((list) => {
    const [first] = list;
    return first ? [writtenOf(first, list)] : [];
  });
  return { differences, groups };
}

function writtenOf(first: Row, rows: readonly Row[]): Written {
  const has = (thing: string, act: string): boolean => rows.some((row) => row.thing === thing && row.act === act);
  const act: Act = has('person', 'open')
    ? 'create'
    : has('profile', 'close')
      ? 'leave'
      : has('profile', 'open') && !has('kinship', 'open')
        ? 'arrive'
        : 'change';
  const moved = rows.filter((row) => row.thing === 'membership');
  const words = (list: readonly Row[]): string | null => list.flatMap((row) => row.words ?? []).join(', ') || null;
  const changes = rows.flatMap((row) => {
    if (row.thing === 'field')
      return [
        { field: row.field ?? '', before: (row.before as { value: string | null }).value, after: String(row.after) },
      ];
    if (row.thing === 'enrolment' && row.act !== 'close') {
      const [before, after] = [row.before, row.after].map((one) =>
        Array.isArray(one) ? ((one[1] ?? one[0]) as string | null) : null,
      );
      return before === after ? [] : [{ field: 'level', before: before ?? null, after: after ?? null }];
    }
    if (row.thing === 'person' && row.act === 'open')
      return personFields
        .filter((field) => field !== 'family_name' && field !== 'given_name')
        .flatMap((field) => {
          const after = (row.after as Record<string, string>)[field];
          return after ? [{ field, before: null, after }] : [];
        });
    return [];
  });
  if (moved.length > 0)
    changes.push({
      field: 'class',
      before: words(moved.filter((row) => row.act === 'close')),
      after: words(moved.filter((row) => row.act === 'open')),
    });
  const children = words(rows.filter((row) => row.thing === 'kinship'));
  if (children) changes.push({ field: 'children', before: null, after: children });
  return {
    act,
    id: first.uid,
    name: fullName({ familyName: first.familyName ?? '', givenName: first.givenName }),
    className: null,
    line: rows.find((row) => row.line !== null)?.line ?? null,
    changes,
  };
}
