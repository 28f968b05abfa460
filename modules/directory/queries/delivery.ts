import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { deliveryPolicy } from '../policy.ts';

export interface DeliveryRow {
  readonly id: string;
  readonly source: string;
  readonly kind: 'full' | 'delta';
  readonly deliveredOn: string;
  readonly name: string;
  readonly status: string;
  readonly counts: Readonly<Record<string, unknown>>;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

const columns = sql`d.id, d.source, d.kind, d.delivered_on as "deliveredOn", d.name, d.status, d.counts, d.started_at as "startedAt",
                    d.finished_at as "finishedAt"`;

/** A page of deliveries, the newest first (ids are made in the order of time). */
export function listDeliveries(
  db: Db,
  actor: Actor,
  page: { readonly before?: string | undefined; readonly limit: number },
): Promise<DeliveryRow[]> {
  return rowsOf(
    db,
    sql<DeliveryRow>`
      select ${columns} from directory.deliveries d
      where ${deliveryPolicy.where(actor, 'see')} ${page.before ? sql`and d.id < ${page.before}::uuid` : sql``}
      order by d.id desc limit ${page.limit}`,
  );
}

/** A delivery that the actor may see, or undefined. */
export function findDelivery(db: Db, actor: Actor, deliveryId: string): Promise<DeliveryRow | undefined> {
  return firstOf(
    db,
    sql<DeliveryRow>`
      select ${columns} from directory.deliveries d
      where d.id = ${deliveryId}::uuid and ${deliveryPolicy.where(actor, 'see')}`,
  );
}
