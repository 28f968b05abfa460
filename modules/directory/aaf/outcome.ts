import { newId } from '../../../platform/db/db.ts';
import type { CountedSchool } from './counts.ts';
import { type DeliveryFacts, type DeliveryStatus, saveDelivery } from './deliveries.ts';
import type { FileSet } from './file-names.ts';
import type { Finding, Refusal } from './finding.ts';
import type { Ground } from './ground.ts';

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

/** What is known of a delivery when it is refused. */
export interface RefusedDelivery {
  readonly name: string;
  readonly source?: string | undefined;
  readonly set?: FileSet;
}

/** Keeps a refusal: nothing else of the delivery reaches the directory. */
export async function refuse(ground: Ground, known: RefusedDelivery, refusal: Refusal): Promise<DeliveryOutcome> {
  const now = ground.clock.now();
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
  await saveDelivery(ground.connections[0], facts, [refusal.finding], []);
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
