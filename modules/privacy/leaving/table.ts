import { sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { Place, TableColumn, TableEntry, TableParts } from '../../../platform/tables/table.ts';
import { countInFigures, dayInWords } from '../../../platform/texts/days.ts';
import { personsById } from '../../directory/index.ts';
import { leaversPolicy } from '../policy.ts';
import { texts } from './texts-table.ts';

const TABLE = 'leavers';

/** The schools that the actor runs. */
const ownPlaces = ({ actor }: SessionContext): Place[] => {
  const places = actor.profiles
    .filter(({ schoolId }) => leaversPolicy.can(actor, 'list', { schoolId }))
    .map(({ schoolId, schoolUai, schoolName }): [string, Place] => [
      schoolId,
      { id: schoolId, key: schoolUai, label: schoolName },
    ]);
  return [...new Map(places).values()];
};

/** Who was last in this school and is on the way out of Préau. Publishes `id`, `public_id` (the uid), `name`, `left_on`, `erase_on`, `choice`. */
const leaversTable: TableEntry = {
  key: TABLE,
  order: 60,
  icon: 'log-out',
  label: (locale) => texts[locale].label,
  detail: (locale) => texts[locale].detail,
  count: (rows, locale) => texts[locale].count(rows, countInFigures(rows, locale)),
  empty: (locale) => texts[locale].empty,
  of: 'place',
  rowsArePersons: true,
  shownTo: (ctx) => ownPlaces(ctx).length > 0,
  places: ownPlaces,
  findPlace: async (ctx, key) => ownPlaces(ctx).find((place) => place.key === key),
  rows: (_, place) => sql`
    select l.person_id as id, p.uid as public_id, p.name, p.sort_name, l.left_on, l.erase_on, l.choice
    from privacy.leaves l
    cross join lateral (select p.uid, p.name, p.sort_name from (${personsById}) as p where p.person_id = l.person_id offset 0) as p
    cross join lateral (
      select x.school_id from directory.school_profiles x where x.person_id = l.person_id
      order by x.ends_on desc nulls first, x.starts_on desc, x.school_id limit 1) as last
    where l.returned_at is null and l.erased_at is null and last.school_id = ${place?.id}::uuid`,
  sortedBy: 'erase-on',
};

const name: TableColumn<string> = {
  key: 'name',
  table: TABLE,
  order: 10,
  label: (locale) => texts[locale].name,
  byDefault: true,
  namesRow: true,
  value: () => sql`t.name`,
  sort: () => sql`t.sort_name`,
  text: (value) => value,
};

const day = (
  key: string,
  column: 'left_on' | 'erase_on',
  order: number,
  label: 'leftOn' | 'eraseOn',
): TableColumn<string> => ({
  key,
  table: TABLE,
  order,
  label: (locale) => texts[locale][label],
  byDefault: true,
  value: () => sql`t.${sql.ref(column)}`,
  sort: () => sql`t.${sql.ref(column)}::text`,
  text: (value, { locale }) => dayInWords(value, locale),
});

const choice: TableColumn<'keep' | 'erase'> = {
  key: 'choice',
  table: TABLE,
  order: 40,
  label: (locale) => texts[locale].choice,
  byDefault: true,
  value: () => sql`t.choice`,
  sort: () => sql`coalesce(t.choice, '')`,
  text: (value, { locale }) => texts[locale].choices[value],
};

/** What this module adds to the tables of management. */
export const tableParts: TableParts = {
  tables: [leaversTable],
  columns: [name, day('left-on', 'left_on', 20, 'leftOn'), day('erase-on', 'erase_on', 30, 'eraseOn'), choice],
};
