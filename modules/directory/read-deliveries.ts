import { type Answer, addressOf } from '../../platform/contract/endpoint.ts';
import { notFound } from '../../platform/contract/refusal.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { readMarkWithId, writeMark } from '../../platform/http/mark.ts';
import type { SchoolCounts } from './aaf/counts.ts';
import { lateDeliveries } from './aaf/late.ts';
import { readReport } from './aaf/report.ts';
import { type listDeliveries as endpoint, showDelivery, showSchool } from './contract.ts';
import { deliveryPolicy } from './policy.ts';
import { type DeliveryRow, findDelivery, listDeliveries } from './queries/delivery.ts';

const PAGE = 30;

/** A page of deliveries; for those who have no business with them there is no such page. */
export async function readDeliveries(ctx: SessionContext, after: string | undefined): Promise<Answer<typeof endpoint>> {
  if (!deliveryPolicy.can(ctx.actor, 'see', {})) notFound();
  const [before] = readMarkWithId(after, 1) ?? [];
  const rows = await listDeliveries(ctx.db, ctx.actor, { before, limit: PAGE + 1 });
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  const late = await lateDeliveries(ctx.db, ctx.actor.today);
  return { deliveries: shown.map(deliveryFacts), late, next: rows.length > PAGE && last ? writeMark([last.id]) : null };
}

const SHOWN_FINDINGS = 20;
const SHOWN_SCHOOLS = 50;

/** A delivery with its report, in the reader's language. */
export async function readDelivery(ctx: SessionContext, deliveryId: string): Promise<Answer<typeof showDelivery>> {
  const delivery = await findDelivery(ctx.db, ctx.actor, deliveryId);
  const report = delivery && (await readReport(ctx.db, delivery.id, ctx.locale));
  if (!report) notFound();
  const changed = report.schools.filter((school) => isChanged(school.counts));
  return {
    ...deliveryFacts(delivery),
    title: report.title,
    outcome: report.status,
    lines: [...report.lines],
    findings: report.findings.map(({ severity, heading, items }) => ({
      severity,
      heading,
      total: items.length,
      items: items.slice(0, SHOWN_FINDINGS),
    })),
    schools: changed.slice(0, SHOWN_SCHOOLS).map((school) => ({
      uai: school.uai,
      name: school.name,
      lines: school.lines.map((line) => line.trim()),
      isPending: school.appliedAt === null,
      href: addressOf(showSchool, { schoolUai: school.uai }),
    })),
    changedSchools: changed.length,
    unchangedSchools: report.schools.length - changed.length,
  };
}

const isChanged = ({ pupil, guardian, staff, groups, kinships, classes }: SchoolCounts): boolean =>
  classes.length > 0 ||
  [pupil, guardian, staff].some((role) => role.created + role.changed + role.left > 0) ||
  [groups, kinships].some((links) => links.created + links.changed + links.closed > 0);

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
