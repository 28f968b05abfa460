import { schoolYearOf } from '../rules.ts';
import { countPlan } from './counts.ts';
import { decide, type PlannedDelivery } from './decide.ts';
import { checkOrder } from './deliveries.ts';
import { checkSequences, type FileSet } from './file-names.ts';
import { type Finding, Refusal } from './finding.ts';
import type { Ground } from './ground.ts';
import { identify } from './identify.ts';
import { knownRecords } from './known-records.ts';
import { stageModifications, stageWaiting } from './modifications.ts';
import { type DeliveryOutcome, refuse } from './outcome.ts';
import type { FileResult } from './parse-file.ts';
import { planGuardians, planKinships } from './plan-families.ts';
import type { PlanFrame } from './plan-frame.ts';
import { planLinks } from './plan-links.ts';
import { planPeople } from './plan-people.ts';
import { planGroups, planSchools } from './plan-schools.ts';
import { planUnits } from './plan-units.ts';
import { analyzeStaged, copyRows, emptyStaging } from './staging.ts';
import { Stopwatch } from './stopwatch.ts';

/**
 * One delivery, from its files to its outcome. Damaged, it is refused whole and leaves no trace but the refusal; whatever happens,
 * nobody's data stay in the waiting room.
 */
export async function importDelivery(
  ground: Ground,
  set: FileSet & { readonly name: string },
): Promise<DeliveryOutcome> {
  const [main, beside] = ground.connections;
  const startedAt = ground.clock.now();
  const watch = new Stopwatch();
  const findings: Finding[] = [];
  let source: string | undefined;
  try {
    checkSequences(set);
    const identity = await identify(set, ground.options.source);
    source = identity.source;
    await checkOrder(main, source, set);
    await watch.timed('empty', () => emptyStaging(main));
    const frame: PlanFrame = {
      connection: main,
      beside,
      source,
      degree: identity.degree,
      kind: set.kind,
      day: set.day,
      year: schoolYearOf(set.day),
      categories: new Set(set.files.map((file) => file.category)),
      files: set.files.map((file) => file.name),
      find: (finding) => findings.push(finding),
    };
    const results = await watch.timed('read', () => read(ground, frame, set));
    await watch.timed('stage', () => stage(frame, results));
    await watch.timed('plan', () => plan(frame, watch));
    const schools = await watch.timed('count', () => countPlan(main));
    const planned: PlannedDelivery = { set, frame, results, schools, findings, watch, startedAt };
    return await decide(ground, planned);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return await refuse(ground, { name: set.name, source, set }, error);
  } finally {
    await emptyStaging(main);
  }
}

/** Reading threads and COPY overlap: each thread has a connection of its own. */
async function read({ connections, threads }: Ground, frame: PlanFrame, set: FileSet): Promise<FileResult[]> {
  const { connection, source, degree, day, kind } = frame;
  // A full delivery repeats, day after day, what is known of nearly everybody.
  const known = kind === 'full' ? await knownRecords(connection, source) : undefined;
  const tasks = set.files.map((file, number) => ({ ...file, number, degree, day, known }));
  const results = await threads.read(tasks, (lane, table, rows) =>
    copyRows(connections[lane] ?? connections[0], table, rows),
  );
  for (const result of results) for (const finding of result.findings) frame.find(finding);
  return results;
}

async function stage(frame: PlanFrame, results: readonly FileResult[]): Promise<void> {
  await analyzeStaged(frame.connection);
  await stageModifications(
    frame,
    results.flatMap((result) => result.modifications),
  );
  if (frame.kind === 'delta') await stageWaiting(frame);
}

async function plan(frame: PlanFrame, watch: Stopwatch): Promise<void> {
  await watch.timed('plan schools', () => planSchools(frame));
  await watch.timed('plan people', () => planPeople(frame));
  await watch.timed('plan groups', () => planGroups(frame));
  await watch.timed('plan links', () => Promise.all([planLinks(frame), planKinships(frame)]));
  await watch.timed('plan guardians', () => planGuardians(frame));
  await watch.timed('plan units', () => planUnits(frame));
}
