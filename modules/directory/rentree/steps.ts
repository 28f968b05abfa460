import type { AssistantStep } from '../../../platform/assistants/step.ts';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { type RawBuilder, sql } from '../../../platform/db/db.ts';
import { showClassTeachers } from '../class-teachers/contract.ts';
import { openOn } from '../queries/facts.ts';
import { texts } from './texts.ts';

const ASSISTANT = 'rentree';

/** SQL condition: the row of `alias` belongs to one of the places; all of them when none is named. */
const at = (alias: string, places: readonly string[] | null): RawBuilder<unknown> =>
  places ? sql`${sql.ref(`${alias}.school_id`)} = any(${[...places]}::uuid[])` : sql`true`;

/** A list of the console, by the key its table is registered under. */
const list = (table: string, place: string, filters = ''): string =>
  `/console/tables/${table}?place=${place}${filters && `&${filters}`}`;

/** Everybody is in: there are pupils, and somebody who teaches. */
const people: AssistantStep = {
  key: 'people',
  assistant: ASSISTANT,
  order: 10,
  icon: 'users',
  title: (locale) => texts[locale].people.title,
  why: (locale) => texts[locale].people.why,
  count: ({ done, total }, locale) => texts[locale].people.count(done, done < total),
  progress: ({ today }, places) => sql`
    select pr.school_id as place, count(distinct pr.person_id) as done,
           count(distinct pr.person_id) + case when bool_or(pr.kind = 'pupil') and bool_or(pr.kind = 'teacher') then 0 else 1 end as total
    from directory.profiles pr where ${at('pr', places)} and ${openOn('pr', today)} group by pr.school_id`,
  action: ({ locale }, place) => ({ label: texts[locale].people.action, href: list('people', place.key) }),
};

/** Every pupil is in a class. */
const classes: AssistantStep = {
  key: 'classes',
  assistant: ASSISTANT,
  order: 20,
  icon: 'graduation-cap',
  title: (locale) => texts[locale].classes.title,
  why: (locale) => texts[locale].classes.why,
  count: ({ done, total }, locale) => texts[locale].classes.count(done, total),
  progress: ({ today }, places) => sql`
    select pr.school_id as place, count(placed.person_id) as done, count(*) as total
    from directory.profiles pr
    left join (
      select distinct m.school_id, m.person_id
      from directory.memberships m join directory.groups g on g.school_id = m.school_id and g.id = m.group_id
      where ${at('m', places)} and m.role = 'pupil' and g.kind = 'class' and ${openOn('m', today)} and ${openOn('g', today)}) as placed
      on placed.school_id = pr.school_id and placed.person_id = pr.person_id
    where ${at('pr', places)} and pr.kind = 'pupil' and ${openOn('pr', today)} group by pr.school_id`,
  action: ({ locale }, place, { done, total }) =>
    done < total
      ? { label: texts[locale].classes.missing(total - done), href: list('people', place.key, 'flag=no-class') }
      : { label: texts[locale].classes.action, href: list('groups', place.key, 'kind=class') },
};

/** Every class has somebody who teaches it. */
const teachers: AssistantStep = {
  key: 'teachers',
  assistant: ASSISTANT,
  order: 30,
  icon: 'user-check',
  title: (locale) => texts[locale].teachers.title,
  why: (locale) => texts[locale].teachers.why,
  count: ({ done, total }, locale) => texts[locale].teachers.count(done, total),
  progress: ({ today }, places) => sql`
    select g.school_id as place, count(*) filter (where taught.group_id is not null) as done, count(*) as total
    from directory.groups g
    left join (
      select distinct m.group_id from directory.memberships m
      where ${at('m', places)} and m.role in ('teacher', 'main_teacher') and ${openOn('m', today)}) as taught on taught.group_id = g.id
    where ${at('g', places)} and g.kind = 'class' and ${openOn('g', today)} group by g.school_id`,
  action: ({ locale }, place, { done, total }) => ({
    label: done < total ? texts[locale].teachers.missing(total - done) : texts[locale].teachers.action,
    href: addressOf(showClassTeachers, { schoolUai: place.key }),
  }),
};

/** The directory's steps of the start of the year. */
export const assistantSteps: readonly AssistantStep[] = [people, classes, teachers];
