import { type Answer, addressOf } from '../../platform/contract/endpoint.ts';
import { notFound } from '../../platform/contract/refusal.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { type listDeliveries as endpoint, showDelivery } from './contract.ts';
import { readMarkWithId, writeMark } from './mark.ts';
import { deliveryPolicy } from './policy.ts';
import { type DeliveryRow, listDeliveries } from './queries/delivery.ts';

const PAGE = 30;

/** A page of deliveries; for those who have no business with them there is no such page. */
export async function readDeliveries(ctx: SessionContext, after: string | undefined): Promise<Answer<typeof endpoint>> {
  if (!deliveryPolicy.can(ctx.actor, 'see', {})) notFound();
  const [before] = readMarkWithId(after, 1) ?? [];
  const rows = await listDeliveries(ctx.db, ctx.actor, { before, limit: PAGE + 1 });
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return { deliveries: shown.map(deliveryFacts), next: rows.length > PAGE && last ? writeMark([last.id]) : null };
}

/** A delivery in the contract's form. */
export const deliveryFacts = (row: DeliveryRow): Answer<typeof endpoint>['deliveries'][number] => ({
  id: row.id,
  source: row.source,
  kind: row.kind,
  deliveredOn: row.deliveredOn,
  name: row.name,
  status: row.status,
  startedAt: row.startedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
  href: addressOf(showDelivery, { deliveryId: row.id }),
});
