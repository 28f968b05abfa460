import { createHash } from 'node:crypto';
import { newId } from '../../../platform/db/db.ts';
import { applyPlan, type FailedSchool, type Work, workOf } from './apply.ts';
import { closeDelivery } from './closing.ts';
import { type CountedSchool, defaultVolumeLimit, totalsOf, type VolumeAlarm, volumeAlarms } from './counts.ts';
import { addFinding, findDelivery, finishDelivery, saveDelivery } from './deliveries.ts';
import type { FileSet } from './file-names.ts';
import type { Finding } from './finding.ts';
import type { Ground } from './ground.ts';
import type { DeliveryOutcome } from './outcome.ts';
import type { FileResult } from './parse-file.ts';
import type { PlanFrame } from './plan-frame.ts';
import { applyReference } from './reference.ts';
import type { Stopwatch } from './stopwatch.ts';

/** A delivery whose plan is made and counted. */
export interface PlannedDelivery {
  readonly set: FileSet & { readonly name: string };
  readonly frame: PlanFrame;
  readonly results: readonly FileResult[];
  readonly schools: readonly CountedSchool[];
  /** Grows while the delivery is decided and applied. */
  readonly findings: Finding[];
  readonly watch: Stopwatch;
  readonly startedAt: Date;
}

/** Nothing to do, held by the volume guard, only a preview, or applied. */
export async function decide(ground: Ground, planned: PlannedDelivery): Promise<DeliveryOutcome> {
  const { set, frame, results, schools, findings, watch } = planned;
  const { connection: main, source, kind, day } = frame;
  const digest = digestOf(set, results);
  const work = await workOf(main);
  const before = await findDelivery(main, source, set, digest);
  const read = countRead(set, results);
  const outcome = (status: DeliveryOutcome['status'], deliveryId?: string): DeliveryOutcome => ({
    deliveryId,
    name: set.name,
    source,
    kind,
    day,
    status,
    findings,
    schools,
    read,
    seconds: watch.seconds,
  });
  if (work.size === 0 && before?.status === 'applied') return outcome('unchanged', before.id);

  const alarms = volumeAlarms(schools, ground.options.volume ?? defaultVolumeLimit);
  findings.push(...alarms.map(alarmFinding));
  const held = alarms.length > 0 && ground.options.forceVolume !== true;
  const status = held ? 'held' : ground.options.preview ? 'previewed' : 'applying';
  const id = before?.id ?? newId();
  const counts = (): object => ({ read, totals: totalsOf(schools), seconds: watch.seconds });
  const facts = {
    id,
    source,
    kind,
    day,
    name: set.name,
    digest,
    status,
    versions: results[0]?.versions ?? {},
    counts: counts(),
    startedAt: planned.startedAt,
    finishedAt: status === 'applying' ? null : ground.clock.now(),
  } as const;
  await watch.timed('save', () => saveDelivery(main, facts, findings, schools));
  if (status !== 'applying') return outcome(status, id);

  if (alarms.length > 0) await auditForce(ground, set.name, id, alarms.length);
  const failures = await watch.timed('apply', () => apply(ground, planned, id, work));
  for (const failure of failures) {
    const finding = failureFinding(failure, schools);
    findings.push(finding);
    await addFinding(main, id, finding, failure.schoolId ?? null);
  }
  const end = failures.length > 0 ? 'failed' : 'applied';
  await finishDelivery(main, id, end, counts(), ground.clock.now());
  return outcome(end, id);
}

async function apply(ground: Ground, planned: PlannedDelivery, id: string, work: Work): Promise<FailedSchool[]> {
  const { frame, schools, watch } = planned;
  const { source, degree, day, year } = frame;
  await applyReference(frame.connection, source);
  const progress = ground.options.progress;
  const failures = await applyPlan(
    ground.connections,
    {
      source,
      degree,
      day,
      year,
      deliveryId: id,
      now: ground.clock.now(),
      ...(progress ? { progress: (done, of) => progress('apply', done, of) } : {}),
    },
    work,
  );
  await watch.timed('close', () => closeDelivery(frame, countWrites(schools) > LARGE));
  return failures;
}

/** People written from which on the server's statistics are stale. */
const LARGE = 5000;

const countWrites = (schools: readonly CountedSchool[]): number =>
  schools.reduce((sum, { counts: { pupil, guardian, staff } }) => {
    return sum + pupil.created + pupil.changed + guardian.created + guardian.changed + staff.created + staff.changed;
  }, 0);

const alarmFinding = ({ school, left, before }: VolumeAlarm): Finding => ({
  severity: 'warning',
  code: school ? 'volume-school' : 'volume-delivery',
  details: { left, before, ...(school ? { school: school.name, uai: school.uai } : {}) },
});

function failureFinding({ schoolId, reason }: FailedSchool, schools: readonly CountedSchool[]): Finding {
  const school = schools.find((one) => one.schoolId === schoolId);
  return {
    severity: 'quarantine',
    code: 'school-failed',
    details: { school: school?.name ?? '', uai: school?.uai ?? '', reason },
  };
}

async function auditForce(ground: Ground, name: string, deliveryId: string, alarms: number): Promise<void> {
  await ground.connections[0].run(
    `insert into platform.audit_entries (id, occurred_at, actor_id, act, subject_id, details)
     values (:id, :at, :actor, 'directory.import.force-volume', :delivery, :details::jsonb)`,
    {
      id: newId(),
      at: ground.clock.now(),
      actor: ground.options.actorId ?? null,
      delivery: deliveryId,
      details: JSON.stringify({ name, alarms }),
    },
  );
}

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
