import pg from 'pg';
import { ConnectionLost, explained } from '../../../platform/db/connection.ts';
import { countSteps, type Step, steps } from './apply-sql.ts';
import type { ImportConnection, NamedStatement } from './connection.ts';
import type { Degree } from './record.ts';

/** What every unit is written with. */
export interface ApplyFrame {
  readonly source: string;
  readonly degree: Degree;
  readonly day: string;
  readonly year: number;
  readonly deliveryId: string;
  readonly now: Date;
  /** Called after each commit, so that an operator sees the import advance. */
  readonly progress?: (done: number, of: number) => void;
}

export interface FailedSchool {
  readonly unit: number;
  readonly schoolId: string | undefined;
  readonly reason: string;
}

/** Units with something to write, and which steps each needs. */
export type Work = ReadonlyMap<number, ReadonlySet<string>>;

export async function workOf(connection: ImportConnection): Promise<Work> {
  const work = new Map<number, Set<string>>();
  for (const { unit, step } of await connection.rows<{ unit: number; step: string }>(countSteps)) {
    const known = work.get(unit);
    if (known) known.add(step);
    else work.set(unit, new Set([step]));
  }
  return work;
}

/**
 * Writes the plan: one transaction per school, the schools shared between the connections, then those whom no school knows. A
 * school that fails leaves no trace and the others go on. Resolves with the failures.
 */
export async function applyPlan(
  connections: readonly ImportConnection[],
  frame: ApplyFrame,
  work: Work,
): Promise<FailedSchool[]> {
  const [first] = connections;
  if (!first) throw new Error('no connection');
  const rows = await first.rows<{ unit: number; school_id: string }>(
    'select unit, school_id from directory_import.plan_schools',
  );
  const schools = new Map(rows.map((row) => [row.unit, row.school_id]));
  const uidBase = await takeUidBlock(first);
  // The same statements for each school: planned once, not for each one's number. A school's commit does not wait for the disk:
  // the delivery is said to be applied by a later commit, which does, and by then every earlier one is on it. A power cut before
  // loses schools whole, and the delivery is taken up again.
  for (const { client } of connections)
    await client.query('set plan_cache_mode = force_generic_plan; set synchronous_commit = off');
  const queue = [...work.keys()].filter((unit) => unit !== 0).sort((a, b) => a - b);
  const failures: FailedSchool[] = [];
  const total = work.size;
  let done = 0;
  const write = async (connection: ImportConnection, unit: number): Promise<void> => {
    const schoolId = schools.get(unit);
    try {
      await writeUnit(connection, frame, unit, schoolId, work.get(unit) ?? new Set(), uidBase);
    } catch (error) {
      // A lost connection is no fault of the school.
      if (!(error instanceof pg.DatabaseError) || explained(error) instanceof ConnectionLost) throw error;
      failures.push({ unit, schoolId, reason: error.message });
    }
    done += 1;
    frame.progress?.(done, total);
  };
  // Neighbouring schools share families, and the second to write them waits for the first: one connection begins at each end.
  const next = (lane: number): number | undefined => (lane % 2 === 0 ? queue.shift() : queue.pop());
  await Promise.all(
    connections.map(async (connection, lane) => {
      for (let unit = next(lane); unit !== undefined; unit = next(lane)) await write(connection, unit);
    }),
  );
  if (work.has(0)) await write(first, 0);
  for (const { client } of connections) await client.query('reset plan_cache_mode; reset synchronous_commit');
  return failures;
}

/**
 * uids for all the new of this plan, taken at once: a number given is never given again, even when the import dies. Ordinals count
 * from 1.
 */
async function takeUidBlock(connection: ImportConnection): Promise<number> {
  const [row] = await connection.rows<{ base: number }>(
    `with needed as (select coalesce(max(ordinal), 0) as count from directory_import.plan_people)
     update directory.uid_counters c set next = c.next + n.count from needed n where c.name = 'uid' and n.count > 0
     returning c.next - n.count - 1 as base`,
  );
  return row?.base ?? 0;
}

const DEADLOCK = '40P01';
const UNIQUE_VIOLATION = '23505';

async function writeUnit(
  connection: ImportConnection,
  frame: ApplyFrame,
  unit: number,
  school: string | undefined,
  wanted: ReadonlySet<string>,
  uidBase: number,
): Promise<void> {
  const { source, degree, day, year, deliveryId, now } = frame;
  const values = {
    unit,
    school: school ?? null,
    source,
    degree,
    day,
    year,
    uid_base: uidBase,
    delivery: deliveryId,
    now,
  };
  const needed = steps.filter((step) => step.on.some((one) => wanted.has(one)));
  let yielding = false;
  for (let attempt = 1; ; attempt += 1) {
    const statements: NamedStatement[] = needed.map((step) => (yielding && step.retried ? yieldingTo(step) : step));
    if (school) statements.push(applied);
    try {
      await connection.prepare(statements);
      await connection.transactionOf(statements.map(({ name }) => connection.execution(name, values)));
      return;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || attempt === 5) throw error;
      if (error.code === UNIQUE_VIOLATION && !yielding) yielding = true;
      // Two schools that share a family may wait for each other once.
      else if (error.code !== DEADLOCK) throw error;
    }
  }
}

const yieldingTo = ({ name, text }: Step): NamedStatement => ({
  name: `${name}-yielding`,
  text: `${text}\non conflict do nothing`,
});

const applied: NamedStatement = {
  name: 'applied',
  text: `
update directory.delivery_schools set applied_at = :now where delivery_id = :delivery and school_id = :school`,
};
