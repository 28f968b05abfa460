import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { CircleVerb, Setting, Stage } from './catalogue.ts';
import type { SchoolChoice } from './settings.ts';

/** A decision with its author; `isAhead` when its day is still to come. */
export interface ChoiceRow<Choice> {
  readonly rule: string;
  readonly verb: CircleVerb;
  readonly choice: Choice;
  readonly startsOn: string;
  readonly isAhead: boolean;
  readonly author: { readonly familyName: string; readonly givenName: string | null } | null;
}

export interface PlatformChoiceRow extends ChoiceRow<Setting> {
  readonly stage: Stage;
}

/** What the operator decided, oldest first; with `ahead`, also what begins after `today`. */
export const loadPlatformChoices = (db: Db, today: string, ahead = false): Promise<PlatformChoiceRow[]> =>
  rowsOf(
    db,
    sql<PlatformChoiceRow>`
      select c.stage, c.rule, c.verb, c.choice, c.starts_on as "startsOn", c.starts_on > ${today}::date as "isAhead",
             case when a.id is not null then json_build_object('familyName', a.family_name, 'givenName', a.given_name) end as author
      from directory.platform_rule_choices c left join directory.persons a on a.id = c.decided_by
      where c.starts_on <= ${today}::date or ${ahead}
      order by c.starts_on, c.stage, c.rule, c.verb`,
  );

/** What a school decided, oldest first, with what begins later. */
export const loadSchoolChoices = (db: Db, schoolId: string, today: string): Promise<ChoiceRow<SchoolChoice>[]> =>
  rowsOf(
    db,
    sql<ChoiceRow<SchoolChoice>>`
      select c.rule, c.verb, c.choice, c.starts_on as "startsOn", c.starts_on > ${today}::date as "isAhead",
             case when a.id is not null then json_build_object('familyName', a.family_name, 'givenName', a.given_name) end as author
      from directory.school_rule_choices c left join directory.persons a on a.id = c.decided_by
      where c.school_id = ${schoolId}::uuid
      order by c.starts_on, c.rule, c.verb`,
  );

/** How many schools of each kind chose otherwise than the platform, by rule and verb. */
export const countDeviations = (
  db: Db,
  today: string,
): Promise<{ kind: string; rule: string; verb: CircleVerb; choice: SchoolChoice; schools: number }[]> =>
  rowsOf(
    db,
    sql<{ kind: string; rule: string; verb: CircleVerb; choice: SchoolChoice; schools: number }>`
      select s.kind, c.rule, c.verb, c.choice, count(*)::int as schools
      from (select distinct on (school_id, rule, verb) school_id, rule, verb, choice from directory.school_rule_choices
            where starts_on <= ${today}::date order by school_id, rule, verb, starts_on desc) as c
      join directory.schools s on s.id = c.school_id
      where c.choice <> 'default'
      group by s.kind, c.rule, c.verb, c.choice order by s.kind, c.rule, c.verb, c.choice`,
  );
