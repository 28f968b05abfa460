import { type Answer, addressOf, type Input } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { readMarkWithId, writeMark } from '../../../platform/http/mark.ts';
import { showSchool } from '../contract.ts';
import { schoolPolicy } from '../policy.ts';
import type { followYears, stages } from './contract.ts';
import { showNextYear } from './contract.ts';
import { yearAhead } from './rules.ts';

const PAGE = 30;
type Stage = (typeof stages)[number];

/** SQL on the school of that alias: how far it is with that year. */
export const stageOf = (year: number, school = 's'): RawBuilder<Stage> => sql<Stage>`coalesce((
  select case when d.opened_at is null then 'draft' else 'open' end
  from directory.year_drafts d where d.school_id = ${sql.ref(`${school}.id`)} and d.year = ${year}::smallint), 'none')`;

interface Row {
  readonly id: string;
  readonly uai: string;
  readonly name: string;
  readonly searchName: string;
  readonly commune: string | null;
  readonly stage: Stage;
  readonly on: string | null;
}

/** How far every school is, for those who follow them all. */
export async function readYears(
  { actor, db }: SessionContext,
  { stage, after }: Input<typeof followYears>['query'],
): Promise<Answer<typeof followYears>> {
  if (!schoolPolicy.can(actor, 'followYears', { schoolId: '', communeId: null })) notFound();
  const year = yearAhead(actor.today);
  const [searchName, id] = readMarkWithId(after, 2) ?? [];
  const followed = sql`s.closed_on is null and ${schoolPolicy.where(actor, 'followYears')}`;
  const totals = await firstOf(
    db,
    sql<{ none: number; draft: number; open: number }>`
      select count(*) filter (where one.stage = 'none') as none, count(*) filter (where one.stage = 'draft') as draft,
             count(*) filter (where one.stage = 'open') as open
      from (select ${stageOf(year)} as stage from directory.schools s where ${followed}) as one`,
  );
  const rows = await rowsOf(
    db,
    sql<Row>`
      select s.id, s.uai, s.name, s.search_name as "searchName", c.name as commune, ${stageOf(year)} as stage,
             (select coalesce(d.opened_on, d.opens_on) from directory.year_drafts d where d.school_id = s.id and d.year = ${year}::smallint) as on
      from directory.schools s left join directory.communes c on c.id = s.commune_id
      where ${followed} and ${stage === '' ? sql`true` : sql`${stageOf(year)} = ${stage}`}
        and ${searchName !== undefined && id !== undefined ? sql`(s.search_name, s.id) > (${searchName}, ${id}::uuid)` : sql`true`}
      order by s.search_name, s.id limit ${PAGE + 1}`,
  );
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    year,
    totals: totals ?? { none: 0, draft: 0, open: 0 },
    stage,
    schools: shown.map((row) => ({
      uai: row.uai,
      name: row.name,
      commune: row.commune,
      stage: row.stage,
      on: row.on,
      href: schoolPolicy.can(actor, 'prepareYear', { schoolId: row.id, communeId: null })
        ? addressOf(showNextYear, { schoolUai: row.uai })
        : addressOf(showSchool, { schoolUai: row.uai }),
    })),
    next: rows.length > PAGE && last ? writeMark([last.searchName, last.id]) : null,
  };
}
