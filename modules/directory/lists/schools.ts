import { addressOf } from '../../../platform/contract/endpoint.ts';
import { sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { TableColumn, TableEntry, TableFilter } from '../../../platform/tables/table.ts';
import { countInFigures } from '../../../platform/texts/days.ts';
import { showSchool } from '../contract.ts';
import { schoolPolicy } from '../policy.ts';
import { openOn } from '../queries/facts.ts';
import { foldName } from '../rules.ts';
import { words } from '../texts.ts';
import { texts } from './texts.ts';

const TABLE = 'schools';

/**
 * The schools that the actor oversees. Publishes, besides `id` and `public_id` (the UAI): `name`, `kind`, `degree`, `commune_id`,
 * `commune`, `search_name`.
 */
const schoolsTable: TableEntry = {
  key: TABLE,
  order: 30,
  icon: 'school',
  label: (locale) => texts[locale].schools.label,
  detail: (locale) => texts[locale].schools.detail,
  count: (rows, locale) => texts[locale].schools.count(rows),
  empty: (locale) => texts[locale].schools.empty,
  of: 'platform',
  shownTo: ({ actor }) =>
    actor.mandates.some(({ kind }) => kind === 'platform' || kind === 'academy' || kind === 'commune'),
  places: () => [],
  findPlace: async () => undefined,
  rows: ({ actor }, _place, only) => sql`
    select s.id, s.uai as public_id, s.name, s.kind, s.degree, s.commune_id, c.name as commune, s.search_name
    from directory.schools s left join directory.communes c on c.id = s.commune_id
    where s.closed_on is null and ${schoolPolicy.where(actor, 'seeCounts')} ${only ? sql`and s.id = ${only}` : sql``}`,
  search: (text) => {
    const sought = foldName(text).split(' ').filter(Boolean);
    return sought.length === 0
      ? sql`false`
      : sql.join(
          sought.map((word) => sql`t.search_name like ${`% ${word}%`}`),
          sql` and `,
        );
  },
  address: (uai) => addressOf(showSchool, { schoolUai: uai }),
  sortedBy: 'name',
};

const name: TableColumn<string> = {
  key: 'name',
  table: TABLE,
  order: 10,
  label: (locale) => texts[locale].schools.name,
  byDefault: true,
  namesRow: true,
  value: () => sql`t.name`,
  sort: () => sql`t.search_name`,
  text: (value) => value,
};

const commune: TableColumn<string> = {
  key: 'commune',
  table: TABLE,
  order: 20,
  label: (locale) => texts[locale].schools.commune,
  byDefault: true,
  value: () => sql`t.commune`,
  sort: () => sql`directory.fold_name(coalesce(t.commune, ''))`,
  text: (value) => value,
};

const uai: TableColumn<string> = {
  key: 'uai',
  table: TABLE,
  order: 30,
  label: (locale) => texts[locale].schools.uai,
  byDefault: false,
  value: () => sql`t.public_id`,
  sort: () => sql`t.public_id`,
  text: (value) => value,
};

const kind: TableColumn<string> = {
  key: 'kind',
  table: TABLE,
  order: 40,
  label: (locale) => texts[locale].schools.kind,
  byDefault: false,
  value: () => sql`t.kind`,
  sort: () => sql`t.kind`,
  text: (value, { locale }) => words[locale].schoolKinds[value] ?? value,
};

const pupilsAt = ({ actor }: SessionContext) => sql`
  from directory.profiles pr where pr.school_id = t.id and pr.kind = 'pupil' and ${openOn('pr', actor.today)}`;

const pupils: TableColumn<number> = {
  key: 'pupils',
  table: TABLE,
  order: 50,
  label: (locale) => texts[locale].schools.pupils,
  byDefault: true,
  numeric: true,
  value: (ctx) => sql`(select count(*) ${pupilsAt(ctx)})`,
  sort: (ctx) => sql`(select to_char(count(*), '0000000') ${pupilsAt(ctx)})`,
  text: (value, { locale }) => countInFigures(value, locale),
};

const degreeFilter: TableFilter = {
  key: 'degree',
  table: TABLE,
  order: 10,
  label: (locale) => texts[locale].schools.degree,
  options: (locale) => [
    { value: '1', label: texts[locale].schools.first },
    { value: '2', label: texts[locale].schools.second },
  ],
  where: (value) => (value === '1' || value === '2' ? sql`t.degree = ${Number(value)}` : undefined),
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const communeFilter: TableFilter = {
  key: 'commune',
  table: TABLE,
  order: 20,
  label: (locale) => texts[locale].schools.commune,
  choices: ({ actor }) => sql`(
    select coalesce(json_agg(json_build_object('value', c.id, 'label', c.name) order by directory.fold_name(c.name), c.id), '[]')
    from directory.communes c
    where exists (select 1 from directory.schools s
                  where s.commune_id = c.id and s.closed_on is null and ${schoolPolicy.where(actor, 'seeCounts')}))`,
  where: (value) => (UUID.test(value) ? sql`t.commune_id = ${value}::uuid` : undefined),
};

export const schoolsParts = {
  tables: [schoolsTable],
  columns: [name, commune, uai, kind, pupils] as readonly TableColumn[],
  filters: [degreeFilter, communeFilter],
};
