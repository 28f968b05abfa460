import { createHash } from 'node:crypto';
import { type Clock, systemClock } from '../../../platform/clock/clock.ts';
import { explained } from '../../../platform/db/connection.ts';
import { newId } from '../../../platform/db/db.ts';
import { schoolYearOf } from '../rules.ts';
import { applyPlan, workOf } from './apply.ts';
import { closeDelivery } from './closing.ts';
import { ImportConnection } from './connection.ts';
import { openContainer } from './container.ts';
import {
  type CountedSchool,
  countPlan,
  defaultVolumeLimit,
  totalsOf,
  type VolumeLimit,
  volumeAlarms,
} from './counts.ts';
import {
  addFinding,
  checkOrder,
  type DeliveryFacts,
  type DeliveryStatus,
  findDelivery,
  finishDelivery,
  saveDelivery,
} from './deliveries.ts';
import { checkSequences, type FileSet } from './file-names.ts';
import { type Finding, Refusal } from './finding.ts';
import { identify } from './identify.ts';
import { stageModifications, stageWaiting } from './modifications.ts';
import type { FileResult } from './parse-file.ts';
import { planGuardians, planKinships } from './plan-families.ts';
import type { PlanFrame } from './plan-frame.ts';
import { planLinks } from './plan-links.ts';
import { planPeople } from './plan-people.ts';
import { planGroups, planSchools } from './plan-schools.ts';
import { planUnits } from './plan-units.ts';
import { readFiles, readingLanes } from './reading.ts';
import { applyReference } from './reference.ts';
import { analyzeStaged, copyRows, emptyStaging } from './staging.ts';

export interface ImportOptions {
  readonly databaseUrl: string;
  /** Folders or archives; see `openContainer`. */
  readonly paths: readonly string[];
  /** Only says what would be done. */
  readonly preview?: boolean;
  /** Applies a delivery that the volume guard would hold; written in the audit with its author. */
  readonly forceVolume?: boolean;
  readonly volume?: VolumeLimit;
  /** Academy (`10`) or source (`10-2D`), for files that do not say it. */
  readonly source?: string;
  /** Person who gave the order, for the audit. */
  readonly actorId?: string;
  readonly clock?: Clock;
  readonly progress?: (step: string, done: number, of: number) => void;
}

/** How one delivery ended. */
export interface DeliveryOutcome {
  /** Undefined when the same delivery was there before and nothing was to be done: nothing is written then, not even this. */
  readonly deliveryId: string | undefined;
  readonly name: string;
  readonly source: string | undefined;
  readonly kind: 'full' | 'delta' | undefined;
  readonly day: string | undefined;
  readonly status: DeliveryStatus | 'unchanged';
  readonly findings: readonly Finding[];
  readonly schools: readonly CountedSchool[];
  /** Objects read, by category. */
  readonly read: Readonly<Record<string, number>>;
  /** Seconds by step. */
  readonly seconds: Readonly<Record<string, number>>;
}

const LOCK = 7_203_116;

/** Another import is at work on this database. */
export class ImportRunning extends Error {
  constructor() {
    super('another import is running');
  }
}

/**
 * Imports every delivery found under the paths, oldest first: reads, previews, and unless it is held or only a preview, applies it
 * school by school. A damaged delivery is refused whole and the next one goes on. Run again after a kill, it resumes.
 * @throws ConnectionLost when a connection breaks; run again, it resumes
 */
export async function importDeliveries(options: ImportOptions): Promise<DeliveryOutcome[]> {
  const lanes = readingLanes();
  const connections: ImportConnection[] = [];
  try {
    for (let lane = 0; lane < Math.max(2, lanes); lane += 1)
      connections.push(await ImportConnection.open(options.databaseUrl, 'preau import'));
    const [main] = connections as [ImportConnection, ...ImportConnection[]];
    const [lock] = await main.rows<{ mine: boolean }>(`select pg_try_advisory_lock(${LOCK}) as mine`);
    if (!lock?.mine) throw new ImportRunning();
    const container = await openContainer(options.paths);
    try {
      const outcomes: DeliveryOutcome[] = [];
      for (const { name, refusal } of container.refusals) outcomes.push(await refuse(main, options, { name }, refusal));
      for (const set of container.sets) outcomes.push(await new Import(connections, options, set).run());
      const [last] = outcomes;
      if (last)
        for (const file of container.strangers)
          (last.findings as Finding[]).push({ severity: 'warning', code: 'stranger', file });
      return outcomes;
    } finally {
      await container.close();
    }
  } catch (error) {
    throw explained(error);
  } finally {
    await Promise.all(connections.map((connection) => connection.close()));
  }
}

/** Keeps a refusal: nothing else of the delivery reaches the directory. */
async function refuse(
  main: ImportConnection,
  options: ImportOptions,
  known: { name: string; source?: string | undefined; set?: FileSet },
  refusal: Refusal,
): Promise<DeliveryOutcome> {
  const now = (options.clock ?? systemClock).now();
  const facts: DeliveryFacts = {
    id: newId(),
    source: known.source ?? 'unknown',
    kind: known.set?.kind ?? 'full',
    day: known.set?.day ?? now.toISOString().slice(0, 10),
    name: known.name,
    digest: null,
    status: 'refused',
    versions: {},
    counts: {},
    startedAt: now,
    finishedAt: now,
  };
  await saveDelivery(main, facts, [refusal.finding], []);
  return {
    deliveryId: facts.id,
    name: known.name,
    source: known.source,
    kind: known.set?.kind,
    day: known.set?.day,
    status: 'refused',
    findings: [refusal.finding],
    schools: [],
    read: {},
    seconds: {},
  };
}

/** One delivery on its way. */
class Import {
  readonly #connections: readonly ImportConnection[];
  readonly #main: ImportConnection;
  readonly #options: ImportOptions;
  readonly #clock: Clock;
  readonly #set: FileSet & { readonly name: string };
  readonly #findings: Finding[] = [];
  readonly #seconds: Record<string, number> = {};
  readonly #startedAt: Date;

  constructor(
    connections: readonly ImportConnection[],
    options: ImportOptions,
    set: FileSet & { readonly name: string },
  ) {
    this.#connections = connections;
    this.#main = connections[0] as ImportConnection;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#set = set;
    this.#startedAt = this.#clock.now();
  }

  async run(): Promise<DeliveryOutcome> {
    const set = this.#set;
    let source: string | undefined;
    try {
      checkSequences(set);
      const identity = await identify(set, this.#options.source);
      source = identity.source;
      await checkOrder(this.#main, source, set);
      await this.#timed('empty', () => emptyStaging(this.#main));
      const frame: PlanFrame = {
        connection: this.#main,
        beside: this.#connections[1] as ImportConnection,
        source,
        degree: identity.degree,
        kind: set.kind,
        day: set.day,
        year: schoolYearOf(set.day),
        categories: new Set(set.files.map((file) => file.category)),
        files: set.files.map((file) => file.name),
        find: (finding) => this.#findings.push(finding),
      };
      const results = await this.#timed('read', () => this.#read(frame));
      await this.#timed('stage', () => this.#stage(frame, results));
      await this.#timed('plan', () => this.#plan(frame));
      const schools = await this.#timed('count', () => countPlan(this.#main));
      return await this.#decide(frame, results, schools);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return await refuse(this.#main, this.#options, { name: set.name, source, set }, error);
    } finally {
      await emptyStaging(this.#main);
    }
  }

  async #timed<T>(step: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.#seconds[step] = (this.#seconds[step] ?? 0) + (performance.now() - start) / 1000;
    }
  }

  /** Reading threads and COPY overlap: each thread has a connection of its own. */
  async #read(frame: PlanFrame): Promise<FileResult[]> {
    const { degree, day } = frame;
    const tasks = this.#set.files.map((file, number) => ({ ...file, number, degree, day }));
    const results = await readFiles(tasks, (lane, table, rows) =>
      copyRows(this.#connections[lane] ?? this.#main, table, rows),
    );
    for (const result of results) this.#findings.push(...result.findings);
    return results;
  }

  async #stage(frame: PlanFrame, results: readonly FileResult[]): Promise<void> {
    await analyzeStaged(this.#main);
    await stageModifications(
      frame,
      results.flatMap((result) => result.modifications),
    );
    if (frame.kind === 'delta') await stageWaiting(frame);
  }

  async #plan(frame: PlanFrame): Promise<void> {
    await this.#timed('plan schools', () => planSchools(frame));
    await this.#timed('plan people', () => planPeople(frame));
    await this.#timed('plan groups', () => planGroups(frame));
    await this.#timed('plan links', () => Promise.all([planLinks(frame), planKinships(frame)]));
    await this.#timed('plan guardians', () => planGuardians(frame));
    await this.#timed('plan units', () => planUnits(frame));
  }

  async #decide(frame: PlanFrame, results: readonly FileResult[], schools: CountedSchool[]): Promise<DeliveryOutcome> {
    const { source, kind, day } = frame;
    const digest = digestOf(this.#set, results);
    const work = await workOf(this.#main);
    const before = await findDelivery(this.#main, source, this.#set, digest);
    const read = countRead(this.#set, results);
    const outcome = (status: DeliveryOutcome['status'], deliveryId?: string): DeliveryOutcome => ({
      deliveryId,
      name: this.#set.name,
      source,
      kind,
      day,
      status,
      findings: this.#findings,
      schools,
      read,
      seconds: this.#seconds,
    });
    if (work.size === 0 && before?.status === 'applied') return outcome('unchanged', before.id);

    const alarms = volumeAlarms(schools, this.#options.volume ?? defaultVolumeLimit);
    for (const { school, left, before: people } of alarms) {
      const details = { left, before: people, ...(school ? { school: school.name, uai: school.uai } : {}) };
      this.#findings.push({ severity: 'warning', code: school ? 'volume-school' : 'volume-delivery', details });
    }
    const held = alarms.length > 0 && this.#options.forceVolume !== true;
    const status = held ? 'held' : this.#options.preview ? 'previewed' : 'applying';
    const id = before?.id ?? newId();
    const counts = (): object => ({ read, totals: totalsOf(schools), seconds: this.#seconds });
    const save = (): Promise<void> =>
      saveDelivery(
        this.#main,
        {
          id,
          source,
          kind,
          day,
          name: this.#set.name,
          digest,
          status,
          versions: results[0]?.versions ?? {},
          counts: counts(),
          startedAt: this.#startedAt,
          finishedAt: status === 'applying' ? null : this.#clock.now(),
        },
        this.#findings,
        schools,
      );
    await this.#timed('save', save);
    if (status !== 'applying') return outcome(status, id);
    if (alarms.length > 0) await this.#auditForce(id, alarms.length);

    const failures = await this.#timed('apply', async () => {
      await applyReference(this.#main, source);
      const progress = this.#options.progress;
      const failed = await applyPlan(
        this.#connections,
        {
          source,
          degree: frame.degree,
          day,
          year: frame.year,
          deliveryId: id,
          now: this.#clock.now(),
          seconds: this.#seconds,
          ...(progress ? { progress: (done, of) => progress('apply', done, of) } : {}),
        },
        work,
      );
      await this.#timed('close', () => closeDelivery(frame, countWrites(schools) > LARGE));
      return failed;
    });
    for (const { schoolId, reason } of failures) {
      const school = schools.find((one) => one.schoolId === schoolId);
      const finding: Finding = {
        severity: 'quarantine',
        code: 'school-failed',
        details: { school: school?.name ?? '', uai: school?.uai ?? '', reason },
      };
      this.#findings.push(finding);
      await addFinding(this.#main, id, finding, schoolId ?? null);
    }
    const end = failures.length > 0 ? 'failed' : 'applied';
    await finishDelivery(this.#main, id, end, counts(), this.#clock.now());
    return outcome(end, id);
  }

  async #auditForce(deliveryId: string, alarms: number): Promise<void> {
    await this.#main.run(
      `insert into platform.audit_entries (id, occurred_at, actor_id, act, subject_id, details)
       values (:id, :at, :actor, 'directory.import.force-volume', :delivery, :details::jsonb)`,
      {
        id: newId(),
        at: this.#clock.now(),
        actor: this.#options.actorId ?? null,
        delivery: deliveryId,
        details: JSON.stringify({ name: this.#set.name, alarms }),
      },
    );
  }
}

/** People written from which on the server's statistics are stale. */
const LARGE = 5000;

const countWrites = (schools: readonly CountedSchool[]): number =>
  schools.reduce((sum, { counts: { pupil, guardian, staff } }) => {
    return sum + pupil.created + pupil.changed + guardian.created + guardian.changed + staff.created + staff.changed;
  }, 0);

/** A delivery is the same when its files are, whatever archive brought them. */
function digestOf(set: FileSet, results: readonly FileResult[]): Buffer {
  const hash = createHash('sha256');
  for (const result of results) {
    const name = set.files[result.number]?.name ?? '';
    hash.update(`${name.slice(name.lastIndexOf('/') + 1)}\n`).update(result.digest);
  }
  return hash.digest();
}

function countRead(set: FileSet, results: readonly FileResult[]): Record<string, number> {
  const read: Record<string, number> = {};
  for (const { number, objects } of results) {
    const category = set.files[number]?.category ?? '';
    read[category] = (read[category] ?? 0) + objects;
  }
  return read;
}
