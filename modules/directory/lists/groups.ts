import { addressOf } from '../../../platform/contract/endpoint.ts';
import { sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { TableColumn, TableEntry, TableFilter, TableFlag } from '../../../platform/tables/table.ts';
import { countInFigures } from '../../../platform/texts/days.ts';
import { showGroup } from '../contract.ts';
import { openOn } from '../queries/facts.ts';
import { foldName } from '../rules.ts';
import { words } from '../texts.ts';
import { findPlace, opensLists, ownPlaces } from './places.ts';
import { texts } from './texts.ts';

const TABLE = 'groups';

/** The classes and groups of a school. Publishes, besides `id` and `public_id` (the id): `school_id`, `kind`, `label`. */
const groupsTable: TableEntry = {
  key: TABLE,
  order: 20,
  icon: 'graduation-cap',
  label: (locale) => texts[locale].groups.label,
  detail: (locale) => texts[locale].groups.detail,
  count: (rows, locale) => texts[locale].groups.count(rows),
  empty: (locale) => texts[locale].groups.empty,
  of: 'place',
  shownTo: (ctx) => opensLists(ctx, 'listGroups'),
  places: (ctx) => ownPlaces(ctx, 'listGroups'),
  findPlace: (ctx, key) => findPlace(ctx, 'listGroups', key),
  rows: ({ actor }, place, only) => sql`
    select g.id, g.id::text as public_id, g.school_id, g.kind, g.label
    from directory.groups g
    where g.school_id = ${place?.id}::uuid and ${openOn('g', actor.today)} ${only ? sql`and g.id = ${only}` : sql``}`,
  search: (text) => sql`' ' || directory.fold_name(t.label) like ${`% ${foldName(text)}%`}`,
  address: (id) => addressOf(showGroup, { groupId: id }),
  sortedBy: 'label',
};

const members = (ctx: SessionContext, roles: readonly string[]) => sql`
  from directory.memberships m
  where m.school_id = t.school_id and m.group_id = t.id and m.role = any(${[...roles]}::text[]) and ${openOn('m', ctx.actor.today)}`;

const TEACHING = ['teacher', 'main_teacher'];

const label: TableColumn<string> = {
  key: 'label',
  table: TABLE,
  order: 10,
  label: (locale) => texts[locale].groups.name,
  byDefault: true,
  namesRow: true,
  value: () => sql`t.label`,
  sort: () => sql`directory.fold_name(t.label)`,
  text: (value) => value,
};

const kind: TableColumn<string> = {
  key: 'kind',
  table: TABLE,
  order: 20,
  label: (locale) => texts[locale].groups.kind,
  byDefault: true,
  value: () => sql`t.kind`,
  sort: () => sql`t.kind`,
  text: (value, { locale }) => words[locale].groupKinds[value] ?? value,
};

const pupils: TableColumn<number> = {
  key: 'pupils',
  table: TABLE,
  order: 30,
  label: (locale) => texts[locale].groups.pupils,
  byDefault: true,
  numeric: true,
  value: (ctx) => sql`(select count(distinct m.person_id) ${members(ctx, ['pupil'])})`,
  sort: (ctx) => sql`(select to_char(count(distinct m.person_id), '000000') ${members(ctx, ['pupil'])})`,
  text: (value, { locale }) => countInFigures(value, locale),
};

const teachers: TableColumn<string> = {
  key: 'teachers',
  table: TABLE,
  order: 40,
  label: (locale) => texts[locale].groups.teachers,
  byDefault: true,
  value: (ctx) => sql`(
    select string_agg(distinct concat_ws(' ', p.given_name, p.family_name), ', ' order by concat_ws(' ', p.given_name, p.family_name))
    from directory.persons p where p.id in (select m.person_id ${members(ctx, TEACHING)}))`,
  text: (value) => value,
};

const KINDS = ['class', 'teaching', 'free'] as const;

const kindFilter: TableFilter = {
  key: 'kind',
  table: TABLE,
  order: 10,
  label: (locale) => texts[locale].groups.kind,
  options: (locale) => KINDS.map((one) => ({ value: one, label: words[locale].groupKinds[one] ?? one })),
  where: (value) => (KINDS.some((one) => one === value) ? sql`t.kind = ${value}` : undefined),
};

const noTeacher: TableFlag = {
  key: 'no-teacher',
  table: TABLE,
  order: 10,
  tone: 'miel',
  label: (locale) => texts[locale].flags.noTeacher,
  applies: (ctx) => sql`t.kind = 'class' and not exists (select 1 ${members(ctx, TEACHING)})`,
};

const noPupil: TableFlag = {
  key: 'no-pupil',
  table: TABLE,
  order: 20,
  tone: 'ciel',
  label: (locale) => texts[locale].flags.noPupil,
  applies: (ctx) => sql`t.kind <> 'free' and not exists (select 1 ${members(ctx, ['pupil'])})`,
};

export const groupsParts = {
  tables: [groupsTable],
  columns: [label, kind, pupils, teachers] as readonly TableColumn[],
  filters: [kindFilter],
  flags: [noTeacher, noPupil],
};
