import type { AssistantStep, Moment, StepProgress } from '../../../platform/assistants/step.ts';
import { type Db, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';

/** SQL query: `place`, `step`, `done`, `total` of all steps, in those places or (null) everywhere. */
const allSteps = (steps: readonly AssistantStep[], at: Moment, places: readonly string[] | null): RawBuilder<unknown> =>
  sql.join(
    steps.map(
      (step) => sql`
        select q.place, ${step.key}::text as step, q.done::int as done, q.total::int as total
        from (${step.progress(at, places)}) as q`,
    ),
    sql` union all `,
  );

/** How far places are, counted on the spot in one statement; by place, then step. A step with nothing to count is missing. */
export async function progressOf(
  db: Db,
  steps: readonly AssistantStep[],
  at: Moment,
  places: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, StepProgress>>> {
  if (steps.length === 0 || places.length === 0) return new Map();
  const rows = await rowsOf(
    db,
    sql<StepProgress & { place: string; step: string }>`${allSteps(steps, at, places)} order by 1, 2`,
  );
  const byPlace = Map.groupBy(rows, (row) => row.place);
  return new Map(
    [...byPlace].map(([place, own]) => [place, new Map(own.map(({ step, done, total }) => [step, { done, total }]))]),
  );
}

/**
 * Counts every step of every place anew and keeps the counts; returns of how many places. In a transaction: readers see the former
 * counts until all are there.
 */
export async function measureAll(
  db: Db,
  assistant: string,
  steps: readonly AssistantStep[],
  at: Moment,
): Promise<number> {
  if (steps.length === 0) return 0;
  await sql`delete from console.progress where assistant = ${assistant}`.execute(db);
  const [row] = await rowsOf(
    db,
    sql<{ places: number }>`
      with measured as (
        insert into console.progress (school_id, assistant, step, done, total, measured_at)
        select q.place, ${assistant}, q.step, q.done, q.total, ${at.now} from (${allSteps(steps, at, null)}) as q
        on conflict (school_id, assistant, step) do nothing
        returning school_id)
      select count(distinct school_id) as places from measured`,
  );
  return row?.places ?? 0;
}
