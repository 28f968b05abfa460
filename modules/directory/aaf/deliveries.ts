import { newId } from '../../../platform/db/db.ts';
import type { ImportConnection } from './connection.ts';
import { type CountedSchool, isTouched } from './counts.ts';
import type { FileSet } from './file-names.ts';
import { type Finding, Refusal } from './finding.ts';

export type DeliveryStatus = 'reading' | 'refused' | 'previewed' | 'held' | 'applying' | 'applied' | 'failed';

/** A delivery as it is kept. */
export interface DeliveryRow {
  readonly id: string;
  readonly status: DeliveryStatus;
}

/**
 * Refuses what may not follow what was applied: a delta without a full before it, a delivery older than the last. The same
 * delivery again is welcome.
 */
export async function checkOrder(connection: ImportConnection, source: string, set: FileSet): Promise<void> {
  const [last] = await connection.rows<{ full: string | null; any: string | null }>(
    `select max(delivered_on) filter (where kind = 'full' and status in ('applied', 'failed')) as full,
            max(delivered_on) filter (where status in ('applied', 'failed', 'applying')) as any
     from directory.deliveries where source = :source`,
    { source },
  );
  const details = { day: set.day, last: last?.any ?? '' };
  if (set.kind === 'delta' && !last?.full) throw new Refusal('delta-before-full', { details });
  if (last?.any && set.day < last.any) throw new Refusal('older-than-last', { details });
}

/** The row of this very delivery (same source, day, kind and content), if it was met before. */
export async function findDelivery(
  connection: ImportConnection,
  source: string,
  set: FileSet,
  digest: Buffer,
): Promise<DeliveryRow | undefined> {
  const [row] = await connection.rows<{ id: string; status: DeliveryStatus }>(
    `select id, status from directory.deliveries
     where source = :source and delivered_on = :day and kind = :kind and digest = :digest order by started_at desc, id limit 1`,
    { source, day: set.day, kind: set.kind, digest },
  );
  return row;
}

export interface DeliveryFacts {
  readonly id: string;
  readonly source: string;
  readonly kind: 'full' | 'delta';
  readonly day: string;
  readonly name: string;
  readonly digest: Buffer | null;
  readonly status: DeliveryStatus;
  readonly versions: Readonly<Record<string, string>>;
  readonly counts: object;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** Writes a delivery, what it says and what it would do to each school, in one transaction. */
export function saveDelivery(
  connection: ImportConnection,
  facts: DeliveryFacts,
  findings: readonly Finding[],
  schools: readonly CountedSchool[],
): Promise<void> {
  return connection.transaction(async () => {
    const { versions, counts, ...row } = facts;
    await connection.run(
      `insert into directory.deliveries (id, source, kind, delivered_on, name, digest, status, versions, counts, started_at, finished_at)
       values (:id, :source, :kind, :day, :name, :digest, :status, :versions::jsonb, :counts::jsonb, :started, :finished)
       on conflict (id) do update
       set name = excluded.name, status = excluded.status, versions = excluded.versions, counts = excluded.counts,
           finished_at = excluded.finished_at`,
      {
        ...row,
        versions: JSON.stringify(versions),
        counts: JSON.stringify(counts),
        started: facts.startedAt,
        finished: facts.finishedAt,
      },
    );
    await connection.run('delete from directory.delivery_findings where delivery_id = :id', { id: facts.id });
    const rows = findings.map(({ objectId, details = {}, ...finding }) => ({
      ...finding,
      id: newId(),
      object_id: objectId ?? null,
      details,
    }));
    await connection.run(
      `insert into directory.delivery_findings (id, delivery_id, severity, code, file, line, object_id, details)
       select f.id, :id, f.severity, f.code, f.file, f.line, f.object_id, f.details
       from jsonb_to_recordset(:rows::jsonb)
         as f(id uuid, severity text, code text, file text, line integer, object_id text, details jsonb)`,
      { id: facts.id, rows: JSON.stringify(rows) },
    );
    await saveSchools(connection, facts.id, schools);
  });
}

/**
 * Counts per school, for the schools that exist already: a new one's row follows its own transaction. A resumed delivery keeps the
 * counts of the schools it applied before; the others are planned anew, a new school under another id.
 */
async function saveSchools(connection: ImportConnection, id: string, schools: readonly CountedSchool[]): Promise<void> {
  const rows = schools
    .filter((school) => isTouched(school.counts))
    .map((school) => ({
      school_id: school.schoolId,
      counts: { ...school.counts, name: school.name, uai: school.uai },
    }));
  await connection.run('delete from directory.delivery_schools where delivery_id = :id and applied_at is null', { id });
  await connection.run(
    `insert into directory.delivery_schools (delivery_id, school_id, counts)
     select :id, r.school_id, r.counts from jsonb_to_recordset(:rows::jsonb) as r(school_id uuid, counts jsonb)
     on conflict (delivery_id, school_id) do update set counts = excluded.counts, applied_at = null`,
    { id, rows: JSON.stringify(rows) },
  );
}

/**
 * The last word on a delivery, and the fact that those who follow the directory (accounts, tables of rights) wait for: applied whole,
 * or in part when schools failed.
 */
export async function finishDelivery(
  connection: ImportConnection,
  id: string,
  status: 'applied' | 'failed',
  counts: object,
  at: Date,
): Promise<void> {
  await connection.run(
    `with finished as (
       update directory.deliveries set status = :status, counts = :counts::jsonb, finished_at = :at where id = :id returning id
     )
     insert into platform.outbox (id, name, payload)
     select :fact::uuid, :name, jsonb_build_object('deliveryId', id) from finished`,
    {
      id,
      status,
      counts: JSON.stringify(counts),
      at,
      fact: newId(),
      name: status === 'applied' ? 'directory.delivery-applied' : 'directory.delivery-partly-applied',
    },
  );
}

export async function addFinding(
  connection: ImportConnection,
  id: string,
  finding: Finding,
  schoolId: string | null,
): Promise<void> {
  await connection.run(
    `insert into directory.delivery_findings (id, delivery_id, school_id, severity, code, file, line, object_id, details)
     values (:finding, :id, :school, :severity, :code, null, null, null, :details::jsonb)`,
    {
      finding: newId(),
      id,
      school: schoolId,
      severity: finding.severity,
      code: finding.code,
      details: JSON.stringify(finding.details ?? {}),
    },
  );
}
