import { addressOf } from '../../../platform/contract/endpoint.ts';
import { type RawBuilder, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { Place, TableColumn, TableEntry, TableFilter, TableFlag } from '../../../platform/tables/table.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { phoneInPairs } from '../../../platform/texts/phone.ts';
import { showPerson } from '../contract.ts';
import { openOn } from '../queries/facts.ts';
import { searchWords } from '../queries/search.ts';
import { schoolsAs } from '../scopes.ts';
import { schoolsEntrusted } from '../scopes-delegates.ts';
import { words } from '../texts.ts';
import { findPlace, opensLists, ownPlaces } from './places.ts';
import { texts } from './texts.ts';

const TABLE = 'people';

/*
 * `offset 0` makes a subquery a question about one row, answered by index: without it the planner may answer it for all schools at once,
 * by reading every membership and every kinship.
 */

/** SQL query: `person_id`, `label` for everybody around the classes chosen on `g`: their members, and the pupils' legal guardians. */
const aroundClasses = (today: string, which: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select adult.person_id, g.label
  from directory.groups g
  cross join lateral (
    select m.person_id, m.role from directory.memberships m where m.group_id = g.id and ${openOn('m', today)} offset 0) as m
  cross join lateral (
    select m.person_id
    union all
    select k.adult_id from directory.kinships k
    where m.role = 'pupil' and k.pupil_id = m.person_id and k.authority = 1 and ${openOn('k', today)} offset 0) as adult
  where ${which} and g.kind = 'class' and ${openOn('g', today)}`;

/**
 * SQL query: who is what in a school, with `sort_name`. The names come from the index that holds those of a school side by side, in one
 * pass with what people are: a walk from record to record costs ten times that, and a join may be planned as such a walk.
 */
const everybodyOf = (place: Place | null, today: string): RawBuilder<unknown> => sql`
  select known.person_id, array_agg(distinct known.kind order by known.kind) filter (where known.kind is not null) as kinds,
         min(known.sort_name) as sort_name
  from (select pr.person_id, pr.kind, null as sort_name from directory.profiles pr
        where pr.school_id = ${place?.id}::uuid and ${openOn('pr', today)}
        union all
        select c.person_id, null, c.sort_name from directory.circle_members c
        where c.school_id = ${place?.id}::uuid and c.circle_id = ${place?.id}::uuid) as known
  group by known.person_id having count(known.kind) > 0`;

/** The same of one person. */
const oneOf = (place: Place | null, today: string, only: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select pr.person_id, array_agg(distinct pr.kind order by pr.kind) as kinds, null as sort_name from directory.profiles pr
  where pr.school_id = ${place?.id}::uuid and pr.person_id = ${only} and ${openOn('pr', today)}
  group by pr.person_id`;

/**
 * Everybody who is something in a school today, once each. Publishes, besides `id` and `public_id` (the uid): `school_id`, `kinds`
 * (text[]), `family_name`, `given_name`, `sort_name`, `birth_date`, `email`, `phone`, `mobile`, `work_phone`, `class_labels` (in order; computed for the
 * whole school, and only when a filter or an order asks for it).
 */
export const peopleTable: TableEntry = {
  key: TABLE,
  order: 10,
  icon: 'users',
  label: (locale) => texts[locale].people.label,
  detail: (locale) => texts[locale].people.detail,
  count: (rows, locale) => texts[locale].people.count(rows),
  empty: (locale) => texts[locale].people.empty,
  of: 'place',
  rowsArePersons: true,
  shownTo: (ctx) => opensLists(ctx, 'listPeople'),
  places: (ctx) => ownPlaces(ctx, 'listPeople'),
  findPlace: (ctx, key) => findPlace(ctx, 'listPeople', key),
  // Who may open the list may see everybody in it: `listPeople` goes to those who see the whole school (a test compares them).
  rows: ({ actor: { today } }, place, only) => sql`
    select r.person_id as id, p.uid as public_id, ${place?.id}::uuid as school_id, r.kinds, p.family_name, p.given_name,
           coalesce(r.sort_name, (select q.sort_name from directory.persons q where q.id = r.person_id)) as sort_name,
           p.birth_date, p.email, p.phone, p.mobile, p.work_phone, placed.class_labels
    from (${only ? oneOf(place, today, only) : everybodyOf(place, today)}) as r
    left join directory.persons p on p.id = r.person_id
    left join (
      select a.person_id, string_agg(distinct a.label, ', ' order by a.label) as class_labels
      from (${aroundClasses(today, sql`g.school_id = ${place?.id}::uuid`)}) as a group by a.person_id) as placed on placed.person_id = r.person_id`,
  search: (text) => {
    const sought = searchWords(text);
    return sought.length === 0
      ? sql`false`
      : sql.join(
          sought.map((word) => sql`' ' || t.sort_name like ${`% ${word}%`}`),
          sql` and `,
        );
  },
  address: (uid) => addressOf(showPerson, { personUid: uid }),
  sortedBy: 'name',
};

/** Contact data is for those who may see that of the whole school. */
const seesContacts = ({ actor }: SessionContext, place: Place | null): boolean =>
  place !== null &&
  [...schoolsAs(actor, 'head', 'school_life'), ...schoolsEntrusted(actor, 'people')].includes(place.id);

/** SQL expression: the classes of one row: its own, or those of its children here. */
const classes = ({ actor: { today } }: SessionContext) => sql<string>`(
  select string_agg(distinct g.label, ', ' order by g.label)
  from (select t.id as person_id
        union
        select k.pupil_id from directory.kinships k where k.adult_id = t.id and k.authority = 1 and ${openOn('k', today)} offset 0) as near
  cross join lateral (
    select m.group_id from directory.memberships m
    where m.person_id = near.person_id and m.school_id = t.school_id and (m.role = 'pupil' or near.person_id = t.id)
      and ${openOn('m', today)} offset 0) as m
  cross join lateral (
    select g.label from directory.groups g where g.id = m.group_id and g.kind = 'class' and ${openOn('g', today)} offset 0) as g)`;

/** SQL expression: the children of an adult in this school, or the legal representatives of a pupil. */
const family = ({ actor: { today } }: SessionContext) => sql<string>`(
  select string_agg(f.name, ', ' order by f.name)
  from (select distinct concat_ws(' ', p.given_name, p.family_name) as name
        from (select k.adult_id as person_id from directory.kinships k
              where k.pupil_id = t.id and k.authority = 1 and ${openOn('k', today)}
              union all
              select k.pupil_id from directory.kinships k
              where k.adult_id = t.id and k.authority = 1 and ${openOn('k', today)}
                and exists (select 1 from directory.profiles cp
                            where cp.person_id = k.pupil_id and cp.school_id = t.school_id and cp.kind = 'pupil'
                              and ${openOn('cp', today)} offset 0) offset 0) as near
        cross join lateral (
          select p.given_name, p.family_name from directory.persons p where p.id = near.person_id offset 0) as p) as f)`;

const plain = (value: string): string => value;

const name: TableColumn<string> = {
  key: 'name',
  table: TABLE,
  order: 10,
  label: (locale) => texts[locale].people.name,
  byDefault: true,
  namesRow: true,
  value: () => sql`concat_ws(' ', t.family_name, t.given_name)`,
  sort: () => sql`t.sort_name`,
  text: plain,
};

const kinds: TableColumn<readonly string[]> = {
  key: 'kinds',
  table: TABLE,
  order: 20,
  label: (locale) => texts[locale].people.kind,
  byDefault: true,
  value: () => sql`t.kinds`,
  sort: () => sql`array_to_string(t.kinds, ' ')`,
  text: (held, { locale }) => held.map((kind) => words[locale].roles[kind] ?? kind).join(', '),
};

const classColumn: TableColumn<string> = {
  key: 'classes',
  table: TABLE,
  order: 30,
  label: (locale) => texts[locale].people.classes,
  byDefault: true,
  value: classes,
  sort: () => sql`coalesce(t.class_labels, '')`,
  text: plain,
};

const familyColumn: TableColumn<string> = {
  key: 'family',
  table: TABLE,
  order: 40,
  label: (locale) => texts[locale].people.family,
  byDefault: false,
  value: family,
  text: plain,
};

const birthDate: TableColumn<string> = {
  key: 'birth-date',
  table: TABLE,
  order: 50,
  label: (locale) => texts[locale].people.birthDate,
  byDefault: false,
  value: () => sql`t.birth_date`,
  sort: () => sql`coalesce(t.birth_date::text, '')`,
  text: (day, { locale }) => dayInWords(day, locale),
};

const phone: TableColumn<string> = {
  key: 'phone',
  table: TABLE,
  order: 60,
  label: (locale) => texts[locale].people.phone,
  byDefault: false,
  shownTo: seesContacts,
  value: () => sql`coalesce(t.mobile, t.phone, t.work_phone)`,
  text: phoneInPairs,
};

const email: TableColumn<string> = {
  key: 'email',
  table: TABLE,
  order: 70,
  label: (locale) => texts[locale].people.email,
  byDefault: false,
  shownTo: seesContacts,
  value: () => sql`t.email`,
  text: plain,
};

const KINDS = ['pupil', 'guardian', 'teacher', 'head', 'librarian', 'school_life', 'staff', 'after_school'] as const;

const kindFilter: TableFilter = {
  key: 'kind',
  table: TABLE,
  order: 10,
  label: (locale) => texts[locale].people.kind,
  options: (locale) => KINDS.map((kind) => ({ value: kind, label: words[locale].roles[kind] ?? kind })),
  where: (value) => (KINDS.some((kind) => kind === value) ? sql`${value}::text = any(t.kinds)` : undefined),
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A class with all around it: its pupils, their guardians, its teachers. */
const classFilter: TableFilter = {
  key: 'class',
  table: TABLE,
  order: 20,
  label: (locale) => texts[locale].people.class,
  choices: ({ actor }, place) => sql`(
    select coalesce(json_agg(json_build_object('value', g.id, 'label', g.label) order by g.label, g.id), '[]')
    from directory.groups g where g.school_id = ${place?.id}::uuid and g.kind = 'class' and ${openOn('g', actor.today)})`,
  where: (value, { actor }, place) =>
    UUID.test(value)
      ? sql`t.id in (
          select a.person_id
          from (${aroundClasses(actor.today, sql`g.school_id = ${place?.id}::uuid and g.id = ${value}::uuid`)}) as a)`
      : undefined,
};

const noGuardian: TableFlag = {
  key: 'no-guardian',
  table: TABLE,
  order: 10,
  tone: 'brique',
  label: (locale) => texts[locale].flags.noGuardian,
  applies: ({ actor }) => sql`'pupil' = any(t.kinds) and not exists (
    select 1 from directory.kinships k where k.pupil_id = t.id and k.authority = 1 and ${openOn('k', actor.today)} offset 0)`,
};

const noClass: TableFlag = {
  key: 'no-class',
  table: TABLE,
  order: 20,
  tone: 'miel',
  label: (locale) => texts[locale].flags.noClass,
  applies: ({ actor }) => sql`'pupil' = any(t.kinds) and not exists (
    select 1 from directory.memberships m
    cross join lateral (
      select 1 from directory.groups g where g.id = m.group_id and g.kind = 'class' and ${openOn('g', actor.today)} offset 0) as g
    where m.person_id = t.id and m.school_id = t.school_id and m.role = 'pupil' and ${openOn('m', actor.today)} offset 0)`,
};

const duplicate: TableFlag = {
  key: 'duplicate',
  table: TABLE,
  order: 50,
  tone: 'ciel',
  label: (locale) => texts[locale].flags.duplicate,
  applies: () => sql`(
    exists (select 1 from directory.duplicate_proposals d where d.left_id = t.id and d.decided_at is null offset 0)
    or exists (select 1 from directory.duplicate_proposals d where d.right_id = t.id and d.decided_at is null offset 0))`,
};

export const peopleParts = {
  tables: [peopleTable],
  columns: [name, kinds, classColumn, familyColumn, birthDate, phone, email] as readonly TableColumn[],
  filters: [kindFilter, classFilter],
  flags: [noGuardian, noClass, duplicate],
};
